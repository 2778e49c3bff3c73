//! Server-sent events, as the HTML standard defines them.

use std::{convert::Infallible, pin::Pin, sync::Arc};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
    routing::{MethodRouter, get},
};
use contract_model::{exchange::Sent, registry::Channel};
use futures_util::{FutureExt, StreamExt, future};
use serde_json::Value;

use super::{Endpoint, OpenChannel, open};
use crate::{
    handlers::Outbound,
    platform::Platform,
    problem::{Failed, RequestContext},
    request::{accept, caller},
    shared::Shared,
};

/// Serves a feed.
pub(super) fn serving<S: Platform>(endpoint: Arc<Endpoint<S>>) -> MethodRouter {
    get(move |request: Request| {
        let endpoint = Arc::clone(&endpoint);
        async move {
            let context = RequestContext::from_request(&request);
            match feed(&endpoint, request).await {
                Ok(response) => response,
                Err(failed) => failed.response(&endpoint.shared, &context),
            }
        }
    })
}

async fn feed<S: Platform>(endpoint: &Endpoint<S>, request: Request) -> Result<Response<Body>, Failed> {
    let Endpoint { shared, channel, .. } = endpoint;
    crate::request::version(shared, request.headers())?;
    let caller = caller::authenticate(&shared.platform, channel.auth, request.headers()).await?;
    accept::check(request.headers(), "text/event-stream")?;
    let has_seen_events = request.headers().contains_key("last-event-id");
    let OpenChannel { outgoing, session_ended, .. } = open(endpoint, request, caller).await?;
    let mut outgoing = outgoing.peekable();
    // Without this, a browser that has all events of a finished feed would reconnect again and again.
    let mut is_over = || matches!(Pin::new(&mut outgoing).peek().now_or_never(), Some(None));
    if has_seen_events && !channel.ends.is_empty() && is_over() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }

    let name = Name::from_channel(shared, channel);
    let heartbeat = KeepAlive::new().interval(shared.settings.heartbeat);
    let first = Event::default().retry(shared.settings.reconnect_after);
    let events = outgoing
        .take_while(|sent| future::ready(!matches!(sent, Sent::Close { .. })))
        .filter_map({
            let (shared, channel) = (Arc::clone(shared), Arc::clone(channel));
            move |sent| future::ready(event(&shared, &channel, &name, sent))
        })
        .take_until(session_ended)
        .take_until(shared.closing.clone().cancelled_owned());
    let stream = futures_util::stream::iter([first]).chain(events).map(Ok::<_, Infallible>);
    let mut response = Sse::new(stream).keep_alive(heartbeat).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that buffer responses would delay events.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

/// The names of a feed's events.
enum Name {
    /// The tag of the message, which is in this property.
    Tag(String),
    /// The type of the only message.
    Type(String),
}

impl Name {
    fn from_channel<S>(shared: &Shared<S>, channel: &Channel) -> Self {
        match shared.registry.union(&channel.server) {
            Some((tag, _)) => Self::Tag(tag.to_owned()),
            None => Self::Type(channel.server.clone()),
        }
    }
}

/// Converts a message into an event. A message that does not serialise, or does not fit the contract, is a bug and is
/// logged.
fn event<S>(shared: &Shared<S>, channel: &Channel, name: &Name, sent: Sent<Outbound>) -> Option<Event> {
    let (id, message) = match sent {
        Sent::Message(message) => (None, message),
        Sent::Event { id, message } => (Some(id), message),
        Sent::Close { .. } => return None,
    };
    let value: Value = match serde_json::to_value(message) {
        Ok(value) => value,
        Err(error) => {
            tracing::error!(%error, "a message does not serialise");
            return None;
        }
    };
    shared.check_message(channel, &value).ok()?;
    let name = match name {
        Name::Tag(tag) => value[tag].as_str().unwrap_or_default(),
        Name::Type(name) => name,
    };
    let event = Event::default().event(name).data(value.to_string());
    Some(if let Some(id) = id { event.id(id) } else { event })
}
