//! One run: the contract, the target, and the results so far.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use contract_model::registry::Operation;
use futures_util::{StreamExt as _, stream};
use tokio::time::sleep;

use crate::{
    contract::Contract,
    coverage::Seen,
    findings::{Findings, Violation},
    hints::Hints,
    http::{Broken, Client, Request, Response},
    judge::{Outcome, Verdict},
    options::Options,
    recorded::{Exchange, Recorded, Recorder},
    rules,
    world::{People, Pools},
};

/// The number of consecutive requests without an answer after which the target counts as lost.
const LOST_AFTER: u32 = 8;
/// The maximum time that the suite waits in one request for a target that limits its rate.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// One run.
pub(crate) struct Suite<'a> {
    pub contract: &'a Contract,
    pub client: Client,
    pub hints: &'a Hints,
    pub options: &'a Options,
    pub people: People,
    pub pools: Pools,
    pub seen: Seen,
    /// Whether faults of the server are currently provoked, and are therefore not violations.
    is_provoking: AtomicBool,
    findings: Findings,
    recorder: Option<Recorder<'a>>,
    /// A tag that distinguishes this run from all others on the same target.
    tag: String,
    numbers: AtomicU32,
    requests: AtomicU32,
    unanswered: AtomicU32,
    lost: Mutex<Option<Broken>>,
}

