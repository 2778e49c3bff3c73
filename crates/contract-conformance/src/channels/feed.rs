//! A feed of server-sent events, read as the HTML standard says. Every wait on it is bounded.

use std::time::Duration;

use eventsource_stream::{Event, Eventsource as _};
use futures_util::{StreamExt as _, stream::BoxStream};
use tokio::time::{Instant, timeout_at};

use super::steps;
use crate::http::Request;

/// An open feed.
pub(super) struct Feed {
    /// The request that opened it.
    pub request: Request,
    /// Its media type, with parameters.
    pub media_type: Option<String>,
    events: BoxStream<'static, Result<Event, String>>,
}

/// Something that came, or did not.
#[derive(Debug)]
pub(super) enum Came {
    Event(Event),
    /// The feed is over.
    Over,
    /// The bytes are no feed, or end in the middle of the answer.
    Broken(String),
    /// Nothing within the time.
    Quiet,
}

impl Feed {
    pub(super) fn new(request: Request, answer: reqwest::Response) -> Self {
        let media_type = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let events = answer.bytes_stream().eventsource().map(|event| event.map_err(|error| error.to_string())).boxed();
        Self { request, media_type, events }
    }

    /// The next event.
    pub(super) async fn next(&mut self, patience: Duration) -> Came {
        self.next_until(Instant::now() + patience).await
    }

    /// The next event before a time.
    pub(super) async fn next_until(&mut self, deadline: Instant) -> Came {
        match timeout_at(deadline, self.events.next()).await {
            Err(_) => Came::Quiet,
            Ok(Some(Ok(event))) => Came::Event(event),
            Ok(Some(Err(error))) => Came::Broken(error),
            Ok(None) => Came::Over,
        }
    }

    /// A line that opens it again.
    pub(super) fn steps(&self, base: &str) -> String {
        steps::of_feed(base, &self.request)
    }
}
