//! Mistakes of a target are found, each by its rule.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{Method, header};
use contract_conformance::{Contract, Observer, Options, Part, run};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{
    TWO_PERSONS, hints_for_mock,
    proxy::{Answer, Call, LetsIn, Mistake, Wrong},
    read_hints, registry, shown, test,
};

/// A mistake, the rule that finds it, and a part of the cause.
struct Fault {
    name: &'static str,
    rule: &'static str,
    cause: &'static str,
    only: &'static [&'static str],
    mistake: Mistake,
}

/// The most findings that one mistake may lead to.
const FINDINGS: usize = 6;
const BOOKS: &[&str] = &["Query.book", "Query.books"];
const ORDERS: &[&str] = &["Query.books", "Mutation.placeOrder", "signIn"];
const FIELDS: &[&str] = &["Query.*", "Mutation.addBook", "signIn"];
const SUBSCRIPTIONS: &[&str] = &["Mutation.placeOrder", "Subscription.*", "signIn"];

fn answer(change: impl Fn(&Call, &mut Answer) + Send + Sync + 'static) -> Mistake {
    Mistake { answer: Arc::new(change), ..Mistake::default() }
}

fn request(change: impl Fn(&mut Call) + Send + Sync + 'static) -> Mistake {
    Mistake { request: Arc::new(change), ..Mistake::default() }
}

fn heard(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    Mistake { heard: Arc::new(change), ..Mistake::default() }
}

/// Changes each book of an answer.
fn books(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    answer(move |_, answer| {
        each(&mut answer.body, &|object| {
            if object["__typename"] == "Book" {
                change(object);
            }
        });
    })
}

/// Changes each object, at any depth.
fn each(value: &mut Value, change: &dyn Fn(&mut Value)) {
    if value.is_object() {
        change(value);
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        Value::Object(members) => members.values_mut().for_each(|inner| each(inner, change)),
        _ => {}
    }
}

/// Changes the type of that name in an introspection.
fn introspected(name: &'static str, change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    answer(move |_, answer| {
        if let Some(Value::Array(types)) = answer.body.pointer_mut("/data/__schema/types") {
            types.iter_mut().filter(|ty| ty["name"] == name).for_each(&change);
        }
    })
}

/// Changes each error of an answer.
fn errors(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    answer(move |_, answer| {
        let errors = answer.body.get_mut("errors").and_then(Value::as_array_mut);
        errors.into_iter().flatten().filter(|error| error.get("path").is_some()).for_each(&change);
    })
}

fn asks_for(call: &Call, text: &str) -> bool {
    call.body["query"].as_str().is_some_and(|query| query.contains(text))
}

/// Mistakes in results and in introspection.
fn of_results() -> Vec<Fault> {
    let fault = |name, cause, mistake| Fault { name, rule: "graphql-result", cause, only: BOOKS, mistake };
    let schema = |name, cause, mistake| Fault { name, rule: "graphql-introspection", cause, only: BOOKS, mistake };
    vec![
        fault("null where null may not be", "Book.title", books(|book| book["title"] = Value::Null)),
        fault("a number as text", "Book.price", books(|book| book["price"] = json!("1"))),
        fault("a word that the enum does not have", "Book.binding", books(|book| book["binding"] = json!("scroll"))),
        fault("one item for a list", "Book.authors", books(|book| book["authors"] = json!("박경리"))),
        fault("a text beyond its pattern", "Isbn: pattern", books(|book| book["isbn"] = json!("123"))),
        fault("a number beyond its range", "Book.price: maximum", books(|book| book["price"] = json!(20_000_000))),
        fault("a field that was not selected", "Book.secret", books(|book| book["secret"] = json!(1))),
        fault("another name of a type", "Book.__typename", books(|book| book["__typename"] = json!("Volume"))),
        fault(
            "another thing than the one asked for",
            "Query.book: id",
            answer(|call, answer| {
                if asks_for(call, "{ book(") && answer.body.pointer("/data/book/id").is_some() {
                    answer.body["data"]["book"]["id"] = json!("01936f5f-2b3c-7d4e-8f50-61728394a5b6");
                }
            }),
        ),
        schema(
            "a field that may be null",
            "Book.title",
            introspected("Book", |book| {
                book["fields"][1]["type"] = book["fields"][1]["type"]["ofType"].clone();
            }),
        ),
        schema(
            "no introspection",
            "introspection",
            answer(|call, answer| {
                if asks_for(call, "__schema") {
                    answer.status = 400;
                    answer.body = json!({ "errors": [{ "message": "introspection is off" }] });
                }
            }),
        ),
        schema(
            "a type without a field",
            "Book.isbn",
            introspected("Book", |book| {
                if let Some(fields) = book["fields"].as_array_mut() {
                    fields.retain(|field| field["name"] != "isbn");
                }
            }),
        ),
        schema(
            "another default",
            "Query.books(first)",
            introspected("Query", |query| {
                each(query, &|object| {
                    if object["defaultValue"] == "10" {
                        object["defaultValue"] = json!("20");
                    }
                });
            }),
        ),
        schema(
            "a word without its deprecation",
            "Binding.cassette",
            introspected("Binding", |binding| {
                each(binding, &|object| object["isDeprecated"] = json!(false));
            }),
        ),
    ]
}

