//! Faults of requests: the correct shop gets a changed request, and so wrongly accepts or refuses it.

use axum::{body::Bytes, http::Uri};
use contract_kit::prelude::Uuid;
use form_urlencoded::{Serializer, parse};
use serde_json::Value;

use super::{
    Fault,
    exchange::{Asked, Place},
};

/// The place and the kind of one change.
struct Edit(Fault, Place, Change);

/// One change of a request.
enum Change {
    NoHeader(&'static str),
    Header(&'static str, &'static str),
    /// Sets a header if it is absent.
    Fallback(&'static str, &'static str),
    /// Changes the text of a header, if it is present.
    HeaderBy(&'static str, fn(&str, &[u8]) -> String),
    /// Sends a header twice, if it is present; the shop then refuses the request.
    Twice(&'static str),
    /// Changes the names and values of the query.
    Query(fn(&mut Vec<(String, String)>)),
    /// Changes a JSON body.
    Json(fn(&mut Value)),
    /// Changes the bytes of the body.
    Body(fn(Bytes) -> Bytes),
}

use Change::{Body, Fallback, Header, HeaderBy, Json, NoHeader, Query, Twice};

const ANY: Place = Place("*", "*");
const LIST: Place = Place("GET", "/books");
const BOOK: Place = Place("GET", "/books/{id}");
const NEW_BOOK: Place = Place("POST", "/books");
const PATCH: Place = Place("PATCH", "/books/{id}");
const COVER: Place = Place("PUT", "/books/{id}/cover");
const SIGN_IN: Place = Place("POST", "/session");
const NEW_ORDER: Place = Place("POST", "/orders");
const FEED: Place = Place("GET", "/orders/{id}/events");
const DESK: Place = Place("GET", "/desk");
const GRAPHQL: Place = Place("*", "/graphql");

/// The token of a customer without any things.
const NOBODY: &str = "Bearer of:nobody";
/// The header of an idempotency key.
const KEY: &str = "idempotency-key";
/// The bounds of a price.
const PRICES: [i64; 2] = [0, 10_000_000];
/// The maximum size of a cover in bytes.
const COVER_BYTES: usize = 2_000_000;

const EDITS: &[Edit] = &[
    Edit(Fault::OtherVersionIsAccepted, ANY, NoHeader("x-api-version")),
    Edit(Fault::RequestIdIsReplaced, ANY, NoHeader("x-request-id")),
    Edit(Fault::UnknownPropertyIsAccepted, NEW_ORDER, Json(keep_known_properties)),
    Edit(Fault::MissingPropertyIsAccepted, NEW_BOOK, Json(complete)),
    Edit(Fault::NullIsAccepted, NEW_BOOK, Json(remove_nulls)),
    Edit(Fault::TextForANumberIsAccepted, NEW_BOOK, Json(read_price)),
    Edit(Fault::ValueBeyondABoundIsAccepted, NEW_BOOK, Json(bound_price)),
    Edit(Fault::PatternIsIgnored, NEW_BOOK, Json(replace_language)),
    Edit(Fault::ValueAtItsBoundIsRefused, NEW_BOOK, Json(exceed_price)),
    Edit(Fault::MalformedJsonIsAccepted, SIGN_IN, Body(replace_malformed)),
    Edit(Fault::MediaTypeOfTheBodyIsIgnored, NEW_BOOK, Header("content-type", "application/json")),
    Edit(Fault::LargeBodyIsAccepted, COVER, Body(|bytes| bytes.slice(..bytes.len().min(COVER_BYTES)))),
    Edit(Fault::AcceptIsIgnored, LIST, NoHeader("accept")),
    Edit(Fault::UnknownParameterIsAccepted, LIST, Query(keep_known_parameters)),
    Edit(Fault::ParameterBeyondABoundIsAccepted, LIST, Query(|pairs| bound_limit(pairs))),
    Edit(Fault::ParameterAtItsBoundIsRefused, LIST, Query(|pairs| exceed_limit(pairs))),
    Edit(Fault::RepeatedParameterIsAccepted, LIST, Query(keep_last)),
    Edit(Fault::OperationNeedsNoToken, PATCH, Fallback("authorization", NOBODY)),
    Edit(Fault::RepeatIsDoneTwice, ANY, HeaderBy(KEY, |_, _| Uuid::now_v7().to_string())),
    Edit(Fault::OtherBodyUnderTheKey, ANY, HeaderBy(KEY, key_of_body)),
    Edit(Fault::KeyIsNotRequired, NEW_ORDER, Fallback(KEY, "")),
    Edit(Fault::KeyIsNotRequired, NEW_ORDER, HeaderBy(KEY, fresh_key)),
    Edit(Fault::NeverNotModified, BOOK, NoHeader("if-none-match")),
    Edit(Fault::CurrentEntityTagIsRefused, PATCH, Twice("if-match")),
    Edit(Fault::GraphqlNeedsNoToken, GRAPHQL, Fallback("authorization", NOBODY)),
    Edit(Fault::DeskNeedsNoToken, DESK, Fallback("authorization", NOBODY)),
    Edit(Fault::LastEventIdIsIgnored, FEED, NoHeader("last-event-id")),
];

/// Changes a request.
pub(super) async fn change(fault: Fault, asked: &mut Asked) {
    for Edit(of, place, change) in EDITS {
        if *of == fault && place.is_of(&asked.parts.method, asked.parts.uri.path()) {
            apply(change, asked).await;
        }
    }
}

async fn apply(change: &Change, asked: &mut Asked) {
    let headers = &mut asked.parts.headers;
    match change {
        NoHeader(name) => _ = headers.remove(*name),
        Header(name, value) => asked.set(name, value),
        Fallback(name, value) => {
            if !headers.contains_key(*name) {
                asked.set(name, value);
            }
        }
        HeaderBy(name, change) => {
            if let Some(found) = headers.get(*name).and_then(|value| value.to_str().ok()).map(str::to_owned) {
                let changed = change(&found, &asked.bytes().await);
                asked.set(name, &changed);
            }
        }
        Twice(name) => {
            if let Some(value) = headers.get(*name).cloned() {
                headers.append(*name, value);
            }
        }
        Query(change) => {
            let Some(query) = asked.parts.uri.query() else { return };
            let mut pairs = parse(query.as_bytes()).into_owned().collect();
            change(&mut pairs);
            let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
            let target = format!("{}?{query}", asked.parts.uri.path());
            asked.parts.uri = target.parse::<Uri>().expect("a path with an encoded query is a target");
        }
        Json(change) => asked.change_json(change).await,
        Body(change) => {
            let bytes = asked.bytes().await;
            asked.replace(change(bytes));
        }
    }
}

fn keep_known_properties(order: &mut Value) {
    if let Some(members) = order.as_object_mut() {
        members.retain(|name, _| ["lines", "address"].contains(&name.as_str()));
    }
}

fn complete(book: &mut Value) {
    if let Some(members) = book.as_object_mut() {
        members.entry("price").or_insert(0.into());
    }
}

fn remove_nulls(book: &mut Value) {
    if let Some(members) = book.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
}

fn read_price(book: &mut Value) {
    if let Some(price) = book["price"].as_str().and_then(|price| price.parse::<i64>().ok()) {
        book["price"] = price.into();
    }
}

fn bound_price(book: &mut Value) {
    let [lowest, highest] = PRICES;
    if let Some(price) = book["price"].as_i64().filter(|price| *price == lowest - 1 || *price == highest + 1) {
        book["price"] = price.clamp(lowest, highest).into();
    }
}

fn exceed_price(book: &mut Value) {
    if book["price"] == PRICES[1] {
        book["price"] = (PRICES[1] + 1).into();
    }
}

fn replace_language(book: &mut Value) {
    if book["language"].is_string() {
        book["language"] = "ko".into();
    }
}

fn replace_malformed(bytes: Bytes) -> Bytes {
    let is_json = serde_json::from_slice::<Value>(&bytes).is_ok();
    if is_json { bytes } else { Bytes::from_static(br#"{"name":"ada"}"#) }
}

fn keep_known_parameters(pairs: &mut Vec<(String, String)>) {
    pairs.retain(|(name, _)| ["genre", "word", "page", "limit"].contains(&name.as_str()));
}

fn limits(pairs: &mut [(String, String)]) -> impl Iterator<Item = (u32, &mut String)> {
    let limits = pairs.iter_mut().filter(|(name, _)| name == "limit");
    limits.filter_map(|(_, value)| Some((value.parse().ok()?, value)))
}

fn bound_limit(pairs: &mut [(String, String)]) {
    limits(pairs).filter(|(limit, _)| *limit > 100).for_each(|(_, value)| *value = "100".into());
}

fn exceed_limit(pairs: &mut [(String, String)]) {
    limits(pairs).filter(|(limit, _)| *limit == 100).for_each(|(_, value)| *value = "101".into());
}

fn keep_last(pairs: &mut Vec<(String, String)>) {
    for name in ["page", "limit"] {
        let last = pairs.iter().rposition(|(found, _)| found == name);
        let mut place = 0..;
        pairs.retain(|(found, _)| {
            let place = place.next();
            found != name || place == last
        });
    }
}

fn fresh_key(key: &str, _: &[u8]) -> String {
    if key.is_empty() { Uuid::now_v7().to_string() } else { key.to_owned() }
}

/// A key that differs for every body.
fn key_of_body(key: &str, body: &[u8]) -> String {
    let tag = contract_axum::entity_tag_of(body);
    format!("{}{}", key.trim_matches('"'), tag.trim_start_matches("W/").trim_matches('"'))
}
