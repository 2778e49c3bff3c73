//! The calls of an operation with their answer, and wiremock's expectations of them.

use std::{
    fmt,
    ops::{Bound, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive},
    time::Duration,
};

use contract_model::exchange::{Details, Reply, Violation};
use wiremock::{Mock, Times};

use crate::when::Calls;

/// A mock of an operation: some of its calls, their answer, and wiremock's expectations.
///
/// [`ContractMocks::mount`](crate::ContractMocks::mount) checks it against the contract and mounts it.
#[must_use = "a mock has no effect before it is mounted with `ContractMocks::mount`"]
pub struct OperationMock {
    pub(crate) calls: Calls,
    pub(crate) answer: Planned,
    /// Further headers of the answer.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) delay: Option<Duration>,
    pub(crate) expectations: Expectations,
}

/// The answer that a test plans.
pub(crate) enum Planned {
    /// Generated data.
    Generated,
    /// A success, or the reason why it cannot be serialised.
    Reply(Result<Reply, serde_json::Error>),
    /// A problem.
    Problem(PlannedProblem),
}

/// The problem that a test plans.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlannedProblem {
    pub code: String,
    pub detail: Option<String>,
    pub violations: Vec<Violation>,
    pub retry_after: Option<u32>,
}

impl From<Details> for PlannedProblem {
    fn from(details: Details) -> Self {
        let Details { code, detail, violations, retry_after, .. } = details;
        Self { code: code.into_owned(), detail, violations, retry_after }
    }
}

/// The expectations that wiremock verifies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expectations {
    pub calls: Option<ExpectedCalls>,
    pub limit: Option<u64>,
    pub priority: Option<u8>,
    pub name: Option<String>,
}

impl Expectations {
    /// Adds the expectations to a mock of wiremock.
    pub(crate) fn add_to(self, mut mock: Mock) -> Mock {
        if let Some(name) = self.name {
            mock = mock.named(name);
        }
        if let Some(calls) = self.calls {
            mock = mock.expect(calls.times);
        }
        if let Some(limit) = self.limit {
            mock = mock.up_to_n_times(limit);
        }
        if let Some(priority) = self.priority {
            mock = mock.with_priority(priority);
        }
        mock
    }
}

/// An expected number of calls, or a range of numbers.
#[derive(Debug, Clone)]
pub struct ExpectedCalls {
    /// The expectation for wiremock, which does not reveal whether a number is expected.
    times: Times,
    bounds: (Bound<u64>, Bound<u64>),
}

impl ExpectedCalls {
    pub(crate) fn contains(&self, calls: u64) -> bool {
        self.bounds.contains(&calls)
    }
}

impl fmt::Display for ExpectedCalls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.times.fmt(f)
    }
}

impl From<u64> for ExpectedCalls {
    fn from(calls: u64) -> Self {
        Self { times: calls.into(), bounds: (Bound::Included(calls), Bound::Included(calls)) }
    }
}

macro_rules! expected_calls_from {
    ($($range:ty),*) => {$(
        impl From<$range> for ExpectedCalls {
            fn from(range: $range) -> Self {
                let bounds = (range.start_bound().cloned(), range.end_bound().cloned());
                Self { times: range.into(), bounds }
            }
        }
    )*};
}

expected_calls_from!(Range<u64>, RangeFrom<u64>, RangeFull, RangeInclusive<u64>, RangeTo<u64>, RangeToInclusive<u64>);

impl OperationMock {
    pub(crate) fn new(calls: Calls, answer: Planned) -> Self {
        Self { calls, answer, headers: Vec::new(), delay: None, expectations: Expectations::default() }
    }

    /// Adds a header to the answer, such as a declared `Location`.
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Delays the answer. Meanwhile, wiremock answers other requests.
    pub fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// Expects a number of calls, or a range of numbers: see [`wiremock::Mock::expect`].
    pub fn expect(mut self, calls: impl Into<ExpectedCalls>) -> Self {
        self.expectations.calls = Some(calls.into());
        self
    }

    /// Answers only the first calls: see [`wiremock::Mock::up_to_n_times`].
    ///
    /// # Panics
    /// When `limit` is 0.
    #[track_caller]
    pub fn up_to_n_times(mut self, limit: u64) -> Self {
        assert!(limit > 0, "`up_to_n_times` must be at least 1, but is 0; to expect no call, use `expect(0)`");
        self.expectations.limit = Some(limit);
        self
    }

    /// Takes precedence over mocks with a larger number; the default is 5: see [`wiremock::Mock::with_priority`].
    ///
    /// # Panics
    /// When `priority` is 0.
    #[track_caller]
    pub fn with_priority(mut self, priority: u8) -> Self {
        assert!(priority > 0, "`with_priority` must be at least 1, but is 0; 1 goes before all others");
        self.expectations.priority = Some(priority);
        self
    }

    /// Names the mock in the messages of a failed verification: see [`wiremock::Mock::named`].
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.expectations.name = Some(name.into());
        self
    }
}
