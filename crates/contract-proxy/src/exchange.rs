//! A request with its answer, in the form of the journal and the reports.

use std::{
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use axum::{extract::ConnectInfo, http::request::Parts};
use contract_model::exchange::Violation;
use jiff::Timestamp;
use tokio::time::Instant;

use contract_mock::{Direction, Entry, Mistake, Mock};

/// A request in progress.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    at: Timestamp,
    begun: Instant,
    pub method: String,
    /// The request's path and query.
    pub path: String,
    pub request_id: String,
    pub client: Option<IpAddr>,
    /// The operation or channel that it reaches.
    pub item: Option<String>,
    /// The violations in the request.
    pub violations: Vec<Violation>,
}

/// The findings about an answer, an event or a message.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub violations: Vec<Violation>,
    /// The code of the problem in the answer.
    pub code: Option<String>,
    /// The reason why there is no complete answer, or why it could not be checked.
    pub failure: Option<String>,
}

/// The totals of a proxy since its start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// The number of requests.
    pub requests: u64,
    /// The number of violations in answers, events and messages of the server.
    pub in_answers: u64,
    /// The number of violations in requests that the server accepted.
    pub in_accepted_requests: u64,
    /// The number of violations in refused requests and in messages of clients.
    pub in_refused_requests: u64,
    /// The number of requests without a complete answer, and of answers that could not be checked.
    pub failures: u64,
}

impl Totals {
    /// Whether the server broke its contract: in an answer, or by accepting an invalid request.
    pub fn has_violations(&self) -> bool {
        self.in_answers + self.in_accepted_requests > 0
    }
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    requests: AtomicU64,
    in_answers: AtomicU64,
    in_accepted_requests: AtomicU64,
    in_refused_requests: AtomicU64,
    failures: AtomicU64,
}

impl Counters {
    pub(crate) fn totals(&self) -> Totals {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Totals {
            requests: read(&self.requests),
            in_answers: read(&self.in_answers),
            in_accepted_requests: read(&self.in_accepted_requests),
            in_refused_requests: read(&self.in_refused_requests),
            failures: read(&self.failures),
        }
    }

    pub(crate) fn count(&self, entry: &Entry) {
        let add = |counter: &AtomicU64, number: usize| counter.fetch_add(number as u64, Ordering::Relaxed);
        let of_request = entry.violations.iter().filter(|found| found.direction == Direction::Request).count();
        // The request of an event or a message was counted when its feed or socket was opened.
        add(&self.requests, usize::from(entry.message.is_none()));
        add(&self.in_answers, entry.violations.len() - of_request);
        let is_refused = entry.status >= 400 || entry.message.is_some();
        add(if is_refused { &self.in_refused_requests } else { &self.in_accepted_requests }, of_request);
        add(&self.failures, usize::from(entry.failure.is_some()));
    }
}

impl Exchange {
    pub(crate) fn begin(mock: &Mock, head: &Parts) -> Self {
        let request_id = head.headers.get("x-request-id").and_then(|id| id.to_str().ok());
        Self {
            at: mock.now(),
            begun: Instant::now(),
            method: head.method.to_string(),
            path: head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            request_id: request_id.unwrap_or("proxy").to_owned(),
            client: head.extensions.get::<ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip()),
            item: None,
            violations: Vec::new(),
        }
    }

    /// The entry of the journal for the request and its answer.
    pub(crate) fn entry(&self, status: u16, findings: Findings) -> Entry {
        let of_request = self.violations.iter().cloned().map(|found| Mistake::new(Direction::Request, found));
        let of_answer = findings.violations.into_iter().map(|found| Mistake::new(Direction::Answer, found));
        Entry {
            is_tolerated: !self.violations.is_empty() && status < 400,
            violations: of_request.chain(of_answer).collect(),
            code: findings.code,
            failure: findings.failure,
            ..self.bare(status)
        }
    }

    /// The entry of the journal for an invalid message.
    pub(crate) fn message(&self, status: u16, direction: Direction, name: &str, violations: Vec<Violation>) -> Entry {
        let violations = violations.into_iter().map(|found| Mistake::new(direction, found)).collect();
        Entry { violations, message: Some(name.to_owned()), ..self.bare(status) }
    }

    fn bare(&self, status: u16) -> Entry {
        Entry {
            number: 0,
            at: self.at,
            method: self.method.clone(),
            path: self.path.clone(),
            item: self.item.clone(),
            status,
            code: None,
            milliseconds: u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            violations: Vec::new(),
            is_tolerated: false,
            message: None,
            failure: None,
        }
    }
}
