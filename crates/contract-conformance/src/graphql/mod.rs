//! The cases of GraphQL: documents and arguments from the contract's types, over HTTP and over WebSocket.
//!
//! [`Graph::ask`] sends a request for one field and judges its answer: `reply` reads the answer and its errors, `result`
//! compares the data with the types. Each other file is a family of cases.

mod agreement;
mod arguments;
mod breaches;
mod callers;
mod compare;
mod conversation;
mod defaults;
mod draft;
mod introspection;
mod invalid;
mod pages;
mod pending;
mod problems;
mod protocol;
mod reply;
mod requests;
mod result;
mod selection;
mod socket;
mod subscriptions;
mod success;

use std::time::Duration;

use contract_model::{
    graphql::{Field, TypeSystem},
    registry::{GraphqlField, Root},
};
use serde_json::Value;
use tokio::time::sleep;
use wildmatch::WildMatch;

use self::{draft::Draft, reply::Source, selection::Selection};
use crate::{
    findings::Violation,
    hints::ExceptionHint,
    http::{Request, Response},
    judge::{Outcome, Verdict},
    progress::Part,
    recorded::{Exchange, Recorded},
    rules::Rule,
    suite::Suite,
    world::Person,
};

/// How long the suite waits for a target that limits the rate of a field.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Runs every case of GraphQL, if the contract has fields.
pub(crate) async fn run(suite: &Suite<'_>, begin: &dyn Fn(Part)) {
    let Some(graph) = Graph::new(suite) else { return };
    if graph.fields().next().is_none() {
        return;
    }
    begin(Part::Graphql);
    if !requests::is_served(&graph).await {
        return;
    }
    success::run(&graph).await;
    introspection::run(&graph).await;
    pages::run(&graph).await;
    agreement::run(&graph).await;
    defaults::run(&graph).await;
    arguments::run(&graph).await;
    problems::run(&graph).await;
    requests::run(&graph).await;
    callers::run(&graph).await;
    if graph.of(Root::Subscription).next().is_some() {
        begin(Part::Subscriptions);
        protocol::run(&graph).await;
        subscriptions::run(&graph).await;
    }
}

/// Tries every pending field once.
pub(crate) async fn pending(suite: &Suite<'_>) {
    if let Some(graph) = Graph::new(suite) {
        pending::run(&graph).await;
    }
}

/// Calls a field of the mutation type for a person, and returns its result in the form of REST, with the request;
/// `None` if the call fails.
pub(crate) async fn mutate(
    suite: &Suite<'_>,
    field: &GraphqlField,
    person: &Person,
) -> Option<(Option<Value>, Request)> {
    let graph = Graph::new(suite)?;
    let draft = Draft::of(&graph, field, person, 0)?;
    let answered = graph.ask(&draft, &person.label).await?;
    answered.is_success().then_some((answered.value, answered.exchange.request))
}

/// The GraphQL side of a run.
struct Graph<'s, 'a> {
    pub suite: &'s Suite<'a>,
    pub types: &'a TypeSystem,
}

/// The answer to a request for one field.
#[derive(Debug, Clone)]
struct Answered {
    pub exchange: Exchange,
    /// The data of the field; null if there are none.
    pub data: Value,
    /// The data in the form of REST; for a connection, its nodes.
    pub value: Option<Value>,
    /// Whether the request was refused before any field was executed.
    pub is_refused: bool,
}

impl Answered {
    /// The code of the problem, if there is one.
    fn problem(&self) -> Option<&str> {
        match &self.exchange.verdict.outcome {
            Outcome::Problem(code) => Some(code),
            Outcome::Success(_) | Outcome::NotModified | Outcome::Other(_) => None,
        }
    }

    /// Whether the field was answered without an error.
    fn is_success(&self) -> bool {
        matches!(self.exchange.verdict.outcome, Outcome::Success(_))
    }

    /// The answer in short, for a person.
    fn shown(&self) -> String {
        let Response { status, body, .. } = &self.exchange.response;
        format!("status {status}: {}", crate::judge::excerpt(body))
    }
}

impl<'s, 'a> Graph<'s, 'a> {
    /// The GraphQL side of a run; `None` if the contract has no fields.
    fn new(suite: &'s Suite<'a>) -> Option<Self> {
        Some(Self { suite, types: suite.contract.types.as_ref()? })
    }

