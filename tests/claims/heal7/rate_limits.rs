//! A rate class belongs to the work: REST, GraphQL and sockets count for the same class, each alias and each message
//! separately. An exhausted class cannot be avoided by another transport.

use contract_kit::build::Contract;
use serde_json::{Value, json};
use tests::{
    heal7::{Heal7, Person},
    socket::{hear, say},
};

const BIRTH: &str = r#"{ "birthDate": "1976-05-21", "isLunar": false, "gender": "male", "name": "홍길동" }"#;
const CALCULATE: &str =
    r#"calculateSaju(input: { birthDate: "1976-05-21", isLunar: false, gender: male, name: "A" }) { success }"#;

async fn limited(change: impl FnOnce(&mut heal7_server::config::Limits)) -> Heal7 {
    Heal7::with(|config| {
        config.limits.enabled = true;
        change(&mut config.limits);
    })
    .await
}

fn birth() -> Value {
    serde_json::from_str(BIRTH).unwrap()
}

/// A mutation with this many aliases of a field.
fn aliases(count: usize, field: &str) -> String {
    format!("mutation {{ {} }}", (0..count).map(|n| format!("a{n}: {field} ")).collect::<String>())
}

/// The codes of the problems of an answer.
fn codes(answer: &Value) -> Vec<&str> {
    let errors = answer["errors"].as_array().into_iter().flatten();
    errors.filter_map(|error| error["extensions"]["problem"]["code"].as_str()).collect()
}

async fn calculated_on(heal7: &Heal7, person: &Person) -> Value {
    let mut socket = heal7.socket(person).await;
    assert_eq!(hear(&mut socket).await["type"], "user_joined");
    say(&mut socket, &json!({ "type": "saju_calculation_request", "id": "c", "data": birth() })).await;
    hear(&mut socket).await
}

#[tokio::test]
async fn class_used_up_over_rest_is_refused_on_every_transport() {
    let heal7 = limited(|limits| limits.calculate = 3).await;
    let anna = heal7.person("anna").await;
    for _ in 0..3 {
        heal7.data(heal7.post("/saju/calculate", &birth()).bearer_auth(&anna.token), 201).await;
    }
    heal7.problem(heal7.post("/saju/calculate", &birth()).bearer_auth(&anna.token), 429, "TOO_MANY_REQUESTS").await;
    let answer = heal7.graphql(Some(&anna), &aliases(40, CALCULATE), Value::Null).await;
    assert_eq!(answer["data"], Value::Null, "{answer:#}");
    assert_eq!(codes(&answer), ["TOO_MANY_REQUESTS"], "the first that is refused ends the mutation");
    assert_eq!(answer["errors"][0]["path"], json!(["a0"]));
    let refused = calculated_on(&heal7, &anna).await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("saju_calculation_failed"), &json!("c")));
    assert_eq!(refused["problem"]["code"], "TOO_MANY_REQUESTS");
    let kept = heal7.data(heal7.get("/saju/history").bearer_auth(&anna.token), 200).await;
    assert_eq!(kept.as_array().unwrap().len(), 3, "nothing was calculated through another door");
    let bora = heal7.person("bora").await;
    heal7.data(heal7.post("/saju/calculate", &birth()).bearer_auth(&bora.token), 201).await;
}

#[tokio::test]
async fn graphql_aliases_and_messages_count_against_the_rest_class() {
    let heal7 = limited(|limits| limits.calculate = 4).await;
    let anna = heal7.person("anna").await;
    let answer = heal7.graphql(Some(&anna), &aliases(3, CALCULATE), Value::Null).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    assert_eq!(calculated_on(&heal7, &anna).await["type"], "saju_calculation_started");
    heal7.problem(heal7.post("/saju/calculate", &birth()).bearer_auth(&anna.token), 429, "TOO_MANY_REQUESTS").await;

    let answer = heal7.graphql(Some(&anna), &aliases(51, CALCULATE), Value::Null).await;
    assert_eq!(codes(&answer), ["BAD_REQUEST"], "so many aliases are no request");
}

#[tokio::test]
async fn aliased_shares_are_counted_one_by_one() {
    let heal7 = limited(|limits| limits.share = 2).await;
    let anna = heal7.person("anna").await;
    let result = heal7.data(heal7.post("/saju/calculate", &birth()).bearer_auth(&anna.token), 201).await;
    let share = format!("shareSajuResult(sajuId: {}, shareType: link) {{ token }}", result["id"]);
    let answer = heal7.graphql(Some(&anna), &aliases(30, &share), Value::Null).await;
    assert_eq!(codes(&answer), ["TOO_MANY_REQUESTS"], "{answer:#}");
    assert_eq!(answer["errors"][0]["path"], json!(["a2"]), "two are within the class");
    let link = json!({ "sajuId": result["id"], "shareType": "link" });
    heal7.problem(heal7.post("/saju/share", &link).bearer_auth(&anna.token), 429, "TOO_MANY_REQUESTS").await;
}

/// Fields without a class count like requests without one; the request itself counts for the first field.
#[tokio::test]
async fn aliased_queries_count_like_requests() {
    let heal7 = limited(|limits| limits.other = 5).await;
    let anna = heal7.person("anna").await;
    let query = |count: usize| aliases(count, "mySajuResults { totalCount }").replace("mutation", "query");
    let answer = heal7.graphql(Some(&anna), &query(3), Value::Null).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    let answer = heal7.graphql(Some(&anna), &query(3), Value::Null).await;
    assert_eq!(codes(&answer), ["TOO_MANY_REQUESTS"], "{answer:#}");
}

/// The contract declares this for future modules too.
#[test]
fn every_transport_declares_the_same_rate_class() {
    let registry = contracts::Heal7Contract::registry().unwrap();
    let rate = |id: &str| registry.operations.iter().find(|operation| operation.id == id).unwrap().policy.rate.clone();
    let fields = &registry.graphql.as_ref().unwrap().fields;
    let field = |name: &str| fields.iter().find(|field| field.name == name).unwrap().rate.clone();
    let socket = registry.channels.iter().find(|channel| channel.id == "userSocket").unwrap();
    for (operation, message, class) in [
        ("calculateSaju", Some("saju_calculation_request"), "calculate"),
        ("requestAIInterpretation", Some("ai_interpretation_request"), "ai"),
        ("shareSajuResult", None, "share"),
    ] {
        assert_eq!(rate(operation).as_deref(), Some(class), "{operation}");
        assert_eq!(field(operation).as_deref(), Some(class), "{operation}");
        if let Some(message) = message {
            assert_eq!(socket.receivers[message].rate.as_deref(), Some(class), "{message}");
        }
    }
}
