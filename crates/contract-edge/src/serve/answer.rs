//! The body of a response, which reports to its connection until it has been written completely.
//!
//! Over HTTP/1 the connection itself detects whether the client reads. Over HTTP/2 a client can leave one response
//! unread while the connection is active. There, each part reports when it waits for the client and when the client has
//! accepted it.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::pace::Asking;

/// The maximum size of one part in bytes. A client that reads this much within the time limit is not disconnected.
const PART: usize = 16 * 1024;

/// The body of a response.
pub(super) struct Answer {
    body: Body,
    /// The rest of a frame that is larger than a part.
    rest: Bytes,
    asking: Asking,
    is_multiplexed: bool,
    /// Whether the last part waits for the client.
    is_waiting: bool,
}

impl Answer {
    pub(super) fn new(body: Body, asking: Asking, is_multiplexed: bool) -> Self {
        let mut answer = Self { body, rest: Bytes::new(), asking, is_multiplexed, is_waiting: false };
        if !answer.is_end_stream() {
            // HTTP/2 asks for the first part when the client can accept it.
            answer.wait();
        }
        answer
    }

    fn wait(&mut self) {
        if self.is_multiplexed {
            self.asking.wait();
            self.is_waiting = true;
        }
    }

    /// Returns the next part of these bytes.
    fn part(&mut self, mut bytes: Bytes) -> Frame<Bytes> {
        if self.is_multiplexed && bytes.len() > PART {
            self.rest = bytes.split_off(PART);
        }
        self.wait();
        Frame::data(bytes)
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if std::mem::take(&mut self.is_waiting) {
            self.asking.read();
        }
        if !self.rest.is_empty() {
            let rest = std::mem::take(&mut self.rest);
            return Poll::Ready(Some(Ok(self.part(rest))));
        }
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => Poll::Ready(Some(Ok(match frame.into_data() {
                Ok(data) => self.part(data),
                Err(trailers) => trailers,
            }))),
            other => other,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (left, mut hint) = (self.rest.len() as u64, self.body.size_hint());
        if left > 0 {
            let upper = hint.upper().map(|upper| upper + left);
            hint.set_lower(0);
            if let Some(upper) = upper {
                hint.set_upper(upper);
            }
            hint.set_lower(self.body.size_hint().lower() + left);
        }
        hint
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if self.is_waiting {
            self.asking.give_up();
        }
    }
}
