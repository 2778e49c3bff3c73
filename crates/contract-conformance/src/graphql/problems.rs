//! Problems that a field declares: for unknown ids, and from the hints.

use contract_model::registry::GraphqlField;
use serde_json::Value;

use super::{Answered, Graph, draft::Draft, success::is_the_one_asked_for};
use crate::{
    hints::ProblemHint,
    rules,
    world::{Draft as RestDraft, Person, lay_over},
};

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let person = graph.suite.first_person();
    for field in graph.single() {
        unknown_id(graph, field, &person).await;
    }
    for hint in &graph.suite.hints.problems {
        if let Some(field) = graph.single().find(|field| field.path() == hint.item) {
            hinted(graph, field, hint, &person).await;
        }
    }
}

/// The arguments of a field with an unknown id, if exactly one required argument is an id.
pub(super) fn with_unknown_id<'a>(
    graph: &Graph<'_, 'a>,
    field: &'a GraphqlField,
    person: &Person,
) -> Option<Draft<'a>> {
    let facts = &graph.suite.contract.facts;
    let pool = |schema| facts.pool(schema).filter(|pool| !facts.is_owner(pool));
    let mut ids = field.arguments.iter().filter(|argument| argument.required && facts.pool(&argument.schema).is_some());
    let (argument, None) = (ids.next()?, ids.next()) else { return None };
    let id = graph.suite.unknown_id(pool(&argument.schema)?)?;
    Some(Draft::of(graph, field, person, 0)?.with(&argument.name, id.into()))
}

async fn unknown_id(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let Some(draft) = with_unknown_id(graph, field, person) else { return };
    let Some(answered) = graph.ask(&draft, &person.label).await else { return };
    is_the_one_asked_for(graph, &draft, &answered);
    let codes = graph.declared_with(field, 404);
    // Without such a problem, the contract does not define the result for an unknown id.
    if codes.is_empty() || answered.problem().is_some_and(|code| codes.contains(&code)) {
        return;
    }
    if answered.exchange.verdict.is_sound {
        let expected = format!("`{}`: nothing has this id", codes.join("` or `"));
        graph.report(&rules::PROBLEM_REACHED, format!("{}: unknown id", field.path()), expected, &answered);
    }
}

/// The request of a hint, after its preceding requests.
pub(super) async fn prepared<'a>(
    graph: &Graph<'_, 'a>,
    field: &'a GraphqlField,
    hint: &ProblemHint,
    person: &Person,
) -> Option<Draft<'a>> {
    for id in &hint.before {
        if let Some(operation) = graph.suite.operation(id)
            && let Some(draft) = RestDraft::of(graph.suite, operation, person, 0)
        {
            graph.suite.ask(operation, draft.request(), &person.label).await;
        }
    }
    let mut draft = Draft::of(graph, field, person, 0)?;
    for (name, value) in &hint.parameters {
        lay_over(draft.arguments.entry(name.clone()).or_insert(Value::Null), value);
    }
    Some(draft)
}

/// A problem that a request in the hints leads to.
async fn hinted(graph: &Graph<'_, '_>, field: &GraphqlField, hint: &ProblemHint, person: &Person) {
    let Some(draft) = prepared(graph, field, hint, person).await else { return };
    let mut answered: Option<Answered> = None;
    for _ in 0..if hint.repeat { 2 } else { 1 } {
        answered = graph.ask(&draft, &person.label).await;
    }
    let Some(answered) = answered else { return };
    if answered.problem() != Some(&hint.code) {
        let cause = format!("{}: {}", field.path(), hint.code);
        graph.report(&rules::PROBLEM_REACHED, cause, format!("`{}`, as the hints say", hint.code), &answered);
    }
}
