//! Several reference servers on one database behave as one: tokens, sessions, idempotency keys and results are shared,
//! and a request that is repeated with its key is executed once.

use std::time::Duration;

use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use temporary_postgres::TemporaryPostgres;
use tests::heal7::{Heal7, PASSWORD, Person};

fn birth() -> Value {
    json!({ "birthDate": "1976-05-21", "birthTime": "17:50", "isLunar": false, "gender": "male", "name": "홍길동" })
}

fn calculate(heal7: &Heal7, person: &Person, key: &str, body: &Value) -> RequestBuilder {
    heal7.post("/saju/calculate", body).bearer_auth(&person.token).header("idempotency-key", key)
}

#[tokio::test]
async fn nodes_share_all_state() {
    let postgres = TemporaryPostgres::start().unwrap();
    let url = postgres.database("heal7").unwrap();
    // All servers issue tokens under one name.
    let node = || {
        Heal7::with(|config| {
            config.database_url.clone_from(&url);
            config.public_url = Some("https://api.heal7.example".into());
            config.tokens.session_cache_seconds = 1;
        })
    };
    let nodes = join_all([(); 3].map(|()| node())).await;
    let [one, two, three] = &nodes[..] else { unreachable!("there are three") };
    let anna = one.person("anna").await;
    let result = two.data(calculate(two, &anna, "k-1", &birth()), 201).await;
    let place = format!("/saju/results/{}", result["id"].as_str().unwrap());
    assert_eq!(three.data(three.get(&place).bearer_auth(&anna.token), 200).await, result);
    let keys = join_all(
        nodes
            .iter()
            .map(|node| async { node.get("/.well-known/jwks.json").send().await.unwrap().text().await.unwrap() }),
    );
    let keys = keys.await;
    assert!(keys.iter().all(|set| *set == keys[0]), "{keys:#?}");

    let again = one.answer(calculate(one, &anna, "k-1", &birth())).await;
    assert_eq!((&again.1["data"], &again.0.headers()["idempotency-replayed"]), (&result, &"true".parse().unwrap()));

    two.data(two.get("/auth/profile").bearer_auth(&anna.token), 200).await;
    one.data(one.ask(Method::POST, "/auth/logout").bearer_auth(&anna.token), 204).await;
    one.problem(one.get("/auth/profile").bearer_auth(&anna.token), 401, "INVALID_TOKEN").await;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    two.problem(two.get("/auth/profile").bearer_auth(&anna.token), 401, "INVALID_TOKEN").await;

    // Three servers get one refresh token at the same time: one rotates it, and all give the same answer.
    let login = json!({ "email": anna.email, "password": PASSWORD });
    let session = one.data(one.post("/auth/login", &login), 200).await;
    let refresh = json!({ "refreshToken": session["refreshToken"] });
    let pairs = join_all(nodes.iter().map(|node| node.data(node.post("/auth/refresh", &refresh), 200))).await;
    assert!(pairs.iter().all(|pair| pair["refreshToken"] == pairs[0]["refreshToken"]), "{pairs:#?}");
}

#[tokio::test]
async fn request_with_an_idempotency_key_runs_once() {
    let heal7 = Heal7::new().await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let body = birth();
    let all = join_all((0..16).map(|_| heal7.answer(calculate(&heal7, &anna, "k-1", &body)))).await;
    let made: Vec<_> = all.iter().filter(|(answer, _)| answer.status() == 201).collect();
    assert!(!made.is_empty() && made.iter().all(|(_, body)| body == &made[0].1));
    assert!(all.iter().all(|(answer, body)| answer.status() == 201 || body["code"] == "IDEMPOTENCY_KEY_IN_USE"));
    let recent = heal7.data(heal7.get("/saju/recent").bearer_auth(&anna.token), 200).await;
    assert_eq!(recent.as_array().unwrap().len(), 1);

    let mut other = birth();
    other["name"] = json!("성춘향");
    heal7.problem(calculate(&heal7, &anna, "k-1", &other), 422, "IDEMPOTENCY_KEY_REUSED").await;
    let of_bora = heal7.data(calculate(&heal7, &bora, "k-1", &other), 201).await;
    assert_eq!(of_bora["userId"], bora.id, "a key is a person's own");
    let quoted = heal7.answer(calculate(&heal7, &anna, "\"k-1\"", &body)).await.0;
    assert_eq!(quoted.headers()["idempotency-replayed"], "true");
    other["birthDate"] = json!("1976-02-30");
    heal7.problem(calculate(&heal7, &anna, "k-2", &other), 422, "INVALID_SOLAR_DATE").await;
    heal7.data(calculate(&heal7, &anna, "k-2", &body), 201).await;
}

/// A caller that disconnects before the answer finds the answer under its key.
#[tokio::test]
async fn abandoned_request_can_be_repeated_with_its_key() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    for number in 0..20 {
        let key = format!("k-{number}");
        let request = calculate(&heal7, &anna, &key, &birth()).timeout(Duration::from_micros(300 * number));
        // Some are aborted before they are sent, some during the work, and some not at all.
        _ = request.send().await;
        let answer = loop {
            let (response, body) = heal7.answer(calculate(&heal7, &anna, &key, &birth())).await;
            if response.status() == 201 {
                break body;
            }
            assert_eq!(body["code"], "IDEMPOTENCY_KEY_IN_USE");
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        let (_, again) = heal7.answer(calculate(&heal7, &anna, &key, &birth())).await;
        assert_eq!(again, answer);
    }
    let (_, history) = heal7.answer(heal7.get("/saju/history").bearer_auth(&anna.token)).await;
    assert_eq!(history["pagination"]["total"], 20);
}
