//! How one connection is doing: whether it is silent and since when, whether its client reads, and how it is ended.

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

/// How long a connection is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// How long it may have no request.
    pub silent: Duration,
    /// How long the client may read nothing of the answers that wait for it.
    pub stalled: Duration,
}

/// How one connection is doing.
#[derive(Debug)]
pub(super) struct Pace {
    /// Whether it is beyond the bounds.
    pub is_crowded: bool,
    /// Whether something that is written waits for the client: answers are forgotten before they are sent to the end.
    is_blocked: AtomicBool,
    state: Mutex<State>,
    ended: Notify,
}

#[derive(Debug)]
struct State {
    /// How many of its requests have not been answered to the end.
    asking: usize,
    /// When the last one was answered, and the last of it was sent.
    silent_since: Instant,
    /// How many of its answers have a part that the client has not made room for yet.
    waiting: usize,
    /// When the client last made room for one.
    read_at: Instant,
    has_ended: bool,
}

impl Pace {
    pub(super) fn new(is_crowded: bool) -> Self {
        let now = Instant::now();
        let state = State { asking: 0, silent_since: now, waiting: 0, read_at: now, has_ended: false };
        Self { is_crowded, is_blocked: AtomicBool::new(false), state: Mutex::new(state), ended: Notify::new() }
    }

    /// A request begins. It lasts until the value is dropped.
    pub(super) fn ask(self: &Arc<Self>) -> Asking {
        self.state().asking += 1;
        Asking(Arc::clone(self))
    }

    /// Something that is written waits for the client, or does not any more.
    pub(super) fn block(&self, is_blocked: bool) {
        if self.is_blocked.load(Ordering::Relaxed) != is_blocked {
            let mut state = self.state();
            state.silent_since = Instant::now();
            self.is_blocked.store(is_blocked, Ordering::Relaxed);
        }
    }

    /// Since when it has been silent, if it is.
    pub(super) fn silent_since(&self) -> Option<Instant> {
        let state = self.state();
        (self.is_silent(&state) && !state.has_ended).then_some(state.silent_since)
    }

    fn is_silent(&self, state: &State) -> bool {
        state.asking == 0 && !self.is_blocked.load(Ordering::Relaxed)
    }

    /// Ends the connection if it is silent; whether it is.
    pub(super) fn end_if_silent(&self) -> bool {
        let mut state = self.state();
        if !self.is_silent(&state) || state.has_ended {
            return false;
        }
        state.has_ended = true;
        self.ended.notify_one();
        true
    }

    /// Waits until the connection is to be ended: for the sake of another one, or because its client has taken too long.
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

    /// The earliest time at which the client can have taken too long.
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

/// A request that has not been answered to the end.
#[derive(Debug)]
pub(super) struct Asking(Arc<Pace>);

impl Asking {
    /// It is never answered to the end: the connection has become something else, such as a WebSocket.
    pub(super) fn for_good(&self) {
        self.0.state().asking += 1;
    }

    /// A part of the answer now waits for the client.
    pub(super) fn wait(&self) {
        let mut state = self.0.state();
        if state.waiting == 0 {
            state.read_at = Instant::now();
        }
        state.waiting += 1;
    }

    /// The client has made room for it.
    pub(super) fn read(&self) {
        let mut state = self.0.state();
        state.waiting = state.waiting.saturating_sub(1);
        state.read_at = Instant::now();
    }

    /// It is not waited for any more.
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