/// Mistakes in errors and in requests that are refused.
fn of_errors() -> Vec<Fault> {
    let fault = |name, rule, cause, mistake| Fault { name, rule, cause, only: ORDERS, mistake };
    vec![
        fault(
            "an error without its problem",
            "graphql-error",
            "extensions.problem",
            errors(|error| {
                error["extensions"] = json!({ "code": "BAD_USER_INPUT" });
            }),
        ),
        fault(
            "an error without its path",
            "graphql-error",
            "path",
            errors(|error| {
                error.as_object_mut().expect("it is an object").remove("path");
            }),
        ),
        fault(
            "an error of another class",
            "graphql-error",
            "extensions.code",
            errors(|error| {
                error["extensions"]["code"] = json!("OOPS");
            }),
        ),
        fault(
            "a problem with another status",
            "problem-status",
            "VALIDATION_FAILED",
            errors(|error| {
                error["extensions"]["problem"]["status"] = json!(400);
            }),
        ),
        fault(
            "a problem that is not declared",
            "problem-declared",
            "BOOK_NOT_FOUND",
            errors(|error| {
                let problem = &mut error["extensions"]["problem"];
                if problem["code"] == "VALIDATION_FAILED" {
                    problem["code"] = json!("BOOK_NOT_FOUND");
                }
            }),
        ),
        fault(
            "an invalid document with data",
            "graphql-request",
            "an unknown field",
            answer(|call, answer| {
                if asks_for(call, "conformanceUnknownField") {
                    *answer =
                        Answer { status: 200, media_type: answer.media_type.clone(), body: json!({ "data": {} }) };
                }
            }),
        ),
        fault(
            "a refusal with status 200",
            "graphql-request",
            "application/graphql-response+json",
            answer(|_, answer| answer.status = 200),
        ),
        fault(
            "a result as plain text",
            "graphql-request",
            "media type",
            answer(|_, answer| {
                answer.media_type = "text/plain".into();
            }),
        ),
        fault(
            "a mutation by GET",
            "graphql-request",
            "a mutation by GET",
            answer(|call, answer| {
                if call.method == Method::GET && answer.status == 405 {
                    answer.status = 200;
                    answer.body = json!({ "data": { "placeOrder": null } });
                }
            }),
        ),
        fault(
            "a fault for what is unreadable",
            "server-error",
            "GraphQL",
            answer(|call, answer| {
                if call.body.is_null() {
                    answer.status = 500;
                }
            }),
        ),
        fault(
            "no GraphQL",
            "served",
            "GraphQL",
            answer(|_, answer| {
                *answer = Answer { status: 404, media_type: "text/plain".into(), body: json!("not found") };
            }),
        ),
    ]
}

