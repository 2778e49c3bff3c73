//! Feeds: their events, how they continue after a lost connection, and their end.

use std::time::Duration;

use contract_model::registry::Channel;
use eventsource_stream::Event;

use super::{
    QUIET,
    draft::{ChannelDraft, Opened},
    feed::{Came, Feed},
    listener::{Listener, Message},
};
use crate::{rest::expect::shown, rules, suite::Suite};

/// The time to wait for the first event of a feed that may have no event yet.
const FIRST: Duration = Duration::from_secs(1);
/// The maximum number of events that are read per connection.
const MOST: usize = 12;
/// An id that no event has.
const UNKNOWN: &str = "conformance-unknown";

/// The events of one connection that were read.
struct Watched {
    events: Vec<Event>,
    /// Whether an event came that ends the feed.
    is_complete: bool,
}

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let person = suite.first_person();
    let Some((draft, _)) = ChannelDraft::fresh(suite, channel, &person).await else { return };
    let listener = Listener::new(suite, channel);
    let Some(feed) = draft.feed(suite).await else { return };
    let repeat = feed.steps(suite.client.base());
    let watched = watch(&listener, feed, FIRST.min(suite.options.timeout)).await;
    if !watched.events.is_empty() && watched.events.iter().all(|event| event.id.is_empty()) {
        let expected = "an `id` with each event that a client can name as `Last-Event-ID`".into();
        let found = format!("{} events, none of which has one", watched.events.len());
        listener.report(&rules::FEED_RESUME, format!("{}: id", channel.id), expected, found, &repeat);
    }
    tokio::join!(
        after_first(&listener, &draft, &watched),
        after_last(&listener, &draft, &watched),
        after_unknown(&listener, &draft)
    );
}

/// Reads events until no more come, and judges them. `first` is the time to wait for the first event.
async fn watch(listener: &Listener<'_, '_>, mut feed: Feed, first: Duration) -> Watched {
    let Listener { suite, channel, .. } = listener;
    let repeat = feed.steps(suite.client.base());
    let mut watched = Watched { events: Vec::new(), is_complete: false };
    for _ in 0..MOST {
        let patience = match (watched.is_complete, watched.events.is_empty()) {
            (true, _) => suite.options.timeout,
            (false, true) => first,
            (false, false) => QUIET,
        };
        match feed.next(patience).await {
            Came::Event(event) => {
                if is_twice(listener, &watched.events, &event, &repeat) {
                    continue;
                }
                if watched.is_complete {
                    not_over(listener, &format!("the event `{}` after that", event.event), &repeat);
                    return watched;
                }
                let message = judge(listener, &event, &repeat);
                watched.is_complete = message.is_some_and(|message| channel.ends.contains(&message.tag));
                watched.events.push(event);
            }
            Came::Quiet if watched.is_complete => {
                not_over(listener, "a feed that stays open", &repeat);
                return watched;
            }
            Came::Broken(error) => {
                let cause = format!("{}: broken", channel.id);
                let expected = "a feed of events as the HTML standard has it".into();
                listener.report(&rules::FEED_EVENT, cause, expected, error, &repeat);
                return watched;
            }
            Came::Over | Came::Quiet => return watched,
        }
    }
    watched
}

/// Judges an event: its name, and its message.
pub(super) fn judge(listener: &Listener<'_, '_>, event: &Event, repeat: &str) -> Option<Message> {
    let message = listener.judge(&rules::FEED_EVENT, &event.data, repeat)?;
    let name = listener.event_name(&message);
    if !name.is_empty() && event.event != name {
        let cause = format!("{}: event", listener.channel.id);
        let expected = format!("`event: {name}`, as its message is called");
        listener.report(&rules::FEED_EVENT, cause, expected, format!("`event: {}`", event.event), repeat);
    }
    listener.record_event(&message);
    Some(message)
}

/// Whether an event came before, which is reported. An event without an id has the last id of its connection, but its
/// data shows that it is a different event.
fn is_twice(listener: &Listener<'_, '_>, known: &[Event], event: &Event, repeat: &str) -> bool {
    let is_same = |other: &Event| other.id == event.id && other.event == event.event && other.data == event.data;
    let is_twice = !event.id.is_empty() && known.iter().any(is_same);
    if is_twice {
        let cause = format!("{}: twice", listener.channel.id);
        let found = format!("the event `{}` with the id `{}` again", event.event, event.id);
        listener.report(&rules::FEED_RESUME, cause, "each event once".into(), found, repeat);
    }
    is_twice
}

