//! A wiremock server that knows a contract.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::Router;
use contract_edge::{Occurrence, Platform};
use contract_mock::{Mock as GeneratingMock, Options};
use contract_model::registry::{Operation, Registry};
use tokio_util::sync::CancellationToken;
use wiremock::{Mock, MockBuilder, MockServer, matchers};

use crate::{
    MountError, OperationMock, OperationMockBuilder, ScopedMock, StartError,
    answering::{
        Answering, Routers,
        planned::{self, PlannedAnswer, PlannedKind},
    },
    checked::{CheckedContract, answer_is_not_json, headers},
    matcher::OperationMatcher,
    operation_mock::{Expectations, ExpectedCalls, Planned, PlannedProblem},
    routes::Routes,
    scope::Scope,
    when::Calls,
};

/// A [`wiremock::MockServer`] that knows a contract, with a mock of the same contract that generates answers.
///
/// Like wiremock's server, it verifies the expectations of its mocks when it is dropped.
pub struct ContractMocks {
    // Dropped first: the server verifies expectations while pending requests are still answered.
    server: MockServer,
    answering: Answering,
    mock: GeneratingMock,
    contract: CheckedContract,
    routes: Arc<Routes>,
    version_header: Option<String>,
    answers_unmatched: AtomicBool,
}

/// A mock that has been checked.
struct Built {
    mock: Mock,
    name: String,
    expected: Option<ExpectedCalls>,
}

impl ContractMocks {
    /// Starts a server of its own without any mock: as with wiremock, unmatched requests get 404.
    ///
    /// # Errors
    /// When the contract cannot be mocked.
    pub async fn start(registry: Registry) -> Result<Self, StartError> {
        Self::start_with(registry, &Options::default()).await
    }

    /// Starts a server whose unmatched requests get generated answers: see [`answer_unmatched`](Self::answer_unmatched).
    ///
    /// # Errors
    /// When the contract cannot be mocked.
    pub async fn start_answering(registry: Registry) -> Result<Self, StartError> {
        let mocks = Self::start(registry).await?;
        mocks.answer_unmatched().await;
        Ok(mocks)
    }

    /// Starts a server whose generated answers follow these options: another seed, no authentication.
    ///
    /// # Errors
    /// When the contract cannot be mocked.
    pub async fn start_with(registry: Registry, options: &Options) -> Result<Self, StartError> {
        Self::start_on(MockServer::builder().start().await, registry, options).await
    }

    /// Adds a contract to a server of wiremock, such as one with its own listener.
    ///
    /// # Errors
    /// When the contract cannot be mocked.
    pub async fn start_on(server: MockServer, registry: Registry, options: &Options) -> Result<Self, StartError> {
        let mock = GeneratingMock::new(registry.clone(), options)?;
        let routers = Routers {
            generated: mock.router(options.settings.clone(), Router::new(), CancellationToken::new())?,
            planned: planned::router(mock.clone(), registry.clone(), options.settings.clone())?,
        };
        let answering = Answering::start(routers).await.map_err(StartError::Thread)?;
        let version_header = registry.info.version_header.as_ref().map(|version| version.name.clone());
        Ok(Self {
            server,
            answering,
            mock,
            routes: Arc::new(Routes::new(&registry)),
            contract: CheckedContract::new(registry),
            version_header,
            answers_unmatched: AtomicBool::new(false),
        })
    }

    /// The base URL for the client under test, without a trailing slash.
    pub fn url(&self) -> String {
        self.server.uri()
    }

    /// A token that generated answers accept for operations that need one.
    pub fn token(&self) -> String {
        self.mock.first_account().token
    }

    /// The server of wiremock.
    pub fn server(&self) -> &MockServer {
        &self.server
    }

    /// The mock that generates answers: its state, seed, clock, rules and journal.
    ///
    /// A rule with a latency also delays every other request; [`OperationMock::with_delay`] does not.
    pub fn mock(&self) -> &GeneratingMock {
        &self.mock
    }

    /// Mounts a mock until [`reset`](Self::reset).
    ///
    /// # Panics
    /// When the mock does not fit the contract, with the message of [`try_mount`](Self::try_mount).
    #[track_caller]
    pub fn mount(&self, mock: OperationMock) -> impl Future<Output = ()> {
        let mock = self.build(mock).unwrap_or_else(|error| panic!("{error}"));
        async { mock.mount(&self.server).await }
    }

    /// Mounts a mock until the guard is dropped, which verifies its expectations.
    ///
    /// # Panics
    /// When the mock does not fit the contract, with the message of [`try_mount`](Self::try_mount).
    #[track_caller]
    pub fn mount_as_scoped(&self, mock: OperationMock) -> impl Future<Output = ScopedMock> {
        let scope = Arc::new(Scope::default());
        let built = self.built_within(mock, Some(&scope));
        let Built { mock, name, expected } = built.unwrap_or_else(|error| panic!("{error}"));
        async {
            mock.mount(&self.server).await;
            ScopedMock { scope, name, expected }
        }
    }

