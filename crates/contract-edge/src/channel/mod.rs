//! Channels: WebSockets and server-sent events.
//!
//! A caller is admitted to a channel as to an operation. Then the implementation's stream is sent to the client. On
//! sockets, each client message is validated against its union and passed to its receiver.

mod events;
mod replay;
mod socket;

pub use self::replay::Replay;

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    extract::{FromRequestParts, RawPathParams, Request},
    routing::MethodRouter,
};
use contract_model::{
    exchange::{Caller, Connection},
    registry::{Channel, Transport},
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture};

use crate::{
    fault::Fault,
    handlers::{ChannelHandler, Opening, Outgoing},
    platform::{Platform, Usage},
    problem::Failed,
    request::{self, Origin},
    shared::Shared,
};

/// Serves a channel.
pub(crate) fn serving<S: Platform>(
    shared: Arc<Shared<S>>,
    channel: Arc<Channel>,
    handler: Arc<dyn ChannelHandler<S>>,
) -> MethodRouter {
    let transport = channel.transport;
    let endpoint = Arc::new(Endpoint { shared, channel, handler });
    match transport {
        Transport::Sse => events::serving(endpoint),
        Transport::Websocket => socket::serving(endpoint),
    }
}

/// A channel, and the values that are needed to open it.
struct Endpoint<S> {
    shared: Arc<Shared<S>>,
    channel: Arc<Channel>,
    handler: Arc<dyn ChannelHandler<S>>,
}

/// Returns an id for a connection, unique in this process.
fn next_connection() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An open channel.
struct OpenChannel {
    connection: Connection,
    /// The messages of the implementation.
    outgoing: Outgoing,
    /// Resolves when the session of the caller has ended.
    session_ended: BoxFuture<'static, ()>,
}

/// Checks the caller and the parameters, and opens the channel.
async fn open<S: Platform>(
    Endpoint { shared, channel, handler }: &Endpoint<S>,
    request: Request,
    caller: Option<Caller>,
) -> Result<OpenChannel, Failed> {
    let (mut parts, _) = request.into_parts();
    let origin = Origin::from_extensions(&parts.extensions);
    let subject = caller.as_ref().map(|caller| caller.subject.as_str());
    let usage = Usage { item: &channel.id, is_message: false, rate: None, subject, address: origin.address };
    shared.count(&usage).await?;
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
        caller,
        parameters,
        connection: connection.clone(),
        extensions: parts.extensions,
        last_event_id: parts.headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned),
    };
    let outgoing = handler.open(&shared.platform, opening).await?;
    let counted = outgoing.map(move |sent| {
        // Keeps the channel counted as long as this stream exists.
        let _stay = &stay;
        sent
    });
    Ok(OpenChannel { connection, outgoing: counted.boxed(), session_ended })
}
