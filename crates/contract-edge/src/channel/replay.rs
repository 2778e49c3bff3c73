//! Keeps events for a while, so that a client that lost its connection can continue where it was.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use contract_model::exchange::Sent;
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use tokio::sync::broadcast;

/// The last events of a feed, and its listeners.
///
/// An id consists of the run of the process and the number of the event. For an id of an earlier run, or of an event
/// that is no longer kept, the client gets all events that are kept. So it may get an event twice, but never misses one
/// that is kept.
pub struct Replay<M> {
    run: String,
    kept: Mutex<Kept<M>>,
    live: broadcast::Sender<(u64, M)>,
}

struct Kept<M> {
    limit: usize,
    next: u64,
    events: VecDeque<(u64, M)>,
}

impl<M: Clone + Send + 'static> Replay<M> {
    /// Creates a replay that keeps the last `limit` events.
    pub fn new(limit: usize) -> Self {
        let (live, _) = broadcast::channel(limit.max(1));
        let run = uuid::Uuid::now_v7().simple().to_string();
        Self { run, kept: Mutex::new(Kept { limit, next: 1, events: VecDeque::with_capacity(limit) }), live }
    }

    /// Sends an event to all listeners, and keeps it.
    pub fn publish(&self, message: M) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let number = kept.next;
        kept.next += 1;
        if kept.events.len() == kept.limit {
            kept.events.pop_front();
        }
        kept.events.push_back((number, message.clone()));
        // Under the lock, so that a new listener gets the event exactly once. It is not an error to have no listeners.
        _ = self.live.send((number, message));
    }

    /// Returns the kept events after the one with this id (without an id, only the last event), and then new events as
    /// they are sent.
    ///
    /// A listener that reads too slowly is disconnected. It can continue after the last event that it received.
    pub fn listen(&self, last_event_id: Option<&str>) -> BoxStream<'static, Sent<M>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let live = self.live.subscribe();
        let seen = last_event_id.and_then(|id| {
            let (run, number) = id.rsplit_once('-')?;
            number.parse::<u64>().ok().filter(|_| run == self.run)
        });
        let after = match (last_event_id, seen) {
            (_, Some(seen)) => seen,
            (Some(_), None) => 0,
            (None, None) => kept.next.saturating_sub(2),
        };
        let missed: Vec<_> = kept.events.iter().filter(|(number, _)| *number > after).cloned().collect();
        drop(kept);
        let run = self.run.clone();
        let live = stream::unfold(live, |mut live| async { live.recv().await.ok().map(|event| (event, live)) });
        stream::iter(missed)
            .chain(live)
            .map(move |(number, message)| Sent::Event { id: format!("{run}-{number}"), message })
            .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn next(stream: &mut BoxStream<'static, Sent<i32>>) -> (String, i32) {
        match stream.next().await {
            Some(Sent::Event { id, message }) => (id, message),
            other => panic!("no event: {other:?}"),
        }
    }

    #[tokio::test]
    async fn interrupted_stream_resumes_after_its_last_id() {
        let replay = Replay::new(3);
        for message in 1..=5 {
            replay.publish(message);
        }
        let mut fresh = replay.listen(None);
        let (id, last) = next(&mut fresh).await;
        assert_eq!(last, 5, "who is new gets the last state");
        replay.publish(6);
        replay.publish(7);
        let mut again = replay.listen(Some(&id));
        assert_eq!([next(&mut again).await.1, next(&mut again).await.1], [6, 7]);
        assert_eq!([next(&mut fresh).await.1, next(&mut fresh).await.1], [6, 7]);
        replay.publish(8);
        assert_eq!(next(&mut again).await.1, 8);
    }

    #[tokio::test]
    async fn unknown_id_replays_all_stored_messages() {
        let replay = Replay::new(2);
        (1..=3).for_each(|message| replay.publish(message));
        for id in ["", "7", "other-2", "-", "é"] {
            let mut all = replay.listen(Some(id));
            assert_eq!([next(&mut all).await.1, next(&mut all).await.1], [2, 3], "{id}");
        }
    }

    #[tokio::test]
    async fn slow_listener_is_disconnected() {
        let replay = Replay::new(2);
        replay.publish(1);
        let slow = replay.listen(None);
        (2..=9).for_each(|message| replay.publish(message));
        let got: Vec<_> = slow.collect().await;
        assert_eq!(got.len(), 1, "the one it had, and the end");
    }
}
