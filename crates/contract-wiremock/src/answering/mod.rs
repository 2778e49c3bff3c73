//! Answers requests of wiremock through routers, on a thread with a runtime of its own.
//!
//! wiremock asks a responder for its answer while it handles a request on its own runtime, and waits for the return.
//! There is no place to await a router there, and nothing that the router spawns would run. docs/adr/0021 says more.

mod exchange;
pub(crate) mod planned;

use std::{
    io,
    panic::resume_unwind,
    sync::{Arc, mpsc as blocking},
    thread,
    time::Duration,
};

use axum::Router;
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
};
use wiremock::{Request, Respond, ResponseTemplate};

use self::{
    exchange::{Outcome, exchange, refusal},
    planned::PlannedAnswer,
};
use crate::checked::Header;

/// The thread that answers; it ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct Answering(mpsc::UnboundedSender<Job>);

/// A request for the thread.
#[derive(Debug)]
struct Job {
    request: Request,
    /// The planned answer; `None` generates one.
    planned: Option<Arc<PlannedAnswer>>,
    outcome: blocking::Sender<Outcome>,
}

/// The routers of a contract.
#[derive(Debug, Clone)]
pub(crate) struct Routers {
    /// The router that generates answers.
    pub generated: Router,
    /// The router that gives the answers that tests plan.
    pub planned: Router,
}

/// Answers the requests of one mock.
pub(crate) struct Responder {
    /// The thread. wiremock may keep a responder for longer than the test runs.
    answering: mpsc::WeakUnboundedSender<Job>,
    /// The planned answer; `None` generates one.
    planned: Option<Arc<PlannedAnswer>>,
    /// Further headers of the answer.
    headers: Vec<Header>,
    delay: Option<Duration>,
}

impl Answering {
    /// Starts the thread.
    pub(crate) async fn start(routers: Routers) -> io::Result<Self> {
        let (jobs, received) = mpsc::unbounded_channel();
        let (ready, started) = oneshot::channel();
        thread::Builder::new().name("contract-wiremock".into()).spawn(move || {
            match runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => {
                    _ = ready.send(Ok(()));
                    runtime.block_on(answer_all(routers, received));
                }
                Err(error) => _ = ready.send(Err(error)),
            }
        })?;
        started.await.unwrap_or_else(|_| Err(io::Error::other("the thread ended at once")))?;
        Ok(Self(jobs))
    }

    /// A responder that gives a planned answer, or generated ones.
    pub(crate) fn responder(&self, planned: Option<PlannedAnswer>) -> Responder {
        Responder { answering: self.0.downgrade(), planned: planned.map(Arc::new), headers: Vec::new(), delay: None }
    }
}

/// Answers requests until all senders are gone.
async fn answer_all(routers: Routers, mut jobs: mpsc::UnboundedReceiver<Job>) {
    while let Some(Job { request, planned, outcome }) = jobs.recv().await {
        let routers = routers.clone();
        tokio::spawn(async move {
            // A client that has disconnected needs no answer.
            _ = outcome.send(exchange(routers, request, planned).await);
        });
    }
}

impl Respond for Responder {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut template = match self.ask(request.clone()) {
            Some(Outcome::Answer(template)) => template,
            // wiremock closes the connection of a task that unwinds. This unwinding prints no message.
            Some(Outcome::Abandoned) => resume_unwind(Box::new("the connection is closed without an answer")),
            None => refusal(503, "The mocks of this server have been dropped, or their router panicked."),
        };
        for (name, value) in &self.headers {
            template = template.insert_header(name.clone(), value.clone());
        }
        match self.delay {
            Some(delay) => template.set_delay(delay),
            None => template,
        }
    }
}

impl Responder {
    /// Adds headers to the responder's answers.
    pub(crate) fn with_headers(self, headers: Vec<Header>) -> Self {
        Self { headers, ..self }
    }

    /// Delays the responder's answers.
    pub(crate) fn with_delay(self, delay: Option<Duration>) -> Self {
        Self { delay, ..self }
    }

    /// Waits for the outcome of a request; `None` if the thread has ended or the router has panicked.
    fn ask(&self, request: Request) -> Option<Outcome> {
        let (outcome, received) = blocking::channel();
        let job = Job { request, planned: self.planned.clone(), outcome };
        self.answering.upgrade()?.send(job).ok()?;
        received.recv().ok()
    }
}
