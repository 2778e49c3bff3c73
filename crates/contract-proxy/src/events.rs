//! Feeds: events pass immediately, and each is checked.

use std::{convert::Infallible, io, sync::Arc};

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};
use sse_stream::SseByteStream;
use tokio::sync::mpsc;

use crate::{
    Passage,
    answer::Head,
    decoding::Decoder,
    exchange::{Exchange, Findings},
    failure::chain,
    pass::Reached,
};
use contract_mock::Direction;

impl Passage {
    /// The body of a feed as the client gets it.
    pub(crate) fn feed(
        self: &Arc<Self>,
        exchange: Exchange,
        reached: &Reached,
        head: &Arc<Head>,
        response: reqwest::Response,
    ) -> Body {
        // If an operation answers with events, the check reports a wrong media type.
        let (checked, _) = self.check(&exchange, reached, head, &[]);
        let findings = Findings { violations: checked.violations, code: checked.code, failure: None };
        let status = head.status.as_u16();
        self.note(exchange.entry(status, findings));
        let (sender, pieces) = mpsc::unbounded_channel();
        if let Reached::Channel(index) = *reached
            && self.is_feed(index)
            && head.status.is_success()
        {
            tokio::spawn(Arc::clone(self).watch(exchange.clone(), index, status, pieces));
        }
        let state =
            Feed { passage: Arc::clone(self), response, exchange, decoder: Decoder::of(&head.headers), sender, status };
        let passing = stream::unfold(Some(state), |state| async move {
            let mut state = state?;
            let closing = state.passage.closing.clone();
            match closing.run_until_cancelled(state.response.chunk()).await {
                Some(Ok(Some(piece))) => {
                    state.decoder.write(&piece);
                    _ = state.sender.send(state.decoder.take());
                    Some((Ok(piece), Some(state)))
                }
                Some(Ok(None)) | None => None,
                Some(Err(error)) => {
                    let failure = format!("the feed broke off: {}", chain(&error));
                    let findings = Findings { failure: Some(failure.clone()), ..Findings::default() };
                    let mut entry = state.exchange.entry(state.status, findings);
                    // The request and its violations were recorded when the feed began.
                    (entry.violations, entry.message) = (Vec::new(), Some("end".into()));
                    state.passage.note(entry);
                    Some((Err(io::Error::other(failure)), None))
                }
            }
        });
        Body::from_stream(passing)
    }

    /// Checks the events of a feed.
    async fn watch(
        self: Arc<Self>,
        exchange: Exchange,
        index: usize,
        status: u16,
        pieces: mpsc::UnboundedReceiver<Vec<u8>>,
    ) {
        let pieces = stream::unfold(pieces, |mut pieces| async {
            let piece = pieces.recv().await?;
            Some((Ok::<_, Infallible>(Bytes::from(piece)), pieces))
        });
        let mut events = SseByteStream::new(pieces.boxed());
        let channel = &self.mock.registry().channels[index];
        while let Some(event) = events.next().await {
            let message = match event {
                Ok(event) => match event.data {
                    Some(data) => self.judge().event(channel, event.event.as_deref(), &data),
                    // A comment or a retry delay.
                    None => continue,
                },
                Err(error) => {
                    crate::messages::Message::wrong("event", "", "utf-8", format!("The feed cannot be read: {error}."))
                }
            };
            if !message.violations.is_empty() {
                self.note(exchange.message(status, Direction::Answer, &message.name, message.violations));
            }
        }
    }
}

/// A feed in transit.
struct Feed {
    passage: Arc<Passage>,
    response: reqwest::Response,
    exchange: Exchange,
    decoder: Decoder,
    sender: mpsc::UnboundedSender<Vec<u8>>,
    status: u16,
}