/// Mistakes in reading requests.
fn of_requests() -> Vec<Fault> {
    let fault = |name, rule, cause, mistake| Fault { name, rule, cause, only: FIELDS, mistake };
    let first = "/variables/first";
    vec![
        fault(
            "more than the largest page",
            "graphql-argument",
            "Query.books(first): maximum",
            request(move |call| {
                if let Some(place) = call.body.pointer_mut(first).filter(|first| first.as_u64() > Some(100)) {
                    *place = json!(100);
                }
            }),
        ),
        fault(
            "less than the largest page",
            "graphql-argument",
            "Query.books(first): maximum, at its edge",
            request(move |call| {
                if let Some(place) = call.body.pointer_mut(first).filter(|first| **first == json!(100)) {
                    *place = json!(101);
                }
            }),
        ),
        fault(
            "an unknown property is ignored",
            "graphql-argument",
            "additionalProperties",
            request(|call| {
                each(&mut call.body, &|object| {
                    object.as_object_mut().expect("it is an object").remove("conformanceUnknown");
                });
            }),
        ),
        fault(
            "another default of an argument",
            "graphql-default",
            "Query.books(first)",
            request(move |call| {
                if asks_for(call, "{ books") && call.body.pointer(first).is_none() {
                    let query = call.body["query"].as_str().unwrap_or_default();
                    let query = query.replace("(first: $first)", "").replacen("{ books", "{ books(first: 3)", 1);
                    call.body["query"] = query.replace("($first: Int)", "").into();
                }
            }),
        ),
        fault(
            "another default of a property",
            "graphql-default",
            "Mutation.addBook(binding)",
            request(|call| {
                if let Some(Value::Object(input)) = call.body.pointer_mut("/variables/input") {
                    input.entry("binding").or_insert("ebook".into());
                }
            }),
        ),
        fault(
            "a valid argument is refused",
            "graphql-success",
            "Query.search",
            request(|call| {
                if asks_for(call, "{ search(") {
                    call.body["variables"]["text"] = json!("");
                }
            }),
        ),
        fault(
            "no token is needed",
            "graphql-authentication",
            "Mutation.addBook",
            Mistake { lets_in: LetsIn::Strangers, ..Mistake::default() },
        ),
        fault(
            "a token is needed",
            "public",
            "Query.search",
            answer(|call, answer| {
                if asks_for(call, "{ search(") && !call.headers.contains_key(header::AUTHORIZATION) {
                    answer.status = 401;
                    answer.body = json!({ "errors": [{ "message": "sign in" }] });
                }
            }),
        ),
    ]
}

/// Mistakes in connections, and in what REST shows as well.
fn of_things() -> Vec<Fault> {
    let pages = |name, cause, mistake| Fault { name, rule: "graphql-pages", cause, only: BOOKS, mistake };
    let connection = |change: fn(&mut Value)| {
        answer(move |_, answer| {
            each(&mut answer.body, &|object| {
                if object["__typename"] == "BookConnection" {
                    change(object);
                }
            });
        })
    };
    vec![
        pages(
            "a total of one more",
            "totalCount",
            connection(|books| {
                books["totalCount"] = json!(books["totalCount"].as_u64().unwrap_or_default() + 1);
            }),
        ),
        pages(
            "a page that ends the walk",
            "totalCount",
            connection(|books| {
                books["pageInfo"]["hasNextPage"] = json!(false);
            }),
        ),
        pages(
            "each page is the first",
            "repeated",
            request(|call| {
                if asks_for(call, "{ books(") && call.body["variables"].get("after").is_some() {
                    call.body["variables"].as_object_mut().expect("it is an object").remove("after");
                }
            }),
        ),
        pages(
            "an end that is none of the edges",
            "endCursor",
            connection(|books| {
                books["pageInfo"]["endCursor"] = json!("x");
            }),
        ),
        pages(
            "an edge too few",
            "hasNextPage",
            connection(|books| {
                for name in ["edges", "nodes"] {
                    if let Some(items) = books[name].as_array_mut().filter(|items| items.len() == 2) {
                        items.pop();
                        books["pageInfo"]["endCursor"] = books["edges"][0]["cursor"].clone();
                    }
                }
            }),
        ),
        Fault {
            name: "another title than by REST",
            rule: "graphql-agrees",
            cause: "Book.title",
            only: &["Query.book", "Query.books", "getBook"],
            mistake: books(|book| book["title"] = json!("another")),
        },
        Fault {
            name: "nothing where REST has a thing",
            rule: "graphql-agrees",
            cause: "Query.book: not found",
            only: &["Query.book", "Query.books", "getBook"],
            mistake: answer(|call, answer| {
                if asks_for(call, "{ book(") && answer.body["data"]["book"].is_object() {
                    answer.body["data"]["book"] = Value::Null;
                }
            }),
        },
    ]
}

