//! A socket that outlives its token: a new token keeps it open, and an invalid token is refused.

use contract_data::identity::SessionRole;
use contract_model::registry::Channel;
use serde_json::Value;

use super::{
    QUIET,
    draft::ChannelDraft,
    listener::Listener,
    message::ClientMessage,
    socket::{Heard, Socket},
    turn::{Turn, TurnEnd},
};
use crate::{
    rules,
    suite::Suite,
    world::{Draft, Person},
};

/// A token that no server has issued.
const INVALID: &str = "conformance.invalid.token";

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let Some(renewal) = &channel.reauthentication else { return };
    if suite.options.is_pending(&format!("{} >{}", channel.id, renewal.brings)) {
        return;
    }
    // This person exists only for this case, so that the session may be renewed.
    let person = suite.somebody().await.unwrap_or_else(|| (*suite.first_person()).clone());
    let listener = Listener::new(suite, channel);
    let Some(draft) = ChannelDraft::of(suite, channel, &person) else { return };
    let Some(mut socket) = draft.socket(suite).await else { return };
    let renewed = another_token(suite, &person).await.unwrap_or_else(|| person.clone());
    let Some(message) = ClientMessage::of(suite, channel, &renewal.brings, &renewed) else { return };
    if keeps(&listener, &mut socket, &message, &renewed).await {
        invalid(&listener, &mut socket, message).await;
    }
    socket.leave(QUIET).await;
}

/// The same person with a later token.
async fn another_token(suite: &Suite<'_>, person: &Person) -> Option<Person> {
    let facts = &suite.contract.facts;
    for wanted in [SessionRole::Renew, SessionRole::SignIn] {
        let mut operations = suite.contract.registry().operations.iter();
        let found = operations.find(|operation| suite.contract.identity.role(facts, operation) == Some(wanted));
        let is_possible = match wanted {
            SessionRole::Renew => person.refresh.is_some(),
            _ => person.credentials.is_some(),
        };
        let Some(operation) = found.filter(|_| is_possible) else { continue };
        let mut draft = Draft::of(suite, operation, person, 0)?;
        draft.use_session(person);
        let exchange = suite.ask(operation, draft.request(), &person.label).await?;
        if let Some(known) = suite.person_of(operation, &person.label, person.credentials.clone(), &exchange) {
            return Some(known);
        }
    }
    None
}

/// Sends a valid token: the socket stays open, and answers.
async fn keeps(listener: &Listener<'_, '_>, socket: &mut Socket, message: &ClientMessage<'_>, person: &Person) -> bool {
    let Listener { suite, channel, .. } = listener;
    let report = |found: String, repeat: &str| {
        let cause = format!("{}: a new token", listener.cause(Some(message.tag)));
        let expected = "a socket that goes on with the new token of the same person".into();
        listener.report(&rules::CHANNEL_AUTHENTICATION, cause, expected, found, repeat);
    };
    let end = Turn::new(listener, message).take(socket).await;
    let repeat = socket.steps(suite.client.base());
    match end {
        TurnEnd::Answered(_) => suite.seen.note(&channel.id, format!(">{}", message.tag)),
        TurnEnd::Refused(refusal) => {
            report(refusal.value.to_string(), &repeat);
            return false;
        }
        TurnEnd::Closed(end) => {
            if !end.is_absence() {
                report(end.shown(), &repeat);
            }
            return false;
        }
        TurnEnd::Failed => return false,
    }
    let simple = channel.receivers.iter().find(|(_, other)| !other.answers.is_empty() && other.errors.is_empty());
    let simple = simple.and_then(|(tag, _)| ClientMessage::of(suite, channel, tag, person));
    let Some(simple) = simple else { return true };
    match Turn::new(listener, &simple).take(socket).await {
        TurnEnd::Closed(end) if !end.is_absence() => {
            report(end.shown(), &socket.steps(suite.client.base()));
            false
        }
        TurnEnd::Answered(_) => true,
        TurnEnd::Refused(_) | TurnEnd::Closed(_) | TurnEnd::Failed => false,
    }
}

/// Sends an invalid token.
async fn invalid(listener: &Listener<'_, '_>, socket: &mut Socket, mut message: ClientMessage<'_>) {
    let Listener { suite, channel, .. } = listener;
    let Some(place) = message.value.pointer_mut("/data/token") else { return };
    *place = Value::from(INVALID);
    let union = channel.client.as_deref().unwrap_or_default();
    if !suite.contract.validator.named(union, &message.value).is_empty() {
        return;
    }
    socket.forget();
    socket.say(message.frame(), suite.options.timeout).await;
    let repeat = socket.steps(suite.client.base());
    let found = loop {
        match socket.hear(suite.options.timeout).await {
            Heard::Quiet => break "a socket that stays open without a word".to_owned(),
            Heard::End(end) if end.is_refusal() || end.is_absence() => return,
            Heard::End(end) => break end.shown(),
            Heard::Binary => {}
            Heard::Text(text) => {
                let Some(heard) = listener.judge(&rules::CHANNEL_MESSAGE, &text, &repeat) else { return };
                if let Some(problem) = listener.problem_in(&heard) {
                    listener.judge_problem(Some(message.tag), problem, &repeat);
                    return;
                }
            }
        }
    };
    let cause = format!("{}: a token that is not valid", listener.cause(Some(message.tag)));
    let expected = "a refusal: a message with a problem, or a closing with 4401".into();
    listener.report(&rules::CHANNEL_AUTHENTICATION, cause, expected, found, &repeat);
}
