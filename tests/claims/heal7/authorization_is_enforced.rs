//! Every operation, GraphQL field and channel of the reference server with no token, a forged one, an expired one, one
//! whose session has ended, and with another person's resources. The items are taken from the registry.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_kit::{
    registry::{Auth, Body, Location, Operation, Root, Transport},
    schema::{Schema, Shape},
};
use heal7_server::mounted::MODULES;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};
use tests::{
    heal7::{Heal7, Person},
    socket,
};

const BIRTH: &str = r#"{ "birthDate": "1976-05-21", "isLunar": false, "gender": "male", "name": "홍길동" }"#;

/// Invalid tokens, and the code with which each is refused.
async fn bad_tokens(heal7: &Heal7) -> Vec<(&'static str, String, &'static str)> {
    let person = heal7.person("somebody").await;
    let [head, claims, _] = person.token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let altered = {
        let mut printed: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
        printed["sub"] = json!("01936f5e-7a10-7b3c-8d4e-5f60718293a4");
        let signature = person.token.rsplit('.').next().unwrap();
        format!("{head}.{}.{signature}", URL_SAFE_NO_PAD.encode(printed.to_string()))
    };
    let kid = |alg: &str| {
        let mut header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(head).unwrap()).unwrap();
        header["alg"] = json!(alg);
        URL_SAFE_NO_PAD.encode(header.to_string())
    };
    let unsigned = format!("{}.{claims}.{}", kid("none"), "c2lnbmF0dXJl");
    let with_a_secret = format!("{}.{claims}.{}", kid("HS256"), "c2lnbmF0dXJl");
    let of_another = Heal7::new().await.person("somebody").await.token;
    let id = person.id.parse().unwrap();
    let session = uuid::Uuid::now_v7();
    let long_ago = Timestamp::now() - SignedDuration::from_hours(1);
    let expired = heal7.app.tokens.sign(contracts::users::profile::UserId(id), session, long_ago).await.unwrap().token;
    let of_no_session = heal7.app.tokens.sign(contracts::users::profile::UserId(id), session, Timestamp::now());
    let of_no_session = of_no_session.await.unwrap().token;
    heal7.data(heal7.ask(Method::POST, "/auth/logout").bearer_auth(&person.token), 204).await;
    vec![
        ("altered", altered, "INVALID_TOKEN"),
        ("unsigned", unsigned, "INVALID_TOKEN"),
        ("signed with a secret", with_a_secret, "INVALID_TOKEN"),
        ("of another server", of_another, "INVALID_TOKEN"),
        ("of a session that has ended", person.token, "INVALID_TOKEN"),
        ("of no session", of_no_session, "INVALID_TOKEN"),
        ("no token at all", "token".into(), "INVALID_TOKEN"),
        ("expired", expired, "TOKEN_EXPIRED"),
    ]
}

fn example_of(heal7: &Heal7, schema: &Schema) -> Value {
    let named = match &schema.shape {
        Shape::Reference { name } => heal7.registry.types[name].schema.examples.first(),
        _ => None,
    };
    schema.examples.first().or(named).expect("a parameter has an example").clone()
}

/// An operation with the examples of the contract.
fn example(heal7: &Heal7, operation: &Operation) -> RequestBuilder {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut path = operation.path.clone();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location == Location::Path) {
        path = path.replace(&format!("{{{}}}", parameter.name), &text(&example_of(heal7, &parameter.schema)));
    }
    let request = heal7.ask(operation.method.parse().unwrap(), &path);
    match &operation.body {
        Body::Json { example, .. } => request.json(example),
        Body::Bytes { media_types, .. } => request.header(header::CONTENT_TYPE, &media_types[0]).body("bytes"),
        Body::None | Body::Multipart { .. } => request,
    }
}

