//! Callers without a token, with an invalid one, and with another person's.

use contract_data::{identity::SessionRole, ids::ids_in};
use contract_model::{
    registry::{Auth, Body, Implied, Operation},
    schema::Schema,
};
use serde_json::Value;

use super::expect::{Refusal, shown};
use crate::{
    findings::Violation,
    http::{Payload, Request},
    judge::Outcome,
    rules,
    suite::Suite,
    world::{Draft, Person},
};

/// A token that no server has issued.
const INVALID: &str = "conformance.invalid.token";

pub(super) async fn run(suite: &Suite<'_>) {
    suite.each(suite.harmless_operations(), |operation| authentication(suite, operation)).await;
    let (Some(first), Some(second)) = (suite.people.get(0), suite.people.get(1)) else { return };
    for operation in suite.harmless_operations() {
        ownership(suite, operation, &first, &second).await;
    }
}

async fn authentication(suite: &Suite<'_>, operation: &Operation) {
    let mut person = (*suite.first_person()).clone();
    // The refusals need no valid token.
    person.token.get_or_insert_with(|| INVALID.to_owned());
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    match operation.auth {
        Auth::Bearer => refused(suite, &draft).await,
        Auth::Public if operation.method == "GET" => {
            let request = draft.request().without_header("Authorization");
            let Some(exchange) = suite.ask(operation, request, "nobody").await else { return };
            if matches!(exchange.response.status, 401 | 403) {
                let (cause, found) = (operation.id.clone(), shown(&exchange.response));
                suite.accuse(&rules::PUBLIC, &exchange, cause, "an answer to a caller without a token", found);
            }
        }
        Auth::Public => {}
    }
}

async fn refused(suite: &Suite<'_>, draft: &Draft<'_>) {
    let operation = draft.operation;
    let valid = draft.request();
    let expired = suite.hints.expired_token.as_deref().map(|token| (Some(token), "its token has expired"));
    let tokens = [(None, "the call has no token"), (Some(INVALID), "its token was not made by the target")];
    for (token, because) in tokens.into_iter().chain(expired) {
        let request = match token {
            Some(token) => valid.clone().with_header("Authorization", format!("Bearer {token}")),
            None => valid.clone().without_header("Authorization"),
        };
        let codes = suite.implied(operation, 401, &[Implied::Bearer]);
        suite.refuse(Refusal::new(&rules::AUTHENTICATION, operation, request, "nobody", codes, because)).await;
    }
}

/// The second person sends the request of the first.
async fn ownership(suite: &Suite<'_>, operation: &Operation, first: &Person, second: &Person) {
    if operation.auth == Auth::Public || suite.contract.identity.role(&suite.contract.facts, operation).is_some() {
        return;
    }
    let Some(mut draft) = Draft::of(suite, operation, first, 0) else { return };
    let names_first = named_things(suite, &draft);
    draft.token.clone_from(&second.token);
    if let Some(owner) = &operation.policy.owner {
        if let Some(id) = &first.id {
            draft.parameters.insert(owner.clone(), id.clone().into());
            forbidden(suite, &draft, second).await;
        }
        return;
    }
    // A thing that both persons have seen does not belong to the first person alone.
    let is_own = |(pool, id): &(String, String)| {
        suite.contract.facts.is_personal(pool)
            && !suite.hints.shared.contains(pool)
            && suite.pools.all(&first.label, pool).contains(id)
            && !suite.pools.all(&second.label, pool).contains(id)
    };
    let Some((pool, id)) = names_first.into_iter().find(is_own) else { return };
    let request = draft.request();
    // The answer does not belong to the second person, so its ids do not count as theirs.
    let Some(exchange) = suite.ask(operation, request, "nobody").await else { return };
    if let Outcome::Success(_) | Outcome::Other(0..400) = exchange.verdict.outcome {
        let mut codes = suite.declared(operation, 404);
        codes.extend(suite.declared(operation, 403));
        let expected = if codes.is_empty() { "a refusal".into() } else { format!("`{}`", codes.join("` or `")) };
        let expected = format!("{expected}, because the {pool} {id} belongs to another person");
        suite.accuse(&rules::OWNERSHIP, &exchange, operation.id.clone(), expected, shown(&exchange.response));
    }
}

