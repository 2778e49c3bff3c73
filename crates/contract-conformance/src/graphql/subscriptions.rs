//! The fields of the subscription type: their events, and callers who must be refused.

use std::time::Duration;

use contract_model::registry::{Auth, Caused, GraphqlField, Root, Stream};
use serde_json::json;
use tokio::time::sleep;

use super::{
    Graph,
    arguments::{cause, changes_of, is_valid, shown},
    callers::{another_person, id_of_another},
    conversation::{Conversation, Event, Failure},
    draft::Draft,
    problems::{prepared, with_unknown_id},
    protocol,
    socket::Heard,
};
use crate::{
    calls::Call,
    findings::Violation,
    rules::{self, Rule},
    world::Person,
};

/// The maximum time until a refusal.
const REFUSAL: Duration = Duration::from_secs(3);
/// The time to wait for events without a known cause.
const IDLE: Duration = Duration::from_millis(700);
/// The time in which a subscription begins: the protocol does not acknowledge it.
pub(super) const BEGINNING: Duration = Duration::from_millis(300);
/// The maximum number of events that are read per subscription.
const EVENTS: usize = 12;

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let first = graph.suite.first_person();
    for field in graph.of(Root::Subscription) {
        if graph.suite.is_lost() {
            return;
        }
        unknown_id(graph, field, &first).await;
        for call in causes(graph, field) {
            caused(graph, field, call, &first).await;
        }
        by_itself(graph, field, &first).await;
        strangers(graph, field, &first).await;
        broken_arguments(graph, field, &first).await;
        hinted(graph, field, &first).await;
    }
    if let Some(field) = graph.of(Root::Subscription).next() {
        same_id(graph, field, &first).await;
    }
}

fn report(
    graph: &Graph<'_, '_>,
    rule: &'static Rule,
    field: &GraphqlField,
    what: &str,
    expected: &str,
    event: &Event,
    steps: String,
) {
    graph.suite.report(Violation {
        rule,
        item: &field.path(),
        cause: format!("{}: {what}", field.path()),
        expected: expected.to_owned(),
        found: format!("{event:?}"),
        reproduce: Some(steps),
    });
}

/// Callers without a token or with an invalid one, and callers who name another person.
async fn strangers(graph: &Graph<'_, '_>, field: &GraphqlField, first: &Person) {
    let Some(draft) = Draft::of(graph, field, first, 0) else { return };
    match field.auth {
        Auth::Public => {
            let event = attempt(graph, &draft, None).await;
            if let Some((event @ Event::Failed(Failure { status: Some(401 | 403), .. }), steps)) = event {
                report(graph, &rules::PUBLIC, field, "public", "events without a token", &event, steps);
            }
        }
        Auth::Bearer => {
            let cases = [("without a token", None), ("with a token that is not valid", Some("conformance.not.valid"))];
            for (label, token) in cases {
                // The whole connection may be refused.
                let Some((event, steps)) = attempt(graph, &draft, token).await else { continue };
                if !matches!(
                    event,
                    Event::Failed(Failure { status: Some(401) | None, .. }) | Event::Closed(_) | Event::Wrong
                ) {
                    let rule = &rules::GRAPHQL_AUTHENTICATION;
                    report(graph, rule, field, label, "an error with status 401", &event, steps);
                }
            }
        }
    }
    if let Some(second) = another_person(graph, first) {
        of_another_person(graph, &draft, first, &second).await;
    }
}

/// A person who names another person is refused, and another person's thing is not found.
async fn of_another_person(graph: &Graph<'_, '_>, draft: &Draft<'_>, first: &Person, second: &Person) {
    let (field, token) = (draft.field, second.token.as_deref());
    if let (Some(owner), Some(id)) = (&field.owner, &first.id)
        && let Some((event, steps)) = attempt(graph, &draft.clone().with(owner, id.clone().into()), token).await
        && !matches!(event, Event::Failed(Failure { status: Some(403), .. }) | Event::Wrong)
    {
        let expected = format!("an error with status 403: `{owner}` names another person");
        report(graph, &rules::OWNERSHIP, field, owner, &expected, &event, steps);
    }
    if graph.declared_with(field, 404).is_empty() {
        return;
    }
    for argument in field.arguments.iter().filter(|argument| argument.required) {
        let Some(id) = id_of_another(graph, &argument.schema, first, second) else { continue };
        let Some((event, steps)) = attempt(graph, &draft.clone().with(&argument.name, id.into()), token).await else {
            return;
        };
        if matches!(event, Event::Result) {
            let expected = "an error with status 404: it is another person's";
            report(graph, &rules::OWNERSHIP, field, &argument.name, expected, &event, steps);
        }
    }
}

