//! Mistakes in errors and in refused requests.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Fault, answer, are_found, asks_for};
use crate::graphql::proxy::{Answer, Mistake};

const ORDERS: &[&str] = &["Query.books", "Mutation.placeOrder", "signIn"];

/// Changes each error of an answer.
fn errors(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    answer(move |_, answer| {
        let errors = answer.body.get_mut("errors").and_then(Value::as_array_mut);
        errors.into_iter().flatten().filter(|error| error.get("path").is_some()).for_each(&change);
    })
}

/// Mistakes in errors and in refused requests.
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

#[tokio::test(flavor = "multi_thread")]
async fn wrong_errors_are_found() {
    are_found(of_errors()).await;
}
