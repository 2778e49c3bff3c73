//! The forms of a response for a client: an envelope that the client unwraps, and a page of a list.

use contract_model::{
    registry::{Answer, Operation, Registry},
    schema::Shape,
};

/// Whether a body is an envelope: an object whose `success` is always true, around `data`.
pub(super) fn is_envelope(registry: &Registry, answer: &Answer) -> bool {
    let Some(body) = body(registry, answer) else { return false };
    let succeeds = body.property("success").is_some_and(|property| {
        // The type is `True` or an inline boolean: in both cases only true is valid.
        matches!(registry.resolve(&property.schema), Some(Shape::Boolean { only: Some(true) }))
    });
    succeeds && body.property("data").is_some_and(|data| data.required)
}

/// Whether the operation returns a page of a list: the parameter `page` selects it, and `pagination` describes it.
pub(super) fn is_paged(registry: &Registry, operation: &Operation) -> bool {
    let asks = operation
        .parameters
        .iter()
        .any(|parameter| parameter.name == "page" && matches!(parameter.schema.shape, Shape::Integer { .. }));
    asks && operation.answers.iter().all(|answer| {
        let pagination = body(registry, answer).and_then(|body| body.property("pagination"));
        let pagination = pagination.and_then(|pagination| registry.resolve(&pagination.schema));
        pagination.is_some_and(|it| it.property("page").is_some() && it.property("totalPages").is_some())
    })
}

fn body<'a>(registry: &'a Registry, answer: &'a Answer) -> Option<&'a Shape> {
    registry.resolve(&answer.body.as_ref()?.schema)
}