/// Arguments that break a constraint are errors.
async fn broken_arguments(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let Some(draft) = Draft::of(graph, field, person, 0).filter(|draft| is_valid(graph, draft)) else { return };
    for argument in &field.arguments {
        let Some(value) = draft.arguments.get(&argument.name) else { continue };
        for (change, _) in changes_of(graph, &draft, argument, value).into_iter().filter(|(_, is_valid)| !is_valid) {
            let changed = draft.clone().with(&argument.name, change.value.clone());
            let Some((event, steps)) = attempt(graph, &changed, person.token.as_deref()).await else { return };
            if matches!(event, Event::Failed(..) | Event::Closed(_) | Event::Wrong) {
                continue;
            }
            let expected = format!("an error: {} breaks `{}`", shown(&change), change.label);
            graph.suite.report(Violation {
                rule: &rules::GRAPHQL_ARGUMENT,
                item: &field.path(),
                cause: cause(graph, field, argument, &change),
                expected,
                found: format!("{event:?}"),
                reproduce: Some(steps),
            });
        }
    }
}

/// Problems that requests in the hints lead to.
async fn hinted(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    for hint in graph.suite.hints.problems.iter().filter(|hint| hint.item == field.path()) {
        let Some(draft) = prepared(graph, field, hint, person).await else { continue };
        let Some(mut conversation) = Conversation::begin(graph, person.token.as_deref()).await else { return };
        conversation.subscribe("a", &draft).await;
        let mut event = Event::Silence;
        for _ in 0..EVENTS {
            event = conversation.next("a", &draft, &person.label, REFUSAL.min(graph.suite.options.timeout)).await;
            if !matches!(event, Event::Result) {
                break;
            }
        }
        if !matches!(&event, Event::Failed(Failure { code: Some(code), .. }) if *code == hint.code) {
            let expected = format!("`{}`, as the hints say", hint.code);
            let steps = conversation.socket.transcript();
            report(graph, &rules::PROBLEM_REACHED, field, &hint.code, &expected, &event, steps);
        }
    }
}

/// The first event of a subscription, and the steps to it; `None` if the connection was refused.
async fn attempt(graph: &Graph<'_, '_>, draft: &Draft<'_>, token: Option<&str>) -> Option<(Event, String)> {
    let mut conversation = Conversation::begin(graph, token).await?;
    conversation.subscribe("a", draft).await;
    let event = conversation.next("a", draft, "nobody", REFUSAL.min(graph.suite.options.timeout)).await;
    Some((event, conversation.socket.transcript()))
}

async fn unknown_id(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let codes = graph.declared_with(field, 404);
    if codes.is_empty() {
        return;
    }
    let Some(draft) = with_unknown_id(graph, field, person) else { return };
    let Some((event, steps)) = attempt(graph, &draft, person.token.as_deref()).await else { return };
    let is_right = matches!(&event, Event::Failed(Failure { code: Some(code), .. }) if codes.contains(&code.as_str()));
    if !is_right && !matches!(event, Event::Failed(Failure { code: None, .. }) | Event::Wrong) {
        let expected = format!("`{}`: nothing has this id", codes.join("` or `"));
        report(graph, &rules::PROBLEM_REACHED, field, "unknown id", &expected, &event, steps);
    }
}

/// The calls that cause events of a subscription.
pub(super) fn causes<'a>(graph: &Graph<'_, 'a>, field: &GraphqlField) -> impl Iterator<Item = Call<'a>> {
    let of_field = |caused: &Caused| matches!(&caused.stream, Stream::Subscription(name) if *name == field.name);
    Call::all(graph.suite).filter(move |call| call.causes().iter().any(of_field))
}

