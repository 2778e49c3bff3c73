//! Sockets that outlive their token: the server asks for a new token in time, and closes a socket whose client sends
//! none.

use std::{collections::BTreeMap, time::Duration};

use contract_data::{
    facts::{Facts, refer},
    hash::key_of,
    value::{Bound, Given},
};
use contract_edge::handlers::{Outbound, Outgoing};
use contract_model::{
    exchange::Sent,
    format::Format,
    registry::{Channel, Reauthentication},
    schema::{Schema, Shape},
};
use futures_util::{StreamExt, future, stream};
use jiff::Timestamp;
use serde_json::Value;
use tokio::{sync::watch, time};

use super::Mock;
use crate::answer::messages;

/// The number of seconds before a token's end at which a new one is asked for, but not before half of the token's
/// lifetime is over.
const AHEAD: i64 = 60;
/// The code with which a socket without a valid token is closed.
const UNAUTHENTICATED: u16 = 4401;
/// The interval at which the mock's clock is read, because it may be moved.
const LOOK: Duration = Duration::from_secs(1);

/// The moment at which the token of a socket expires.
pub(super) type Expiry = Option<Timestamp>;

/// The token of a socket, and the request for the next one.
struct Renewal {
    mock: Mock,
    channel: usize,
    person: Option<String>,
    expiry: watch::Receiver<Expiry>,
    /// The token for which a new one was requested.
    asked: Expiry,
    is_over: bool,
}

/// The messages that ask for a new token, and the end of a socket without one. The stream does not end by itself.
pub(super) fn renewals(
    mock: &Mock,
    channel: usize,
    person: Option<String>,
    expiry: watch::Receiver<Expiry>,
) -> Outgoing {
    let begun = Renewal { mock: mock.clone(), channel, person, expiry, asked: None, is_over: false };
    let sent = stream::unfold(begun, |mut renewal| async move {
        if renewal.is_over {
            future::pending::<()>().await;
        }
        let sent = renewal.next().await;
        Some((sent, renewal))
    });
    sent.boxed()
}

impl Renewal {
    async fn next(&mut self) -> Sent<Outbound> {
        loop {
            let (begun, expiry) = (self.mock.now(), *self.expiry.borrow_and_update());
            let Some(end) = expiry else {
                // Never resolves; if the socket is gone, this stream is gone too.
                if self.expiry.changed().await.is_err() {
                    future::pending::<()>().await;
                }
                continue;
            };
            let seconds = (end.as_second() - begun.as_second()).max(0);
            let ask = end.as_millisecond() - (AHEAD * 1000).min(seconds * 500);
            let mock = self.mock.clone();
            let channel = &mock.facts().registry.channels[self.channel];
            let asks = channel.reauthentication.as_ref().filter(|_| self.asked != expiry);
            if let Some(Reauthentication { asks, .. }) = asks {
                if !self.passes(ask).await {
                    continue;
                }
                self.asked = expiry;
                if let Some(message) = asking(&mock, channel, asks, end, self.person.as_deref()) {
                    return Sent::Message(Box::new(message));
                }
            }
            if self.passes(end.as_millisecond()).await {
                self.is_over = true;
                return Sent::Close { code: UNAUTHENTICATED, reason: "the token has ended".into() };
            }
        }
    }

    /// Waits for a moment; returns `false` if the socket gets another token before it.
    async fn passes(&mut self, moment: i64) -> bool {
        loop {
            let left = moment - self.mock.now().as_millisecond();
            let Ok(left) = u64::try_from(left) else { return true };
            if left == 0 {
                return true;
            }
            tokio::select! {
                () = time::sleep(Duration::from_millis(left).min(LOOK)) => {}
                changed = self.expiry.changed() => {
                    if changed.is_err() {
                        future::pending::<()>().await;
                    }
                    return false;
                }
            }
        }
    }
}

/// The message that asks for a new token; its times are the end of the token.
fn asking(mock: &Mock, channel: &Channel, tag: &str, end: Timestamp, person: Option<&str>) -> Option<Value> {
    let facts = mock.facts();
    let (_, variants) = facts.registry.union(&channel.server)?;
    let schema = refer(&variants.iter().find(|variant| variant.value == tag)?.name);
    let end = Timestamp::from_second(end.as_second()).ok()?.to_string();
    let moments = facts.properties(&schema).iter().filter(|property| is_moment(facts, &property.schema));
    let given: Given = moments.map(|property| (property.name.clone(), Some(end.as_str().into()))).collect();
    let state = mock.state();
    let view = state.view(person);
    let bound = Bound { ids: BTreeMap::new(), key: key_of(&[view.seed(), &channel.id, tag]) };
    let made = messages::caused(&view, &channel.server, &[tag.to_owned()], &given, &bound);
    made.inspect_err(|unmade| tracing::error!(%unmade, tag, "a message cannot be made")).ok()?.pop()
}

fn is_moment(facts: &Facts, schema: &Schema) -> bool {
    matches!(facts.resolved(schema).shape, Shape::String { format: Some(Format::DateTime), .. })
}
