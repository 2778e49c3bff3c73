//! Requests that are repeated with the same idempotency key.

use contract_model::registry::{Body, IDEMPOTENCY_KEY_PATTERN, Implied, Operation, Requirement};
use serde_json::Value;

use super::expect::{Refusal, shown};
use crate::{
    http::{Payload, Request},
    judge::Outcome,
    recorded::Exchange,
    rules,
    suite::Suite,
    world::Draft,
};

const KEY: &str = "Idempotency-Key";
const REPLAYED: &str = "Idempotency-Replayed";

pub(super) async fn run(suite: &Suite<'_>) {
    if suite.options.is_read_only {
        return;
    }
    let keyed = suite.operations().filter(|operation| operation.policy.idempotency_key.is_some());
    suite.each(keyed, |operation| idempotency(suite, operation)).await;
}

async fn idempotency(suite: &Suite<'_>, operation: &Operation) {
    form_of_key(suite, operation).await;
    let report = |cause: &str, expected: String, found: &str, exchange: &Exchange| {
        suite.accuse(&rules::IDEMPOTENT_REPEAT, exchange, format!("{}: {cause}", operation.id), expected, found);
    };
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    let draft = Draft { idempotency_key: Some(suite.unique_tag()), ..draft };
    let Some(first) = suite.ask(operation, draft.request(), &person.label).await else { return };
    let Outcome::Success(status) = first.verdict.outcome else { return };
    let Some(second) = suite.ask(operation, draft.request(), &person.label).await else { return };
    let is_same = second.response.status == status && second.verdict.body == first.verdict.body;
    if !is_same {
        let expected = format!("the first answer again: {}", shown(&first.response));
        report("another answer", expected, &shown(&second.response), &second);
    } else if second.response.header(REPLAYED) != Some("true") {
        let expected = format!("`{REPLAYED}: true` on an answer that was given before");
        report("not marked", expected, "no such header", &second);
    }
    if first.response.header(REPLAYED).is_some() {
        let expected = format!("no `{REPLAYED}` on the first answer under a key");
        report("first answer is marked", expected, "that header", &first);
    }
    if let Some(other) = other_body(suite, &draft) {
        let request = draft.request().with_payload(other);
        let codes = suite.implied(operation, 422, &[Implied::Key]);
        let because = "the key came with another body before";
        let refusal = Refusal::new(&rules::IDEMPOTENT_OTHER, operation, request, &person.label, codes, because);
        suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
    }
    let Some(stranger) = suite.people.get(1) else { return };
    let request = Draft { token: stranger.token.clone(), ..draft }.request();
    let Some(exchange) = suite.ask(operation, request, &stranger.label).await else { return };
    if exchange.response.header(REPLAYED).is_some() {
        let expected = "an answer of its own: the key is that of another person".to_owned();
        report("key of another person", expected, &shown(&exchange.response), &exchange);
    }
}

/// The key itself: missing although it is required, and in an invalid form.
async fn form_of_key(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    let refuse = async |request: Request, because: String| {
        let codes = suite.implied(operation, 400, &[Implied::Always]);
        let rule = &rules::IDEMPOTENCY_KEY_REQUIRED;
        let refusal = Refusal::new(rule, operation, request, &person.label, codes, because);
        suite.refuse(Refusal { pointer: Some("header/idempotency-key".into()), ..refusal }).await;
    };
    if operation.policy.idempotency_key == Some(Requirement::Required) {
        refuse(draft.request().without_header(KEY), format!("it has no `{KEY}`, which is required")).await;
    }
    let long = "x".repeat(256);
    refuse(draft.request().with_header(KEY, long), format!("its key does not match {IDEMPOTENCY_KEY_PATTERN}")).await;
}

/// A valid body that differs from that of a request.
fn other_body(suite: &Suite<'_>, draft: &Draft<'_>) -> Option<Payload> {
    let (Body::Json { schema, .. }, Payload::Json(body)) = (&draft.operation.body, &draft.payload) else { return None };
    let is_other =
        |value: &Value| value != body && suite.contract.validator.body(&draft.operation.id, value).is_empty();
    let person = suite.first_person();
    let made = (1..20).filter_map(|salt| suite.value(schema, &person, salt));
    made.map(|value| suite.with_ids(schema, &value, &person)).find(is_other).map(Payload::Json)
}
