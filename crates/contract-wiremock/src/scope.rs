//! A mock that ends with its guard.
//!
//! wiremock's own guard identifies its mock by its position among all mocks. Priorities change the positions, so with
//! mocks of several priorities the guard ends and verifies a different mock (wiremock 0.6.5).

use std::{
    fmt,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use tokio::sync::Notify;
use wiremock::Request;

use crate::operation_mock::ExpectedCalls;

/// The calls that a scoped mock has answered.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    has_ended: AtomicBool,
    requests: Mutex<Vec<Request>>,
    called: Notify,
}

impl Scope {
    /// Accepts a matching request, unless the scope has ended.
    pub(crate) fn takes(&self, request: &Request) -> bool {
        let takes = !self.has_ended.load(Ordering::Acquire);
        if takes {
            self.requests().push(request.clone());
            self.called.notify_waiters();
        }
        takes
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self) -> u64 {
        self.requests().len() as u64
    }
}

/// A mounted mock that ends when this guard is dropped, which verifies its expectations.
///
/// # Panics When it is dropped before its expectations are met.
#[must_use = "the mock ends when its guard is dropped: bind the guard to a variable such as `_busy`"]
pub struct ScopedMock {
    pub(crate) scope: Arc<Scope>,
    pub(crate) name: String,
    pub(crate) expected: Option<ExpectedCalls>,
}

impl ScopedMock {
    /// The requests that the mock has answered.
    pub fn received_requests(&self) -> Vec<Request> {
        self.scope.requests().clone()
    }

    /// Waits until the mock has received the expected number of calls.
    pub async fn wait_until_satisfied(&self) {
        loop {
            let mut called = pin!(self.scope.called.notified());
            called.as_mut().enable();
            if self.is_satisfied() {
                return;
            }
            called.await;
        }
    }

    fn is_satisfied(&self) -> bool {
        self.expected.as_ref().is_none_or(|expected| expected.contains(self.scope.count()))
    }
}

impl Drop for ScopedMock {
    fn drop(&mut self) {
        self.scope.has_ended.store(true, Ordering::Release);
        let Some(expected) = self.expected.as_ref().filter(|_| !self.is_satisfied() && !thread::panicking()) else {
            return;
        };
        panic!(
            "verification failed for the scoped mock {}: expected a number x of calls with {expected}, but it had {}",
            self.name,
            self.scope.count()
        );
    }
}

impl fmt::Debug for ScopedMock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedMock").field("name", &self.name).finish_non_exhaustive()
    }
}
