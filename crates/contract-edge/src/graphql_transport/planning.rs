//! Reads and validates long documents on separate threads, so that they delay no other request, and within a time
//! budget.
//!
//! Neither parsing nor validation can be interrupted. Work that exceeds its budget continues in the background and
//! still occupies one of the threads; meanwhile the server serves all other requests.

use std::{panic::resume_unwind, sync::Arc, thread, time::Duration};

use tokio::{sync::Semaphore, task, time};

use crate::fault::Fault;

/// The number of seconds after which a request should be retried that found no free thread.
const RETRY_AFTER: u32 = 1;

/// The limit for threads that plan.
pub(super) struct Planning {
    places: Arc<Semaphore>,
    budget: Duration,
}

impl Planning {
    /// Creates a planner with as many threads as there are processors.
    pub(super) fn new(budget: Duration) -> Self {
        let places = thread::available_parallelism().map_or(1, usize::from);
        Self { places: Arc::new(Semaphore::new(places)), budget }
    }

    /// Runs work that cannot be interrupted.
    ///
    /// # Errors
    /// When the work exceeds the budget, or found no free thread for that time.
    ///
    /// # Panics
    /// When the work panics.
    pub(super) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let place = time::timeout(self.budget, Arc::clone(&self.places).acquire_owned()).await;
        let place = place.map_err(|_| Fault::Overloaded { retry_after: RETRY_AFTER })?;
        let working = task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        match time::timeout(self.budget, working).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(error)) => match error.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                Err(_) => Err(Fault::Internal("the runtime is shutting down".into())),
            },
            Err(_) => Err(Fault::Timeout),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn endless_planning_times_out_and_frees_its_place_at_its_end() {
        let planning = Planning { places: Arc::new(Semaphore::new(1)), budget: Duration::from_millis(50) };
        let (release, held) = std::sync::mpsc::channel::<()>();
        let begun = Instant::now();
        let endless = planning.run(move || _ = held.recv_timeout(Duration::from_secs(5))).await;
        assert!(matches!(endless, Err(Fault::Timeout)));
        assert!(matches!(planning.run(|| 7).await, Err(Fault::Overloaded { .. })), "its place is taken");
        assert!(begun.elapsed() < Duration::from_secs(2));
        drop(release);
        time::sleep(Duration::from_millis(30)).await;
        assert_eq!(planning.run(|| 7).await.ok(), Some(7), "and free again when it ends");
    }
}
