//! A feed of server-sent events, read as the HTML standard defines. Every wait is bounded.

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
    /// The feed's media type, with its parameters.
    pub media_type: Option<String>,
    events: BoxStream<'static, Result<Event, String>>,
}

/// The next thing on a feed.
#[derive(Debug)]
pub(super) enum Came {
    Event(Event),
    /// The feed has ended.
    Over,
    /// The bytes are not a feed, or break off.
    Broken(String),
    /// No event within the time.
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

    /// A shell command that opens the feed again.
    pub(super) fn steps(&self, base: &str) -> String {
        steps::of_feed(base, &self.request)
    }
}
