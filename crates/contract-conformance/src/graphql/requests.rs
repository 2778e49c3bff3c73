//! Invalid requests: unreadable documents, no query, unknown fields, wrong variables, wrong methods.

use contract_model::{
    graphql::TypeSystem,
    registry::{GraphqlField, Root},
};
use serde_json::{Value, json};

use super::{
    Graph,
    draft::{ACCEPTED, Draft, PATH, post},
    reply::Source,
};
use crate::{
    findings::Violation,
    http::{Payload, Request, Response},
    rules,
};

/// The item of requests that reach no field.
pub(super) const ITEM: &str = "GraphQL";

/// Whether the target serves GraphQL at all; if not, that is a violation.
pub(super) async fn is_served(graph: &Graph<'_, '_>) -> bool {
    let request = post(json!({ "query": "{ __typename }" }), None);
    let Some(response) = graph.suite.send(ITEM, &request).await else { return false };
    let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    if response.status < 400 && (body.get("data").is_some() || body.get("errors").is_some()) {
        let query = TypeSystem::root(graph.types, Root::Query).map(|_| Root::Query.type_name());
        let found = body.pointer("/data/__typename").and_then(Value::as_str);
        if query.is_some() && found != query {
            report(graph, "__typename", "`Query` as the `__typename` of `{ __typename }`", &request, &response);
        }
        return true;
    }
    let expected = format!("an answer of GraphQL at {PATH}");
    graph.suite.accuse_answer(&rules::SERVED, ITEM, ITEM, expected, (&request, &response));
    false
}

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let unreadable = post(Value::Null, None).with_payload(Payload::json_text("{\"query\": \"{ __typename }"));
    refused(graph, "a body that is not JSON", &unreadable).await;
    let cases = [
        ("a body without `query`", json!({ "variables": {} })),
        ("a `query` that is no text", json!({ "query": 1 })),
        ("a document that cannot be parsed", json!({ "query": "{ __typename" })),
        ("an unknown field", json!({ "query": "{ conformanceUnknownField }" })),
        ("an unknown operation", json!({ "query": "query A { __typename }", "operationName": "B" })),
        (
            "two operations without a name to choose by",
            json!({ "query": "query A { __typename } query B { __typename }" }),
        ),
        ("an unknown type of a variable", json!({ "query": "query ($a: ConformanceUnknown) { __typename }" })),
        ("variables that are no object", json!({ "query": "{ __typename }", "variables": [1] })),
    ];
    for (label, payload) in cases {
        refused(graph, label, &post(payload, None)).await;
    }
    chosen(graph).await;
    let person = graph.suite.first_person();
    let field = graph.of(Root::Query).find(|field| !field.arguments.is_empty());
    if let Some(draft) = field.and_then(|field| Draft::of(graph, field, &person, 0)) {
        arguments(graph, &draft).await;
    }
    if let Some(draft) = graph.of(Root::Query).find_map(|field| Draft::of(graph, field, &person, 0)) {
        by_get(graph, &draft).await;
    }
    if let Some(mutation) = graph.of(Root::Mutation).next() {
        mutation_by_get(graph, mutation).await;
    }
}

/// One of two operations is chosen by its name.
async fn chosen(graph: &Graph<'_, '_>) {
    let query = "query A { a: __typename } query B { b: __typename }";
    let request = post(json!({ "query": query, "operationName": "B" }), None);
    let Some(response) = graph.suite.send(ITEM, &request).await else { return };
    let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    if body.get("data") != Some(&json!({ "b": "Query" })) {
        report(graph, "operationName", "the result of the operation that `operationName` names", &request, &response);
    }
}