impl<'a> Suite<'a> {
    pub(crate) fn new(
        contract: &'a Contract,
        client: Client,
        hints: &'a Hints,
        options: &'a Options,
        recorder: Option<Recorder<'a>>,
    ) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            contract,
            client,
            hints,
            options,
            people: People::default(),
            pools: Pools::default(),
            seen: Seen::default(),
            is_provoking: AtomicBool::new(false),
            findings: Findings::default(),
            recorder,
            tag: options.tag.clone().unwrap_or_else(|| format!("{:x}", since.as_micros())),
            numbers: AtomicU32::new(0),
            requests: AtomicU32::new(0),
            unanswered: AtomicU32::new(0),
            lost: Mutex::default(),
        }
    }

    /// Sends a request of an operation as a person, and judges the answer; `None` if there is no answer, which is
    /// reported.
    pub(crate) async fn ask(&self, operation: &Operation, request: Request, person: &str) -> Option<Exchange> {
        let response = self.send(&operation.id, &request).await?;
        let verdict = self.judge(operation, &request, &response);
        self.note(operation, &verdict, person);
        let exchange = Exchange { item: operation.id.clone(), request, response, verdict };
        self.record(Recorded::Exchange(&exchange));
        Some(exchange)
    }

    /// Passes something to the recorder.
    pub(crate) fn record(&self, recorded: Recorded<'_>) {
        if let Some(recorder) = self.recorder {
            recorder(recorded);
        }
    }

    /// Sends a request. If the target reports too many requests, waits and repeats it.
    pub(crate) async fn send(&self, item: &str, request: &Request) -> Option<Response> {
        let mut waited = Duration::ZERO;
        loop {
            if self.is_lost() {
                return None;
            }
            let response = self.heard(item, request, self.client.send(request).await)?;
            if !self.waits(response.status, response.header("retry-after"), &mut waited).await {
                return Some(response);
            }
        }
    }

    /// Like [`Self::send`], but does not read the body of the answer.
    pub(crate) async fn open(&self, item: &str, request: &Request) -> Option<reqwest::Response> {
        let mut waited = Duration::ZERO;
        loop {
            if self.is_lost() {
                return None;
            }
            let answer = self.heard(item, request, self.client.open(request).await)?;
            let retry_after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
            if !self.waits(answer.status().as_u16(), retry_after, &mut waited).await {
                return Some(answer);
            }
        }
    }

    /// Reads the body of an answer from [`Self::open`].
    pub(crate) async fn whole(&self, item: &str, request: &Request, answer: reqwest::Response) -> Option<Response> {
        self.client.whole(answer).await.map_err(|broken| self.broken(item, request, &broken)).ok()
    }

    /// Counts a request, and reports it if it has no answer.
    fn heard<T>(&self, item: &str, request: &Request, answer: Result<T, Broken>) -> Option<T> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        match answer {
            Ok(answer) => {
                self.unanswered.store(0, Ordering::Relaxed);
                Some(answer)
            }
            Err(broken) => {
                self.broken(item, request, &broken);
                None
            }
        }
    }

    /// Waits if the target reports too many requests, and returns whether it did.
    async fn waits(&self, status: u16, retry_after: Option<&str>, waited: &mut Duration) -> bool {
        let wait = Duration::from_secs(retry_after.and_then(|text| text.parse().ok()).unwrap_or(1));
        if status != 429 || self.is_provoking() || *waited + wait > LONGEST_WAIT {
            return false;
        }
        *waited += wait;
        sleep(wait).await;
        true
    }

    fn broken(&self, item: &str, request: &Request, broken: &Broken) {
        if self.unanswered.fetch_add(1, Ordering::Relaxed) + 1 >= LOST_AFTER {
            *self.lost.lock().unwrap_or_else(PoisonError::into_inner) = Some(broken.clone());
        }
        if let Broken::Unreachable(_) = broken {
            return;
        }
        self.report(Violation {
            rule: &rules::NO_ANSWER,
            item,
            cause: item.to_owned(),
            expected: "an answer".into(),
            found: broken.to_string(),
            reproduce: Some(self.curl(request)),
        });
    }

    fn note(&self, operation: &Operation, verdict: &Verdict, person: &str) {
        match &verdict.outcome {
            Outcome::Success(status) => {
                self.seen.note(&operation.id, status.to_string());
                let answer = operation.answers.iter().find(|answer| answer.status == *status);
                let schema = answer.and_then(|answer| answer.body.as_ref()).map(|body| &body.schema);
                if let (Some(schema), Some(body)) = (schema, &verdict.body) {
                    self.pools.harvest(&self.contract.facts, person, schema, body);
                }
            }
            Outcome::Problem(code) => self.seen.note(&operation.id, code.clone()),
            Outcome::NotModified | Outcome::Other(_) => {}
        }
    }

    /// Adds a violation, unless its rule is tolerated.
    pub(crate) fn report(&self, violation: Violation<'_>) {
        if !self.options.tolerated.iter().any(|tolerated| tolerated == violation.rule.id) {
            self.findings.add(violation);
        }
    }

    pub(crate) fn findings(&self) -> &Findings {
        &self.findings
    }

    pub(crate) fn requests(&self) -> u32 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Whether faults of the server are currently provoked, and are therefore not violations.
    pub(crate) fn is_provoking(&self) -> bool {
        self.is_provoking.load(Ordering::Relaxed)
    }

    pub(crate) fn set_provoking(&self, is_provoking: bool) {
        self.is_provoking.store(is_provoking, Ordering::Relaxed);
    }

    /// Whether the target is lost.
    pub(crate) fn is_lost(&self) -> bool {
        self.lost().is_some()
    }

    /// The reason why the target counts as lost.
    pub(crate) fn lost(&self) -> Option<Broken> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A request as a command that sends it again.
    pub(crate) fn curl(&self, request: &Request) -> String {
        request.curl(self.client.base())
    }

    /// A number that this run uses once.
    pub(crate) fn next_number(&self) -> u32 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// A word that no other request of any run contains.
    pub(crate) fn unique_tag(&self) -> String {
        format!("{}{:04x}", self.tag, self.next_number())
    }

    /// Runs a case for each of several operations, some of them concurrently.
    pub(crate) async fn each<F: Future<Output = ()>>(
        &self,
        operations: impl IntoIterator<Item = &'a Operation>,
        case: impl Fn(&'a Operation) -> F,
    ) {
        stream::iter(operations).for_each_concurrent(self.options.jobs, case).await;
    }

    /// The tested operations.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &'a Operation> {
        self.contract.registry().operations.iter().filter(|operation| self.options.includes(&operation.id))
    }

    /// The tested operations; in a read-only run, without those that may change something.
    pub(crate) fn harmless_operations(&self) -> impl Iterator<Item = &'a Operation> {
        self.operations().filter(|operation| !self.options.is_read_only || operation.method == "GET")
    }

    /// The operation with an id.
    pub(crate) fn operation(&self, id: &str) -> Option<&'a Operation> {
        self.contract.registry().operations.iter().find(|operation| operation.id == id)
    }
}
