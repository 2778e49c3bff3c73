//! From a port to a router: connections that are taken, kept and ended.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    time,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::platform::Settings;

/// How long to wait where the system has nothing left to open a connection with.
const BREATH: Duration = Duration::from_millis(500);

/// Serves a router over HTTP/1.1 and HTTP/2 until `closing` is cancelled; then takes nothing new, and comes back when
/// every request has been answered. The address of a caller is in [`ConnectInfo`].
///
/// A connection whose next request is not begun, or whose head is not sent, within [`Settings::head_timeout`] is closed,
/// so that clients that send nothing do not use up what a machine can have open.
pub async fn serve(listener: TcpListener, router: Router, settings: &Settings, closing: CancellationToken) {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new()).header_read_timeout(settings.head_timeout);
    http.http2()
        .timer(TokioTimer::new())
        // HTTP/2 has no such wait: a connection that is not there any more does not answer a ping.
        .keep_alive_interval(settings.head_timeout)
        .keep_alive_timeout(settings.heartbeat)
        // WebSocket over HTTP/2 (RFC 8441).
        .enable_connect_protocol();
    let open = GracefulShutdown::new();
    while let Some(accepted) = closing.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, address)) => {
                let asked = Arc::new(AtomicBool::new(false));
                let connection = open.watch(converse(&http, stream, address, router.clone(), Arc::clone(&asked)));
                tokio::spawn(unless_silent(connection, settings.head_timeout, asked));
            }
            Err(error) if is_the_callers(&error) => {}
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "no connection can be taken");
                _ = closing.run_until_cancelled(time::sleep(BREATH)).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

/// The conversation on one connection.
fn converse(
    http: &Builder<TokioExecutor>,
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    asked: Arc<AtomicBool>,
) -> impl hyper_util::server::graceful::GracefulConnection<Error: Send> + Send + 'static {
    // What is written is whole: waiting for more to send with it only makes it late. Where that cannot be set, it is late.
    _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        request.extensions_mut().insert(ConnectInfo(address));
        let answering = router.clone().oneshot(request.map(Body::new));
        async move { Ok::<_, Infallible>(answering.await.unwrap_or_else(|never| match never {})) }
    });
    http.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned()
}

/// Ends a connection that has asked for nothing: before its first request, nobody knows which version of HTTP it speaks,
/// and hyper waits for ever to learn that.
async fn unless_silent<T>(connection: impl Future<Output = T>, patience: Duration, asked: Arc<AtomicBool>) {
    let mut connection = pin!(connection);
    if time::timeout(patience, connection.as_mut()).await.is_err() && asked.load(Ordering::Relaxed) {
        connection.await;
    }
}

/// Whether it is the caller who went away before they were let in.
fn is_the_callers(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
