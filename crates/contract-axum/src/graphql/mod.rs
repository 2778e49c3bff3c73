//! GraphQL: over HTTP as the GraphQL-over-HTTP specification says, and over WebSocket (`socket`) on the same path.
//!
//! async-graphql validates and executes. Here is what surrounds it: `request` reads GET and POST, `document` bounds and
//! keeps documents, `engine` executes them within a budget (`planning`, `allowance`), `scope` counts their fields,
//! `response` chooses the media type and the status, `errors` words failures as the contract does.

mod allowance;
mod document;
mod engine;
mod errors;
mod limits;
mod planning;
mod request;
mod response;
mod scope;
mod socket;

use std::sync::Arc;

use async_graphql::{Executor, Response as Answer, parser::types::OperationType};
use axum::{
    extract::Request,
    http::Method,
    routing::{MethodRouter, get},
};

pub(crate) use self::allowance::CountFields;
pub use self::limits::GraphqlLimits;
use self::{
    engine::{Engine, Prepared, Unplanned},
    errors::{Refusal, Words},
    response::MediaType,
};
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
    let engine = Arc::new(Engine::new(executor, &shared.settings));
    let handler = move |request: Request| {
        let (shared, engine) = (Arc::clone(&shared), Arc::clone(&engine));
        async move {
            let words = Arc::new(Words { asked: Asked::of(&request), shared });
            if socket::is_asked_for(&request) {
                let upgraded = socket::upgrade(Arc::clone(&words), engine, request).await;
                return upgraded.unwrap_or_else(|fault| MediaType::Json.refusal(&words.refusal(fault.into())));
            }
            // Where no media type will do, the refusal still has to have one.
            let accepted = MediaType::accepted(request.headers());
            let media_type = *accepted.as_ref().unwrap_or(&MediaType::Json);
            let outcome = match accepted {
                Ok(_) => answer(&words, &engine, request).await,
                Err(fault) => Err(fault.into()),
            };
            match outcome {
                Ok(answer) => media_type.response(&answer),
                Err(refusal) => media_type.refusal(&words.refusal(refusal)),
            }
        }
    };
    get(handler.clone()).post(handler)
}

/// Executes a request.
async fn answer<S: Platform, E: Executor>(
    words: &Arc<Words<S>>,
    engine: &Engine<E>,
    request: Request,
) -> Result<Answer, Refusal> {
    let shared = &words.shared;
    crate::request::version(shared, request.headers())?;
    let caller = caller::if_any(&shared.platform, request.headers()).await?;
    let address = Origin::of(request.extensions()).address;
    let subject = caller.as_ref().map(|caller| caller.subject.as_str());
    let usage = Usage { item: ITEM, is_message: false, rate: None, subject, address };
    shared.platform.count(&usage).await.map_err(|retry_after| Fault::TooManyRequests { retry_after })?;

    let method = request.method().clone();
    let mut planned = match engine.plan(request::read(shared, request).await?).await {
        Ok(planned) => planned,
        Err(Unplanned::Refused(refusal)) => return Err(refusal),
        Err(Unplanned::Document(error)) => {
            let mut answer = Answer::from_errors(vec![error]);
            words.complete(&mut answer.errors, None);
            return Ok(answer);
        }
    };
    if method != Method::POST && planned.operation == Some(OperationType::Mutation) {
        return Err(Fault::MethodNotAllowed { allowed: "POST".into() }.into());
    }
    let document = Arc::clone(&planned.document);
    let mut answer = match planned.missing.take() {
        Some(missing) => Answer::from_errors(vec![missing]),
        None => engine.execute(Prepared::new(planned, words, caller), words).await?,
    };
    words.complete(&mut answer.errors, Some(&document.parsed));
    Ok(answer)
}