/// Whether a subscription follows one thing, which must exist before.
fn follows_a_thing(graph: &Graph<'_, '_>, field: &GraphqlField) -> bool {
    let facts = &graph.suite.contract.facts;
    let mut required = field.arguments.iter().filter(|argument| argument.required);
    required.any(|argument| facts.pool(&argument.schema).is_some_and(|pool| !facts.is_owner(pool)))
}

/// Events that a call causes. A subscription that follows a thing begins after the thing was created, and may have
/// missed its first events.
async fn caused(graph: &Graph<'_, '_>, field: &GraphqlField, call: Call<'_>, person: &Person) {
    let Some(mut conversation) = Conversation::begin(graph, person.token.as_deref()).await else { return };
    let is_late = follows_a_thing(graph, field);
    if is_late && call.make(graph.suite, person).await.is_none() {
        return;
    }
    let Some(draft) = Draft::of(graph, field, person, 0) else { return };
    conversation.subscribe("events", &draft).await;
    if !is_late {
        sleep(BEGINNING).await;
        if call.make(graph.suite, person).await.is_none() {
            return;
        }
    }
    let patience = if is_late { IDLE } else { graph.suite.options.timeout };
    let mut has_event = false;
    for _ in 0..EVENTS {
        let event = conversation.next("events", &draft, &person.label, if has_event { IDLE } else { patience }).await;
        match event {
            Event::Result => has_event = true,
            Event::Silence if !has_event && !is_late => {
                let expected = format!("an event that `{}` causes", call.name());
                let steps = conversation.socket.transcript();
                report(graph, &rules::GRAPHQL_SUBSCRIPTION, field, &call.name(), &expected, &event, steps);
                return;
            }
            Event::Silence | Event::Completed | Event::Failed(..) | Event::Closed(_) | Event::Wrong => return,
        }
    }
}

/// Events without a cause in the contract, and an end that the client requests.
async fn by_itself(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let Some(mut conversation) = Conversation::begin(graph, person.token.as_deref()).await else { return };
    let Some(draft) = Draft::of(graph, field, person, 0) else { return };
    conversation.subscribe("events", &draft).await;
    for _ in 0..EVENTS {
        match conversation.next("events", &draft, &person.label, IDLE).await {
            Event::Result => {}
            Event::Silence => break,
            event @ Event::Failed(..) => return invalid(graph, field, &event, conversation.socket.transcript()),
            Event::Completed | Event::Closed(_) | Event::Wrong => return,
        }
    }
    conversation.socket.say(&json!({ "type": "complete", "id": "events" })).await;
    // The connection continues without the subscription.
    while !matches!(conversation.socket.hear_within(BEGINNING).await, Heard::Silence | Heard::Gone | Heard::Closed(_)) {
    }
    protocol::query(graph, &mut conversation.socket).await;
}

/// Valid arguments were refused as invalid.
fn invalid(graph: &Graph<'_, '_>, field: &GraphqlField, event: &Event, steps: String) {
    if matches!(event, Event::Failed(Failure { is_invalid: true, .. })) {
        let expected = "events: the document and its variables fit the contract";
        report(graph, &rules::GRAPHQL_SUCCESS, field, "refused", expected, event, steps);
    }
}

/// A subscription with an id that is already in use closes the connection with 4409.
async fn same_id(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let Some(mut conversation) = Conversation::begin(graph, person.token.as_deref()).await else { return };
    let Some(draft) = Draft::of(graph, field, person, 0) else { return };
    conversation.subscribe("same", &draft).await;
    // A subscription that ends by itself frees its id.
    loop {
        match conversation.next("same", &draft, &person.label, IDLE).await {
            Event::Result => {}
            Event::Silence => break,
            Event::Completed | Event::Failed(..) | Event::Closed(_) | Event::Wrong => return,
        }
    }
    conversation.subscribe("same", &draft).await;
    for _ in 0..EVENTS {
        match conversation.next("same", &draft, &person.label, REFUSAL).await {
            Event::Closed(4409) | Event::Completed => return,
            Event::Result => {}
            event @ (Event::Closed(_) | Event::Silence | Event::Failed(..) | Event::Wrong) => {
                let expected = "the connection closed with 4409: an operation with this id is running";
                let steps = conversation.socket.transcript();
                return report(graph, &rules::GRAPHQL_SUBSCRIPTION, field, "an id in use", expected, &event, steps);
            }
        }
    }
}
