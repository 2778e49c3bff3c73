//! GraphQL: over HTTP as the GraphQL-over-HTTP specification says, and over WebSocket (`socket`) on the same path.
//!
//! async-graphql executes; what a request is, who asks and how an answer travels is told here: `request` reads GET and
//! POST, `response` chooses the media type and the status, `errors` words failures as the contract does.

mod errors;
mod request;
mod response;
mod socket;

use std::{panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{Executor, Response as Answer, parser::types::OperationType};
use axum::{
    body::Body,
    extract::Request,
    http::{Method, Response},
    routing::{MethodRouter, get},
};
use contract_kit::graphql::ProblemWriter;
use futures_util::FutureExt;

use self::{errors::Words, request::Asking, response::MediaType};
use crate::{
    fault::Fault,
    platform::{Platform, Usage},
    problem::Asked,
    request::{Origin, caller},
    shared::Shared,
};

/// The rate class of a request, and its name in the usage.
const ITEM: &str = "graphql";
/// The methods of the path, as `Allow` lists them.
pub(crate) const ALLOWED: &str = "GET, HEAD, POST";

/// What serves GraphQL.
pub(crate) fn serving<S: Platform, E: Executor>(shared: Arc<Shared<S>>, executor: E) -> MethodRouter {
    let handler = move |request: Request| {
        let (shared, executor) = (Arc::clone(&shared), executor.clone());
        async move {
            let words = Arc::new(Words { asked: Asked::of(&request), shared });
            if socket::is_asked_for(&request) {
                let upgraded = socket::upgrade(Arc::clone(&words), executor, request).await;
                return upgraded.unwrap_or_else(|fault| MediaType::Json.refusal(&words, fault));
            }
            // Where no media type will do, the refusal still has to have one.
            let accepted = MediaType::accepted(request.headers());
            let media_type = *accepted.as_ref().unwrap_or(&MediaType::Json);
            let outcome = match accepted {
                Ok(_) => answer(&words, executor, request).await,
                Err(fault) => Err(fault),
            };
            match outcome {
                Ok(answer) => media_type.response(&answer),
                Err(fault) => media_type.refusal(&words, fault),
            }
        }
    };
    get(handler.clone()).post(handler)
}

/// Executes a request.
async fn answer<S: Platform, E: Executor>(
    words: &Arc<Words<S>>,
    executor: E,
    request: Request,
) -> Result<Answer, Fault> {
    let shared = &words.shared;
    crate::request::version(shared, request.headers())?;
    let caller = caller::if_any(&shared.platform, request.headers()).await?;
    let address = Origin::of(request.extensions()).address;
    let subject = caller.as_ref().map(|caller| caller.subject.as_str());
    let usage = Usage { item: ITEM, is_message: false, rate: None, subject, address };
    shared.platform.count(&usage).await.map_err(|retry_after| Fault::TooManyRequests { retry_after })?;

    let method = request.method().clone();
    let Asking { mut request, operation, missing } = request::read(shared, request).await?;
    if method != Method::POST && operation == Some(OperationType::Mutation) {
        return Err(Fault::MethodNotAllowed { allowed: "POST".into() });
    }
    let document = request.query.clone();
    if let Some(missing) = missing {
        return Ok(completed(words, &document, Answer::from_errors(vec![missing])));
    }
    let writer: Arc<dyn ProblemWriter> = Arc::clone(words) as _;
    request = request.data(writer).data(Arc::clone(&shared.validator));
    if let Some(caller) = caller {
        request = request.data(caller);
    }
    let execution = AssertUnwindSafe(executor.execute(request)).catch_unwind();
    match tokio::time::timeout(shared.settings.handler_timeout, execution).await {
        Ok(Ok(answer)) => Ok(completed(words, &document, answer)),
        Ok(Err(panic)) => Err(Fault::panicked(&*panic)),
        Err(_) => Err(Fault::Timeout),
    }
}

fn completed<S: Platform>(words: &Words<S>, document: &str, mut answer: Answer) -> Answer {
    words.complete(&mut answer.errors, document);
    answer
}

impl MediaType {
    fn refusal<S: Platform>(self, words: &Words<S>, fault: Fault) -> Response<Body> {
        let allowed = match &fault {
            Fault::MethodNotAllowed { allowed } => Some(allowed.clone()),
            _ => None,
        };
        self.failure(words, &words.shared.platform.fault(fault), allowed.as_deref())
    }
}
