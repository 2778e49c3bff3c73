//! Types that say what they are by themselves alone: whoever follows their references never comes to an end; and types
//! of which no value ends.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Registry, Role, TypeDefinition},
    schema::{Schema, Shape},
};

/// Every type that is another name of itself, every instance that is one of its own type arguments, and every type whose
/// values all hold another one.
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

/// The types of which each value of an object or a union holds one.
fn demanded_by(definition: &TypeDefinition) -> Vec<&str> {
    fn demand<'a>(schema: &'a Schema, names: &mut Vec<&'a str>) {
        match &schema.shape {
            Shape::Reference { name } => names.push(name),
            Shape::Array { items, min_items: Some(1..), .. } => demand(items, names),
            Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. }
            | Shape::Nullable { .. }
            | Shape::Array { .. }
            | Shape::Map { .. }
            | Shape::Object { .. }
            | Shape::Union { .. } => {}
        }
    }
    let mut names = Vec::new();
    if let Shape::Object { properties, .. } = &definition.schema.shape {
        let required = properties.iter().filter(|property| property.required);
        required.for_each(|property| demand(&property.schema, &mut names));
    }
    if let Shape::Union { variants, .. } = &definition.schema.shape {
        names.extend(variants.iter().map(|variant| variant.name.as_str()));
    }
    names
}

fn arguments_of(definition: &TypeDefinition) -> Vec<&str> {
    let Role::Instance { arguments, .. } = &definition.role else { return Vec::new() };
    let mut names = Vec::new();
    arguments.iter().for_each(|argument| argument.references(&mut |name| names.push(name)));
    names
}

/// The types of which some values end.
fn ending(registry: &Registry) -> BTreeSet<&str> {
    let mut ending = BTreeSet::new();
    loop {
        let known = ending.len();
        for (name, definition) in &registry.types {
            if !ending.contains(name.as_str()) && ends(registry, &definition.schema, &ending) {
                ending.insert(name.as_str());
            }
        }
        if ending.len() == known {
            return ending;
        }
    }
}

/// Whether some value of a schema ends, where those of the types in `ending` do.
fn ends(registry: &Registry, schema: &Schema, ending: &BTreeSet<&str>) -> bool {
    let type_ends = |name: &str| ending.contains(name) || !registry.types.contains_key(name);
    match &schema.shape {
        Shape::Reference { name } => type_ends(name),
        Shape::Union { variants, .. } => variants.iter().any(|variant| type_ends(&variant.name)),
        Shape::Object { properties, .. } => {
            properties.iter().all(|property| !property.required || ends(registry, &property.schema, ending))
        }
        Shape::Array { items, min_items, .. } => {
            min_items.is_none_or(|minimum| minimum == 0) || ends(registry, items, ending)
        }
        Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Nullable { .. }
        | Shape::Map { .. } => true,
    }
}
