//! Faults of answers: a status, headers or a body that differ from those of the correct shop.

use std::ops::RangeInclusive;

use axum::http::header;
use contract_kit::{prelude::Uuid, registry::Registry};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::{
    Fault,
    exchange::{Answered, Head, Place},
};

/// The place and the kind of one change.
struct Edit(Fault, Place, RangeInclusive<u16>, Change);

/// One change of an answer.
enum Change {
    /// Sets the values at a JSON pointer to this JSON. A `*` in the pointer matches every item.
    Set(&'static str, &'static str),
    /// Removes the properties at a JSON pointer.
    Remove(&'static str),
    Status(u16),
    Header(&'static str, &'static str),
    NoHeader(&'static str),
    NoBody,
    /// Replaces the answer by the problem with this code.
    Problem(&'static str),
    /// Any other change.
    By(fn(&Registry, &Head, &mut Answered)),
}

use Change::{By, Header, NoBody, NoHeader, Problem, Remove, Set, Status};

const ANY: Place = Place("*", "*");
const LIST: Place = Place("GET", "/books");
const BOOK: Place = Place("GET", "/books/{id}");
const NEW_BOOK: Place = Place("POST", "/books");
const PATCH: Place = Place("PATCH", "/books/{id}");
const COVER: Place = Place("PUT", "/books/{id}/cover");
const SAMPLES: Place = Place("POST", "/books/{id}/samples");
const SHELVES: Place = Place("GET", "/shelves");
const SIGN_IN: Place = Place("POST", "/session");
const ORDER: Place = Place("GET", "/orders/{id}");
const FEED: Place = Place("GET", "/orders/{id}/events");
const GRAPHQL: Place = Place("GET", "/graphql");

const EDITS: &[Edit] = &[
    Edit(Fault::MissingProperty, BOOK, 200..=200, Remove("/data/title")),
    Edit(Fault::NullForAbsentProperty, ORDER, 200..=200, Set("/data/payment", "null")),
    Edit(Fault::NumberAsText, LIST, 200..=200, Set("/data/items/*/price", r#""15000""#)),
    Edit(Fault::UnknownWord, BOOK, 200..=200, Set("/data/binding", r#""scroll""#)),
    Edit(Fault::ValueOutsideItsPattern, SHELVES, 200..=200, Set("/data/0/slug", r#""Science fiction""#)),
    Edit(Fault::ValueBeyondItsRange, PATCH, 200..=200, Set("/data/popularity", "100.5")),
    Edit(Fault::WrongSuccessStatus, NEW_BOOK, 201..=201, Status(200)),
    Edit(Fault::UndeclaredStatus, COVER, 204..=204, Status(202)),
    Edit(Fault::SuccessAsPlainText, LIST, 200..=200, Header("content-type", "text/plain")),
    Edit(Fault::SuccessWithoutBody, SHELVES, 200..=200, NoBody),
    Edit(Fault::VersionIsNotNamed, SHELVES, 200..=200, NoHeader("x-api-version")),
    Edit(Fault::RequestIdIsMissing, SHELVES, 200..=200, NoHeader("x-request-id")),
    Edit(Fault::HeadDiffers, Place("HEAD", "/shelves"), 200..=200, Status(501)),
    Edit(Fault::LocationIsMissing, NEW_BOOK, 201..=201, NoHeader("location")),
    Edit(
        Fault::LocationLeadsElsewhere,
        NEW_BOOK,
        201..=201,
        Header("location", "/books/01936f5f-0000-7000-8000-000000000000"),
    ),
    Edit(Fault::ProblemAsJson, BOOK, 404..=404, Header("content-type", "application/json")),
    Edit(Fault::ProblemWithAnotherStatus, BOOK, 404..=404, Set("/status", "400")),
    Edit(Fault::ProblemOfAnotherOperation, BOOK, 404..=404, Problem("ORDER_NOT_FOUND")),
    Edit(Fault::ProblemWithUnknownCode, ORDER, 404..=404, Set("/code", r#""ORDER_LOST""#)),
    Edit(Fault::ProblemWithoutClass, ORDER, 404..=404, Remove("/errorType")),
    Edit(Fault::HtmlErrorPage, ORDER, 404..=404, By(html_page)),
    Edit(Fault::UnescapedText, ANY, 400..=400, By(unescaped)),
    Edit(Fault::InvalidBodyIsAnError, NEW_BOOK, 422..=422, Problem("INTERNAL")),
    Edit(Fault::MalformedJsonIsAnError, SIGN_IN, 400..=400, Problem("INTERNAL")),
    Edit(Fault::MethodNotAllowedWithoutAllow, ANY, 405..=405, NoHeader("allow")),
    Edit(Fault::UnauthenticatedWithoutChallenge, ANY, 401..=401, NoHeader("www-authenticate")),
    Edit(Fault::UnknownBookIsAccepted, COVER, 404..=404, By(no_content)),
    Edit(Fault::ValidRequestIsRefused, SAMPLES, 202..=202, Problem("VALIDATION_FAILED")),
    Edit(Fault::UnknownPathIsFound, ANY, 404..=404, By(found)),
    Edit(Fault::WrongMethodIsNotFound, ANY, 405..=405, By(not_found)),
    Edit(Fault::PublicOperationNeedsAToken, SHELVES, 200..=200, By(demand_token)),
    Edit(Fault::CreatedDiffersWhenRead, NEW_BOOK, 201..=201, Set("/data/popularity", "50")),
    Edit(Fault::ListDiffersFromDetail, LIST, 200..=200, Set("/data/items/*/popularity", "12.5")),
    Edit(Fault::ReplayIsNotMarked, ANY, 200..=299, NoHeader("idempotency-replayed")),
    Edit(Fault::EntityTagIsMissing, BOOK, 200..=304, NoHeader("etag")),
    Edit(Fault::WrongMaxAge, BOOK, 200..=304, Header("cache-control", "private, max-age=3600")),
    Edit(Fault::NoStoreIsMissing, LIST, 200..=200, NoHeader("cache-control")),
    Edit(Fault::EntityTagIsAlwaysNew, BOOK, 200..=200, By(new_entity_tag)),
    Edit(Fault::StaleEntityTag, BOOK, 200..=200, By(stale_entity_tag)),
    Edit(Fault::SubprotocolIsNotChosen, GRAPHQL, 101..=101, NoHeader("sec-websocket-protocol")),
    Edit(Fault::FeedHasAnotherMediaType, FEED, 200..=200, Header("content-type", "text/plain")),
];

/// Changes an answer.
pub(super) fn change(fault: Fault, registry: &Registry, head: &Head, answered: &mut Answered) {
    for Edit(of, place, statuses, change) in EDITS {
        if *of == fault && place.is_of(&head.method, head.path()) && statuses.contains(&answered.status()) {
            apply(change, registry, head, answered);
        }
    }
}

fn apply(change: &Change, registry: &Registry, head: &Head, answered: &mut Answered) {
    match change {
        Set(pointer, json) => {
            let value: Value = serde_json::from_str(json).expect("the table has JSON");
            edit_json(answered, pointer, &mut |members, name| _ = members.insert(name.to_owned(), value.clone()));
        }
        Remove(pointer) => edit_json(answered, pointer, &mut |members, name| _ = members.shift_remove(name)),
        Status(status) => answered.set_status(*status),
        Header(name, value) => answered.set(name, value),
        NoHeader(name) => _ = answered.parts.headers.remove(*name),
        NoBody => answered.replace(""),
        Problem(code) => answered.become_problem(registry, code),
        By(change) => change(registry, head, answered),
    }
}

/// Changes a member of every object at a JSON pointer, in which `*` matches every item.
fn edit_json(answered: &mut Answered, pointer: &str, edit: &mut dyn FnMut(&mut Map<String, Value>, &str)) {
    let Some(mut body) = answered.json() else { return };
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    if let Some((name, way)) = steps.split_last() {
        walk(&mut body, way, &mut |members| edit(members, name));
        answered.replace(body.to_string());
    }
}

fn walk(value: &mut Value, way: &[&str], visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    match (way, value) {
        ([], Value::Object(members)) => visit(members),
        (["*", rest @ ..], Value::Array(items)) => items.iter_mut().for_each(|item| walk(item, rest, visit)),
        ([step, rest @ ..], value) => {
            if let Some(inner) = value.pointer_mut(&format!("/{step}")) {
                walk(inner, rest, visit);
            }
        }
        ([], _) => {}
    }
}

fn is_problem(answered: &Answered, code: &str) -> bool {
    answered.json().is_some_and(|body| body["code"] == code)
}

fn html_page(_: &Registry, _: &Head, answered: &mut Answered) {
    answered.set("content-type", "text/html; charset=utf-8");
    answered.replace("<!doctype html><title>404</title><h1>Not Found</h1>");
}

fn unescaped(_: &Registry, head: &Head, answered: &mut Answered) {
    if !is_problem(answered, "BAD_REQUEST") {
        return;
    }
    let Some(mut body) = answered.json() else { return };
    let target = percent_decode_str(&head.target).decode_utf8_lossy();
    body["detail"] = "@".into();
    answered.replace(body.to_string().replacen(r#""@""#, &format!(r#""{target} cannot be read""#), 1));
}

fn no_content(_: &Registry, _: &Head, answered: &mut Answered) {
    answered.set_status(204);
    answered.parts.headers.remove(header::CONTENT_TYPE);
    answered.replace("");
}

fn found(_: &Registry, head: &Head, answered: &mut Answered) {
    // Only for paths without an operation.
    if is_problem(answered, "NOT_FOUND") && head.method != "HEAD" {
        answered.set_status(200);
        answered.set("content-type", "application/json");
        answered.replace(r#"{"success":true,"data":null}"#);
    }
}

fn not_found(registry: &Registry, _: &Head, answered: &mut Answered) {
    // GraphQL has its own form of errors.
    if is_problem(answered, "METHOD_NOT_ALLOWED") {
        answered.parts.headers.remove(header::ALLOW);
        answered.become_problem(registry, "NOT_FOUND");
    }
}

fn demand_token(registry: &Registry, head: &Head, answered: &mut Answered) {
    if !head.headers.contains_key(header::AUTHORIZATION) {
        answered.become_problem(registry, "UNAUTHENTICATED");
    }
}

fn new_entity_tag(_: &Registry, _: &Head, answered: &mut Answered) {
    answered.set("etag", &format!("W/\"{}\"", Uuid::now_v7()));
}

fn stale_entity_tag(_: &Registry, head: &Head, answered: &mut Answered) {
    let entity_tag = format!("W/\"{}\"", head.path().rsplit('/').next().unwrap_or_default());
    answered.set("etag", &entity_tag);
    if head.headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == entity_tag.as_bytes()) {
        answered.set_status(304);
        answered.parts.headers.remove(header::CONTENT_TYPE);
        answered.replace("");
    }
}
