//! The answers that tests plan, in the form in which a server of the contract sends them: with every header, and with
//! problems of the contract's own type.

use std::{future::ready, sync::Arc};

use axum::{Router, extract::Request, http::header};
use contract_edge::{
    Edge, Failed, Fault, Occurrence, Platform, Settings, StartError,
    handlers::{Call, OperationHandler},
};
use contract_mock::Mock;
use contract_model::{
    exchange::{Caller, Details, Reply, TokenFault},
    registry::{Auth, Body, Operation, Policy, ProblemDefinition, Registry},
};
use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::operation_mock::PlannedProblem;

/// A checked answer that a test plans.
#[derive(Debug)]
pub(crate) struct PlannedAnswer {
    pub kind: PlannedKind,
    /// The header that names a version, if the contract has one.
    pub version_header: Option<String>,
}

#[derive(Debug)]
pub(crate) enum PlannedKind {
    Reply(Reply),
    Problem(ProblemDefinition, PlannedProblem),
}

impl PlannedAnswer {
    /// Makes the router answer a request with this answer, regardless of the request's other contents.
    pub(super) fn attach_to(self: Arc<Self>, request: &mut Request) {
        let path = request.uri().path().parse();
        *request.uri_mut() = path.expect("the path of a URI is a URI");
        request.headers_mut().remove(header::ACCEPT);
        if let Some(name) = &self.version_header {
            request.headers_mut().remove(name);
        }
        request.extensions_mut().insert(self);
    }

    fn outcome(&self) -> Result<Reply, Failed> {
        match &self.kind {
            PlannedKind::Reply(reply) => Ok(reply.clone()),
            PlannedKind::Problem(definition, problem) => Err(Failed::Problem(Box::new(details(definition, problem)))),
        }
    }
}

/// The details of a problem that occurs.
pub(crate) fn details(definition: &ProblemDefinition, problem: &PlannedProblem) -> Details {
    let is_temporary = matches!(definition.status, 429 | 503);
    Details {
        code: definition.code.clone().into(),
        status: definition.status,
        title: definition.title.clone().into(),
        detail: problem.detail.clone(),
        violations: problem.violations.clone(),
        retry_after: problem.retry_after.or(is_temporary.then_some(1)),
        cause: None,
    }
}

/// A router that answers each request with the answer that is attached to it.
pub(crate) fn router(mock: Mock, registry: Registry, settings: Settings) -> Result<Router, StartError> {
    let registry = unchecked(registry);
    let ids: Vec<String> = registry.operations.iter().map(|operation| operation.id.clone()).collect();
    // Planned answers are checked before they are mounted.
    let mut edge = Edge::new(registry, Planning(mock), Settings { check_answers: false, ..settings });
    for id in ids {
        edge.operation(&id, Attached);
    }
    edge.into_router()
}

/// The same operations, without the rules by which a request is refused.
fn unchecked(registry: Registry) -> Registry {
    let operations = registry.operations.into_iter().map(|operation| Operation {
        auth: Auth::Public,
        parameters: Vec::new(),
        body: Body::None,
        policy: Policy { owner: None, idempotency_key: None, rate: None, ..operation.policy },
        ..operation
    });
    Registry { operations: operations.collect(), channels: Vec::new(), graphql: None, ..registry }
}

/// Answers with the answer that is attached to the request.
struct Attached;

impl OperationHandler<Planning> for Attached {
    fn handle<'a>(&'a self, _: &'a Planning, call: Call) -> BoxFuture<'a, Result<Reply, Failed>> {
        let planned = call.extensions.get::<Arc<PlannedAnswer>>();
        let missing = || Err(Fault::Internal("no answer is attached to the request".into()).into());
        Box::pin(ready(planned.map_or_else(missing, |planned| planned.outcome())))
    }
}

/// Writes the texts of problems as the mock does.
struct Planning(Mock);

impl Platform for Planning {
    async fn authenticate(&self, _: &str) -> Result<Caller, TokenFault> {
        Err(TokenFault::Invalid)
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value {
        self.0.problem(details, occurrence)
    }
}