    /// The tested fields; in a read-only run, only those of the query type.
    fn fields(&self) -> impl Iterator<Item = &'a GraphqlField> {
        let options = self.suite.options;
        let fields = self.suite.contract.registry().fields();
        fields.filter(|field| options.includes(&field.path()) && (field.root == Root::Query || !options.is_read_only))
    }

    /// The tested fields of a root type.
    fn of(&self, root: Root) -> impl Iterator<Item = &'a GraphqlField> {
        self.fields().filter(move |field| field.root == root)
    }

    /// The fields with a single result: those of the query and the mutation type.
    fn single(&self) -> impl Iterator<Item = &'a GraphqlField> {
        self.fields().filter(|field| field.root != Root::Subscription)
    }

    /// A field in the type system.
    fn declared(&self, field: &GraphqlField) -> &Field {
        let fields = self.types.root(field.root).unwrap_or_default();
        let declared = fields.iter().find(|declared| declared.name == field.name);
        declared.expect("the type system was derived from the fields")
    }

    /// The complete selection of a field.
    fn selection(&self, field: &GraphqlField) -> Selection {
        Selection::of(self.types, field, self.declared(field))
    }

    /// Sends a request for a field as a person, and judges the answer; `None` if there is no answer, which is reported.
    async fn ask(&self, draft: &Draft<'_>, person: &str) -> Option<Answered> {
        let item = draft.field.path();
        let request = draft.request(self);
        let mut wait = Duration::from_secs(1);
        loop {
            let response = self.suite.send(&item, &request).await?;
            let answered = self.judge(draft, person, &request, response);
            let problem = answered.problem().and_then(|code| self.suite.contract.registry().problem(code));
            let is_limited = problem.is_some_and(|problem| problem.status == 429 && problem.implied.is_some());
            if !is_limited || wait > LONGEST_WAIT {
                return Some(answered);
            }
            sleep(wait).await;
            wait *= 2;
        }
    }

    fn judge(&self, draft: &Draft<'_>, person: &str, request: &Request, response: Response) -> Answered {
        let field = draft.field;
        let item = field.path();
        let source = Source { graph: self, item: &item, reproduce: self.suite.curl(request), field: Some(field) };
        self.suite.judge_headers(&item, request, &response);
        let reply = source.read(&response);
        let (outcome, data, value) = source.outcome(&reply);
        if let (Outcome::Success(_), Some(value)) = (&outcome, &value) {
            self.note(draft, person, value);
        } else if let Outcome::Problem(code) = &outcome {
            self.suite.seen.note(&item, code.clone());
        }
        let is_refused = reply.is_refused();
        let verdict = Verdict { outcome, body: serde_json::from_slice(&response.body).ok(), is_sound: reply.is_sound };
        let exchange = Exchange { item: item.clone(), request: request.clone(), response, verdict };
        self.suite.record(Recorded::Exchange(&exchange));
        Answered { exchange, data, value, is_refused }
    }

    /// Records that a field has a result with these arguments, and the ids in it.
    fn note(&self, draft: &Draft<'_>, person: &str, value: &Value) {
        let (suite, field) = (self.suite, draft.field);
        let item = field.path();
        suite.seen.note(&item, "result");
        for name in draft.arguments.keys() {
            suite.seen.note(&item, format!("({name})"));
        }
        let schema = &field.output.schema;
        match value.as_array().filter(|_| field.output.connection) {
            Some(nodes) => {
                nodes.iter().for_each(|node| suite.pools.harvest(&suite.contract.facts, person, schema, node));
            }
            None => suite.pools.harvest(&suite.contract.facts, person, schema, value),
        }
    }

    /// Adds a violation in an answer.
    fn report(&self, rule: &'static Rule, cause: String, expected: impl Into<String>, answered: &Answered) {
        self.suite.report(Violation {
            rule,
            item: &answered.exchange.item,
            cause,
            expected: expected.into(),
            found: answered.shown(),
            reproduce: Some(self.suite.curl(&answered.exchange.request)),
        });
    }

    /// The problems with this status that a field declares and that a request can cause.
    fn declared_with(&self, field: &GraphqlField, status: u16) -> Vec<&'a str> {
        let registry = self.suite.contract.registry();
        let declared = registry.problems.iter().filter(|problem| field.errors.contains(&problem.code));
        let codes = declared.filter(|problem| problem.status == status).map(|problem| problem.code.as_str());
        codes.filter(|code| !self.is_excepted(field, code)).collect()
    }

    /// Whether the hints say that no request can lead a field to an outcome.
    fn is_excepted(&self, field: &GraphqlField, outcome: &str) -> bool {
        let path = field.path();
        let is_meant = |known: &ExceptionHint| WildMatch::new(&known.item).matches(&path) && known.outcome == outcome;
        self.suite.hints.exceptions.iter().any(is_meant)
    }

    /// Whether an answer refuses a request because its document, its variables or its arguments are invalid.
    fn says_invalid(&self, answered: &Answered) -> bool {
        let Answered { exchange, is_refused, .. } = answered;
        let errors = exchange.verdict.body.as_ref().and_then(|body| body.get("errors")?.as_array());
        match errors {
            Some(errors) => invalid::say_invalid(self.suite.contract.registry(), errors),
            None => *is_refused && (400..500).contains(&exchange.response.status),
        }
    }
}
