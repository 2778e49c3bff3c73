//! The schemas that apply to the same value through each other: an order in which each comes after those it leads to.
//!
//! A schema that leads back to itself without descending into the value is refused: validating a value would never end.

use super::{
    refusal::Refusal,
    schema::{Id, Keywords, Schemas},
};

/// Returns the order, or one refusal for each circle, at the schema that closes the circle.
pub(super) fn inner_first(schemas: &Schemas) -> Result<Vec<Id>, Vec<Refusal>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; schemas.all.len()];
    let mut order = Vec::new();
    let mut refusals = Vec::new();
    // An explicit stack: chains of references may be longer than the thread's stack allows.
    let mut stack: Vec<(Id, Vec<Id>)> = Vec::new();
    for start in 0..schemas.all.len() {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::Open;
        stack.push((start, schemas.keywords(start).in_place()));
        while let Some((id, next)) = stack.last_mut() {
            let id = *id;
            match next.pop() {
                Some(next) => match states[next] {
                    State::New => {
                        states[next] = State::Open;
                        stack.push((next, schemas.keywords(next).in_place()));
                    }
                    State::Open => {
                        let schema = &schemas.all[id];
                        refusals.push(
                            Refusal::new(
                                &schema.pointer,
                                keyword(&schema.keywords, next),
                                "it leads back to itself, and judging a value would never end",
                            )
                            .help("a schema may refer to itself below `properties`, `items` and the like"),
                        );
                    }
                    State::Done => {}
                },
                None => {
                    states[id] = State::Done;
                    order.push(id);
                    stack.pop();
                }
            }
        }
    }
    if refusals.is_empty() { Ok(order) } else { Err(refusals) }
}

/// Returns the keyword that leads to `next`.
fn keyword(keywords: &Keywords, next: Id) -> &'static str {
    let in_place = &keywords.in_place;
    if in_place.reference == Some(next) {
        "$ref"
    } else if in_place.dynamic_reference == Some(next) {
        "$dynamicRef"
    } else if in_place.all_of.contains(&next) {
        "allOf"
    } else if in_place.any_of.contains(&next) {
        "anyOf"
    } else if in_place.one_of.contains(&next) {
        "oneOf"
    } else if in_place.not == Some(next) {
        "not"
    } else if in_place.condition.is_some() {
        "if"
    } else {
        "dependentSchemas"
    }
}
