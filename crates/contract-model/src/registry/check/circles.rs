//! Types that say what they are by themselves alone: whoever follows their references never comes to an end.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Registry, Role, TypeDefinition},
    schema::Shape,
};

/// Every type that is another name of itself, and every instance that is one of its own type arguments.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    for name in registry.types.keys() {
        if returns(registry, name, is_a_name_of) {
            diagnostics.push(
                Diagnostic::error("endless-type", name, "it is only another name of itself")
                    .help("give it a shape of its own, such as an object"),
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

fn arguments_of(definition: &TypeDefinition) -> Vec<&str> {
    let Role::Instance { arguments, .. } = &definition.role else { return Vec::new() };
    let mut names = Vec::new();
    arguments.iter().for_each(|argument| argument.references(&mut |name| names.push(name)));
    names
}
