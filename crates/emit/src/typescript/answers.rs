//! What an answer is to a client: an envelope that is taken apart, a page of a list.

use contract_model::{
    registry::{Answer, Operation, Registry},
    schema::{Property, Shape},
};

/// Whether a body is an envelope: an object whose `success` is always true, around `data`.
pub(super) fn is_envelope(registry: &Registry, answer: &Answer) -> bool {
    let properties = body(registry, answer);
    let succeeds = property(properties, "success").is_some_and(|property| {
        // A type of its own, `True` or an inline boolean: either way only true is valid.
        matches!(resolve(registry, &property.schema.shape), Some(Shape::Boolean { only: Some(true) }))
    });
    succeeds && property(properties, "data").is_some_and(|data| data.required)
}

/// Whether the operation answers a page of a list that `page` asks for and `pagination` describes.
pub(super) fn is_paged(registry: &Registry, operation: &Operation) -> bool {
    let asks = operation
        .parameters
        .iter()
        .any(|parameter| parameter.name == "page" && matches!(parameter.schema.shape, Shape::Integer { .. }));
    asks && operation.answers.iter().all(|answer| {
        property(body(registry, answer), "pagination").is_some_and(|pagination| {
            let Some(Shape::Object { properties, .. }) = resolve(registry, &pagination.schema.shape) else {
                return false;
            };
            property(properties, "page").is_some() && property(properties, "totalPages").is_some()
        })
    })
}

fn body<'a>(registry: &'a Registry, answer: &'a Answer) -> &'a [Property] {
    let shape = answer.body.as_ref().map(|body| &body.schema.shape);
    match shape.and_then(|shape| resolve(registry, shape)) {
        Some(Shape::Object { properties, .. }) => properties,
        Some(
            Shape::Reference { .. }
            | Shape::Nullable { .. }
            | Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. }
            | Shape::Array { .. }
            | Shape::Map { .. }
            | Shape::Union { .. },
        )
        | None => &[],
    }
}

fn property<'a>(properties: &'a [Property], name: &str) -> Option<&'a Property> {
    properties.iter().find(|property| property.name == name)
}

/// The shape itself, or that of the named type it refers to.
fn resolve<'a>(registry: &'a Registry, shape: &'a Shape) -> Option<&'a Shape> {
    let Shape::Reference { name } = shape else { return Some(shape) };
    registry.types.get(name).map(|definition| &definition.schema.shape)
}
