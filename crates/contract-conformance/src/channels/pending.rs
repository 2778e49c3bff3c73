//! Channels and messages that the target does not serve yet: as soon as one works, it must be removed from the list.

use contract_model::registry::Channel;

use super::{
    QUIET,
    draft::{ChannelDraft, Opened},
    listener::Listener,
    message::ClientMessage,
    socket::Heard,
    turn::{Turn, TurnEnd},
};
use crate::{pending::expected, rules, suite::Suite};

/// Tries every pending channel, and every pending message of the others.
pub(super) async fn run(suite: &Suite<'_>) {
    for channel in &suite.contract.registry().channels {
        if suite.options.is_pending(&channel.id) {
            opens(suite, channel).await;
        } else if !suite.options.is_read_only {
            answers(suite, channel).await;
        }
    }
}

async fn opens(suite: &Suite<'_>, channel: &Channel) {
    let Some(draft) = ChannelDraft::of(suite, channel, &suite.first_person()) else { return };
    let steps = match draft.open(suite).await {
        Some(Opened::Feed(feed)) => feed.steps(suite.client.base()),
        Some(Opened::Socket(mut socket)) => match socket.hear(QUIET).await {
            Heard::End(_) => return,
            Heard::Text(_) | Heard::Binary | Heard::Quiet => socket.steps(suite.client.base()),
        },
        Some(Opened::Refused(_)) | None => return,
    };
    works(&Listener::new(suite, channel), channel.id.clone(), "the channel opened", &steps);
}

async fn answers(suite: &Suite<'_>, channel: &Channel) {
    let person = suite.first_person();
    let (listener, union) = (Listener::new(suite, channel), channel.client.as_deref());
    let variants = union.and_then(|union| suite.contract.registry().union(union)).map(|(_, variants)| variants);
    // If no answer is declared, silence proves nothing.
    let has_answers = |tag: &str| channel.receivers.get(tag).is_some_and(|receiver| !receiver.answers.is_empty());
    for variant in variants.unwrap_or_default().iter().filter(|variant| has_answers(&variant.value)) {
        let name = listener.cause(Some(&variant.value));
        let message = ClientMessage::of(suite, channel, &variant.value, &person);
        let Some(message) = message.filter(|_| suite.options.is_pending(&name)) else { continue };
        let Some(draft) = ChannelDraft::of(suite, channel, &person) else { return };
        let Some(mut socket) = draft.socket(suite).await else { return };
        if let TurnEnd::Answered(_) = Turn::new(&listener, &message).take(&mut socket).await {
            works(&listener, name, "the message was answered", &socket.steps(suite.client.base()));
        }
        socket.leave(QUIET).await;
    }
}

fn works(listener: &Listener<'_, '_>, name: String, found: &str, repeat: &str) {
    let expected = expected(&name);
    listener.report(&rules::PENDING_WORKS, name, expected, found.into(), repeat);
}
