//! One complete run.

use std::{sync::Mutex, time::Instant};

use serde::Serialize;

use crate::{
    channels,
    contract::Contract,
    coverage::Coverage,
    findings::Finding,
    graphql,
    hints::Hints,
    http::{Broken, Client, Request},
    options::Options,
    pending,
    progress::{Part, Timing},
    provoke::{self, Provoke},
    recorded::Recorder,
    rest,
    suite::Suite,
};

/// The result of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The base URL of the target.
    pub target: String,
    /// The violations, one for each cause, in the order of the rules.
    pub findings: Vec<Finding>,
    /// The operations, channels and fields that were tested.
    pub tested: Vec<String>,
    /// The items that the target does not serve yet.
    pub pending: Vec<String>,
    /// The share of the contract that was exercised.
    pub coverage: Coverage,
    /// The duration of each part.
    pub timings: Vec<Timing>,
    /// The number of requests.
    pub requests: u32,
    /// The reason why the run ended early, if the target was lost during the run.
    pub lost: Option<String>,
}

/// The reason why a target cannot be tested.
#[derive(Debug, thiserror::Error)]
pub enum Untestable {
    /// The target does not answer.
    #[error("the target at {base} cannot be tested: {reason}; start it, or name another address with --base-url")]
    NoAnswer {
        /// The base URL.
        base: String,
        /// The failure of the first request.
        reason: Broken,
    },
    /// The HTTP client could not be created.
    #[error("TLS cannot be set up")]
    Tls(#[from] reqwest::Error),
}

/// The participants of a run besides the target.
#[derive(Clone, Copy, Default)]
pub struct Observer<'a> {
    /// A function that gets each part that begins, and the number of findings so far.
    pub watch: Option<&'a dyn Fn(Part, usize)>,
    /// A function that gets every exchange.
    pub recorder: Option<Recorder<'a>>,
    /// A switch that makes the target fail, if the test runs it in its own process.
    pub faults: Option<&'a dyn Provoke>,
}

/// Tests a target.
///
/// # Errors
/// When the target does not answer at all.
pub async fn run(
    contract: &Contract,
    base: &str,
    hints: &Hints,
    options: &Options,
    observer: Observer<'_>,
) -> Result<Report, Untestable> {
    let client = Client::new(base, options.timeout)?;
    let suite = Suite::new(contract, client, hints, options, observer.recorder);
    let first = suite.client.send(&Request::new("GET", "/")).await;
    if let Err(reason) = first {
        return Err(Untestable::NoAnswer { base: suite.client.base().to_owned(), reason });
    }
    let clock = Clock::default();
    let begin = |part: Part| {
        if let Some(watch) = observer.watch {
            watch(part, suite.findings().len());
        }
        clock.begin(part, suite.requests());
    };
    begin(Part::People);
    suite.meet_people().await;
    rest::run(&suite, &begin).await;
    graphql::run(&suite, &begin).await;
    channels::run(&suite, &begin).await;
    if !options.pending.is_empty() {
        begin(Part::Pending);
        pending::run(&suite).await;
        graphql::pending(&suite).await;
        channels::pending(&suite).await;
    }
    if let Some(target) = observer.faults {
        begin(Part::Faults);
        provoke::run(&suite, target).await;
    }
    let timings = clock.end(suite.requests());
    Ok(Report {
        target: suite.client.base().to_owned(),
        findings: suite.findings().take(),
        tested: contract.items().into_iter().filter(|item| options.includes(item)).collect(),
        pending: options.pending.clone(),
        coverage: Coverage::of(contract.registry(), &suite.seen, hints, options),
        timings,
        requests: suite.requests(),
        lost: suite.lost().map(|broken| broken.to_string()),
    })
}

/// Measures the durations of the parts.
#[derive(Default)]
struct Clock(Mutex<Laps>);

#[derive(Default)]
struct Laps {
    running: Option<(Part, Instant, u32)>,
    ended: Vec<Timing>,
}

impl Clock {
    fn begin(&self, part: Part, requests: u32) {
        let mut laps = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        laps.stop(requests);
        laps.running = Some((part, Instant::now(), requests));
    }

    fn end(self, requests: u32) -> Vec<Timing> {
        let mut laps = self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        laps.stop(requests);
        laps.ended
    }
}

impl Laps {
    fn stop(&mut self, requests: u32) {
        if let Some((part, since, before)) = self.running.take() {
            self.ended.push(Timing { part, took: since.elapsed(), requests: requests - before });
        }
    }
}