#[tokio::test]
async fn every_protected_call_requires_a_valid_token() {
    let heal7 = Heal7::new().await;
    let bad = bad_tokens(&heal7).await;
    let is_mounted = |module: &str| MODULES.contains(&module);

    let mut operations = 0;
    for operation in heal7.registry.operations.iter().filter(|operation| is_mounted(&operation.module)) {
        if operation.auth == Auth::Public {
            continue;
        }
        operations += 1;
        let id = &operation.id;
        let (response, body) = heal7.answer(example(&heal7, operation)).await;
        assert_eq!(body["code"], "UNAUTHENTICATED", "{id}");
        assert_eq!(response.headers()[header::WWW_AUTHENTICATE], "Bearer", "{id}");
        for (what, token, code) in &bad {
            let (response, body) = heal7.answer(example(&heal7, operation).bearer_auth(token)).await;
            assert_eq!(body["code"], *code, "{id} with a token that is {what}");
            let challenge = response.headers()[header::WWW_AUTHENTICATE].to_str().unwrap();
            assert!(challenge.contains("invalid_token"), "{id}: {challenge}");
        }
    }
    assert_eq!(operations, 17, "an operation was added or taken away: the matrix covers it by itself");

    let field = |name: &str| match name {
        "mySajuResults" => "query { mySajuResults { totalCount } }",
        "sajuResult" => r#"query { sajuResult(id: "01936f5f-2b3c-7d4e-8f50-61728394a5b6") { id } }"#,
        "recommendedContent" => {
            r#"query { recommendedContent(userId: "01936f5e-7a10-7b3c-8d4e-5f60718293a4") { id } }"#
        }
        "calculateSaju" => {
            r#"mutation { calculateSaju(input: { birthDate: "1976-05-21", isLunar: false, gender: male, name: "A" }) { success } }"#
        }
        "shareSajuResult" => {
            r#"mutation { shareSajuResult(sajuId: "01936f5f-2b3c-7d4e-8f50-61728394a5b6", shareType: link) { token } }"#
        }
        other => panic!("write a document for {other}"),
    };
    let graphql = heal7.registry.graphql.as_ref().unwrap();
    for asked in graphql.fields.iter().filter(|field| is_mounted(&field.module) && field.root != Root::Subscription) {
        let answer = heal7.graphql(None, field(&asked.name), Value::Null).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{}: {answer:#}", asked.name);
        for (what, token, _) in &bad {
            let request = heal7.post("/graphql", &json!({ "query": field(&asked.name) })).bearer_auth(token);
            let (response, answer) = heal7.answer(request).await;
            assert!(answer.get("data").is_none_or(Value::is_null), "{}, {what}: {answer:#}", asked.name);
            assert_eq!(response.status(), 401, "{}, {what}", asked.name);
        }
    }

    for channel in heal7.registry.channels.iter().filter(|channel| is_mounted(&channel.module)) {
        let path = channel.path.replace("{userId}", "01936f5e-7a10-7b3c-8d4e-5f60718293a4");
        for (what, token) in bad.iter().map(|(what, token, _)| (*what, Some(token))).chain([("absent", None)]) {
            match (channel.transport, channel.auth) {
                (_, Auth::Public) => {}
                (Transport::Sse, Auth::Bearer) => {
                    let request = heal7.get(&path).header(header::ACCEPT, "text/event-stream");
                    let request = token.into_iter().fold(request, RequestBuilder::bearer_auth);
                    assert_eq!(heal7.answer(request).await.0.status(), 401, "{}, {what}", channel.id);
                }
                (Transport::Websocket, Auth::Bearer) => {
                    let bearer = token.map(|token| format!(", bearer.{}", URL_SAFE_NO_PAD.encode(token)));
                    let offer = format!("heal7.v1{}", bearer.unwrap_or_default());
                    let opened = socket::connect(&heal7.ws(&path), Some(("sec-websocket-protocol", &offer))).await;
                    assert_eq!(socket::end(opened.unwrap()).await.0, 4401, "{}, {what}", channel.id);
                }
            }
        }
    }
}

#[tokio::test]
async fn resources_of_another_person_are_not_found() {
    let heal7 = Heal7::new().await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let calculate = heal7.post("/saju/calculate", &serde_json::from_str(BIRTH).unwrap()).bearer_auth(&anna.token);
    let result = heal7.data(calculate, 201).await;
    let id = result["id"].as_str().unwrap();
    let place = format!("/saju/results/{id}");
    let as_bora = |request: RequestBuilder| request.bearer_auth(&bora.token);
    // Even after the server has just returned it to its owner.
    heal7.data(heal7.get(&place).bearer_auth(&anna.token), 200).await;
    heal7.problem(as_bora(heal7.get(&place)), 404, "SAJU_RESULT_NOT_FOUND").await;
    heal7.problem(as_bora(heal7.ask(Method::DELETE, &place)), 404, "SAJU_RESULT_NOT_FOUND").await;
    let share = json!({ "sajuId": id, "shareType": "link" });
    heal7.problem(as_bora(heal7.post("/saju/share", &share)), 404, "SAJU_RESULT_NOT_FOUND").await;
    for list in ["/saju/history", "/saju/recent", "/users/calculation-history"] {
        assert_eq!(heal7.data(as_bora(heal7.get(list)), 200).await, json!([]), "{list}");
        let after = format!("{list}?after={id}");
        if list == "/saju/history" {
            assert_eq!(heal7.data(as_bora(heal7.get(&after)), 200).await, json!([]), "{after}");
        }
    }
    let query = format!(r#"{{ sajuResult(id: "{id}") {{ id }} mySajuResults {{ totalCount edges {{ cursor }} }} }}"#);
    let answer = heal7.graphql(Some(&bora), &query, Value::Null).await;
    assert_eq!(answer["data"], json!({ "sajuResult": null, "mySajuResults": { "totalCount": 0, "edges": [] } }));
    let mutation = format!(r#"mutation {{ shareSajuResult(sajuId: "{id}", shareType: link) {{ token }} }}"#);
    let answer = heal7.graphql(Some(&bora), &mutation, Value::Null).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND", "{answer:#}");
    let query = format!(r#"{{ recommendedContent(userId: "{}") {{ id }} }}"#, anna.id);
    let answer = heal7.graphql(Some(&bora), &query, Value::Null).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer:#}");
    assert_eq!(answer["errors"][0]["extensions"]["problem"]["code"], "FORBIDDEN", "{answer:#}");
    let offer = format!("heal7.v1, bearer.{}", URL_SAFE_NO_PAD.encode(&bora.token));
    let path = heal7.ws(&format!("/ws/{}", anna.id));
    let opened = socket::connect(&path, Some(("sec-websocket-protocol", &offer))).await.unwrap();
    assert_eq!(socket::end(opened).await.0, 4403);
    assert_eq!(heal7.data(heal7.get(&place).bearer_auth(&anna.token), 200).await["id"], id, "nothing was changed");
}

/// A person's notifications do not reach another person who listens at the same time.
#[tokio::test]
async fn notifications_go_to_one_person() {
    let heal7 = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let listen = |person: &Person| {
        heal7.get("/events/notifications").header(header::ACCEPT, "text/event-stream").bearer_auth(&person.token)
    };
    let (mut to_anna, mut to_bora) = (listen(&anna).send().await.unwrap(), listen(&bora).send().await.unwrap());
    // Anna's refresh token is used twice, which causes a warning to her.
    let refresh = json!({ "refreshToken": anna.refresh });
    let other = heal7
        .data(heal7.post("/auth/login", &json!({ "email": anna.email, "password": tests::heal7::PASSWORD })), 200)
        .await;
    let mut listening = listen(&Person::from_session(&other)).send().await.unwrap();
    heal7.data(heal7.post("/auth/refresh", &refresh), 200).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    heal7.problem(heal7.post("/auth/refresh", &refresh), 401, "REFRESH_TOKEN_REUSED").await;

    let mut heard = String::new();
    while !heard.contains("event: Notification") {
        heard.push_str(std::str::from_utf8(&listening.chunk().await.unwrap().unwrap()).unwrap());
    }
    assert!(heard.contains(r#""type":"warning""#), "{heard}");
    // The session of the stolen token has ended, and so has its feed.
    while let Some(chunk) = tokio::time::timeout(Duration::from_secs(5), to_anna.chunk()).await.unwrap().unwrap() {
        drop(chunk);
    }
    let waiting = async {
        let mut all = String::new();
        while let Some(chunk) = to_bora.chunk().await.unwrap() {
            all.push_str(std::str::from_utf8(&chunk).unwrap());
            assert!(!all.contains("Notification"), "{all}");
        }
    };
    assert!(tokio::time::timeout(Duration::from_millis(300), waiting).await.is_err(), "her feed goes on");
}
