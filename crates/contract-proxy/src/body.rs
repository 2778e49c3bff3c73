//! Bodies in transit: requests are read before they are passed on, answers are copied while they pass.

use std::{io, sync::Arc, time::Duration};

use axum::body::{Body, Bytes};
use bytes::BytesMut;
use futures_util::{StreamExt, stream};
use tokio::time::timeout;

use crate::{
    Passage,
    answer::Head,
    decoding::Decoder,
    exchange::{Exchange, Findings},
    failure::chain,
    pass::Reached,
};

/// The body of a request.
pub(crate) struct Buffered {
    /// The beginning of the body; all of it, unless it is too long.
    pub beginning: Bytes,
    rest: Option<Body>,
}

impl Buffered {
    /// Reads at most this many bytes.
    pub(crate) async fn read(body: Body, most: usize, patience: Duration) -> Result<Self, String> {
        let reading = async {
            let (mut stream, mut beginning) = (body.into_data_stream(), BytesMut::new());
            while beginning.len() < most {
                match stream.next().await {
                    Some(Ok(bytes)) => beginning.extend_from_slice(&bytes),
                    Some(Err(error)) => return Err(format!("the body of the request broke off: {error}")),
                    None => return Ok(Self { beginning: beginning.freeze(), rest: None }),
                }
            }
            Ok(Self { beginning: beginning.freeze(), rest: Some(Body::from_stream(stream)) })
        };
        let late = || format!("the body of the request did not come within {} seconds", patience.as_secs());
        timeout(patience, reading).await.unwrap_or_else(|_| Err(late()))
    }

    /// The body as the target gets it.
    pub(crate) fn into_body(self) -> reqwest::Body {
        match self.rest {
            None => self.beginning.into(),
            Some(rest) => {
                let beginning = stream::once(async { Ok(self.beginning) });
                reqwest::Body::wrap_stream(beginning.chain(rest.into_data_stream()))
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.beginning.is_empty() && self.rest.is_none()
    }
}

/// Observes a passing answer, and checks it when it is complete.
pub(crate) struct Observer {
    passage: Arc<Passage>,
    exchange: Exchange,
    reached: Reached,
    head: Arc<Head>,
    decoder: Option<Decoder>,
    /// The number of bytes that are still to come, if the answer declares it.
    left: Option<u64>,
    seen: u64,
}

impl Observer {
    pub(crate) fn new(
        passage: Arc<Passage>,
        exchange: Exchange,
        reached: Reached,
        head: Arc<Head>,
        left: Option<u64>,
    ) -> Self {
        let decoder = Some(Decoder::of(&head.headers));
        let mut observer = Self { passage, exchange, reached, head, decoder, left, seen: 0 };
        if left == Some(0) {
            observer.finish(None);
        }
        observer
    }

    fn take(&mut self, bytes: &[u8]) {
        let Some(decoder) = &mut self.decoder else { return };
        decoder.write(bytes);
        self.seen += bytes.len() as u64;
        // The client may read no more than the declared length, so that the end of the body is never seen.
        if self.left.is_some_and(|left| self.seen >= left) {
            self.finish(None);
        }
    }

    /// Checks the answer, or records why it is incomplete. The journal has the entry before the client has the last
    /// byte.
    fn finish(&mut self, failure: Option<String>) {
        let Some(decoder) = self.decoder.take() else { return };
        match failure {
            None => {
                // An answer without a body may still name a coding.
                let body = if self.seen == 0 { Ok(Vec::new()) } else { decoder.finish() };
                self.passage.complete(&self.exchange, &self.reached, &self.head, body);
            }
            Some(failure) => {
                let findings = Findings { failure: Some(failure), ..Findings::default() };
                self.passage.note(self.exchange.entry(self.head.status.as_u16(), findings));
            }
        }
    }

    /// The body of the answer as the client gets it.
    pub(crate) fn passing(self, response: reqwest::Response, patience: Duration) -> Body {
        let pieces = stream::unfold(Some((response, self)), move |state| async move {
            let (mut response, mut observer) = state?;
            let failure = match timeout(patience, response.chunk()).await {
                Ok(Ok(Some(piece))) => {
                    observer.take(&piece);
                    return Some((Ok(piece), Some((response, observer))));
                }
                Ok(Ok(None)) => {
                    observer.finish(None);
                    return None;
                }
                Ok(Err(error)) => format!("the answer broke off after {} bytes: {}", observer.seen, chain(&error)),
                Err(_) => {
                    let seconds = patience.as_secs();
                    format!("the answer stopped after {} bytes: nothing came for {seconds} seconds", observer.seen)
                }
            };
            observer.finish(Some(failure.clone()));
            Some((Err(io::Error::other(failure)), None))
        });
        Body::from_stream(pieces)
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        let failure = format!("the client went away after {} bytes of the answer", self.seen);
        self.finish(Some(failure));
    }
}
