//! GraphQL over HTTP, as the GraphQL-over-HTTP specification defines it, and over WebSocket (`socket`) on the same
//! path.
//!
//! [`crate::graphql`] validates and executes. This module does the rest: `request` reads GET and POST, `document`
//! limits and keeps documents, `engine` executes them within a budget (`planning`), `fields` calls the handlers,
//! `response` chooses the media type and the status, `errors` words failures as the contract does. `witness` reads
//! requests to another server.

mod document;
mod engine;
mod errors;
mod fields;
mod limits;
mod planning;
mod request;
mod response;
mod socket;
mod witness;

use std::sync::Arc;

use axum::{
    extract::Request,
    http::Method,
    routing::{MethodRouter, get},
};
use contract_model::registry::{Registry, Root};

pub(crate) use self::fields::Fields;
use self::{
    engine::{Engine, Unplanned},
    errors::{ErrorWriter, Refusal},
    fields::OperationContext,
    response::MediaType,
};
pub use self::{limits::GraphqlLimits, witness::GraphqlWitness};
use crate::{
    fault::Fault,
    graphql::{Answer, Schema},
    platform::{Platform, Usage},
    problem::RequestContext,
    request::{Origin, caller},
    shared::Shared,
};

/// The rate class of a request, and its name in the usage.
const ITEM: &str = "graphql";
/// The methods of the path, as `Allow` lists them.
pub(crate) const ALLOWED: &str = "GET, HEAD, POST";

/// Returns the schema of the fields that have handlers; `None` where no query field has one, since a GraphQL schema
/// without queries is not valid.
pub(crate) fn schema<S>(registry: &Registry, fields: &Fields<S>) -> Option<Schema> {
    let mut served = registry.clone();
    served.graphql.as_mut()?.fields.retain(|field| fields.has(field.root, &field.name));
    served.graphql.as_ref()?.fields.iter().find(|field| field.root == Root::Query)?;
    match Schema::new(&served) {
        Ok(schema) => Some(schema),
        Err(error) => panic!("a contract that has been checked gives a schema: {error}"),
    }
}

/// Serves GraphQL.
pub(crate) fn serving<S: Platform>(shared: Arc<Shared<S>>, schema: Schema, fields: Fields<S>) -> MethodRouter {
    let engine = Arc::new(Engine::new(schema, fields, &shared.settings));
    let handler = move |request: Request| {
        let (shared, engine) = (Arc::clone(&shared), Arc::clone(&engine));
        async move {
            let writer = Arc::new(ErrorWriter { context: RequestContext::from_request(&request), shared });
            if socket::is_asked_for(&request) {
                let upgraded = socket::upgrade(Arc::clone(&writer), engine, request).await;
                return upgraded.unwrap_or_else(|fault| MediaType::Json.refusal(&writer.refusal(fault.into())));
            }
            // Where no media type is acceptable, the refusal still needs one.
            let accepted = MediaType::accepted(request.headers());
            let media_type = *accepted.as_ref().unwrap_or(&MediaType::Json);
            let outcome = match accepted {
                Ok(_) => answer(&writer, &engine, request).await,
                Err(fault) => Err(fault.into()),
            };
            match outcome {
                Ok(answer) => media_type.response(&answer),
                Err(refusal) => media_type.refusal(&writer.refusal(refusal)),
            }
        }
    };
    get(handler.clone()).post(handler)
}

/// Executes a request.
async fn answer<S: Platform>(
    writer: &Arc<ErrorWriter<S>>,
    engine: &Engine<S>,
    request: Request,
) -> Result<Answer, Refusal> {
    let shared = &writer.shared;
    crate::request::version(shared, request.headers())?;
    let caller = caller::if_any(&shared.platform, request.headers()).await?;
    let address = Origin::from_extensions(request.extensions()).address;
    let subject = caller.as_ref().map(|caller| caller.subject.as_str());
    let usage = Usage { item: ITEM, is_message: false, rate: None, subject, address };
    shared.count(&usage).await?;

    let method = request.method().clone();
    let prepared = match engine.plan(request::read(shared, request).await?).await {
        Ok(prepared) => prepared,
        Err(Unplanned::Refused(refusal)) => return Err(refusal),
        Err(Unplanned::Invalid(errors)) => {
            let mut answer = Answer::refused(errors);
            writer.complete(&mut answer.errors);
            return Ok(answer);
        }
    };
    if method != Method::POST && prepared.root() == Root::Mutation {
        return Err(Fault::MethodNotAllowed { allowed: "POST".into() }.into());
    }
    let mut answer = engine.execute(prepared, OperationContext::new(writer, caller)).await?;
    writer.complete(&mut answer.errors);
    Ok(answer)
}