    /// Mounts a mock until [`reset`](Self::reset).
    ///
    /// # Errors
    /// When the mock does not fit the contract.
    pub async fn try_mount(&self, mock: OperationMock) -> Result<(), MountError> {
        self.build(mock)?.mount(&self.server).await;
        Ok(())
    }

    /// Answers every unmatched request, including GraphQL, with a generated answer.
    pub async fn answer_unmatched(&self) {
        self.answers_unmatched.store(true, Ordering::Relaxed);
        let mock = Mock::given(matchers::any()).respond_with(self.answering.responder(None));
        mock.with_priority(u8::MAX).named("generated answers to unmatched requests").mount(&self.server).await;
    }

    /// Verifies the expectations of all mounted mocks.
    ///
    /// # Panics When an expectation is not met.
    pub async fn verify(&self) {
        self.server.verify().await;
    }

    /// Removes every mock without verifying it, and forgets all requests and their changes. Unmatched requests are
    /// answered as before.
    pub async fn reset(&self) {
        self.server.reset().await;
        self.mock.reset();
        if self.answers_unmatched.load(Ordering::Relaxed) {
            self.answer_unmatched().await;
        }
    }

    /// Checks a mock, and converts it into a wiremock mock, which any wiremock server takes.
    ///
    /// To mount it for a part of a test, use [`mount_as_scoped`](Self::mount_as_scoped) of these mocks: if mocks have
    /// several priorities, as after [`answer_unmatched`](Self::answer_unmatched), a guard of wiremock 0.6 ends a
    /// different mock.
    ///
    /// # Errors
    /// When the mock does not fit the contract.
    pub fn build(&self, mock: OperationMock) -> Result<Mock, MountError> {
        self.built_within(mock, None).map(|built| built.mock)
    }

    /// Checks the calls of an operation, and converts them into a wiremock builder, for a responder of your own.
    ///
    /// # Errors
    /// When the calls do not fit the contract.
    pub fn given<O>(&self, builder: OperationMockBuilder<O>) -> Result<MockBuilder, MountError> {
        let calls = builder.calls;
        let operation = self.contract.operation(&calls.id, calls.typed.as_ref())?;
        Ok(Mock::given(self.matcher(operation, calls)?))
    }

    fn built_within(&self, mock: OperationMock, scope: Option<&Arc<Scope>>) -> Result<Built, MountError> {
        let OperationMock { calls, answer, headers: further, delay, expectations } = mock;
        let operation = self.contract.operation(&calls.id, calls.typed.as_ref())?;
        let matcher = OperationMatcher { scope: scope.cloned(), ..self.matcher(operation, calls)? };
        let further = headers(operation, further)?;
        let (planned, title) = match answer {
            Planned::Generated => (None, "generated data".to_owned()),
            Planned::Reply(reply) => {
                let reply = reply.map_err(|source| answer_is_not_json(&operation.id, source))?;
                self.contract.answer(operation, &reply, &further)?;
                let title = reply.status.to_string();
                (Some(PlannedKind::Reply(reply)), title)
            }
            Planned::Problem(problem) => {
                let title = problem.code.clone();
                (Some(self.planned_problem(operation, problem)?), title)
            }
        };
        let planned = planned.map(|kind| PlannedAnswer { kind, version_header: self.version_header.clone() });
        let responder = self.answering.responder(planned).with_headers(further).with_delay(delay);
        let own_name = format!("`{}`, answered with {title}", operation.id);
        let name = expectations.name.clone().unwrap_or(own_name);
        let expected = expectations.calls.clone();
        let expectations = Expectations { name: Some(name.clone()), ..expectations };
        let mock = expectations.add_to(Mock::given(matcher).respond_with(responder));
        Ok(Built { mock, name, expected })
    }

    fn matcher(&self, operation: &Operation, calls: Calls) -> Result<OperationMatcher, MountError> {
        let parameters = calls.parameters.into_iter();
        let parameters = parameters.map(|(name, value)| self.contract.parameter(operation, &name, value));
        Ok(OperationMatcher {
            routes: Arc::clone(&self.routes),
            id: operation.id.clone(),
            parameters: parameters.collect::<Result<_, _>>()?,
            body: calls.body.map(|body| self.contract.request_body(operation, body)).transpose()?,
            others: calls.matchers,
            scope: None,
        })
    }

    fn planned_problem(&self, operation: &Operation, problem: PlannedProblem) -> Result<PlannedKind, MountError> {
        let definition = self.contract.problem(operation, &problem)?.clone();
        let occurrence =
            Occurrence { definition: &definition, instance: &operation.path, request_id: "request", languages: None };
        let body = self.mock.problem(&planned::details(&definition, &problem), &occurrence);
        let violations = self.contract.problem_body(&body);
        if violations.is_empty() {
            return Ok(PlannedKind::Problem(definition, problem));
        }
        Err(MountError::ProblemBody { operation: operation.id.clone(), code: problem.code, violations })
    }
}

impl fmt::Debug for ContractMocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractMocks").field("server", &self.server).finish_non_exhaustive()
    }
}
