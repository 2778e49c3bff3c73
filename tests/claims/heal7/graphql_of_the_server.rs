//! External judges confirm that the reference server implements GraphQL over HTTP and over sockets. It also answers
//! every document that the contract's clients send, except those for modules that are not mounted.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use async_graphql_parser::{parse_query, types::OperationType};
use serde_json::{Value, json};
use tests::{
    heal7::{Heal7, Person},
    judges::accepts,
    socket::{hear, say},
};

/// The documents of modules that are not mounted.
const UNMOUNTED: [&str; 3] = ["AIInterpretationProgress", "AiModels", "RequestAIInterpretation"];
/// An id that does not exist.
const NOTHING: &str = "01936f5f-2b3c-7d4e-8f50-61728394a5b6";

fn birth() -> Value {
    json!({ "birthDate": "1976-05-21", "birthTime": "17:50", "isLunar": false, "gender": "male", "name": "홍길동" })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audits_of_graphql_http_find_nothing() {
    let heal7 = Heal7::new().await;
    let url = heal7.http("/graphql");
    let judging = move || accepts("graphql-over-http", &[Path::new(&url)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["audits"], 61);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_of_graphql_ws_finds_nothing() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let calculate = "mutation ($input: SajuCalculationInput!) { calculateSaju(input: $input) { success } }";
    let printed = json!({
        "authorization": format!("Bearer {}", anna.token),
        "mutation": { "query": calculate, "variables": { "input": birth() } },
        "subscription": { "query": "subscription { systemStatus { status } }" },
        "event": { "systemStatus": { "status": "operational" } },
    });
    let (url, printed) = (heal7.ws("/graphql"), printed.to_string());
    let judging = move || accepts("graphql-transport-ws", &[Path::new(&url), Path::new(&printed)]);
    let report = tokio::task::spawn_blocking(judging).await.unwrap();
    assert_eq!(report.counts["scenarios"], 6);
}

/// The contract's documents, and each operation in the design document as a separate document.
fn documents() -> Vec<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(here.join("../contracts/graphql")).unwrap();
    let mut documents: Vec<_> = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let printed = fs::read_to_string(here.join("seed/operations.graphql")).unwrap();
    documents.extend(printed.split_inclusive("\n}\n").map(str::to_owned));
    documents
}

/// The only operation of a document.
fn operation(document: &str) -> (String, OperationType) {
    let parsed = parse_query(document).unwrap_or_else(|error| panic!("{error}\n{document}"));
    let operations: Vec<_> = parsed.operations.iter().collect();
    let [(Some(name), operation)] = operations[..] else { panic!("one operation with a name:\n{document}") };
    (name.to_string(), operation.node.ty)
}

#[tokio::test]
async fn every_document_is_answered() {
    let heal7 = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let anna = heal7.person("anna").await;
    let result = heal7.data(heal7.post("/saju/calculate", &birth()).bearer_auth(&anna.token), 201).await;
    let (mut answered, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for document in documents() {
        let (name, kind) = operation(&document);
        let variables = match name.as_str() {
            "AiModels" | "SystemStatus" => json!({}),
            "AIInterpretationProgress" => json!({ "requestId": NOTHING }),
            "CalculateSaju" => json!({ "input": birth() }),
            "GetMySajuResults" => json!({ "first": 5 }),
            "Notifications" => json!({ "userId": anna.id }),
            "RecommendedContent" => json!({ "userId": anna.id, "type": "article" }),
            "RequestAIInterpretation" => json!({ "sajuId": result["id"], "type": "general" }),
            "SajuResult" => json!({ "id": result["id"] }),
            "ShareSajuResult" => json!({ "sajuId": result["id"], "shareType": "link" }),
            other => panic!("say here what `{other}` is sent with"),
        };
        let request = json!({ "query": document, "operationName": name, "variables": variables });
        let answer = match kind {
            OperationType::Subscription => first_event(&heal7, &anna, &request).await,
            OperationType::Query | OperationType::Mutation => {
                heal7.answer(heal7.post("/graphql", &request).bearer_auth(&anna.token)).await.1
            }
        };
        if let Some(errors) = answer.get("errors") {
            assert!(answer.get("data").is_none(), "{name}: {answer:#}");
            for error in errors.as_array().unwrap() {
                assert_eq!(error["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{name}: {answer:#}");
            }
            refused.insert(name);
        } else {
            let fields = answer["data"].as_object().unwrap();
            assert!(fields.values().all(|field| !field.is_null()), "{name}: {answer:#}");
            answered.insert(name);
        }
    }
    assert_eq!(refused.iter().map(String::as_str).collect::<Vec<_>>(), UNMOUNTED);
    assert_eq!(answered.len(), 7, "{answered:?}");
}

/// The first event of a subscription. A person who follows their notifications gets one.
async fn first_event(heal7: &Heal7, person: &Person, request: &Value) -> Value {
    let mut socket = heal7.graphql_socket(Some(person)).await;
    say(&mut socket, &json!({ "type": "subscribe", "id": "1", "payload": request })).await;
    if request["operationName"] == "Notifications" {
        tokio::time::sleep(Duration::from_millis(200)).await;
        heal7.warn(person).await;
    }
    let mut message = hear(&mut socket).await;
    match message["type"].as_str() {
        Some("next") => message["payload"].take(),
        _ => json!({ "errors": message["payload"] }),
    }
}