async fn forbidden(suite: &Suite<'_>, draft: &Draft<'_>, second: &Person) {
    let (operation, request) = (draft.operation, draft.request());
    let codes = suite.implied(operation, 403, &[Implied::Owner]);
    let because = "the call names another person than its token";
    let refusal = Refusal::new(&rules::OWNERSHIP, operation, request, &second.label, codes, because);
    suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
}

/// The pools and ids of all things that a request names.
fn named_things(suite: &Suite<'_>, draft: &Draft<'_>) -> Vec<(String, String)> {
    let facts = &suite.contract.facts;
    let mut found = Vec::new();
    let mut add = |schema: &Schema, value: &Value| {
        ids_in(facts, schema, value, &mut |pool, id| found.push((pool.to_owned(), id.to_owned())));
    };
    for parameter in &draft.operation.parameters {
        if let Some(value) = draft.parameters.get(&parameter.name) {
            add(&parameter.schema, value);
        }
    }
    if let (Body::Json { schema, .. }, Payload::Json(body)) = (&draft.operation.body, &draft.payload) {
        add(schema, body);
    }
    found
}

/// Sessions that end or are renewed.
pub(super) async fn sessions(suite: &Suite<'_>) {
    if suite.options.is_read_only {
        return;
    }
    let role = |operation: &Operation| suite.contract.identity.role(&suite.contract.facts, operation);
    for operation in suite.operations() {
        match role(operation) {
            Some(SessionRole::End) => ended(suite, operation).await,
            Some(SessionRole::Renew) => renewed(suite, operation).await,
            Some(SessionRole::Register | SessionRole::SignIn | SessionRole::SignInElsewhere) | None => {}
        }
    }
}

/// A call that tries a token: it reads and needs a token, and if it needs a thing, it names one of the first person.
fn trial<'a>(suite: &Suite<'a>, token: Option<&str>) -> Option<(&'a Operation, Request)> {
    let person = suite.first_person();
    let mut reads: Vec<&Operation> =
        suite.operations().filter(|operation| operation.method == "GET" && operation.auth == Auth::Bearer).collect();
    reads.sort_by_key(|operation| operation.path.contains('{'));
    reads.into_iter().find_map(|operation| {
        let draft = Draft::of(suite, operation, &person, 0)?;
        Some((operation, Draft { token: token.map(str::to_owned), ..draft }.request()))
    })
}

async fn ended(suite: &Suite<'_>, operation: &Operation) {
    let Some(person) = suite.somebody().await else { return };
    let Some((trial, request)) = trial(suite, person.token.as_deref()) else { return };
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    let Some(exchange) = suite.ask(operation, draft.request(), &person.label).await else { return };
    if !matches!(exchange.verdict.outcome, Outcome::Success(_)) {
        return;
    }
    let codes = suite.implied(trial, 401, &[Implied::Bearer]);
    let because = format!("`{}` has ended the session of this token", operation.id);
    let refusal = Refusal::new(&rules::SESSION_ENDS, trial, request, &person.label, codes, because);
    suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
}

async fn renewed(suite: &Suite<'_>, operation: &Operation) {
    let Some(person) = suite.somebody().await.filter(|person| person.refresh.is_some()) else { return };
    let Some(mut draft) = Draft::of(suite, operation, &person, 0) else { return };
    draft.use_session(&person);
    let Some(exchange) = suite.ask(operation, draft.request(), &person.label).await else { return };
    let Some(renewed) = suite.person_of(operation, &person.label, None, &exchange) else { return };
    let Some((trial, request)) = trial(suite, renewed.token.as_deref()) else { return };
    let Some(exchange) = suite.ask(trial, request, &person.label).await else { return };
    if exchange.response.status == 401 {
        suite.report(Violation {
            rule: &rules::SESSION_RENEWED,
            item: &operation.id,
            cause: operation.id.clone(),
            expected: format!("`{}` takes the token that `{}` gave", trial.id, operation.id),
            found: shown(&exchange.response),
            reproduce: Some(suite.curl(&exchange.request)),
        });
    }
}
