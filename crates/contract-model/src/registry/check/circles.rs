//! Finds types whose references form a circle that never ends, and types that have no finite value.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Registry, Role, TypeDefinition},
    schema::{Schema, Shape},
};

/// Reports every type that is an alias of itself, every instance that is one of its own type arguments, and every type
/// that has no finite value.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    let ending = ending(registry);
    for name in registry.types.keys() {
        if returns(registry, name, is_a_name_of) {
            diagnostics.push(
                Diagnostic::error("endless-type", name, "it is only another name of itself")
                    .help("give it a shape of its own, such as an object"),
            );
        }
        if !ending.contains(name.as_str()) && returns(registry, name, demanded_by) {
            diagnostics.push(
                Diagnostic::error("endless-type", name, "each of its values holds another one, so that none ends")
                    .help("make a property that leads back to it optional, or a list"),
            );
        }
        if returns(registry, name, arguments_of) {
            diagnostics.push(
                Diagnostic::error("endless-type", name, "it is an instance whose type arguments lead back to it")
                    .help("give its generic type another argument"),
            );
        }
    }
}

/// Whether a type is reached from itself.
fn returns(registry: &Registry, name: &str, next: fn(&TypeDefinition) -> Vec<&str>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![name];
    while let Some(definition) = open.pop().and_then(|name| registry.types.get(name)) {
        for found in next(definition) {
            if found == name {
                return true;
            }
            if seen.insert(found) && registry.types.contains_key(found) {
                open.push(found);
            }
        }
    }
    false
}

fn is_a_name_of(definition: &TypeDefinition) -> Vec<&str> {
    let Shape::Reference { name } = &definition.schema.shape else { return Vec::new() };
    vec![name]
}

/// Returns the types of which every value of an object or a union contains a value.
fn demanded_by(definition: &TypeDefinition) -> Vec<&str> {
    match &definition.schema.shape {
        // A circle of aliases is another mistake.
        Shape::Reference { .. } => Vec::new(),
        Shape::Union { variants, .. } => variants.iter().map(|variant| variant.name.as_str()).collect(),
        Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Nullable { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Object { .. } => demanded(&definition.schema),
    }
}

/// Returns the types of which each value of a schema contains a value.
fn demanded(schema: &Schema) -> Vec<&str> {
    match &schema.shape {
        Shape::Reference { name } => vec![name],
        Shape::Array { items, min_items: Some(1..), .. } => demanded(items),
        Shape::Object { properties, .. } => {
            let required = properties.iter().filter(|property| property.required);
            required.flat_map(|property| demanded(&property.schema)).collect()
        }
        Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Nullable { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Union { .. } => Vec::new(),
    }
}

fn arguments_of(definition: &TypeDefinition) -> Vec<&str> {
    let Role::Instance { arguments, .. } = &definition.role else { return Vec::new() };
    let mut names = Vec::new();
    arguments.iter().for_each(|argument| argument.references(&mut |name| names.push(name)));
    names
}

/// Returns the types that have finite values.
fn ending(registry: &Registry) -> BTreeSet<&str> {
    let mut ending = BTreeSet::new();
    loop {
        let known = ending.len();
        for (name, TypeDefinition { schema, .. }) in &registry.types {
            let is_known = |name: &str| ending.contains(name) || !registry.types.contains_key(name);
            let ends = if let Shape::Union { variants, .. } = &schema.shape {
                variants.iter().any(|variant| is_known(&variant.name))
            } else {
                demanded(schema).into_iter().all(is_known)
            };
            if ends {
                ending.insert(name.as_str());
            }
        }
        if ending.len() == known {
            return ending;
        }
    }
}
