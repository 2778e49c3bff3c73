//! Callers without a token or with an invalid one, and callers who name another person or another person's things.

use std::sync::Arc;

use contract_model::{
    registry::{Auth, GraphqlField},
    schema::Schema,
};
use serde_json::Value;

use super::{Answered, Graph, draft::Draft};
use crate::{rules, world::Person};

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let first = graph.suite.first_person();
    for field in graph.single() {
        match field.auth {
            Auth::Bearer => without_token(graph, field, &first).await,
            Auth::Public => public(graph, field).await,
        }
    }
    let Some(second) = another_person(graph, &first) else { return };
    for field in graph.single().filter(|field| field.auth == Auth::Bearer) {
        of_another_person(graph, field, &first, &second).await;
        thing_of_another_person(graph, field, &first, &second).await;
    }
}

/// The second person, if they differ from the first: two sign-ins in the same way may be one person with two tokens.
pub(super) fn another_person(graph: &Graph<'_, '_>, first: &Person) -> Option<Arc<Person>> {
    let second = graph.suite.people.get(1)?;
    let are_two = match (&first.id, &second.id) {
        (Some(one), Some(other)) => one != other,
        _ => first.credentials.is_none() || first.credentials != second.credentials,
    };
    (are_two && first.token != second.token).then_some(second)
}

/// An id of a pool that the first person has and the second has never seen.
pub(super) fn id_of_another(graph: &Graph<'_, '_>, schema: &Schema, first: &Person, second: &Person) -> Option<String> {
    let (suite, facts) = (graph.suite, &graph.suite.contract.facts);
    let pool = facts.pool(schema).filter(|pool| facts.is_personal(pool) && !facts.is_owner(pool))?;
    let own = suite.pools.all(&second.label, pool);
    suite.pools.all(&first.label, pool).into_iter().rev().find(|id| !own.contains(id))
}

/// The status of the problem with which an answer refuses a request.
pub(super) fn status_of(graph: &Graph<'_, '_>, answered: &Answered) -> Option<u16> {
    match answered.problem() {
        Some(code) => graph.suite.contract.registry().problem(code).map(|problem| problem.status),
        None => Some(answered.exchange.response.status).filter(|_| answered.is_refused),
    }
}

async fn without_token(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let Some(draft) = Draft::of(graph, field, person, 0) else { return };
    for (label, token) in [("without a token", None), ("with a token that is not valid", Some("conformance.not.valid"))]
    {
        let Some(answered) = graph.ask(&draft.clone().by(token), "nobody").await else { return };
        let is_refused = status_of(graph, &answered) == Some(401);
        // A fault of the server, or an error without its problem, has already been reported.
        if !is_refused && answered.exchange.verdict.is_sound || !answered.data.is_null() {
            let cause = format!("{}: {label}", field.path());
            graph.report(&rules::GRAPHQL_AUTHENTICATION, cause, format!("an error with status 401 {label}"), &answered);
        }
    }
}

async fn public(graph: &Graph<'_, '_>, field: &GraphqlField) {
    let Some(draft) = Draft::of(graph, field, &Person::nobody(), 0) else { return };
    let Some(answered) = graph.ask(&draft, "nobody").await else { return };
    if matches!(status_of(graph, &answered), Some(401 | 403)) {
        graph.report(&rules::PUBLIC, field.path(), "an answer without a token", &answered);
    }
}

/// A call that names another person is forbidden.
async fn of_another_person(graph: &Graph<'_, '_>, field: &GraphqlField, first: &Person, second: &Person) {
    let (Some(owner), Some(id)) = (&field.owner, &first.id) else { return };
    let Some(draft) = Draft::of(graph, field, second, 0) else { return };
    let Some(answered) = graph.ask(&draft.with(owner, id.clone().into()), &second.label).await else { return };
    if status_of(graph, &answered) != Some(403) {
        let expected = format!("an error with status 403: `{owner}` names another person");
        graph.report(&rules::OWNERSHIP, format!("{}({owner})", field.path()), expected, &answered);
    }
}

/// Another person's thing is not found. Only ids that the second person has never seen belong to the first alone.
async fn thing_of_another_person(graph: &Graph<'_, '_>, field: &GraphqlField, first: &Person, second: &Person) {
    for argument in field.arguments.iter().filter(|argument| argument.required) {
        let Some(id) = id_of_another(graph, &argument.schema, first, second) else { continue };
        let Some(draft) = Draft::of(graph, field, second, 0) else { return };
        let draft = draft.with(&argument.name, id.into());
        // The first person must find the thing: otherwise it belongs to nobody.
        let by_first = graph.ask(&draft.clone().by(first.token.as_deref()), &first.label).await;
        if by_first.is_none_or(|answered| answered.value.is_none()) {
            continue;
        }
        let Some(answered) = graph.ask(&draft, &second.label).await else { return };
        let shows = answered.is_success() && !matches!(&answered.data, Value::Null);
        let is_empty = answered.data.as_array().is_some_and(Vec::is_empty);
        if shows && !is_empty {
            let cause = format!("{}({})", field.path(), argument.name);
            graph.report(
                &rules::OWNERSHIP,
                cause,
                "null, or an error with status 404: it is another person's",
                &answered,
            );
        }
    }
}
