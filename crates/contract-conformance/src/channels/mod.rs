//! The cases of channels: WebSocket and server-sent events.
//!
//! Every wait is bounded: an expected message has the same time as an answer, and the end of messages is assumed after
//! a short silence.

mod authentication;
mod conversation;
mod draft;
mod events;
mod feed;
mod feeds;
mod handshake;
mod listener;
mod message;
mod observers;
mod overheard;
mod pending;
mod problems;
mod reauthentication;
mod refusals;
mod socket;
mod steps;
mod turn;

use std::time::Duration;

use contract_model::registry::{Channel, Transport};
use futures_util::{StreamExt as _, stream};

use crate::{progress::Part, suite::Suite};

/// The silence after which no further message is expected.
const QUIET: Duration = Duration::from_millis(300);
/// The close code of a socket that belongs to another person.
const FORBIDDEN: u16 = 4403;

/// Runs every case of channels.
pub(crate) async fn run(suite: &Suite<'_>, begin: &dyn Fn(Part)) {
    let registry = suite.contract.registry();
    let mut channels: Vec<&Channel> =
        registry.channels.iter().filter(|channel| suite.options.includes(&channel.id)).collect();
    if channels.is_empty() {
        return;
    }
    begin(Part::Handshakes);
    each(suite, channels.clone(), async |channel| {
        tokio::join!(handshake::run(suite, channel), authentication::run(suite, channel));
        handshake::hinted(suite, channel).await;
    })
    .await;
    // A channel that does not open is reported, or is about an unknown thing.
    channels.retain(|channel| suite.seen.has(&channel.id, "open"));
    begin(Part::Messages);
    let sockets = channels.iter().copied().filter(|channel| channel.transport == Transport::Websocket);
    // The contract does not say which messages change something.
    if !suite.options.is_read_only {
        each(suite, sockets, async |channel| {
            conversation::run(suite, channel).await;
            refusals::run(suite, channel).await;
            problems::run(suite, channel).await;
            reauthentication::run(suite, channel).await;
        })
        .await;
    }
    begin(Part::Events);
    let feeds = channels.iter().copied().filter(|channel| channel.transport == Transport::Sse);
    let feeds = each(suite, feeds, async |channel| feeds::run(suite, channel).await);
    let events = async {
        if !suite.options.is_read_only {
            events::run(suite, &channels).await;
        }
    };
    tokio::join!(feeds, events);
}

/// Opens every channel while the target has a fault.
pub(crate) async fn provoked(suite: &Suite<'_>, status: u16, because: &str) {
    let registry = suite.contract.registry();
    let channels = registry.channels.iter().filter(|channel| suite.options.includes(&channel.id));
    each(suite, channels, async |channel| handshake::provoked(suite, channel, status, because).await).await;
}

/// Tries every pending channel and message once.
pub(crate) async fn pending(suite: &Suite<'_>) {
    pending::run(suite).await;
}

/// Runs a case for each of several things, some of them concurrently.
async fn each<T>(suite: &Suite<'_>, things: impl IntoIterator<Item = T>, case: impl AsyncFn(T)) {
    let case = &case;
    stream::iter(things).for_each_concurrent(suite.options.jobs, |thing| async move { case(thing).await }).await;
}
