//! Checks that a parameter can be written as text in a path, a query or a header, and that GET operations have no body.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Body, Location, Parameter, Registry},
    schema::{Schema, Shape},
};

/// Checks every parameter of an operation or a channel, and the bodies of GET operations.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    let operations = registry.operations.iter().map(|operation| (&operation.id, &operation.parameters));
    let channels = registry.channels.iter().map(|channel| (&channel.id, &channel.parameters));
    for (id, parameters) in operations.chain(channels) {
        for Parameter { name, location, schema, .. } in parameters {
            let Some(wrong) = unspellable(registry, *location, schema) else { continue };
            let (place, help) = match location {
                Location::Path => {
                    ("path", "a parameter of a path is a text, a number, a boolean or a word of an enumeration")
                }
                Location::Query => ("query", "take a parameter for each property, or a body of a POST"),
                Location::Header => ("header", "a header is a text, a number, a boolean or a word of an enumeration"),
            };
            let message = format!("its parameter is {wrong}, which has no spelling in a {place}");
            diagnostics.push(Diagnostic::error("parameter", format!("{id}({name})"), message).help(help));
        }
    }
    for operation in registry.operations.iter().filter(|operation| operation.method == "GET") {
        if operation.body != Body::None {
            diagnostics.push(
                Diagnostic::error("get-body", &operation.id, "it is a GET with a body, which no browser sends")
                    .help("take query parameters, or declare it as a POST"),
            );
        }
    }
}

/// Returns the kind of a value that cannot be written in this location.
fn unspellable(registry: &Registry, location: Location, schema: &Schema) -> Option<String> {
    let shape = registry.resolve(schema)?;
    if let (Shape::Array { items, .. }, Location::Query) = (shape, location) {
        let kind = structured(registry.resolve(items)?)?;
        return Some(format!("a list in which each item is {kind}"));
    }
    structured(shape).map(str::to_owned)
}

/// Returns the kind of a value that needs more than one text.
fn structured(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Array { .. } => Some("a list"),
        Shape::Object { .. } => Some("an object"),
        Shape::Map { .. } => Some("a map"),
        Shape::Union { .. } => Some("a union"),
        Shape::Nullable { .. } => Some("a value that may be null"),
        Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Reference { .. } => None,
    }
}
