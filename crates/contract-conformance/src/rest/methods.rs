//! Paths and methods that the contract does not declare, and `HEAD`.

use std::collections::BTreeMap;

use contract_model::registry::{Implied, Operation};

use crate::{
    findings::Violation,
    http::{Request, Response},
    judge::Outcome,
    rules,
    suite::Suite,
    world::Draft,
};

/// The methods that are tried on each path.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/// The item of requests that reach no operation.
pub(crate) const UNROUTED: &str = "(no operation)";

pub(super) async fn run(suite: &Suite<'_>) {
    unknown_path(suite).await;
    let mut declared: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in &suite.contract.registry().operations {
        declared.entry(&operation.path).or_default().push(operation);
    }
    let tested: Vec<&Operation> = suite.operations().collect();
    let is_tested =
        |operations: &[&Operation]| operations.iter().any(|one| tested.iter().any(|other| one.id == other.id));
    for operations in declared.values().filter(|operations| is_tested(operations)) {
        unknown_methods(suite, operations).await;
    }
    let reads = tested.iter().copied().filter(|operation| operation.method == "GET");
    suite.each(reads, |operation| head(suite, operation)).await;
}

/// The codes of the problems with a status for paths without an operation.
fn unrouted(suite: &Suite<'_>, status: u16) -> Vec<String> {
    let problems = suite.contract.registry().problems.iter();
    let found = problems.filter(|problem| problem.implied == Some(Implied::Unrouted) && problem.status == status);
    found.map(|problem| problem.code.clone()).collect()
}

async fn unknown_path(suite: &Suite<'_>) {
    let codes = unrouted(suite, 404);
    if codes.is_empty() {
        return;
    }
    let request = Request::new("GET", format!("/conformance-{}", suite.unique_tag()));
    let Some(response) = suite.send(UNROUTED, &request).await else { return };
    let verdict = suite.judge_unrouted(UNROUTED, &request, &response);
    let is_right = matches!(&verdict.outcome, Outcome::Problem(code) if codes.contains(code));
    if !is_right && (verdict.is_sound || response.status != 404) {
        let expected = format!("status 404 with `{}`", codes.join("` or `"));
        suite.accuse_answer(&rules::UNKNOWN_PATH, UNROUTED, UNROUTED, expected, (&request, &response));
    }
}

/// Requests with every method that a path does not declare.
async fn unknown_methods(suite: &Suite<'_>, operations: &[&Operation]) {
    let codes = unrouted(suite, 405);
    let Some(draft) = Draft::of(suite, operations[0], &suite.first_person(), 0) else { return };
    let is_declared = |method: &str| operations.iter().any(|operation| operation.method == method);
    for method in METHODS.into_iter().filter(|method| !is_declared(method)) {
        if codes.is_empty() || suite.options.is_read_only {
            return;
        }
        let path = draft.request().path;
        let mut request = Request::new(method, path);
        request.headers.extend(draft.token.as_ref().map(|token| ("Authorization".into(), format!("Bearer {token}"))));
        let item = operations[0].path.as_str();
        let Some(response) = suite.send(item, &request).await else { return };
        let verdict = suite.judge_unrouted(item, &request, &response);
        let is_right = matches!(&verdict.outcome, Outcome::Problem(code) if codes.contains(code));
        if !is_right && (verdict.is_sound || response.status != 405) {
            let expected = format!("status 405 with `{}`", codes.join("` or `"));
            suite.accuse_answer(&rules::UNKNOWN_METHOD, item, item, expected, (&request, &response));
            continue;
        }
        let Some(allow) = response.header("allow") else { continue };
        let allowed: Vec<&str> = allow.split(',').map(str::trim).collect();
        let missing = operations.iter().find(|operation| !allowed.contains(&operation.method.as_str()));
        let surplus = allowed.iter().find(|method| METHODS.contains(method) && !is_declared(method));
        if missing.is_some() || surplus.is_some() {
            let methods: Vec<&str> = operations.iter().map(|operation| operation.method.as_str()).collect();
            let expected = format!("`Allow` with {}", methods.join(", "));
            suite.report(Violation {
                rule: &rules::UNKNOWN_METHOD,
                item,
                cause: format!("{item}: Allow"),
                expected,
                found: format!("`Allow: {allow}`"),
                reproduce: Some(suite.curl(&request)),
            });
        }
    }
}

async fn head(suite: &Suite<'_>, operation: &Operation) {
    let Some(draft) = Draft::of(suite, operation, &suite.first_person(), 0) else { return };
    let get = draft.request();
    let request = Request { method: "HEAD".into(), ..get.clone() };
    let Some(whole) = suite.send(&operation.id, &get).await else { return };
    let Some(response) = suite.send(&operation.id, &request).await else { return };
    let media_type = |response: &Response| response.header("content-type").map(str::to_owned);
    let is_alike = whole.status == response.status && media_type(&whole) == media_type(&response);
    if !is_alike || !response.body.is_empty() {
        let described = media_type(&whole).unwrap_or_else(|| "no media type".into());
        let expected = format!("status {} with {described} and no body, as `GET` answers", whole.status);
        suite.accuse_answer(&rules::HEAD, &operation.id, &operation.id, expected, (&request, &response));
    }
}