fn not_over(listener: &Listener<'_, '_>, found: &str, repeat: &str) {
    let Channel { id, ends, .. } = listener.channel;
    let expected = format!("a feed that is over after `{}`", ends.join("` or `"));
    listener.report(&rules::FEED_EVENT, format!("{id}: end"), expected, found.to_owned(), repeat);
}

/// A feed that is opened again after its first event continues with the second event.
async fn after_first(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, watched: &Watched) {
    let ids = ids(&watched.events);
    let [first, due, ..] = ids.as_slice() else { return };
    let draft = ChannelDraft { last_event_id: Some((*first).to_owned()), ..draft.clone() };
    let Some(feed) = resumed(listener, &draft).await else { return };
    let repeat = feed.steps(listener.suite.client.base());
    let again = watch(listener, feed, listener.suite.options.timeout).await;
    repeated(listener, &[first], &again, &repeat);
    if !again.events.iter().any(|event| event.id == *due) {
        let cause = format!("{}: lost", listener.channel.id);
        let expected = format!("the event `{due}`, which came after `{first}`");
        let found = format!("{} events without it", again.events.len());
        listener.report(&rules::FEED_RESUME, cause, expected, found, &repeat);
    }
}

/// A feed that is opened again after its last event repeats nothing.
async fn after_last(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, watched: &Watched) {
    let ids = ids(&watched.events);
    let Some(last) = ids.last() else { return };
    let draft = ChannelDraft { last_event_id: Some((*last).to_owned()), ..draft.clone() };
    let Some(feed) = resumed(listener, &draft).await else { return };
    let repeat = feed.steps(listener.suite.client.base());
    let again = watch(listener, feed, QUIET).await;
    repeated(listener, &ids, &again, &repeat);
}

/// An id that no event has does not break a feed.
async fn after_unknown(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>) {
    let draft = ChannelDraft { last_event_id: Some(UNKNOWN.into()), ..draft.clone() };
    if let Some(feed) = resumed(listener, &draft).await {
        watch(listener, feed, QUIET).await;
    }
}

/// Opens a feed with `Last-Event-ID`; `None` if it has ended, or is refused, which is reported.
async fn resumed(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>) -> Option<Feed> {
    let Listener { suite, channel, .. } = listener;
    match draft.open(suite).await? {
        Opened::Feed(feed) => Some(*feed),
        Opened::Socket(_) => None,
        Opened::Refused(response) => {
            let is_over = response.status == 204 && !channel.ends.is_empty();
            if !is_over && response.status != 429 {
                let id = draft.last_event_id.as_deref().unwrap_or_default();
                let about = if id == UNKNOWN { "unknown id" } else { "refused" };
                let expected = format!("an open feed with `Last-Event-ID: {id}`, as without it");
                let (cause, repeat) = (format!("{}: {about}", channel.id), suite.curl(&draft.request()));
                listener.report(&rules::FEED_RESUME, cause, expected, shown(&response), &repeat);
            }
            None
        }
    }
}

fn repeated(listener: &Listener<'_, '_>, known: &[&str], again: &Watched, repeat: &str) {
    if let Some(event) = again.events.iter().find(|event| known.contains(&event.id.as_str())) {
        let cause = format!("{}: repeated", listener.channel.id);
        let expected = "only events after the one that `Last-Event-ID` names".into();
        let found = format!("the event `{}` with the id `{}`, which the client has", event.event, event.id);
        listener.report(&rules::FEED_RESUME, cause, expected, found, repeat);
    }
}

/// The ids of events in their order, without repetitions.
fn ids(events: &[Event]) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for event in events.iter().filter(|event| !event.id.is_empty()) {
        if !ids.contains(&event.id.as_str()) {
            ids.push(&event.id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_without_an_id_counts_with_the_one_before() {
        let event = |id: &str| Event { id: id.into(), ..Event::default() };
        assert_eq!(ids(&[event(""), event("1"), event("1"), event("2")]), ["1", "2"]);
    }
}
