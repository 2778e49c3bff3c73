//! The calls of an operation, before they become a mock.

use std::{any::type_name, marker::PhantomData};

use contract_kit::{
    operation::{Answer, Operation},
    problem::Failure,
};
use contract_model::exchange::Reply;
use serde::Serialize;
use serde_json::Value;
use wiremock::Match;

use crate::operation_mock::{OperationMock, Planned, PlannedProblem};

/// Matches the calls of an operation, by its type.
pub fn when<O: Operation>() -> OperationMockBuilder<O> {
    let typed = Typed { type_name: type_name::<O>(), method: O::DESCRIPTION.method, path: O::DESCRIPTION.path };
    OperationMockBuilder { calls: Calls { typed: Some(typed), ..Calls::new(O::ID.to_owned()) }, operation: PhantomData }
}

/// Matches the calls of an operation, by its id, such as `getOrder`.
pub fn when_id(id: impl Into<String>) -> OperationMockBuilder {
    OperationMockBuilder { calls: Calls::new(id.into()), operation: PhantomData }
}

/// Some calls of an operation, without an answer yet. `O` is the operation's type, or `()` if only its id is known.
#[must_use = "calls are mocked once they have an answer and are mounted"]
pub struct OperationMockBuilder<O = ()> {
    pub(crate) calls: Calls,
    operation: PhantomData<fn() -> O>,
}

/// Some calls of an operation, as a test describes them.
pub(crate) struct Calls {
    /// The operation's id.
    pub id: String,
    pub typed: Option<Typed>,
    /// The expected parameters by name.
    pub parameters: Vec<(String, Result<Value, serde_json::Error>)>,
    pub body: Option<Result<Value, serde_json::Error>>,
    pub matchers: Vec<Box<dyn Match>>,
}

/// The facts about an operation's type.
pub(crate) struct Typed {
    pub type_name: &'static str,
    pub method: &'static str,
    pub path: &'static str,
}

impl Calls {
    fn new(id: String) -> Self {
        Self { id, typed: None, parameters: Vec::new(), body: None, matchers: Vec::new() }
    }
}

impl<O> OperationMockBuilder<O> {
    /// Matches only calls with this value of a parameter in the path, the query or a header.
    ///
    /// If a request omits a parameter, the parameter has its default. `None` matches an omitted parameter.
    pub fn with_parameter(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        self.calls.parameters.push((name.into(), serde_json::to_value(value)));
        self
    }

    /// Matches only calls whose JSON body is equal to this one; the order of properties does not count.
    ///
    /// For a part of a body, use [`and`](Self::and) with `wiremock::matchers::body_partial_json`.
    pub fn with_body(mut self, body: impl Serialize) -> Self {
        self.calls.body = Some(serde_json::to_value(body));
        self
    }

    /// Matches only calls that another matcher also matches.
    pub fn and(mut self, matcher: impl Match + 'static) -> Self {
        self.calls.matchers.push(Box::new(matcher));
        self
    }

    /// Answers with generated data, like `contract-mock`: the state is kept, and invalid requests are refused.
    pub fn answer_generated(self) -> OperationMock {
        OperationMock::new(self.calls, Planned::Generated)
    }

    /// Answers with a status and a JSON body: the whole body, with its envelope if it has one.
    pub fn answer_json(self, status: u16, body: impl Serialize) -> OperationMock {
        let body = serde_json::to_vec(&body);
        let reply = body.map(|body| Reply { status, headers: Vec::new(), body: Some(body.into()) });
        OperationMock::new(self.calls, Planned::Reply(reply))
    }

    /// Answers with a status and no body.
    pub fn answer_empty(self, status: u16) -> OperationMock {
        OperationMock::new(self.calls, Planned::Reply(Ok(Reply { status, headers: Vec::new(), body: None })))
    }

    /// Answers with the problem of this code, which the operation declares or implies.
    pub fn fail(self, code: impl Into<String>) -> OperationMock {
        let problem = PlannedProblem { code: code.into(), ..PlannedProblem::default() };
        OperationMock::new(self.calls, Planned::Problem(problem))
    }

    /// Answers with the problem of this code, and the reason why it occurred.
    pub fn fail_because(self, code: impl Into<String>, detail: impl Into<String>) -> OperationMock {
        let problem = PlannedProblem { code: code.into(), detail: Some(detail.into()), ..PlannedProblem::default() };
        OperationMock::new(self.calls, Planned::Problem(problem))
    }
}

impl<O: Operation> OperationMockBuilder<O> {
    /// Answers with a value of the operation's own type.
    pub fn answer(self, answer: impl Into<O::Answer>) -> OperationMock {
        OperationMock::new(self.calls, Planned::Reply(answer.into().into_reply()))
    }

    /// Answers with a problem that the operation declares, such as `OutOfStock.because("one copy is left")`.
    pub fn fail_with(self, failure: impl Into<Failure<O>>) -> OperationMock {
        OperationMock::new(self.calls, Planned::Problem((*failure.into().details).into()))
    }
}