/// Documents whose arguments and variables do not match the field.
async fn arguments(graph: &Graph<'_, '_>, draft: &Draft<'_>) {
    let item = draft.field.path();
    let payload = draft.payload(graph);
    let query = payload["query"].as_str().unwrap_or_default();
    let unknown = query.replacen(&draft.field.name, &format!("{}(conformanceUnknown: 1)", draft.field.name), 1);
    if draft.arguments.is_empty() {
        let payload = json!({ "query": unknown });
        refused(graph, &format!("an unknown argument of {item}"), &post(payload, draft.token.as_deref())).await;
        return;
    }
    // The first parentheses contain the variables of the operation.
    let undefined = query.split_once('(').and_then(|(head, rest)| Some(format!("{head}{}", rest.split_once(')')?.1)));
    let payload = json!({ "query": undefined, "variables": draft.arguments, "operationName": "Conformance" });
    let request = post(payload, draft.token.as_deref());
    refused(graph, "a variable that is not declared", &request).await;
    let Some(required) = draft.field.arguments.iter().find(|argument| argument.required) else { return };
    let absent = json!({ "query": query, "operationName": "Conformance" });
    let label = "a required variable without a value";
    refused(graph, label, &post(absent, draft.token.as_deref())).await;
    let mut payload = draft.payload(graph);
    payload["variables"][&required.name] = json!({ "conformance": [true] });
    refused(graph, "a variable of another type", &post(payload, draft.token.as_deref())).await;
}

/// A query by GET has the same answer as by POST, if the target supports GET.
async fn by_get(graph: &Graph<'_, '_>, draft: &Draft<'_>) {
    let request = get(&draft.payload(graph), draft.token.as_deref());
    let Some(response) = graph.suite.send(&draft.field.path(), &request).await else { return };
    // GET is optional for a server, which may also require a header that other sites' pages cannot send.
    if response.status >= 400 {
        return;
    }
    let reply = source(graph, &request).read(&response);
    if reply.is_graphql && reply.is_refused() && !reply.errors.is_empty() {
        report(graph, "GET", "the result of a query, as by POST", &request, &response);
    }
}

/// A mutation by GET is refused for every caller. It is sent without a token, so that nothing happens.
async fn mutation_by_get(graph: &Graph<'_, '_>, field: &GraphqlField) {
    let person = graph.suite.first_person();
    let Some(draft) = Draft::of(graph, field, &person, 0) else { return };
    let request = get(&draft.payload(graph), None);
    let Some(response) = graph.suite.send(&field.path(), &request).await else { return };
    if response.status != 405 && !matches!(response.status, 404 | 414 | 501) {
        report(graph, "a mutation by GET", "status 405: GET has no effects", &request, &response);
    }
}

/// A payload in the query of a URL.
fn get(payload: &Value, token: Option<&str>) -> Request {
    let mut request = Request::new("GET", PATH).with_header("Accept", ACCEPTED);
    for name in ["query", "operationName", "variables"] {
        if let Some(value) = payload.get(name) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            request = request.with_query(name, text);
        }
    }
    match token {
        Some(token) => request.with_header("Authorization", format!("Bearer {token}")),
        None => request,
    }
}

/// A request that executes no field: its answer has errors and no data.
async fn refused(graph: &Graph<'_, '_>, label: &str, request: &Request) {
    let Some(response) = graph.suite.send(ITEM, request).await else { return };
    let reply = source(graph, request).read(&response);
    if response.status >= 500 {
        let found = format!("status {} for {label}", response.status);
        graph.suite.report(Violation {
            rule: &rules::SERVER_ERROR,
            item: ITEM,
            cause: format!("{ITEM}: {label}"),
            expected: "a refusal".into(),
            found,
            reproduce: Some(graph.suite.curl(request)),
        });
        return;
    }
    let has_data = reply.data.as_ref().is_some_and(|data| !data.is_null());
    // A proxy in front of the server may refuse a body in its own format.
    let is_refused = !reply.errors.is_empty() || (!reply.is_graphql && response.status >= 400);
    if has_data || !is_refused {
        report(graph, label, "`errors` and no `data`", request, &response);
    }
}

fn source<'g, 's, 'a>(graph: &'g Graph<'s, 'a>, request: &Request) -> Source<'g, 's, 'a> {
    Source { graph, item: ITEM, reproduce: graph.suite.curl(request), field: None }
}

fn report(graph: &Graph<'_, '_>, cause: &str, expected: &str, request: &Request, response: &Response) {
    let expected = format!("{expected}, for {cause}");
    graph.suite.accuse_answer(&rules::GRAPHQL_REQUEST, ITEM, cause, expected, (request, response));
}
