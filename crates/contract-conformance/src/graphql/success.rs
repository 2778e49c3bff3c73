//! Each field with valid arguments: only the required ones, with each optional one, and with other values. A field
//! whose ids are unknown waits until other fields have returned them.

use contract_model::registry::{GraphqlField, Root};

use super::{
    Answered, Graph,
    arguments::is_valid,
    draft::{Draft, PAGING},
};
use crate::{rules, world::Person};

/// The number of attempts for fields without a result.
const ROUNDS: usize = 3;
/// The salts of further values.
const SALTS: [u64; 2] = [1, 2];

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let person = graph.suite.first_person();
    let mut open: Vec<&GraphqlField> = graph.single().collect();
    // Mutations that need no id create things that other fields name.
    open.sort_by_key(|field| match field.root {
        Root::Mutation if !needs_id(graph, field) => 0,
        Root::Query => 1,
        Root::Mutation | Root::Subscription => 2,
    });
    for round in 0..ROUNDS {
        let mut left = Vec::new();
        for field in open {
            let is_last = round + 1 == ROUNDS;
            if !is_last && !has_ids(graph, field, &person) {
                left.push(field);
                continue;
            }
            match base(graph, field, &person).await {
                Some(answered) if answered.value.is_some() => variations(graph, field, &person).await,
                Some(answered) if is_last => refused(graph, field, &answered),
                Some(_) | None => left.push(field),
            }
        }
        open = left;
        if open.is_empty() || graph.suite.is_lost() {
            break;
        }
    }
}

/// Sends only the required arguments.
async fn base(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) -> Option<Answered> {
    let draft = Draft::of(graph, field, person, 0)?;
    let answered = graph.ask(&draft, &person.label).await?;
    is_the_one_asked_for(graph, &draft, &answered);
    Some(answered)
}

/// Sends each optional argument separately, and other values of all.
async fn variations(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let is_cursor = |name: &str| field.output.connection && PAGING.contains(&name) && name != "first" && name != "last";
    let optional = || field.arguments.iter().filter(|argument| !argument.required && !is_cursor(&argument.name));
    for argument in optional() {
        let Some(draft) = Draft::of(graph, field, person, 0) else { return };
        let Some(value) = graph.argument(field, argument, person, 1) else { continue };
        valid(graph, &draft.with(&argument.name, value), person).await;
    }
    for salt in SALTS {
        let Some(mut draft) = Draft::of(graph, field, person, salt) else { return };
        for argument in optional() {
            if let Some(value) = graph.argument(field, argument, person, salt) {
                draft = draft.with(&argument.name, value);
            }
        }
        valid(graph, &draft, person).await;
    }
}

/// Sends valid arguments.
async fn valid(graph: &Graph<'_, '_>, draft: &Draft<'_>, person: &Person) {
    if !is_valid(graph, draft) {
        return;
    }
    let Some(answered) = graph.ask(draft, &person.label).await else { return };
    refused(graph, draft.field, &answered);
}

/// Valid arguments were refused: as invalid, which is a violation, or for another reason of the platform, which the
/// coverage shows.
fn refused(graph: &Graph<'_, '_>, field: &GraphqlField, answered: &Answered) {
    if !answered.is_success() && graph.says_invalid(answered) && answered.exchange.verdict.is_sound {
        let expected = "a result: the document and its variables fit the contract";
        graph.report(&rules::GRAPHQL_SUCCESS, field.path(), expected, answered);
    }
}

/// A thing that was requested by its id has this id.
pub(super) fn is_the_one_asked_for(graph: &Graph<'_, '_>, draft: &Draft<'_>, answered: &Answered) {
    let facts = &graph.suite.contract.facts;
    let Some((_, pool)) = facts.entity_type(&draft.field.output.schema) else { return };
    let asked = draft.field.arguments.iter().find(|argument| argument.name == "id");
    let Some(asked) = asked.filter(|argument| facts.pool(&argument.schema) == Some(pool)) else { return };
    let expected = draft.arguments.get(&asked.name);
    let found = answered.value.as_ref().and_then(|value| value.get("id"));
    if let (Some(expected), Some(found)) = (expected, found)
        && expected != found
    {
        let cause = format!("{}: id", draft.field.path());
        graph.report(&rules::GRAPHQL_RESULT, cause, format!("the `id` that was asked for, {expected}"), answered);
    }
}

/// Whether a required argument is an id.
fn needs_id(graph: &Graph<'_, '_>, field: &GraphqlField) -> bool {
    let mut required = field.arguments.iter().filter(|argument| argument.required);
    required.any(|argument| graph.suite.contract.facts.pool(&argument.schema).is_some())
}

/// Whether every id among the required arguments has been seen.
fn has_ids(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) -> bool {
    let mut required = field.arguments.iter().filter(|argument| argument.required);
    required.all(|argument| {
        let pool = graph.suite.contract.facts.pool(&argument.schema);
        pool.is_none_or(|pool| graph.suite.known_id(pool, person).is_some())
    })
}
