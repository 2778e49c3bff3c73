//! A proxy in front of a real server: it passes everything on, and says what does not fit the contract.
//!
//! ```text
//! client ─▶ examine: the checks of the edge ─▶ headers ─▶ target
//!                                                            │
//! client ◀─ the bytes as they came, and a copy of them ◀─────┘
//!                       └─▶ answer, events, graphql: the checks ─▶ exchange: journal and reports
//!                                        └─▶ the state of the mock, to be written as a scenario
//! ```

mod answer;
mod body;
mod decoding;
mod events;
mod examine;
mod exchange;
mod failure;
mod graphql;
mod headers;
mod messages;
mod pass;
mod socket;
mod target;

use std::{error::Error, fmt, sync::Arc};

use axum::{Router, extract::Request, http::HeaderValue};
use contract_edge::{GraphqlWitness, Settings};
use contract_mock::{Entry, Front, Mock, Options, Validation};
use contract_model::{
    registry::{Body, PartContent, Registry},
    validate::Validator,
};
use tokio_util::sync::CancellationToken;

use self::{answer::Judge, examine::Examiner, exchange::Counters};
pub use self::{
    exchange::Totals,
    target::{Target, TargetError},
};

/// A proxy: its target, and the receiver of its reports.
#[derive(Clone)]
pub struct Proxy(Arc<Inner>);

struct Inner {
    target: Target,
    /// The name of this proxy in the `Via` header of a request.
    name: String,
    counters: Counters,
    report: Box<dyn Fn(&Entry) + Send + Sync>,
}

impl Proxy {
    /// A proxy to a target. `report` immediately gets each entry of the journal that has a violation or a failure.
    pub fn new(target: Target, report: impl Fn(&Entry) + Send + Sync + 'static) -> Self {
        let name = format!("contract-mock-{}", uuid::Uuid::now_v7().simple());
        Self(Arc::new(Inner { target, name, counters: Counters::default(), report: Box::new(report) }))
    }

    /// The proxy's target.
    pub fn target(&self) -> &Target {
        &self.0.target
    }

    /// The proxy's totals.
    pub fn totals(&self) -> Totals {
        self.0.counters.totals()
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy").field("target", &self.0.target).field("name", &self.0.name).finish_non_exhaustive()
    }
}

/// A proxy with everything that it needs to handle a request.
struct Passage {
    mock: Mock,
    proxy: Proxy,
    /// The value that the proxy adds to `Via`.
    via: HeaderValue,
    client: reqwest::Client,
    /// The client for WebSocket, which HTTP/2 opens in a different way.
    socket_client: reqwest::Client,
    examiner: Examiner,
    graphql: Option<GraphqlWitness>,
    validator: Validator,
    validation: Validation,
    settings: Settings,
    /// The number of bytes of a body that are read before it is passed on: more than any operation takes.
    most: usize,
    closing: CancellationToken,
}

impl Front for Proxy {
    fn router(
        &self,
        mock: &Mock,
        options: &Options,
        closing: CancellationToken,
    ) -> Result<Router, Box<dyn Error + Send + Sync>> {
        let (registry, settings) = (mock.registry(), options.settings.clone());
        let client = || {
            let builder = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .connect_timeout(settings.handler_timeout);
            // A network proxy cannot reach this machine.
            if self.target().is_loopback() { builder.no_proxy() } else { builder }
        };
        let passage = Arc::new(Passage {
            via: HeaderValue::try_from(format!("1.1 {}", self.0.name))?,
            client: client().build()?,
            socket_client: client().http1_only().build()?,
            examiner: Examiner::new(mock, options.validation, &settings)?,
            graphql: GraphqlWitness::new(registry, &settings.graphql),
            validator: Validator::new(registry).with_answers(registry),
            validation: options.validation,
            most: longest_body(registry, &settings) + 1,
            settings,
            closing,
            mock: mock.clone(),
            proxy: self.clone(),
        });
        Ok(Router::new().fallback(move |request: Request| {
            let passage = Arc::clone(&passage);
            async move { passage.serve(request).await }
        }))
    }
}

/// The maximum size of a body of the contract, in bytes.
fn longest_body(registry: &Registry, settings: &Settings) -> usize {
    let longest = registry.operations.iter().map(|operation| match &operation.body {
        Body::None | Body::Json { .. } => 0,
        Body::Bytes { max_bytes, .. } => *max_bytes as usize,
        Body::Multipart { parts } => parts
            .iter()
            .map(|part| match &part.content {
                PartContent::File { max_bytes, .. } => *max_bytes as usize,
                PartContent::Value { .. } => 0,
            })
            .sum(),
    });
    settings.json_limit + longest.max().unwrap_or(0)
}

impl Passage {
    fn judge(&self) -> Judge<'_> {
        Judge { registry: self.mock.registry(), validator: &self.validator }
    }

    /// Adds an entry to the journal, counts it, and reports it if it has a violation or a failure.
    fn note(&self, entry: Entry) {
        // Counted before the journal limits the number of violations.
        self.proxy.0.counters.count(&entry);
        let entry = self.mock.note(entry);
        if !entry.violations.is_empty() || entry.failure.is_some() {
            (self.proxy.0.report)(&entry);
        }
    }
}
