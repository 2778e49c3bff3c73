//! Events for the listeners of a feed or a subscription. They are kept for a while, so that a client that reconnects
//! misses none.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use contract_data::json::memory_of;
use futures_util::{Stream as FutureStream, stream};
use serde_json::Value;
use tokio::sync::watch;

/// The number of events that are kept per stream.
const KEPT: usize = 1_000;
/// The approximate size of the events that are kept per stream, in bytes of memory.
const KEPT_BYTES: usize = 1024 * 1024;

/// The name of a stream of events.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Stream(String);

impl Stream {
    pub(super) fn channel(id: &str) -> Self {
        Self(format!("channel {id}"))
    }

    pub(super) fn subscription(name: &str) -> Self {
        Self(format!("subscription {name}"))
    }
}

/// All streams that have a listener, or on which an event was sent.
#[derive(Debug, Default)]
pub(super) struct Feeds(Mutex<HashMap<Stream, Arc<Feed>>>);

#[derive(Debug)]
struct Feed {
    events: Mutex<Events>,
    /// The number of the next event.
    next: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Events {
    /// The number of the first event that is kept.
    first: usize,
    kept: VecDeque<Event>,
    /// The approximate size of the events, in bytes of memory.
    bytes: usize,
}

/// An event, and the person who caused it.
#[derive(Debug, Clone)]
struct Event {
    person: Option<String>,
    value: Arc<Value>,
    /// The approximate size of the event, in bytes of memory.
    bytes: usize,
}

impl Feeds {
    /// Sends an event to the listeners of this person.
    pub(super) fn publish(&self, stream: Stream, person: Option<&str>, value: Value) {
        let feed = self.feed(stream);
        let mut events = feed.events.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = memory_of(&value);
        events.bytes += bytes;
        events.kept.push_back(Event { person: person.map(str::to_owned), value: Arc::new(value), bytes });
        // The newest event is kept, however large it is: a listener may wait for it.
        while events.kept.len() > KEPT || events.bytes > KEPT_BYTES && events.kept.len() > 1 {
            let oldest = events.kept.pop_front();
            events.bytes -= oldest.map_or(0, |oldest| oldest.bytes);
            events.first += 1;
        }
        let next = events.first + events.kept.len();
        // Under the lock, so that the numbers grow.
        feed.next.send_replace(next);
    }

    /// Returns the events that are sent from now on.
    pub(super) fn listen(
        &self,
        stream: Stream,
        person: Option<&str>,
    ) -> impl FutureStream<Item = Arc<Value>> + Send + use<> {
        let feed = self.feed(stream);
        let from = *feed.next.borrow();
        futures_util::StreamExt::map(Feed::events(feed, from, person), |(_, value)| value)
    }

    /// Returns the events from a number on, each with its number.
    pub(super) fn listen_from(
        &self,
        stream: Stream,
        from: usize,
        person: Option<&str>,
    ) -> impl FutureStream<Item = (usize, Arc<Value>)> + Send + use<> {
        Feed::events(self.feed(stream), from, person)
    }

    /// The number of the next event of a stream.
    pub(super) fn next(&self, stream: Stream) -> usize {
        *self.feed(stream).next.borrow()
    }

    /// The number of the event that carries the entity with an id, if that event is still kept.
    pub(super) fn number_of(&self, stream: Stream, id: &Value) -> Option<usize> {
        let feed = self.feed(stream);
        let events = feed.events.lock().unwrap_or_else(PoisonError::into_inner);
        let index = events.kept.iter().position(|event| event.value.get("id") == Some(id))?;
        Some(events.first + index)
    }

    fn feed(&self, stream: Stream) -> Arc<Feed> {
        let mut feeds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Feed { events: Mutex::default(), next: watch::Sender::new(0) });
        Arc::clone(feeds.entry(stream).or_insert_with(new))
    }
}

impl Feed {
    fn events(
        feed: Arc<Self>,
        from: usize,
        person: Option<&str>,
    ) -> impl FutureStream<Item = (usize, Arc<Value>)> + Send + use<> {
        let changed = feed.next.subscribe();
        let person = person.map(str::to_owned);
        stream::unfold((feed, changed, person, from), |(feed, mut changed, person, mut number)| async move {
            loop {
                if let Some((found, event)) = feed.find(number, person.as_deref()) {
                    return Some(((found, event), (feed, changed, person, found + 1)));
                }
                number = *changed.borrow_and_update();
                if feed.find(number, person.as_deref()).is_none() {
                    changed.changed().await.ok()?;
                }
            }
        })
    }

    /// The first event for a person from a number on.
    fn find(&self, from: usize, person: Option<&str>) -> Option<(usize, Arc<Value>)> {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let skipped = from.saturating_sub(events.first);
        let mut later = events.kept.iter().enumerate().skip(skipped);
        let (index, event) = later.find(|(_, event)| event.person.is_none() || event.person.as_deref() == person)?;
        Some((events.first + index, Arc::clone(&event.value)))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt};

    use super::*;

    #[test]
    fn few_large_events_are_kept_and_their_numbers_stay() {
        let feeds = Feeds::default();
        let large = Value::from("x".repeat(KEPT_BYTES / 4));
        let stream = || Stream::channel("orderEvents");
        (0..10).for_each(|_| feeds.publish(stream(), None, large.clone()));
        feeds.publish(stream(), None, "small".into());
        let kept = Box::pin(feeds.listen_from(stream(), 0, None)).ready_chunks(100).next().now_or_never().flatten();
        let numbers: Vec<usize> = kept.unwrap_or_default().into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [7, 8, 9, 10]);
        feeds.publish(stream(), None, "x".repeat(KEPT_BYTES * 2).into());
        let newest = Box::pin(feeds.listen_from(stream(), 0, None)).next().now_or_never().flatten();
        assert_eq!(newest.map(|(number, _)| number), Some(11), "the newest one is kept, however large it is");
    }
}
