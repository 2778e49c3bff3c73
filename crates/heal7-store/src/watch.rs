//! [`Watch`]: a record of successful and failed writes, kept by the writes themselves.
//!
//! A store reports every failure here. The pools ask here whether a connection may be used again, and a failure wakes
//! the server, which then [probes](crate::Store::probe) the database. A watch itself sends no queries.

use std::{
    error::Error,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::Notify;

/// The meaning of a failure for the whole database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The database refuses to write: no space, no permission, an I/O error, a standby.
    Refused,
    /// A connection is lost.
    Lost,
    /// The database may be busy or out of reach.
    Doubtful,
}

/// A record of the successes and failures of a store's writes.
#[derive(Debug)]
pub struct Watch {
    born: Instant,
    /// The shortest time between two instants at which all connections become stale.
    spacing: Duration,
    /// The time of the last successful write, in microseconds after `born`; 0 before the first.
    kept: AtomicU64,
    /// Connections that were opened up to this time are stale, in microseconds after `born`.
    stale: AtomicU64,
    failures: Mutex<Failures>,
    woken: Notify,
}

#[derive(Debug, Default)]
struct Failures {
    count: u64,
    /// The last refused write, unless a probe has succeeded since.
    last: Option<(Instant, String)>,
}

impl Watch {
    /// Creates a watch over a database with no failures. All connections become stale at most once in `spacing`, which
    /// bounds how often a pool opens its connections anew.
    pub fn new(spacing: Duration) -> Self {
        Self {
            born: Instant::now(),
            spacing,
            kept: AtomicU64::new(0),
            stale: AtomicU64::new(0),
            failures: Mutex::default(),
            woken: Notify::new(),
        }
    }

    /// Records a successful write.
    pub fn kept(&self) {
        self.kept.store(self.micros(), Ordering::Relaxed);
    }

    /// Whether a write succeeded within this time.
    pub fn kept_within(&self, time: Duration) -> bool {
        let kept = self.kept.load(Ordering::Relaxed);
        kept > 0 && Duration::from_micros(self.micros().saturating_sub(kept)) < time
    }

    /// Records a failure, and wakes the task that waits in [`Watch::troubled`].
    pub fn note(&self, trouble: Trouble, cause: &dyn Error) {
        if trouble == Trouble::Refused {
            let mut failures = self.failures();
            failures.count += 1;
            failures.last = Some((Instant::now(), with_sources(cause)));
        }
        if trouble != Trouble::Doubtful {
            self.discard_connections();
        }
        self.woken.notify_one();
    }

    /// Makes all open connections stale, unless that happened less than `spacing` ago.
    pub fn discard_connections(&self) {
        let before = self.stale.load(Ordering::Relaxed);
        if before == 0 || Duration::from_micros(self.micros().saturating_sub(before)) >= self.spacing {
            self.renew_connections();
        }
    }

    /// Makes all open connections stale after the database has recovered: connections that were opened during the
    /// failure may lead to a server that was demoted.
    pub fn renew_connections(&self) {
        self.stale.store(self.micros(), Ordering::Relaxed);
    }

    /// Whether a connection of this age must not be used again.
    pub fn is_stale(&self, age: Duration) -> bool {
        let stale = self.stale.load(Ordering::Relaxed);
        stale > 0 && self.born.elapsed().saturating_sub(age).as_micros() <= u128::from(stale)
    }

    /// Whether a write was refused, and no probe has succeeded since.
    pub fn is_failing(&self) -> bool {
        self.failures().last.is_some()
    }

    /// The cause of the last refused write and the time since then, unless a probe has succeeded since.
    pub fn failure(&self) -> Option<(Duration, String)> {
        self.failures().last.as_ref().map(|(at, cause)| (at.elapsed(), cause.clone()))
    }

    /// The number of writes that were refused.
    pub fn failures_so_far(&self) -> u64 {
        self.failures().count
    }

    /// Records a successful probe. It clears the `seen` failures from before the probe, and nothing if more came later.
    pub fn recovered(&self, seen: u64) {
        let mut failures = self.failures();
        if failures.count == seen {
            failures.last = None;
        }
    }

    /// Waits for a failure. A failure that comes while nobody waits is remembered.
    pub async fn troubled(&self) {
        self.woken.notified().await;
    }

    fn failures(&self) -> MutexGuard<'_, Failures> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time since `born`, never 0.
    fn micros(&self) -> u64 {
        u64::try_from(self.born.elapsed().as_micros()).unwrap_or(u64::MAX).max(1)
    }
}

/// Joins the message of an error with those of its sources.
fn with_sources(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let message = error.to_string();
        // Many errors repeat their source.
        if !text.ends_with(&message) {
            text = format!("{text}: {message}");
        }
        source = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::{io, thread, time::Duration};

    use super::{Trouble, Watch};

    const HOUR: Duration = Duration::from_hours(1);

    #[test]
    fn a_refused_write_is_remembered_until_a_later_probe_succeeds() {
        let watch = Watch::new(Duration::ZERO);
        let seen = watch.failures_so_far();
        assert!(!watch.is_failing());
        watch.note(Trouble::Refused, &io::Error::other("disk full"));
        assert_eq!(watch.failure().map(|(_, cause)| cause).as_deref(), Some("disk full"));
        watch.recovered(seen);
        assert!(watch.is_failing(), "the probe began before the write failed");
        watch.recovered(watch.failures_so_far());
        assert!(!watch.is_failing());
        watch.note(Trouble::Lost, &io::Error::other("reset"));
        watch.note(Trouble::Doubtful, &io::Error::other("busy"));
        assert!(!watch.is_failing(), "only a refused write says that writes fail");
    }

    #[test]
    fn only_connections_opened_before_the_failure_are_stale() {
        let watch = Watch::new(Duration::ZERO);
        thread::sleep(Duration::from_millis(5));
        assert!(!watch.is_stale(Duration::from_millis(4)), "nothing has failed");
        watch.note(Trouble::Doubtful, &io::Error::other("busy"));
        assert!(!watch.is_stale(Duration::from_millis(4)));
        watch.note(Trouble::Refused, &io::Error::other("read-only"));
        assert!(watch.is_stale(Duration::from_millis(4)));
        thread::sleep(Duration::from_millis(2));
        assert!(!watch.is_stale(Duration::from_millis(1)), "it was opened later");
    }

    #[test]
    fn connections_become_stale_at_most_once_in_the_spacing() {
        let watch = Watch::new(HOUR);
        watch.note(Trouble::Refused, &io::Error::other("read-only"));
        thread::sleep(Duration::from_millis(3));
        watch.note(Trouble::Refused, &io::Error::other("read-only"));
        assert!(!watch.is_stale(Duration::from_millis(1)));
        watch.renew_connections();
        assert!(watch.is_stale(Duration::from_millis(1)), "the end of trouble waits for no spacing");
    }

    #[test]
    fn successful_write_counts_within_its_time() {
        let watch = Watch::new(Duration::ZERO);
        assert!(!watch.kept_within(HOUR), "nothing was written");
        watch.kept();
        assert!(watch.kept_within(HOUR));
        thread::sleep(Duration::from_millis(2));
        assert!(!watch.kept_within(Duration::from_millis(1)));
    }
}
