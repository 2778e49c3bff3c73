//! Entity tags: answers that the client already has, and changes of outdated copies.

use contract_model::registry::Operation;

use super::expect::{Refusal, shown};
use crate::{
    http::Request,
    judge::Outcome,
    recorded::Exchange,
    rules::{self, Rule},
    suite::Suite,
    world::{Draft, Person},
};

/// An entity tag that no answer has.
const STALE: &str = "W/\"conformance\"";

pub(super) async fn run(suite: &Suite<'_>) {
    for operation in suite.operations().filter(|operation| operation.method == "GET") {
        if operation.policy.cache.is_some() {
            not_modified(suite, operation).await;
        }
    }
    if suite.options.is_read_only {
        return;
    }
    for operation in suite.operations() {
        let takes_tag = operation.parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case("if-match"));
        if takes_tag {
            precondition(suite, operation).await;
        }
    }
}

async fn not_modified(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    let Some((tag, first)) = tagged(suite, operation, draft.request(), &person).await else { return };
    let known = draft.request().with_header("If-None-Match", tag.clone());
    let Some(again) = suite.ask(operation, known, &person.label).await else { return };
    if again.verdict.outcome != Outcome::NotModified && again.verdict.body == first.verdict.body {
        let expected = format!("status 304, because the client has `{tag}` already");
        report(suite, &rules::NOT_MODIFIED, "304 is never given", expected, &again);
    }
    let other = draft.request().with_header("If-None-Match", STALE);
    let Some(fresh) = suite.ask(operation, other, &person.label).await else { return };
    if fresh.response.status == 304 {
        let expected = format!("the whole answer, because the client has {STALE}, which is no current tag");
        report(suite, &rules::NOT_MODIFIED, "304 for another tag", expected, &fresh);
    }
    let Some((second, repeated)) = tagged(suite, operation, draft.request(), &person).await else { return };
    if second != tag && repeated.verdict.body == first.verdict.body {
        let expected = format!("`ETag: {tag}` again, because the body is the same");
        report(suite, &rules::NOT_MODIFIED, "tag of an unchanged answer", expected, &repeated);
    }
    if !suite.options.is_read_only {
        after_change(suite, operation, &draft, &tag, &first).await;
    }
}

/// Tests every change that, according to the contract, invalidates the cached answer.
async fn after_change(suite: &Suite<'_>, read: &Operation, draft: &Draft<'_>, tag: &str, first: &Exchange) {
    let person = suite.first_person();
    let changes = |operation: &&Operation| {
        operation.policy.invalidates.contains(&read.id) && matches!(operation.method.as_str(), "PUT" | "PATCH")
    };
    for change in suite.operations().filter(changes) {
        let mut after = None;
        for salt in 0..3 {
            let Some(sent) = Draft::of(suite, change, &person, salt) else { continue };
            let Some(exchange) = suite.ask(change, sent.request(), &person.label).await else { return };
            let is_success = matches!(exchange.verdict.outcome, Outcome::Success(_));
            let Some(now) = suite.ask(read, draft.request(), &person.label).await else { return };
            if is_success && now.verdict.body != first.verdict.body {
                after = Some(now);
                break;
            }
        }
        let Some(now) = after else { continue };
        let conditional = draft.request().with_header("If-None-Match", tag);
        let Some(exchange) = suite.ask(read, conditional, &person.label).await else { return };
        let is_stale = now.response.header("etag") == Some(tag) || exchange.verdict.outcome == Outcome::NotModified;
        if is_stale {
            let expected = format!("another tag than `{tag}`, because `{}` has changed the body", change.id);
            report(suite, &rules::NOT_MODIFIED, "tag of a changed answer", expected, &exchange);
        }
        return;
    }
}

/// Sends a change with an outdated entity tag, and with the current one.
async fn precondition(suite: &Suite<'_>, change: &Operation) {
    let person = suite.first_person();
    let Some(mut draft) = Draft::of(suite, change, &person, 0) else { return };
    let Some(name) = change.parameters.iter().find(|parameter| parameter.name.eq_ignore_ascii_case("if-match")) else {
        return;
    };
    let name = name.name.clone();
    draft.parameters.insert(name.clone(), STALE.into());
    let codes = suite.declared(change, 412);
    let refuse = async |request: Request, because: &str| {
        let (rule, codes) = (&rules::PRECONDITION, codes.clone());
        let refusal = Refusal::new(rule, change, request, &person.label, codes, because);
        suite.refuse(Refusal { cause: change.id.clone(), ..refusal }).await;
    };
    refuse(draft.request(), "`If-Match` has a tag that is not the current one").await;
    let reads = |operation: &&Operation| {
        operation.method == "GET" && operation.path == change.path && operation.policy.cache.is_some()
    };
    let Some(read) = suite.operations().find(reads) else { return };
    let Some(reading) = Draft::of(suite, read, &person, 0) else { return };
    let request = Request { path: draft.request().path, ..reading.request() };
    let Some((tag, before)) = tagged(suite, read, request.clone(), &person).await else { return };
    draft.parameters.insert(name, tag.clone().into());
    let Some(exchange) = suite.ask(change, draft.request(), &person.label).await else { return };
    if exchange.response.status == 412 || suite.says_invalid(&exchange) {
        let expected = format!("no 412, because `{tag}` is the current tag");
        report(suite, &rules::PRECONDITION, "the current tag is refused", expected, &exchange);
        return;
    }
    let Some(now) = suite.ask(read, request, &person.label).await else { return };
    if now.verdict.body != before.verdict.body && !codes.is_empty() {
        refuse(draft.request(), "the thing has changed since the tag in `If-Match` was given").await;
    }
}

/// A success with its entity tag.
async fn tagged(
    suite: &Suite<'_>,
    operation: &Operation,
    request: Request,
    person: &Person,
) -> Option<(String, Exchange)> {
    let exchange = suite.ask(operation, request, &person.label).await?;
    let Outcome::Success(_) = exchange.verdict.outcome else { return None };
    Some((exchange.response.header("etag")?.to_owned(), exchange))
}

fn report(suite: &Suite<'_>, rule: &'static Rule, cause: &str, expected: String, exchange: &Exchange) {
    let tag = exchange.response.header("etag").unwrap_or("not there");
    let found = format!("{}, `ETag` {tag}", shown(&exchange.response));
    suite.accuse(rule, exchange, format!("{}: {cause}", exchange.item), expected, found);
}
