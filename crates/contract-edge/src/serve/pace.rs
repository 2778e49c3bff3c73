//! Tracks one connection: whether and since when it is silent, whether its client reads, and whether it must be closed.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{self, Instant},
};

/// The time limits of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// The time for which it may have no request.
    pub silent: Duration,
    /// The time for which the client may read nothing of the responses that wait for it.
    pub stalled: Duration,
}

/// The activity of one connection.
#[derive(Debug)]
pub(super) struct Pace {
    /// Whether it is beyond the limits.
    pub is_crowded: bool,
    /// Whether written data waits for the client: a response is dropped from here before all of it is sent.
    is_blocked: AtomicBool,
    state: Mutex<State>,
    ended: Notify,
}

#[derive(Debug)]
struct State {
    /// The number of its requests that have not been answered completely.
    asking: usize,
    /// The time at which the last request was answered, and the response was sent completely.
    silent_since: Instant,
    /// The number of its responses with a part that the client has not yet accepted.
    waiting: usize,
    /// The time at which the client last accepted a part.
    read_at: Instant,
    has_ended: bool,
}

impl Pace {
    pub(super) fn new(is_crowded: bool) -> Self {
        let now = Instant::now();
        let state = State { asking: 0, silent_since: now, waiting: 0, read_at: now, has_ended: false };
        Self { is_crowded, is_blocked: AtomicBool::new(false), state: Mutex::new(state), ended: Notify::new() }
    }

    /// Starts a request, which ends when the returned value is dropped.
    pub(super) fn ask(self: &Arc<Self>) -> Asking {
        self.state().asking += 1;
        Asking(Arc::clone(self))
    }

    /// Sets whether written data waits for the client.
    pub(super) fn block(&self, is_blocked: bool) {
        if self.is_blocked.load(Ordering::Relaxed) != is_blocked {
            let mut state = self.state();
            state.silent_since = Instant::now();
            self.is_blocked.store(is_blocked, Ordering::Relaxed);
        }
    }

    /// Returns the start of its silence, if it is silent.
    pub(super) fn silent_since(&self) -> Option<Instant> {
        let state = self.state();
        (self.is_silent(&state) && !state.has_ended).then_some(state.silent_since)
    }

    fn is_silent(&self, state: &State) -> bool {
        state.asking == 0 && !self.is_blocked.load(Ordering::Relaxed)
    }

    /// Closes the connection if it is silent. Returns whether it was.
    pub(super) fn end_if_silent(&self) -> bool {
        let mut state = self.state();
        if !self.is_silent(&state) || state.has_ended {
            return false;
        }
        state.has_ended = true;
        self.ended.notify_one();
        true
    }

    /// Waits until the connection must be closed: to make room for another one, or because its client has exceeded a
    /// time limit.
    pub(super) async fn overdue(&self, patience: Patience) {
        loop {
            let now = Instant::now();
            let deadline = self.deadline(now, patience);
            if deadline <= now {
                return;
            }
            tokio::select! {
                () = self.ended.notified() => return,
                () = time::sleep_until(deadline) => {}
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the earliest time at which the client can exceed a time limit.
    fn deadline(&self, now: Instant, patience: Patience) -> Instant {
        let state = self.state();
        if self.is_silent(&state) {
            state.silent_since + patience.silent
        } else if state.waiting > 0 {
            state.read_at + patience.stalled
        } else {
            now + patience.silent.min(patience.stalled)
        }
    }
}

/// A request that has not been answered completely.
#[derive(Debug)]
pub(super) struct Asking(Arc<Pace>);

impl Asking {
    /// Keeps the request unanswered for ever: the connection has become something else, such as a WebSocket.
    pub(super) fn for_good(&self) {
        self.0.state().asking += 1;
    }

    /// Records that a part of the response waits for the client.
    pub(super) fn wait(&self) {
        let mut state = self.0.state();
        if state.waiting == 0 {
            state.read_at = Instant::now();
        }
        state.waiting += 1;
    }

    /// Records that the client has accepted the part.
    pub(super) fn read(&self) {
        let mut state = self.0.state();
        state.waiting = state.waiting.saturating_sub(1);
        state.read_at = Instant::now();
    }

    /// Records that the part no longer waits.
    pub(super) fn give_up(&self) {
        let mut state = self.0.state();
        state.waiting = state.waiting.saturating_sub(1);
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.asking = state.asking.saturating_sub(1);
        state.silent_since = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience { silent: Duration::from_secs(1), stalled: Duration::from_millis(400) };

    async fn ends_after(pace: &Pace) -> Duration {
        let begun = Instant::now();
        pace.overdue(PATIENCE).await;
        begun.elapsed()
    }

    #[tokio::test]
    async fn a_silent_connection_is_overdue() {
        let pace = Arc::new(Pace::new(false));
        let asking = pace.ask();
        assert!(time::timeout(PATIENCE.silent * 2, pace.overdue(PATIENCE)).await.is_err(), "it has a request");
        assert_eq!((pace.silent_since(), pace.end_if_silent()), (None, false));
        drop(asking);
        assert!(ends_after(&pace).await >= PATIENCE.silent / 2, "it has as long for its next request");
    }

    #[tokio::test]
    async fn silent_connection_ends_once_and_at_once() {
        let pace = Arc::new(Pace::new(false));
        assert!(pace.end_if_silent());
        assert!(ends_after(&pace).await < PATIENCE.silent, "it is ended at once");
        assert!(!pace.end_if_silent(), "it is ended once");
    }

    #[tokio::test]
    async fn only_a_connection_that_reads_nothing_is_overdue() {
        let pace = Arc::new(Pace::new(false));
        let (slow, stalled) = (pace.ask(), pace.ask());
        stalled.wait();
        for _ in 0..8 {
            slow.wait();
            assert!(time::timeout(PATIENCE.stalled / 4, pace.overdue(PATIENCE)).await.is_err(), "it reads");
            slow.read();
        }
        assert!(ends_after(&pace).await >= PATIENCE.stalled / 2);
        stalled.give_up();
        assert!(time::timeout(PATIENCE.stalled * 2, pace.overdue(PATIENCE)).await.is_err(), "nothing waits to be read");
    }

    #[tokio::test]
    async fn a_connection_is_not_silent_while_an_answer_is_sent() {
        let pace = Arc::new(Pace::new(false));
        drop(pace.ask());
        pace.block(true);
        assert!(!pace.end_if_silent());
        assert!(time::timeout(PATIENCE.silent * 2, pace.overdue(PATIENCE)).await.is_err());
        pace.block(false);
        assert!(ends_after(&pace).await >= PATIENCE.silent / 2, "it has as long for its next request");
    }

    #[tokio::test]
    async fn a_connection_that_has_become_a_socket_is_not_silent() {
        let pace = Arc::new(Pace::new(false));
        let asking = pace.ask();
        asking.for_good();
        drop(asking);
        assert!(!pace.end_if_silent());
        assert!(time::timeout(PATIENCE.silent * 2, pace.overdue(PATIENCE)).await.is_err());
    }
}
