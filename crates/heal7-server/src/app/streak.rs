//! [`Streak`]: logs one line when a repeated task begins to fail, and one when it works again.

use std::{error::Error, time::Instant};

/// The outcomes of a repeated task.
#[derive(Debug)]
pub struct Streak {
    /// The task, in the words that follow "cannot …".
    what: &'static str,
    /// The time since which the task fails.
    since: Option<Instant>,
}

impl Streak {
    /// Creates the record of a task that has not failed yet; `what` is a verb and its object, such as "read the
    /// outbox".
    pub const fn new(what: &'static str) -> Self {
        Self { what, since: None }
    }

    /// Records an outcome.
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
