//! Fields that the target does not serve yet: as soon as one works, it must be removed from the list.

use contract_model::registry::{GraphqlField, Root};
use serde_json::Value;
use tokio::time::Instant;

use super::{
    Graph,
    conversation::Conversation,
    draft::Draft,
    socket::Heard,
    subscriptions::{BEGINNING, causes},
};
use crate::{findings::Violation, pending::expected, rules};

/// Tries every pending field once.
pub(super) async fn run(graph: &Graph<'_, '_>) {
    let options = graph.suite.options;
    let pending = graph.suite.contract.registry().fields().filter(|field| options.is_pending(&field.path()));
    for field in pending.filter(|field| field.root != Root::Mutation || !options.is_read_only) {
        let person = graph.suite.first_person();
        let Some(draft) = Draft::of(graph, field, &person, 0) else { continue };
        let repeat = match field.root {
            Root::Subscription => event(graph, field, &draft).await,
            Root::Query | Root::Mutation => result(graph, &draft).await,
        };
        let Some(repeat) = repeat else { continue };
        let path = field.path();
        graph.suite.report(Violation {
            rule: &rules::PENDING_WORKS,
            item: &path,
            cause: path.clone(),
            expected: expected(&path),
            found: "a result".into(),
            reproduce: Some(repeat),
        });
    }
}

/// A shell command that repeats the request, if the field has a result.
async fn result(graph: &Graph<'_, '_>, draft: &Draft<'_>) -> Option<String> {
    let request = draft.request(graph);
    let response = graph.suite.send(&draft.field.path(), &request).await?;
    let body: Value = serde_json::from_slice(&response.body).ok()?;
    is_result(&body, draft.field).then(|| graph.suite.curl(&request))
}

/// The steps to the first event, if there is one.
async fn event(graph: &Graph<'_, '_>, field: &GraphqlField, draft: &Draft<'_>) -> Option<String> {
    let suite = graph.suite;
    let person = suite.first_person();
    let mut conversation = Conversation::begin(graph, person.token.as_deref()).await?;
    conversation.subscribe("pending", draft).await;
    let mut calls = causes(graph, field);
    let mut patience = BEGINNING;
    loop {
        let deadline = Instant::now() + patience;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let heard = conversation.socket.hear_within(left).await;
            if let Some(message) = heard.of("next", "pending") {
                return is_result(&message["payload"], field).then(|| conversation.socket.transcript());
            }
            match heard {
                Heard::Silence => break,
                Heard::Gone | Heard::Closed(_) => return None,
                _ if heard.of("error", "pending").is_some() || heard.of("complete", "pending").is_some() => {
                    return None;
                }
                _ => {}
            }
        }
        calls.next()?.make(suite, &person).await;
        patience = suite.options.timeout;
    }
}

/// Whether an answer contains the field, and no errors.
fn is_result(answer: &Value, field: &GraphqlField) -> bool {
    answer.get("errors").is_none() && answer["data"].get(&field.name).is_some()
}
