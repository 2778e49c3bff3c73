//! [`Streak`]: a line of the log when something that happens again and again begins to fail, and one when it works again.

use std::{error::Error, time::Instant};

/// The outcomes of one thing that is done again and again.
#[derive(Debug)]
pub struct Streak {
    /// The thing, as in "cannot …".
    what: &'static str,
    /// The time since which it fails.
    since: Option<Instant>,
}

impl Streak {
    /// A thing that has not failed yet: a verb and its object, such as "read the outbox".
    pub const fn new(what: &'static str) -> Self {
        Self { what, since: None }
    }

    /// Notes an outcome.
    pub fn note<T, E: Error + 'static>(&mut self, outcome: &Result<T, E>) {
        let what = self.what;
        match (outcome, self.since) {
            (Err(error), None) => {
                self.since = Some(Instant::now());
                tracing::warn!(error = error as &dyn Error, "cannot {what}; trying again");
            }
            (Err(error), Some(_)) => tracing::debug!(error = error as &dyn Error, "cannot {what} yet"),
            (Ok(_), Some(since)) => {
                self.since = None;
                tracing::info!(seconds = since.elapsed().as_secs(), "can {what} again");
            }
            (Ok(_), None) => {}
        }
    }
}
