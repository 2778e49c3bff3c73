//! Problems that an operation itself declares: unknown things, repeated requests, and problems from the hints.

use contract_data::identity::SessionRole;
use contract_model::registry::{Body, Location, Operation, Role};
use serde_json::Value;

use super::expect::Refusal;
use crate::{
    hints::ProblemHint,
    http::Payload,
    rules,
    suite::Suite,
    world::{Draft, lay_over},
};

pub(super) async fn run(suite: &Suite<'_>) {
    suite.each(suite.harmless_operations(), |operation| unknown_things(suite, operation)).await;
    if suite.options.is_read_only {
        return;
    }
    suite.each(suite.operations(), |operation| conflicts(suite, operation)).await;
    for hint in &suite.hints.problems {
        hinted(suite, hint).await;
    }
}

/// Sends a request about an unknown thing.
async fn unknown_things(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    let facts = &suite.contract.facts;
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location == Location::Path) {
        let pool = facts.pool(&parameter.schema).filter(|pool| facts.definition(pool).role == Role::Id);
        if operation.policy.owner.as_deref() == Some(parameter.name.as_str()) {
            continue;
        }
        let Some(unknown) = pool.and_then(|pool| suite.unknown_id(pool)) else { continue };
        let mut draft = draft.clone();
        draft.parameters.insert(parameter.name.clone(), unknown.into());
        let (rule, codes) = (&rules::PROBLEM_REACHED, suite.declared(operation, 404));
        let because = format!("no thing has the `{}` of the path", parameter.name);
        let refusal = Refusal::new(rule, operation, draft.request(), &person.label, codes, because);
        suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
    }
    // The contract does not define the result of unknown ids in a body: the answer only has to be declared.
    let (Body::Json { schema, .. }, Payload::Json(body)) = (&operation.body, &draft.payload) else { return };
    let is_session = suite.contract.identity.role(facts, operation).is_some();
    if is_session || suite.declared(operation, 404).is_empty() {
        return;
    }
    let mut body = body.clone();
    for property in facts.properties(schema) {
        let unknown = facts.pool(&property.schema).and_then(|pool| suite.unknown_id(pool));
        if let (Some(unknown), Some(place)) = (unknown, body.get_mut(&property.name)) {
            *place = Value::String(unknown);
        }
    }
    let mut draft = draft.clone();
    draft.payload = Payload::Json(body);
    suite.ask(operation, draft.request(), &person.label).await;
}

/// Sends the same request twice if the operation declares a conflict, and wrong secrets if it signs in.
async fn conflicts(suite: &Suite<'_>, operation: &Operation) {
    let role = suite.contract.identity.role(&suite.contract.facts, operation);
    let person = suite.first_person();
    let Some(mut draft) = Draft::of(suite, operation, &person, 0) else { return };
    if role == Some(SessionRole::Register) {
        suite.make_unique(operation, &mut draft.payload);
    }
    if !suite.declared(operation, 409).is_empty() {
        for _ in 0..2 {
            draft.renew_key(suite);
            suite.ask(operation, draft.request(), "nobody").await;
        }
    }
    if matches!(role, Some(SessionRole::SignIn | SessionRole::Renew)) {
        // The contract's example is not the account of any person.
        let codes = suite.declared(operation, 401);
        let Body::Json { example, .. } = &operation.body else { return };
        let request = draft.request().with_payload(Payload::Json(example.clone()));
        let because = "the secret in its body was never given to anybody";
        let refusal = Refusal::new(&rules::PROBLEM_REACHED, operation, request, "nobody", codes, because);
        suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
    }
}

/// A problem that a request in the hints leads to.
async fn hinted(suite: &Suite<'_>, hint: &ProblemHint) {
    let Some(operation) = suite.operations().find(|operation| operation.id == hint.item) else { return };
    let Some(person) = suite.person_for(operation).await else { return };
    for id in &hint.before {
        let Some(before) = suite.operation(id) else { continue };
        let Some(mut draft) = Draft::of(suite, before, &person, 0) else { continue };
        draft.use_session(&person);
        suite.ask(before, draft.request(), &person.label).await;
    }
    let Some(mut draft) = Draft::of(suite, operation, &person, 0) else { return };
    match suite.contract.identity.role(&suite.contract.facts, operation) {
        Some(SessionRole::Register) => suite.make_unique(operation, &mut draft.payload),
        Some(_) => draft.use_session(&person),
        None => {}
    }
    draft.parameters.extend(hint.parameters.clone());
    if let (Some(over), Payload::Json(body)) = (&hint.body, &mut draft.payload) {
        lay_over(body, over);
    }
    if let (Some(text), Payload::Bytes { bytes, .. }) = (&hint.bytes, &mut draft.payload) {
        *bytes = text.clone().into_bytes();
    }
    if hint.repeat {
        suite.ask(operation, draft.request(), &person.label).await;
        draft.renew_key(suite);
    }
    let because = format!("the hints say that this request leads to `{}`", hint.code);
    let (rule, codes) = (&rules::PROBLEM_REACHED, vec![hint.code.clone()]);
    let refusal = Refusal::new(rule, operation, draft.request(), &person.label, codes, because);
    suite.refuse(Refusal { cause: format!("{}: {}", operation.id, hint.code), ..refusal }).await;
}
