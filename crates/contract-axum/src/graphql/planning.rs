//! Long documents are read and validated on threads of their own, so that they delay no other request, and within a
//! budget of time.
//!
//! Neither parsing nor validation can be interrupted. One that takes longer than its budget goes on by itself, and keeps
//! its place among the few that may: the server serves everything else meanwhile.

use std::{
    panic::resume_unwind,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};

use tokio::{sync::Semaphore, task, time};

use crate::fault::Fault;

/// Seconds after which a request is tried again that found all threads taken.
const RETRY_AFTER: u32 = 1;

/// Work that has begun.
pub(super) enum Begun<T> {
    /// It is done.
    Done(T),
    /// It waits for something, such as a database.
    Waiting(Pin<Box<dyn Future<Output = T> + Send>>),
}

impl<T> Begun<T> {
    /// Finishes the work.
    pub(super) async fn finish(self) -> T {
        match self {
            Self::Done(outcome) => outcome,
            Self::Waiting(rest) => rest.await,
        }
    }
}

/// The threads that plan.
pub(super) struct Planning {
    places: Arc<Semaphore>,
    budget: Duration,
}

impl Planning {
    /// As many threads as there are processors.
    pub(super) fn new(budget: Duration) -> Self {
        let places = thread::available_parallelism().map_or(1, usize::from);
        Self { places: Arc::new(Semaphore::new(places)), budget }
    }

    /// Runs work that cannot be interrupted.
    ///
    /// # Errors
    /// When it takes longer than the budget, or found no thread for as long.
    ///
    /// # Panics
    /// When the work does.
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

    /// Begins work whose first step, up to the first wait, cannot be interrupted.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub(super) async fn begin<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<Begun<T>, Fault> {
        self.run(move || {
            let mut work: Pin<Box<dyn Future<Output = T> + Send>> = Box::pin(work);
            // Nobody has to be woken by this step: whoever finishes the work polls it again first.
            match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(outcome) => Begun::Done(outcome),
                Poll::Pending => Begun::Waiting(work),
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn work_that_never_ends_holds_its_thread_and_nobody_else() {
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

    #[tokio::test]
    async fn work_goes_on_where_it_waited() {
        let planning = Planning::new(Duration::from_secs(5));
        let (say, heard) = tokio::sync::oneshot::channel();
        let begun = planning.begin(async move { heard.await.ok() }).await.unwrap_or_else(|_| panic!("it begins"));
        assert!(matches!(begun, Begun::Waiting(_)));
        tokio::spawn(async move {
            time::sleep(Duration::from_millis(10)).await;
            say.send(7)
        });
        assert_eq!(begun.finish().await, Some(7));
        let done = planning.begin(async { 8 }).await.unwrap_or_else(|_| panic!("it begins"));
        assert!(matches!(done, Begun::Done(8)));
    }
}
