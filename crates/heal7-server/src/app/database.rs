//! The state of the database. It is probed every few seconds, as soon as a write fails, and when a load balancer asks.
//!
//! A probe has a connection of its own, so that it never waits for a request. When several callers ask at once, one of
//! them probes and the others take its answer.

use std::{
    error::Error,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use contracts::system::{ComponentStatus, ServiceState};
use heal7_store::Store;
use tokio::{sync, time};

use super::status::{PATIENCE, SLOW};
use crate::config;

/// The name of the database among the components.
pub const DATABASE: &str = "database";

/// The age up to which an answer still counts as new.
const FRESH: Duration = Duration::from_millis(100);

/// The state of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It answers and accepts writes.
    Works,
    /// It answers but does not accept writes.
    WritesFail,
    /// It does not answer.
    Unavailable,
    /// It answers, but lacks migrations of this program.
    Outdated,
}

/// The database, with the result of the last probe.
pub struct Database {
    store: Arc<dyn Store>,
    settings: config::Health,
    /// The lock that the running probe holds.
    turn: sync::Mutex<()>,
    last: Mutex<Found>,
    changed: sync::Notify,
}

/// The result of a probe.
#[derive(Debug, Clone, Copy)]
struct Found {
    state: State,
    /// The end of the probe; `None` before the first one.
    at: Option<Instant>,
    took: Duration,
    /// The last time that a probe wrote to the database.
    written_at: Option<Instant>,
    /// The time since which the database does not work.
    since: Option<Instant>,
}

impl Database {
    /// Creates a database that has not been probed yet.
    pub fn new(store: Arc<dyn Store>, settings: config::Health) -> Self {
        let last = Found { state: State::Unavailable, at: None, took: Duration::ZERO, written_at: None, since: None };
        Self { store, settings, turn: sync::Mutex::default(), last: Mutex::new(last), changed: sync::Notify::new() }
    }

    /// Returns the last known state of the database, which includes a write that failed since the last probe.
    pub fn state(&self) -> State {
        match self.last().state {
            State::Works if self.store.watch().is_failing() => State::WritesFail,
            state => state,
        }
    }

    /// Returns the database as a component of the platform's status.
    pub fn component(&self) -> ComponentStatus {
        let took = self.last().took;
        let status = match self.state() {
            State::Works if took <= SLOW => ServiceState::Operational,
            State::Works | State::WritesFail => ServiceState::Degraded,
            State::Unavailable | State::Outdated => ServiceState::Unavailable,
        };
        let latency_ms = Some(i32::try_from(took.as_millis()).unwrap_or(i32::MAX));
        ComponentStatus { name: DATABASE.to_owned(), status, latency_ms }
    }

    /// Whether load balancers may send requests here. During known trouble the answer comes from memory, otherwise from
    /// a probe.
    pub async fn is_ready(self: &Arc<Self>) -> bool {
        if self.has_known_trouble() {
            return false;
        }
        // The probe is a task of its own, which continues even if its answer comes too late.
        let asking = tokio::spawn(Arc::clone(self).ask());
        let patience = Duration::from_millis(self.settings.answer_milliseconds);
        if let Ok(Ok(state)) = time::timeout(patience, asking).await {
            return state == State::Works;
        }
        let took = self.last().took.max(patience);
        self.keep(State::Unavailable, took, &format!("no answer in {} ms", patience.as_millis()));
        false
    }

    /// Probes the database, unless another caller has just done so.
    pub async fn ask(self: Arc<Self>) -> State {
        let asked = Instant::now();
        let _turn = self.turn.lock().await;
        let is_fresh = self.last().at.is_some_and(|at| at + FRESH > asked);
        if !is_fresh || self.store.watch().is_failing() {
            self.probe().await;
        }
        self.state()
    }

    /// Probes the database repeatedly, and more often while it does not work.
    pub async fn watch(self: Arc<Self>) {
        let settings = &self.settings;
        let (probe, retry) = (Duration::from_secs(settings.probe_seconds), Duration::from_secs(settings.retry_seconds));
        loop {
            if self.state() == State::Works {
                tokio::select! {
                    () = self.store.watch().troubled() => {}
                    () = time::sleep(probe) => {}
                }
            } else {
                time::sleep(retry).await;
            }
            Arc::clone(&self).ask().await;
            // The pause limits the probes, no matter how many requests fail.
            time::sleep(FRESH).await;
        }
    }

