//! Subscriptions.

use serde_json::{Value, json};

use crate::zoo::{Zoo, answers, prepare, schema};
use contract_edge::graphql::Executor;

fn visits() -> Value {
    json!({ "visits": [{ "number": 1 }, { "number": 2, "animal": { "kind": "cat", "name": "Tom", "lives": 9 } }] })
}

#[tokio::test]
async fn a_subscription_answers_each_event() {
    let query = "subscription { v: visits { animal { ... on Cat { lives } } number } }";
    let expected = [
        json!({ "data": { "v": { "animal": null, "number": 1 } } }),
        json!({ "data": { "v": { "animal": { "lives": 9 }, "number": 2 } } }),
    ];
    assert_eq!(answers(&Zoo::with_values(visits()), query, json!({})).await, expected);
}

#[tokio::test]
async fn an_omitted_argument_of_a_subscription_has_its_default() {
    let zoo = Zoo::with_values(visits());
    answers(&zoo, "subscription { visits { number } }", json!({})).await;
    answers(&zoo, "subscription ($n: Int) { visits(first: $n) { number } }", json!({})).await;
    answers(&zoo, "subscription { visits(first: 7, diet: meat) { number } }", json!({})).await;
    let asked: Vec<_> = zoo.asked.lock().expect("it is free").drain(..).map(|(_, arguments)| arguments).collect();
    assert_eq!(asked, [json!({ "first": 3 }), json!({ "first": 3 }), json!({ "first": 7, "diet": "meat" })]);
}

#[tokio::test]
async fn a_fragment_spread_at_the_root_of_a_subscription_is_followed() {
    let query = "subscription { ...F } fragment F on Subscription { ... { visits { number } } }";
    let found = answers(&Zoo::with_values(visits()), query, json!({})).await;
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], json!({ "data": { "visits": { "number": 1 } } }));
}

#[tokio::test]
async fn a_subscription_has_exactly_one_field() {
    for query in
        ["subscription { visits { number } mood }", "subscription { a: mood b: mood }", "subscription { __typename }"]
    {
        let found = answers(&Zoo::with_values(visits()), query, json!({})).await;
        assert_eq!(found.len(), 1, "{query}");
        assert!(found[0].get("data").is_none() && found[0]["errors"].is_array(), "{query}: {}", found[0]);
    }
}

#[tokio::test]
async fn a_subscription_that_cannot_be_opened_has_no_data() {
    let zoo = Zoo::new(|_, _| Err(crate::zoo::error("closed")));
    let found = answers(&zoo, "subscription { v: visits { number } }", json!({})).await;
    let error = json!({
        "message": "closed", "locations": [{ "line": 1, "column": 16 }], "path": ["v"],
        "extensions": { "code": "FORBIDDEN" },
    });
    assert_eq!(found, [json!({ "errors": [error] })]);
    let found =
        answers(&Zoo::with_values(json!({ "visits": "panic: oh" })), "subscription { visits { number } }", json!({}))
            .await;
    assert_eq!(found[0]["errors"][0]["path"], json!(["visits"]));
    assert!(found[0].get("data").is_none());
}

#[tokio::test]
async fn an_event_that_fails_does_not_end_the_subscription() {
    let values = json!({ "visits": ["lost", { "number": 2 }, {}], "mood": ["bad", null] });
    let found = answers(&Zoo::with_values(values.clone()), "subscription { visits { number } }", json!({})).await;
    assert_eq!(found[0]["data"], Value::Null);
    assert_eq!(
        (&found[0]["errors"][0]["message"], &found[0]["errors"][0]["path"]),
        (&json!("lost"), &json!(["visits"]))
    );
    assert_eq!(found[1], json!({ "data": { "visits": { "number": 2 } } }));
    assert_eq!((&found[2]["data"], &found[2]["errors"][0]["path"]), (&Value::Null, &json!(["visits", "number"])));
    let found = answers(&Zoo::with_values(values), "subscription { mood }", json!({})).await;
    assert_eq!(found[0]["data"], json!({ "mood": null }));
    assert_eq!(found[1], json!({ "data": { "mood": null } }));
}

#[tokio::test]
async fn query_has_one_answer_and_execute_refuses_subscriptions() {
    let zoo = Zoo::with_values(json!({ "count": 3 }));
    assert_eq!(answers(&zoo, "{ count }", json!({})).await, [json!({ "data": { "count": 3 } })]);
    let prepared = prepare(&schema(), "subscription { mood }", &json!({})).expect("it is valid");
    assert!(Executor::new(zoo, 10).execute(prepared, std::sync::Arc::new(())).await.is_refused());
}
