//! Serves a router on a port: accepts, keeps and closes connections.
//!
//! `connections` limits their number, `pace` tracks the activity of each, `connection` and `answer` detect whether its
//! client reads.

mod answer;
mod connection;
mod connections;
mod pace;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, Method, Response, StatusCode, Version, header},
};
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    task, time,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use self::{
    answer::Answer,
    connection::Connection,
    connections::{Connections, Place},
    pace::Patience,
};
use crate::{admission::Crowded, platform::Settings};

/// The pause after the system has no resources left to open a connection.
const BREATH: Duration = Duration::from_millis(500);
/// The time in which a connection must complete a started request head, once the server is closing.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// The time for which a connection beyond the limits may be silent.
const RESERVE_PATIENCE: Duration = Duration::from_secs(5);
/// The number of bytes that may wait to be written for each response on an HTTP/2 connection.
const SEND_BUFFER: usize = 64 * 1024;

/// Serves a router over HTTP/1.1 and HTTP/2 until `closing` is cancelled. Then it accepts no further connection, and
/// returns when every request has been answered. The address of a caller is in [`ConnectInfo`].
///
/// A connection is closed if it sends no complete request head within [`Settings::head_timeout`], or if its client
/// reads nothing of a response within [`Settings::stall_timeout`]. [`Settings::connections`] limits the number of
/// connections: a further one replaces the one that has been silent for longest. Where all are busy, a few more are
/// answered with 503, so that operators can still reach [`Settings::always_answered`].
pub async fn serve(listener: TcpListener, router: Router, settings: &Settings, closing: CancellationToken) {
    let http = protocols(settings);
    let connections = Arc::new(Connections::new(settings.connections, settings.trusted_proxies == 0));
    let open = GracefulShutdown::new();
    while let Some(accepted) = closing.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, address)) => {
                let Some(place) = connections.admit(address.ip()) else {
                    // Lets other tasks run before the next connection is refused.
                    task::yield_now().await;
                    continue;
                };
                let is_crowded = place.is_crowded();
                converse(&http, &open, (stream, address), router.clone(), place, settings);
                if is_crowded {
                    // A request that may have arrived with the connection is read before the connection counts as
                    // silent.
                    task::yield_now().await;
                }
            }
            Err(error) if is_the_callers(&error) => {}
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "no connection can be accepted: raise the limit of open files, or lower the number of connections"
                );
                connections.end_longest_silent();
                _ = closing.run_until_cancelled(time::sleep(BREATH)).await;
            }
        }
    }
    drop(listener);
    let half_requests = async {
        loop {
            time::sleep(LAST_WORDS).await;
            connections.end_silent();
        }
    };
    tokio::select! {
        () = open.shutdown() => {}
        () = half_requests => {}
    }
}

/// Configures the protocols from the settings.
fn protocols(settings: &Settings) -> Builder<TokioExecutor> {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new()).header_read_timeout(settings.head_timeout).max_buf_size(settings.head_limit);
    http.http2()
        .timer(TokioTimer::new())
        // A connection whose peer is gone does not answer a ping.
        .keep_alive_interval(settings.head_timeout)
        .keep_alive_timeout(settings.heartbeat)
        .max_concurrent_streams(settings.streams)
        .max_header_list_size(u32::try_from(settings.head_limit).unwrap_or(u32::MAX))
        .max_send_buf_size(SEND_BUFFER)
        // WebSocket over HTTP/2 (RFC 8441).
        .enable_connect_protocol();
    http
}

/// Serves one connection in a separate task.
fn converse(
    http: &Builder<TokioExecutor>,
    open: &GracefulShutdown,
    (stream, address): (TcpStream, SocketAddr),
    router: Router,
    place: Place,
    settings: &Settings,
) {
    let patience = Patience {
        silent: if place.is_crowded() { settings.head_timeout.min(RESERVE_PATIENCE) } else { settings.head_timeout },
        stalled: settings.stall_timeout,
    };
    let (watched, answering) = (Arc::clone(&place.pace), Arc::clone(&place.pace));
    let service = service_fn(move |request: Request<Incoming>| {
        let asking = answering.ask();
        let (router, is_crowded) = (router.clone(), answering.is_crowded);
        async move { answer(router, request, address, is_crowded, asking).await }
    });
    let stream = TokioIo::new(Connection::new(stream, settings.stall_timeout, place));
    let connection = open.watch(http.serve_connection_with_upgrades(stream, service).into_owned());
    tokio::spawn(async move {
        tokio::select! {
            // An error means that the client has disconnected.
            _ = connection => {}
            () = watched.overdue(patience) => {}
        }
    });
}

/// Marks a response that is not sent: its connection is closed instead, or its stream over HTTP/2. A mock uses it to
/// simulate a failing network.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection is closed without an answer")]
pub struct Abandoned;

/// Answers one request.
async fn answer(
    router: Router,
    mut request: Request<Incoming>,
    address: SocketAddr,
    is_crowded: bool,
    asking: pace::Asking,
) -> Result<Response<Answer>, Abandoned> {
    let (version, is_connect) = (request.version(), request.method() == Method::CONNECT);
    request.extensions_mut().insert(ConnectInfo(address));
    if is_crowded {
        request.extensions_mut().insert(Crowded);
    }
    let mut response = router.oneshot(request.map(Body::new)).await.unwrap_or_else(|never| match never {});
    if let Some(abandoned) = response.extensions().get::<Abandoned>() {
        return Err(*abandoned);
    }
    if response.status() == StatusCode::SWITCHING_PROTOCOLS || (is_connect && response.status().is_success()) {
        asking.for_good();
    }
    // The rest of a too large body is not read, so no further request can follow it.
    let is_cut_off = response.status() == StatusCode::PAYLOAD_TOO_LARGE;
    if (is_crowded || is_cut_off) && version < Version::HTTP_2 {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response.map(|body| Answer::new(body, asking, version == Version::HTTP_2)))
}

/// Whether the caller disconnected before the connection was accepted.
fn is_the_callers(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