/// Mistakes on sockets.
fn of_sockets() -> Vec<Fault> {
    let rule = "graphql-subscription";
    let fault = |name, rule, cause, mistake| Fault { name, rule, cause, only: SUBSCRIPTIONS, mistake };
    vec![
        fault("another subprotocol", rule, "handshake", Mistake { protocol: "graphql-ws", ..Mistake::default() }),
        fault(
            "no acknowledgement",
            rule,
            "connection_init",
            heard(|message| {
                if message["type"] == "connection_ack" {
                    message["type"] = json!("ack");
                }
            }),
        ),
        fault(
            "no pong",
            rule,
            "ping",
            heard(|message| {
                if message["type"] == "pong" {
                    message["type"] = json!("PONG");
                }
            }),
        ),
        fault(
            "a subscription that does not end",
            rule,
            "query",
            heard(|message| {
                if message["id"] == "q" && message["type"] == "next" {
                    message["id"] = json!("events");
                }
            }),
        ),
        fault(
            "another code",
            rule,
            "a second `connection_init`",
            Mistake { closes_with: Some(1011), ..Mistake::default() },
        ),
        fault(
            "an invalid document as a result",
            rule,
            "invalid document",
            heard(|message| {
                if message["type"] == "error" {
                    message["type"] = json!("next");
                    message["payload"] = json!({ "errors": message["payload"] });
                }
            }),
        ),
        fault(
            "no end of a query",
            rule,
            "complete",
            heard(|message| {
                if message["type"] == "complete" {
                    message["id"] = json!("another");
                }
            }),
        ),
        fault(
            "an event of another type",
            "graphql-result",
            "DateTime: pattern",
            heard(|message| {
                each(message, &|object| {
                    if object["__typename"] == "Order" {
                        object["placedAt"] = json!("yesterday");
                    }
                });
            }),
        ),
        fault(
            "events without a token",
            "graphql-authentication",
            "Subscription.orderEvents",
            Mistake { lets_in: LetsIn::Strangers, ..Mistake::default() },
        ),
    ]
}

/// Looks for each of some mistakes, and for the rule and the cause that it has.
async fn are_found(faults: Vec<Fault>) {
    let hints = hints_for_mock();
    let looking = faults.into_iter().map(|fault| {
        let hints = &hints;
        async move {
            let wrong = Wrong::new(fault.mistake).await;
            let report = test(&wrong.url, hints, fault.only).await;
            let mut found = report.findings.iter();
            let is_found = found.any(|finding| finding.rule == fault.rule && finding.cause.contains(fault.cause));
            // One mistake is not hundreds of findings.
            let is_found = is_found && report.findings.len() <= FINDINGS;
            (!is_found).then(|| format!("{}:\n{}", fault.name, shown(&report)))
        }
    });
    let missed: Vec<String> = join_all(looking).await.into_iter().flatten().collect();
    assert!(missed.is_empty(), "not found: {}", missed.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_results_and_types_are_found() {
    are_found(of_results()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_errors_are_found() {
    are_found(of_errors()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_readings_of_requests_are_found() {
    are_found(of_requests()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pages_and_things_are_found() {
    are_found(of_things()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_sockets_are_found() {
    are_found(of_sockets()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn proxy_without_a_mistake_is_not_accused() {
    let wrong = Wrong::new(Mistake::default()).await;
    let report = test(&wrong.url, &hints_for_mock(), &[]).await;
    assert!(report.findings.is_empty(), "{}", shown(&report));
}

/// A shop in which everybody is Ada.
#[tokio::test(flavor = "multi_thread")]
async fn things_of_another_person_are_found() {
    let mistake = Mistake { lets_in: LetsIn::Everybody, ..Mistake::default() };
    let wrong = Wrong::shop(mistake).await;
    let hints = read_hints(TWO_PERSONS);
    let report = test(&wrong.url, &hints, SUBSCRIPTIONS).await;
    let mut found = report.findings.iter();
    let is_found =
        found.any(|finding| finding.rule == "ownership" && finding.cause.starts_with("Subscription.orderEvents"));
    assert!(is_found, "{}", shown(&report));
}

/// Where nothing may be changed, queries alone are sent.
#[tokio::test(flavor = "multi_thread")]
async fn queries_alone_are_sent_where_nothing_may_be_changed() {
    let sent: Arc<Mutex<Vec<Value>>> = Arc::default();
    let note = Arc::clone(&sent);
    let wrong =
        Wrong::new(request(move |call| note.lock().unwrap_or_else(PoisonError::into_inner).push(call.body.clone())))
            .await;
    let options = Options { is_read_only: true, token: Some("of:nobody".into()), ..Options::default() };
    let (contract, hints) = (Contract::new(registry()), hints_for_mock());
    let report = run(&contract, &wrong.url, &hints, &options, Observer::default()).await;
    let report = report.expect("the target answers");
    let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(sent.iter().any(|body| body["query"].as_str().is_some_and(|query| query.contains("{ books"))));
    for body in &*sent {
        let query = body["query"].as_str().unwrap_or_default();
        assert!(!query.starts_with("mutation") && !query.starts_with("subscription"), "{query}");
    }
    assert!(report.timings.iter().all(|timing| timing.part != Part::Subscriptions), "{}", shown(&report));
}
