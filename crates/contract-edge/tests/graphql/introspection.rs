//! Introspection, alone and mixed with other fields.

use serde_json::{Value, json};

use crate::zoo::{Zoo, execute, execute_with, prepare, schema};
use contract_edge::graphql::{Cause, Executor};

#[tokio::test]
async fn introspection_mixes_with_other_fields_in_their_order() {
    let query = "query ($name: String = \"Keeper\") { a: count s: __schema { queryType { n: name } } ...F b: count }
        fragment F on Query { t: __type(name: $name) { ...G kind } none: __type(name: \"Nothing\") { name } }
        fragment G on __Type { name }";
    let answer = execute_with(&Zoo::with_values(json!({ "count": 1 })), query, json!({})).await;
    let expected = r#"{"a":1,"s":{"queryType":{"n":"Query"}},"t":{"name":"Keeper","kind":"OBJECT"},"none":null,"b":1}"#;
    assert_eq!(answer.errors, []);
    assert_eq!(answer.data.expect("data"), expected);
}

#[tokio::test]
async fn selections_of_introspection_are_merged_and_follow_directives() {
    let query = "query ($yes: Boolean = true) { __schema { queryType { name } } __schema { subscriptionType { name }
        mutationType @skip(if: $yes) { name } } }";
    let answer = execute_with(&Zoo::with_values(json!({})), query, json!({})).await.to_value();
    let expected = json!({ "queryType": { "name": "Query" }, "subscriptionType": { "name": "Subscription" } });
    assert_eq!(answer, json!({ "data": { "__schema": expected } }));
}

#[tokio::test]
async fn defaults_deprecations_and_specifications_are_introspected() {
    let query = "{ __type(name: \"Query\") { fields(includeDeprecated: true) { name isDeprecated deprecationReason
        args { name defaultValue } } } day: __type(name: \"Day\") { specifiedByURL } }";
    let answer = execute(json!({}), query).await;
    let fields = answer["data"]["__type"]["fields"].as_array().expect("fields");
    let echo = fields.iter().find(|field| field["name"] == "echo").expect("echo");
    assert_eq!(echo["deprecationReason"], "Talk to yourself.");
    let default = |name: &str| {
        echo["args"]
            .as_array()
            .and_then(|args| args.iter().find(|arg| arg["name"] == name))
            .map(|arg| &arg["defaultValue"])
    };
    assert_eq!((default("limit"), default("favourite")), (Some(&json!("10")), Some(&json!("meat"))));
    assert_eq!(default("text"), Some(&Value::Null));
    assert!(answer["data"]["day"]["specifiedByURL"].as_str().is_some_and(|url| url.contains("rfc3339")));
}

#[tokio::test]
async fn introspection_that_is_too_large_is_refused() {
    let query = "{ __schema { types { fields { type { name fields { name } } } } } count }";
    let prepared = prepare(&schema(), query, &json!({})).expect("it is valid");
    let executor = Executor::new(Zoo::with_values(json!({ "count": 1 })), 100);
    let answer = executor.execute(prepared, std::sync::Arc::new(())).await;
    assert!(answer.is_refused());
    assert_eq!(answer.errors.iter().map(|error| &error.cause).collect::<Vec<_>>(), [&Cause::Limit]);
}

#[tokio::test]
async fn long_introspection_yields_to_other_requests() {
    let query = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    let prepared = prepare(&schema(), query, &json!({})).expect("it is valid");
    let executor = Executor::new(Zoo::with_values(json!({})), 100_000);
    let answer = std::pin::pin!(executor.execute(prepared, std::sync::Arc::new(())));
    assert!(futures_util::FutureExt::now_or_never(answer).is_none(), "several hundred fields do not come at once");
}