    /// Waits until the state of the database changes.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Whether a recent event has shown that the database does not work.
    fn has_known_trouble(&self) -> bool {
        let retry = Duration::from_secs(self.settings.retry_seconds);
        if let Some((ago, _)) = self.store.watch().failure() {
            return ago < retry || self.last().at.is_some_and(|at| at.elapsed() < retry);
        }
        let last = self.last();
        last.state != State::Works && last.at.is_some_and(|at| at.elapsed() < retry)
    }

    /// Reads from the database, and writes to it unless a write has just succeeded.
    async fn probe(&self) {
        let watch = self.store.watch();
        if let (State::Works, Some((_, cause))) = (self.last().state, watch.failure()) {
            self.keep(State::WritesFail, self.last().took, &cause);
        }
        let (seen, begun) = (watch.failures_so_far(), Instant::now());
        let failed = match time::timeout(PATIENCE, self.read()).await {
            Ok(Ok(true)) => None,
            Ok(Ok(false)) => Some((State::Outdated, "migrations are missing: run `heal7-server migrate`".to_owned())),
            Ok(Err(error)) => Some((State::Unavailable, with_source(&error))),
            Err(_) => Some((State::Unavailable, unanswered())),
        };
        let failed = match failed {
            None => match time::timeout(PATIENCE, self.write()).await {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some((State::WritesFail, with_source(&error))),
                Err(_) => Some((State::WritesFail, unanswered())),
            },
            failed => failed,
        };
        let took = begun.elapsed();
        match failed {
            None => {
                if self.last().state != State::Works {
                    watch.renew_connections();
                }
                watch.recovered(seen);
                match watch.failure() {
                    None => self.keep(State::Works, took, ""),
                    Some((_, cause)) => self.keep(State::WritesFail, took, &cause),
                }
            }
            Some((state, cause)) => {
                watch.discard_connections();
                self.keep(state, took, &cause);
            }
        }
    }

    async fn read(&self) -> heal7_store::Result<bool> {
        match self.store.probe().await {
            // The connection of the last probe may be broken, so one retry uses a new connection.
            Err(_) => self.store.probe().await,
            answer => answer,
        }
    }

    async fn write(&self) -> heal7_store::Result<()> {
        let (watch, last) = (self.store.watch(), self.last());
        // A full disk may have room for a few bytes, but no room for the next request.
        let is_recovering = watch.is_failing() || last.state != State::Works;
        let lately = Duration::from_secs(self.settings.retry_seconds);
        let has_written = watch.kept_within(lately) || last.written_at.is_some_and(|at| at.elapsed() < lately);
        if is_recovering || !has_written {
            self.store.probe_writing(is_recovering).await?;
            self.found().written_at = Some(Instant::now());
        }
        Ok(())
    }

    /// Stores the result of a probe, and logs one line when trouble begins and one when it ends.
    fn keep(&self, state: State, took: Duration, cause: &str) {
        let before = {
            let mut last = self.found();
            let before = *last;
            let since = if state == State::Works { None } else { before.since.or_else(|| Some(Instant::now())) };
            *last = Found { state, at: Some(Instant::now()), took, since, ..before };
            before
        };
        match (before.since, state) {
            (Some(since), State::Works) => {
                tracing::info!(seconds = since.elapsed().as_secs(), "the database works again");
            }
            (None, State::WritesFail) => tracing::error!(cause, "the database does not keep what is written"),
            (None, State::Unavailable) => tracing::error!(cause, "the database does not answer"),
            (None, State::Outdated) => tracing::error!(cause, "the database is not at the newest version"),
            _ => {}
        }
        if before.state != state {
            self.changed.notify_one();
        }
    }

    fn last(&self) -> Found {
        *self.found()
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unanswered() -> String {
    format!("no answer in {} s", PATIENCE.as_secs())
}

/// Joins the message of a store's error with that of its cause.
fn with_source(error: &heal7_store::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}
