//! Faults of GraphQL over HTTP. Faults of its sockets are with the other sockets.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::{
    Fault,
    exchange::{Answered, Asked, Head},
};

/// The path of GraphQL.
pub(super) const PATH: &str = "/graphql";

/// Changes a request.
pub(super) async fn change_request(fault: Fault, asked: &mut Asked) {
    if asked.parts.uri.path() != PATH {
        return;
    }
    match fault {
        Fault::GraphqlBoundIsIgnored => asked.change_json(bound_first).await,
        Fault::GraphqlDefaultIsAnother => asked.change_json(replace_default).await,
        Fault::MutationByGet if asked.parts.method == Method::GET => post(asked),
        _ => {}
    }
}

/// Changes an answer.
pub(super) fn change_answer(fault: Fault, head: &Head, answered: &mut Answered) {
    if head.path() != PATH {
        return;
    }
    let change: fn(&mut Map<String, Value>) = match fault {
        Fault::GraphqlNullForNonNull => |members| replace(members, "title", |_| Value::Null),
        Fault::GraphqlWrongTypeName => rename_hit,
        Fault::IntrospectionLacksAField => hide_homepage,
        Fault::IntrospectionShowsAnotherDefault => |members| {
            if members.get("name").is_some_and(|name| name == "first") {
                replace(members, "defaultValue", |_| "20".into());
            }
        },
        Fault::WrongTotalCount => |members| replace(members, "totalCount", one_more),
        Fault::AlwaysANextPage => |members| replace(members, "hasNextPage", |_| true.into()),
        Fault::GraphqlDisagrees => |members| replace(members, "price", one_more),
        Fault::GraphqlErrorWithoutProblem => |members| _ = members.shift_remove("problem"),
        Fault::GraphqlErrorWithoutPath => |members| {
            if members.contains_key("message") {
                members.shift_remove("path");
            }
        },
        _ => return,
    };
    if let Some(mut body) = answered.json() {
        each_object(&mut body, &mut |members| change(members));
        answered.replace(body.to_string());
    }
}

/// Visits every object in a value.
pub(super) fn each_object(value: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            visit(members);
            members.values_mut().for_each(|inner| each_object(inner, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, visit)),
        _ => {}
    }
}

/// Replaces a member, if it exists.
pub(super) fn replace(members: &mut Map<String, Value>, name: &str, change: impl FnOnce(Value) -> Value) {
    if let Some(value) = members.get_mut(name) {
        *value = change(value.take());
    }
}

fn one_more(number: Value) -> Value {
    number.as_i64().map_or(number, |number| (number + 1).into())
}

fn rename_hit(members: &mut Map<String, Value>) {
    replace(members, "__typename", |name| if name == "SearchHitBook" { "BookHit".into() } else { name });
}

fn hide_homepage(members: &mut Map<String, Value>) {
    if members.get("name").is_some_and(|name| name == "Book")
        && let Some(fields) = members.get_mut("fields").and_then(Value::as_array_mut)
    {
        fields.retain(|field| field["name"] != "homepage");
    }
}

/// Reduces a `first` above 100 to 100: as a variable, or as a number in the document.
fn bound_first(request: &mut Value) {
    if request["variables"]["first"].as_i64().is_some_and(|first| first > 100) {
        request["variables"]["first"] = 100.into();
    }
    let Some(query) = request["query"].as_str() else { return };
    let Some((before, after)) = query.split_once("first:") else { return };
    let after = after.trim_start();
    let end = after.find(|symbol: char| !symbol.is_ascii_digit()).unwrap_or(after.len());
    if after[..end].parse::<i64>().is_ok_and(|first| first > 100) {
        request["query"] = format!("{before}first: 100{}", &after[end..]).into();
    }
}

/// Gives an omitted `first` a value, as a variable or as an argument.
fn replace_default(request: &mut Value) {
    let Some(query) = request["query"].as_str().map(str::to_owned) else { return };
    if query.contains("$first") {
        if request["variables"].get("first").is_none() {
            let variables = request["variables"].take();
            request["variables"] = variables.as_object().cloned().unwrap_or_default().into();
            request["variables"]["first"] = 1.into();
        }
    } else if !query.contains("first:") {
        let query = query.replacen("books {", "books(first: 1) {", 1).replacen("books{", "books(first: 1){", 1);
        request["query"] = query.replacen("books(after:", "books(first: 1, after:", 1).into();
    }
}

/// Turns a GET into a POST.
fn post(asked: &mut Asked) {
    let query = asked.parts.uri.query().unwrap_or_default();
    let mut request = json!({});
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let is_json = ["variables", "extensions"].contains(&&*name);
        let parsed = if is_json { serde_json::from_str(&value).ok() } else { None };
        request[&*name] = parsed.unwrap_or_else(|| value.as_ref().into());
    }
    if request["query"].as_str().is_some_and(|query| query.trim_start().starts_with("mutation")) {
        asked.parts.method = Method::POST;
        asked.parts.uri = PATH.parse().expect("it is a path");
        asked.set("content-type", "application/json");
        asked.replace(request.to_string().into());
    }
}
