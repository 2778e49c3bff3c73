//! Faults of the target itself: answers that are late, incomplete or missing.

use std::{
    io,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::Response,
};
use contract_edge::Abandoned;
use futures_util::{StreamExt, stream};
use tokio_util::sync::CancellationToken;

use super::{
    Fault,
    exchange::{Answered, Head},
};

/// The number of requests that a dying server answers.
const LIFE: u32 = 40;

/// Whether the server is still running.
#[derive(Debug, Default)]
pub(crate) struct Life {
    requests: AtomicU32,
    /// A token that is cancelled when the server stops accepting connections.
    pub(crate) ended: CancellationToken,
}

impl Life {
    /// Counts a request; returns the answer if the server has died.
    pub(super) fn count(&self, fault: Fault) -> Option<Response> {
        if fault != Fault::ServerDies || self.requests.fetch_add(1, Ordering::Relaxed) < LIFE {
            return None;
        }
        self.ended.cancel();
        let mut response = Response::default();
        response.extensions_mut().insert(Abandoned);
        Some(response)
    }
}

/// Delays an answer, or cuts it off.
pub(super) async fn change(fault: Fault, head: &Head, answered: Answered) -> Response {
    match (fault, head.path()) {
        (Fault::AnswerIsTooSlow, "/searches") => {
            tokio::time::sleep(Duration::from_hours(1)).await;
            answered.into_response()
        }
        (Fault::AnswerIsCutOff, "/shelves") if answered.status() == 200 && head.method == "GET" => {
            let bytes = answered.bytes();
            let (half, length) = (Bytes::copy_from_slice(&bytes[..bytes.len() / 2]), bytes.len());
            let broken = stream::once(async { Ok(half) })
                .chain(stream::once(async { Err(io::Error::from(io::ErrorKind::ConnectionReset)) }));
            let mut response = answered.into_response();
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
            response.map(|_| Body::from_stream(broken))
        }
        _ => answered.into_response(),
    }
}
