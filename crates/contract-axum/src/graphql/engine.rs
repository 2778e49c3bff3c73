//! Reads documents and executes them, within the limits and the budget of time, for HTTP and for sockets.

use std::{panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Executor, Response as Answer, ServerError};
use contract_kit::operation::Caller;
use futures_util::{
    FutureExt,
    stream::{BoxStream, StreamExt},
};
use tokio::time;

use super::{
    allowance::Allowance,
    document::{self, Document, Documents},
    errors::{Refusal, Words},
    planning::Planning,
    request::{Asking, Planned},
    scope::Scope,
};
use crate::{
    fault::Fault,
    platform::{Platform, Settings},
};

/// The length up to which a document is read where the request is served, in bytes.
const SHORT: usize = 4096;

/// A schema, and everything that stands between it and a request.
pub(super) struct Engine<E> {
    executor: E,
    documents: Arc<Documents>,
    planning: Planning,
}

/// Why a request is not executed.
pub(super) enum Unplanned {
    /// It is refused.
    Refused(Refusal),
    /// Its text is no document.
    Document(ServerError),
}

/// A request with everything that its fields need.
pub(super) struct Prepared {
    request: async_graphql::Request,
    document: Arc<Document>,
    allowance: Arc<Allowance>,
}

/// The answers of an operation, one after another.
pub(super) struct Answers {
    stream: BoxStream<'static, Answer>,
    allowance: Arc<Allowance>,
    pub(super) document: Arc<Document>,
    has_begun: bool,
}

impl<E: Executor> Engine<E> {
    pub(super) fn new(executor: E, settings: &Settings) -> Self {
        let limits = &settings.graphql;
        Self { executor, documents: Arc::new(Documents::new(limits)), planning: Planning::new(limits.planning()) }
    }

    /// Reads the document of a request.
    pub(super) async fn plan(&self, asking: Asking) -> Result<Planned, Unplanned> {
        let read = if asking.query.len() <= SHORT {
            self.documents.read(&asking.query)
        } else {
            let (documents, text) = (Arc::clone(&self.documents), asking.query.clone());
            let read = self.planning.run(move || documents.read(&text)).await;
            read.map_err(|fault| Unplanned::Refused(fault.into()))?
        };
        match read {
            Ok(document) => Ok(Planned::of(asking, document)),
            Err(document::Refused::Limit(reason)) => Err(Unplanned::Refused(Refusal::Limit(reason))),
            Err(document::Refused::Document(error)) => Err(Unplanned::Document(error)),
        }
    }

    /// Executes a request to its only answer.
    pub(super) async fn execute<S: Platform>(&self, prepared: Prepared, words: &Words<S>) -> Result<Answer, Refusal> {
        let Prepared { request, document, allowance } = prepared;
        let executor = self.executor.clone();
        let execution = async move { AssertUnwindSafe(executor.execute(request)).catch_unwind().await };
        let settings = &words.shared.settings;
        tokio::select! {
            answer = time::timeout(settings.handler_timeout, self.begin(document.is_short, execution)) => match answer {
                Ok(answer) => answer?.map_err(|panic| Fault::panicked(&*panic).into()),
                Err(_) => Err(Fault::Timeout.into()),
            },
            () = allowance.exceeded() => Err(too_large(settings)),
        }
    }

    /// Begins an operation that may have many answers.
    pub(super) fn answers(&self, prepared: Prepared) -> Answers {
        let Prepared { request, document, allowance } = prepared;
        Answers { stream: self.executor.execute_stream(request, None), allowance, document, has_begun: false }
    }

    /// The next answer of an operation; nothing after the last one.
    pub(super) async fn next<S: Platform>(
        &self,
        answers: &mut Answers,
        words: &Words<S>,
    ) -> Result<Option<Answer>, Refusal> {
        answers.allowance.renew();
        let is_short = answers.document.is_short || answers.has_begun;
        answers.has_begun = true;
        let mut stream = std::mem::replace(&mut answers.stream, futures_util::stream::empty().boxed());
        let resolving = async move {
            let answer = AssertUnwindSafe(stream.next()).catch_unwind().await;
            (answer, stream)
        };
        tokio::select! {
            resolved = self.begin(is_short, resolving) => {
                let (answer, stream) = resolved?;
                answers.stream = stream;
                answer.map_err(|panic| Fault::panicked(&*panic).into())
            }
            () = answers.allowance.exceeded() => Err(too_large(&words.shared.settings)),
        }
    }

    /// Runs the first step of work elsewhere unless it is short: that step validates the document.
    async fn begin<T: Send + 'static>(
        &self,
        is_short: bool,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Refusal> {
        if is_short { Ok(work.await) } else { Ok(self.planning.begin(work).await?.finish().await) }
    }
}

impl Prepared {
    pub(super) fn new<S: Platform>(planned: Planned, words: &Arc<Words<S>>, caller: Option<Caller>) -> Self {
        let shared = &words.shared;
        let allowance = Allowance::new(shared.settings.graphql.answer_fields);
        let request = planned.request.data(Scope::of(words)).data(Arc::clone(&shared.validator));
        let request = request.data(Arc::clone(&allowance));
        let request = caller.into_iter().fold(request, async_graphql::Request::data);
        Self { request, document: planned.document, allowance }
    }
}

fn too_large(settings: &Settings) -> Refusal {
    let limit = settings.graphql.answer_fields;
    Refusal::Limit(format!("the answer has more than {limit} fields and list items: ask for fewer at a time"))
}
