//! Events for those who listen to a feed or a subscription: kept for a while, so that nobody who comes back misses one.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::{Stream as FutureStream, stream};
use serde_json::Value;
use tokio::sync::watch;

/// How many events of a stream are kept.
const KEPT: usize = 1_000;

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

/// All streams that somebody listens to, or has sent an event on.
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
    /// The number of the first one that is kept.
    first: usize,
    kept: VecDeque<Event>,
}

/// An event, and the person who caused it.
#[derive(Debug, Clone)]
struct Event {
    person: Option<String>,
    value: Arc<Value>,
}

impl Feeds {
    /// Sends an event to those who listen as this person.
    pub(super) fn publish(&self, stream: Stream, person: Option<&str>, value: Value) {
        let feed = self.feed(stream);
        let mut events = feed.events.lock().unwrap_or_else(PoisonError::into_inner);
        if events.kept.len() == KEPT {
            events.kept.pop_front();
            events.first += 1;
        }
        events.kept.push_back(Event { person: person.map(str::to_owned), value: Arc::new(value) });
        let next = events.first + events.kept.len();
        // Under the lock, so that the numbers grow.
        feed.next.send_replace(next);
    }

    /// The events that come from now on.
    pub(super) fn listen(
        &self,
        stream: Stream,
        person: Option<&str>,
    ) -> impl FutureStream<Item = Arc<Value>> + Send + use<> {
        let feed = self.feed(stream);
        let from = *feed.next.borrow();
        futures_util::StreamExt::map(Feed::events(feed, from, person), |(_, value)| value)
    }

    /// The events from a number on, each with its number.
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

    /// The number of the event that carries an entity with an id, where it is kept.
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
