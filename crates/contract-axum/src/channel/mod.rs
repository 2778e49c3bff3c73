//! Channels: WebSocket and server-sent events behind one door.
//!
//! Who may open a channel is checked as for an operation. What then travels is the implementation's stream one way, and
//! on sockets each client message the other way, checked against its union and handed to its receiver.

mod events;
mod replay;
mod socket;

pub use self::replay::Replay;
pub(crate) use self::{events::serving as events, socket::serving as socket};

use std::{
    future::pending,
    sync::atomic::{AtomicU64, Ordering},
};

use axum::extract::{FromRequestParts, RawPathParams, Request};
use contract_kit::{
    channel::{Channel, Connection, Opening, Outgoing, Serve},
    operation::{Authentication as _, Caller},
    registry,
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture};

use crate::{
    fault::Fault,
    platform::{Platform, Usage},
    problem::Failed,
    request::{self, Origin},
    shared::Shared,
};

/// The id of a connection, which no other of this process has.
fn next_connection() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A channel that is open.
struct Opened<C: Channel> {
    connection: Connection,
    /// The messages of the implementation.
    outgoing: Outgoing<C>,
    /// Resolves when the session of the caller has ended.
    session_ended: BoxFuture<'static, ()>,
}

/// Checks who asks and what for, and opens the channel.
async fn open<S: Platform + Serve<C>, C: Channel>(
    shared: &Shared<S>,
    channel: &registry::Channel,
    request: Request,
    caller: Option<Caller>,
) -> Result<Opened<C>, Failed> {
    let (mut parts, _) = request.into_parts();
    let origin = Origin::of(&parts.extensions);
    let subject = caller.as_ref().map(|caller| caller.subject.as_str());
    let usage = Usage { item: &channel.id, is_message: false, rate: None, subject, address: origin.address };
    shared.platform.count(&usage).await.map_err(|retry_after| Fault::TooManyRequests { retry_after })?;
    let stay = shared.standing.open(origin.address)?;
    let path = RawPathParams::from_request_parts(&mut parts, &()).await;
    let path = path.map_err(|_| Fault::Unreadable("the path is not UTF-8".into(), Vec::new()))?;
    let asked = request::Parameters { item: &channel.id, declared: &channel.parameters };
    let parameters = asked.read(shared, &path, parts.uri.query(), &parts.headers)?;
    request::owner(channel.owner.as_deref(), caller.as_ref(), &parameters)?;
    let connection =
        Connection { id: next_connection(), subject: caller.as_ref().map(|caller| caller.subject.clone()) };
    let session_ended = match &caller {
        Some(caller) => shared.platform.session_ended(caller),
        None => pending().boxed(),
    };
    let opening = Opening {
        caller: C::Auth::admit(caller).ok_or(Fault::Unauthenticated)?,
        parameters: serde_json::from_value(parameters).map_err(|error| Fault::Internal(error.to_string()))?,
        connection: connection.clone(),
        last_event_id: parts.headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned),
    };
    match shared.platform.open(opening).await {
        Ok(outgoing) => {
            let counted = outgoing.map(move |sent| {
                // It is counted as long as there is this stream.
                let _stay = &stay;
                sent
            });
            Ok(Opened { connection, outgoing: counted.boxed(), session_ended })
        }
        Err(failure) => Err(Failed::Problem(failure.details)),
    }
}
