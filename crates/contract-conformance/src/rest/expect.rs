//! Requests that must be refused with a certain problem, and requests that must not be refused.

use contract_model::registry::{Implied, Operation};
use serde_json::Value;

use crate::{
    findings::Violation,
    http::{Request, Response},
    judge::{Outcome, excerpt, is_invalid},
    recorded::Exchange,
    rules::Rule,
    suite::Suite,
};

/// A request and its expected problem.
pub(super) struct Refusal<'a> {
    pub rule: &'static Rule,
    pub operation: &'a Operation,
    pub request: Request,
    /// The person who sends it.
    pub person: &'a str,
    /// The codes of the accepted problems; the case is skipped if the contract has none.
    pub codes: Vec<String>,
    /// The place of the cause, for findings.
    pub cause: String,
    /// The reason for the refusal, as the end of a sentence: `because …`.
    pub because: String,
    /// The pointer that the violations of the problem must have.
    pub pointer: Option<String>,
}

impl<'a> Refusal<'a> {
    /// A refusal whose cause consists of the operation and the reason, and whose problem may have any pointers.
    pub(super) fn new(
        rule: &'static Rule,
        operation: &'a Operation,
        request: Request,
        person: &'a str,
        codes: Vec<String>,
        because: impl Into<String>,
    ) -> Self {
        let because = because.into();
        let cause = format!("{}: {because}", operation.id);
        Self { rule, operation, request, person, codes, cause, because, pointer: None }
    }
}

impl Suite<'_> {
    /// Reports a violation of a rule by an answer.
    pub(crate) fn accuse(
        &self,
        rule: &'static Rule,
        exchange: &Exchange,
        cause: String,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) {
        let (expected, found, reproduce) = (expected.into(), found.into(), Some(self.curl(&exchange.request)));
        self.report(Violation { rule, item: &exchange.item, cause, expected, found, reproduce });
    }

    /// Like [`Self::accuse`], for an answer that belongs to no operation.
    pub(crate) fn accuse_answer(
        &self,
        rule: &'static Rule,
        item: &str,
        cause: impl Into<String>,
        expected: impl Into<String>,
        (request, response): (&Request, &Response),
    ) {
        let (cause, expected, reproduce) = (cause.into(), expected.into(), Some(self.curl(request)));
        self.report(Violation { rule, item, cause, expected, found: shown(response), reproduce });
    }

    /// The codes of the problems that the contract implies for an operation with a status, under one of some conditions.
    pub(crate) fn implied(&self, operation: &Operation, status: u16, conditions: &[Implied]) -> Vec<String> {
        let problems = self.contract.registry().problems_of_operation(operation);
        let found = problems.filter(|problem| {
            problem.status == status && problem.implied.is_some_and(|implied| conditions.contains(&implied))
        });
        found.map(|problem| problem.code.clone()).collect()
    }

    /// The codes of the problems with a status that an operation itself declares.
    pub(super) fn declared(&self, operation: &Operation, status: u16) -> Vec<String> {
        let problems = self.contract.registry().problems.iter();
        let found = problems.filter(|problem| problem.status == status && operation.errors.contains(&problem.code));
        found.map(|problem| problem.code.clone()).collect()
    }

    /// Sends a request that must be refused.
    pub(super) async fn refuse(&self, refusal: Refusal<'_>) -> Option<Exchange> {
        let Refusal { rule, operation, request, person, mut codes, cause, because, pointer } = refusal;
        codes.retain(|code| !self.hints.excepts(&operation.id, code));
        if codes.is_empty() {
            return None;
        }
        let exchange = self.ask(operation, request, person).await?;
        let Exchange { verdict, response, .. } = &exchange;
        let statuses: Vec<u16> =
            codes.iter().filter_map(|code| Some(self.contract.registry().problem(code)?.status)).collect();
        let is_expected = matches!(&verdict.outcome, Outcome::Problem(code) if codes.contains(code));
        if !is_expected {
            // A rate limit of the target hides its answer; an answer with violations is already a finding.
            let is_hidden = response.status == 429 || (!verdict.is_sound && statuses.contains(&response.status));
            if !is_hidden {
                let status = statuses.first().copied().unwrap_or_default();
                let expected = format!("status {status} with `{}`, because {because}", codes.join("` or `"));
                self.accuse(rule, &exchange, cause, expected, shown(response));
            }
            return Some(exchange);
        }
        if let (Some(pointer), Some(found)) = (pointer, verdict.body.as_ref().and_then(pointers))
            && !found.iter().any(|known| *known == pointer)
        {
            let expected = format!("a violation with the pointer `{pointer}`, because {because}");
            let found = format!("violations with {}", listed(&found));
            self.accuse(rule, &exchange, cause, expected, found);
        }
        Some(exchange)
    }

    /// Sends a request that must not be refused as invalid; any other answer of the operation is accepted.
    pub(super) async fn accept(
        &self,
        rule: &'static Rule,
        operation: &Operation,
        request: Request,
        person: &str,
        (cause, because): (String, &str),
    ) -> Option<Exchange> {
        let exchange = self.ask(operation, request, person).await?;
        if self.says_invalid(&exchange) {
            let expected = format!("no refusal as invalid, because {because}");
            self.accuse(rule, &exchange, cause, expected, shown(&exchange.response));
        }
        Some(exchange)
    }

    /// Whether an answer says that the request violates the contract.
    pub(super) fn says_invalid(&self, exchange: &Exchange) -> bool {
        let problem = exchange.verdict.body.as_ref();
        matches!(exchange.verdict.outcome, Outcome::Problem(_))
            && problem.is_some_and(|problem| is_invalid(self.contract.registry(), problem))
    }
}

/// An answer, in words for a person.
pub(crate) fn shown(response: &Response) -> String {
    if response.body.is_empty() {
        return format!("status {} without a body", response.status);
    }
    format!("status {}: {}", response.status, excerpt(&response.body))
}

/// The pointers of the violations of a problem; `None` if its type has none.
fn pointers(problem: &Value) -> Option<Vec<&str>> {
    let violations = problem.get("violations")?.as_array()?;
    Some(violations.iter().filter_map(|violation| violation.get("pointer")?.as_str()).collect())
}

fn listed(pointers: &[&str]) -> String {
    if pointers.is_empty() { "no pointer".into() } else { format!("`{}`", pointers.join("`, `")) }
}
