//! The reference server cannot be used to send arbitrary texts to strangers. Messages to others need a confirmed
//! address, senders and recipients have daily limits, and the only text from a person in a message is a clean name
//! without links.

use futures_util::future::join_all;
use mail_parser::HeaderName;
use reqwest::{Method, header};
use serde_json::{Value, json};
use temporary_postgres::TemporaryPostgres;
use tests::{
    heal7::{Heal7, PASSWORD, Person},
    mail::Mail,
    provider::{AuthorizationRequest, Provider},
    socket::{hear, say},
};

/// The subject of a message about a shared result.
const SHARED: &str = "HEAL7 사주 결과가 공유되었습니다";

/// Names that are refused, with a character that identifies the reason.
const BAD_NAMES: [(&str, &str); 11] = [
    ("FREE iPhone\nhttp://evil.example", r"\n"),
    ("FREE iPhone\r\nBcc: all@example.com", r"\r\n"),
    ("\u{202e}moc.live", r"\u{202e}"),
    ("홍\u{2066}길동", r"\u{2066}"),
    ("홍\u{200f}길동", r"\u{200f}"),
    ("홍길동\u{2028}", r"\u{2028}"),
    ("홍\0길동", r"\0"),
    ("홍\u{ad}길동", r"\u{ad}"),
    ("a\u{200d}b", r"\u{200d}"),
    ("\u{3164}", "\u{3164}"),
    (" \u{3000}", "one visible character"),
];

/// Names that are not changed: a joiner, a non-joiner and a variation selector in allowed places.
const GOOD_NAMES: [&str; 5] =
    ["Zoë O'Neil-Šimůnek", "می\u{200c}خواهم", "ක\u{dca}\u{200d}ෂ", "葛\u{e0100}城", "👩\u{200d}💻"];

fn birth(name: &str) -> Value {
    json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "male", "name": name })
}

/// The id of a new result.
async fn result(heal7: &Heal7, person: &Person) -> Value {
    let body = birth("홍길동");
    heal7.data(heal7.post("/saju/calculate", &body).bearer_auth(&person.token), 201).await["id"].clone()
}

fn share(heal7: &Heal7, person: &Person, result: &Value, kind: &str, to: &[String]) -> reqwest::RequestBuilder {
    let mut body = json!({ "sajuId": result, "shareType": kind });
    if !to.is_empty() {
        body["recipients"] = json!(to);
    }
    heal7.post("/saju/share", &body).bearer_auth(&person.token)
}

fn some(word: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{word}{number}@example.com")).collect()
}

/// The messages that share a result.
async fn shared(heal7: &Heal7) -> Vec<Mail> {
    heal7.mail().await.into_iter().filter(|mail| mail.subject == SHARED).collect()
}

/// The first problem of an answer of GraphQL.
fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["problem"]["code"].as_str().unwrap_or_default()
}

/// Asserts that a refusal for a daily limit says when to retry, but not whose limit was reached.
fn says_when(answer: &reqwest::Response, problem: &Value) {
    assert_eq!((answer.status().as_u16(), &problem["code"]), (429, &json!("TOO_MANY_REQUESTS")), "{problem:#}");
    let wait: u32 = answer.headers()[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((86_000..=86_400).contains(&wait), "{wait}");
    let detail = problem["detail"].as_str().unwrap();
    assert_eq!(detail, format!("the messages of this day are used up: try again in {wait} seconds"));
}

#[tokio::test]
async fn unconfirmed_account_cannot_share_by_message() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let result = result(&heal7, &anna).await;
    for (kind, to) in [("email", "bora@example.com"), ("kakao", "k-friend-7")] {
        heal7.problem(share(&heal7, &anna, &result, kind, &[to.into()]), 403, "EMAIL_NOT_CONFIRMED").await;
        let mutation = "mutation($id: ID!, $kind: ShareType!, $to: [String!]) { shareSajuResult(sajuId: $id, shareType: $kind, recipients: $to) { url } }";
        let answer = heal7.graphql(Some(&anna), mutation, json!({ "id": result, "kind": kind, "to": [to] })).await;
        assert_eq!(code(&answer), "EMAIL_NOT_CONFIRMED", "{answer:#}");
    }
    heal7.data(share(&heal7, &anna, &result, "link", &[]), 201).await;
    let keyed = |key: &'static str| {
        share(&heal7, &anna, &result, "email", &["bora@example.com".into()]).header("idempotency-key", key)
    };
    heal7.problem(keyed("k-1"), 403, "EMAIL_NOT_CONFIRMED").await;
    assert_eq!(shared(&heal7).await, []);
    heal7.confirm(&anna).await;
    heal7.data(keyed("k-1"), 201).await;
    assert_eq!(shared(&heal7).await.len(), 1, "once the address is confirmed, the same request is carried out");
}

#[tokio::test]
async fn deceptive_names_are_refused_over_every_transport() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let mut socket = heal7.socket(&anna).await;
    let as_anna = |method, path: &str, body: &Value| heal7.ask(method, path).json(body).bearer_auth(&anna.token);
    let mutation = "mutation($input: SajuCalculationInput!) { calculateSaju(input: $input) { result { id } } }";
    for (name, read) in BAD_NAMES {
        let helps = |problem: &Value, pointer: &str| {
            // A nickname may also be too long.
            let mut violations = problem["violations"].as_array().unwrap().iter();
            let violation = violations.find(|violation| violation["code"] == "pattern");
            let violation = violation.unwrap_or_else(|| panic!("no pattern: {problem:#}"));
            let detail = violation["detail"].as_str().unwrap();
            assert_eq!(violation["pointer"], pointer, "{problem:#}");
            assert!(detail.starts_with("Write a name on one line, ") && detail.contains(read), "{detail} has {read}");
            assert!(!detail.contains(['\u{202e}', '\u{2066}', '\u{200f}', '\n']), "{detail:?}");
        };
        let registration = json!({ "email": "bora@example.com", "password": PASSWORD, "name": name });
        let problem = heal7.problem(heal7.post("/auth/register", &registration), 422, "VALIDATION_FAILED").await;
        helps(&problem, "/name");
        let patch = |key: &str| as_anna(Method::PATCH, "/users/profile", &json!({ key: name }));
        helps(&heal7.problem(patch("name"), 422, "VALIDATION_FAILED").await, "/name");
        helps(&heal7.problem(patch("nickname"), 422, "VALIDATION_FAILED").await, "/nickname");
        let calculation = as_anna(Method::POST, "/saju/calculate", &birth(name));
        helps(&heal7.problem(calculation, 422, "VALIDATION_FAILED").await, "/name");
        let answer = heal7.graphql(Some(&anna), mutation, json!({ "input": birth(name) })).await;
        helps(&answer["errors"][0]["extensions"]["problem"], "/input/name");
        say(&mut socket, &json!({ "type": "saju_calculation_request", "id": "c-1", "data": birth(name) })).await;
        let failed = loop {
            let message = hear(&mut socket).await;
            if message["type"] == "saju_calculation_failed" {
                break message;
            }
        };
        helps(&failed["problem"], "/data/name");
    }
    for name in GOOD_NAMES {
        let profile = heal7.data(as_anna(Method::PATCH, "/users/profile", &json!({ "name": name })), 200).await;
        assert_eq!(profile["name"], name);
        heal7.data(as_anna(Method::POST, "/saju/calculate", &birth(name)), 201).await;
    }
    let to_a_friend =
        share(&heal7, &anna, &json!("01936f5f-2b3c-7d4e-8f50-61728394a5b6"), "kakao", &["a\r\nBcc: b".into()]);
    let problem = heal7.problem(to_a_friend, 422, "VALIDATION_FAILED").await;
    assert_eq!(problem["violations"][0]["pointer"], "/recipients/0", "{problem:#}");
}

#[tokio::test]
async fn mail_contains_no_links_from_names() {
    let heal7 = Heal7::new().await;
    let mut shares = Vec::new();
    let links = [
        "FREE iPhone http://evil.example/x",
        "FREE iPhone evil.example",
        "FREE iPhone www.evil.com",
        "FREE iPhone mail@evil.example",
        "FREE iPhone ｅｖｉｌ．ｅｘａｍｐｌｅ",
        "FREE iPhone evil。example",
        "evil.example",
    ];
    for (number, name) in links.into_iter().enumerate() {
        let anna = heal7.confirmed_person(&format!("anna{number}")).await;
        let patch = heal7.ask(Method::PATCH, "/users/profile").json(&json!({ "name": name })).bearer_auth(&anna.token);
        heal7.data(patch, 200).await;
        let result = result(&heal7, &anna).await;
        let to = [format!("bora{number}@example.com")];
        let share = heal7.data(share(&heal7, &anna, &result, "email", &to), 201).await;
        shares.push(share["url"].as_str().unwrap().to_owned());
    }
    let mail = shared(&heal7).await;
    assert_eq!(mail.len(), links.len());
    for (mail, own) in mail.iter().zip(&shares) {
        let without = mail.text.replace(own, "");
        assert_ne!(without, mail.text, "the link to the result stands in it");
        for part in ["evil", "ｅｖｉｌ", "http", "www", "@", ".example"] {
            assert!(!without.contains(part), "{without}");
        }
        assert_eq!(mail.subject, SHARED, "a subject holds nothing that people write");
        let bcc = HeaderName::Bcc.as_str().to_owned();
        assert!(!mail.headers.contains(&bcc), "{:?}", mail.headers);
    }
    assert!(mail[0].text.contains("FREE iPhone"), "the rest of the name stays: {}", mail[0].text);
    assert!(mail[6].text.contains("HEAL7 회원"), "a name that is a link is left out: {}", mail[6].text);
}

#[tokio::test]
async fn sender_has_a_daily_limit() {
    let heal7 = Heal7::with(|config| config.mail.per_recipient_a_day = 1000).await;
    let anna = heal7.confirmed_person("anna").await;
    let result = result(&heal7, &anna).await;
    // The requests of the attack: 300 shares to 20 recipients each.
    for document in 0..30 {
        let field = |number| {
            let to = json!(some(&format!("d{document}a{number}r"), 20));
            format!("a{number}: shareSajuResult(sajuId: {result}, shareType: email, recipients: {to}) {{ url }}")
        };
        let fields: Vec<_> = (0..10).map(field).collect();
        let answer = heal7.graphql(Some(&anna), &format!("mutation {{ {} }}", fields.join(" ")), json!({})).await;
        assert_eq!(code(&answer), "TOO_MANY_REQUESTS", "{answer:#}");
    }
    assert_eq!(shared(&heal7).await.len(), 40, "two of them fit, and of the others not a part");

    let to_some = |count| share(&heal7, &anna, &result, "email", &some("bora", count));
    let (answer, problem) = heal7.answer(to_some(11)).await;
    says_when(&answer, &problem);
    assert_eq!(shared(&heal7).await.len(), 40);
    let history = heal7.data(heal7.get("/users/calculation-history").bearer_auth(&anna.token), 200).await;
    assert_eq!(history.as_array().unwrap().len(), 3, "what was refused is not in the log: {history:#}");
    heal7.data(to_some(10), 201).await;
    heal7.problem(to_some(1), 429, "TOO_MANY_REQUESTS").await;
    let to_a_friend = share(&heal7, &anna, &result, "kakao", &["k-friend-7".into()]);
    heal7.problem(to_a_friend, 429, "TOO_MANY_REQUESTS").await;
    assert_eq!(shared(&heal7).await.len(), 50, "what was refused was not counted");
    heal7.data(share(&heal7, &anna, &result, "link", &[]), 201).await;
}

#[tokio::test]
async fn recipient_has_a_daily_limit_across_senders() {
    let heal7 = Heal7::new().await;
    // Mail servers deliver all of these to one mailbox.
    let spelled = ["victim@example.com", "VICTIM@Example.com", "victim+1@example.com", "v.i.c.t.i.m@example.com"];
    for (number, to) in spelled.into_iter().enumerate() {
        let sender = heal7.confirmed_person(&format!("sender{number}")).await;
        let result = result(&heal7, &sender).await;
        heal7.data(share(&heal7, &sender, &result, "email", &[to.into()]), 201).await;
    }
    let anna = heal7.confirmed_person("anna").await;
    let result = result(&heal7, &anna).await;
    let to = |recipients: &[&str]| {
        let recipients: Vec<_> = recipients.iter().map(|to| (*to).to_owned()).collect();
        share(&heal7, &anna, &result, "email", &recipients)
    };
    let (answer, problem) = heal7.answer(to(&["bora@example.com", "victim@example.com", "victim+2@example.com"])).await;
    says_when(&answer, &problem);
    assert_eq!(shared(&heal7).await.len(), 4, "all or nothing");
    heal7.data(to(&["victim@example.com", "bora@example.com"]), 201).await;
    let (answer, problem) = heal7.answer(to(&["Victim@example.com"])).await;
    says_when(&answer, &problem);
    heal7.data(to(&["bora@example.com"]), 201).await;
    assert_eq!(shared(&heal7).await.len(), 7);
}

#[tokio::test]
async fn a_recipient_who_is_named_twice_gets_one_message() {
    let heal7 = Heal7::new().await;
    let anna = heal7.confirmed_person("anna").await;
    let result = result(&heal7, &anna).await;
    let to = async |kind: &str, recipients: &[&str]| {
        let recipients: Vec<_> = recipients.iter().map(|to| (*to).to_owned()).collect();
        heal7.data(share(&heal7, &anna, &result, kind, &recipients), 201).await["recipients"].clone()
    };
    let emails = ["Bora@example.com", "bora@example.com", "BORA@EXAMPLE.COM", "bora@example.com", "cheol@example.com"];
    assert_eq!(to("email", &emails).await, json!(["Bora@example.com", "cheol@example.com"]));
    // Composed and decomposed letters, and letters of different widths.
    let friends = ["카카오-é", "\u{1112}", "카카오-e\u{301}", "Ａ", "A", "a"];
    assert_eq!(to("kakao", &friends).await, json!(["카카오-é", "\u{1112}", "Ａ", "a"]), "case counts in an id");
    assert_eq!(shared(&heal7).await.len(), 6);
}

#[tokio::test]
async fn two_nodes_count_together() {
    let postgres = TemporaryPostgres::start().unwrap();
    let url = postgres.database("heal7").unwrap();
    let node = || {
        Heal7::with(|config| {
            config.database_url.clone_from(&url);
            config.public_url = Some("https://api.heal7.example".into());
            config.mail.per_sender_a_day = 7;
            config.mail.per_recipient_a_day = 10;
        })
    };
    let nodes = join_all([(); 2].map(|()| node())).await;
    let senders = [nodes[0].confirmed_person("anna").await, nodes[1].confirmed_person("bora").await];
    let results = [result(&nodes[0], &senders[0]).await, result(&nodes[1], &senders[1]).await];
    // Both senders write to the same people at the same time, naming them in one order and in the other.
    let friends = some("friend", 2);
    let back: Vec<_> = friends.iter().rev().cloned().collect();
    let requests = (0..24).map(|number| {
        let (sender, to) = (number % 2, if number % 3 == 0 { &back } else { &friends });
        let heal7 = &nodes[number / 2 % 2];
        heal7.answer(share(heal7, &senders[sender], &results[sender], "email", to))
    });
    let answers = join_all(requests).await;
    let count = |status| answers.iter().filter(|(answer, _)| answer.status().as_u16() == status).count();
    assert_eq!((count(201), count(429)), (6, 18), "each sender has seven messages, in shares of two");
    assert_eq!(shared(&nodes[0]).await.len(), 12);
    // The limit of the other recipients: six shares have been sent, and ten are allowed.
    let more = ["cheol", "dana", "eun", "gil", "hana"];
    let mut statuses = Vec::new();
    for (number, name) in more.into_iter().enumerate() {
        let heal7 = &nodes[number % 2];
        let sender = heal7.confirmed_person(name).await;
        let result = result(heal7, &sender).await;
        statuses.push(heal7.answer(share(heal7, &sender, &result, "email", &friends)).await.0.status().as_u16());
    }
    assert_eq!(statuses, [201, 201, 201, 201, 429]);
    assert_eq!(shared(&nodes[1]).await.len(), 8, "each message is sent by one node");
}

#[tokio::test]
async fn a_name_that_a_provider_gives_is_cleaned() {
    let provider = Provider::new().await;
    let heal7 = Heal7::with(|config| {
        config.providers.redirect_uris = vec!["https://heal7.com/auth/callback".into()];
        config.providers.google = Some(provider.settings());
    })
    .await;
    for (number, (name, kept)) in [
        ("FREE\r\nBcc: all@example.com", "FREE Bcc: all@example.com"),
        ("\u{202e}성\u{200b}춘향\u{2069}", "성춘향"),
        ("\u{3164}\u{2028}", "person2"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ]
    .into_iter()
    .enumerate()
    {
        let begun = heal7.data(heal7.get("/auth/social/google"), 200).await;
        let asked = AuthorizationRequest::read(begun["authorizationUrl"].as_str().unwrap());
        let mut claims = provider.claims(&asked, &format!("subject-{number}"), &format!("person{number}@example.com"));
        claims["name"] = json!(name);
        let code = provider.allow(&asked, Some(provider.sign(&claims)));
        let body = json!({ "code": code, "state": asked.get("state") });
        let session = heal7.data(heal7.post("/auth/social/google", &body), 200).await;
        assert_eq!(session["user"]["name"], kept, "{name:?}");
    }
}

/// Names that were stored before the rule existed are cleaned before they are sent.
#[tokio::test]
async fn a_name_that_is_older_than_the_rule_is_cleaned() {
    let heal7 = Heal7::new().await;
    let anna = heal7.confirmed_person("anna").await;
    let result_id = result(&heal7, &anna).await;
    let mut account = heal7.app.store.account_of_email("anna@example.com").await.unwrap().unwrap();
    account.name = "an\u{202e}na\r\nBuy now http://evil.example".into();
    account.nickname = Some("\u{202e}".into());
    assert!(heal7.app.store.update_account(&account).await.unwrap());
    let get = |path: &str| heal7.get(path).bearer_auth(&anna.token);
    let profile = heal7.data(get("/users/profile"), 200).await;
    assert_eq!((&profile["name"], profile.get("nickname")), (&json!("anna Buy now http://evil.example"), None));
    assert_eq!(heal7.data(get("/auth/profile"), 200).await["user"]["name"], profile["name"]);
    heal7.data(share(&heal7, &anna, &result_id, "email", &["bora@example.com".into()]), 201).await;
    let mail = shared(&heal7).await;
    assert!(mail[0].text.starts_with("anna Buy now님이"), "{}", mail[0].text);

    let id = serde_json::from_value(result_id).unwrap();
    let mut old = heal7.app.store.result(account.id, id).await.unwrap().unwrap();
    old.id.0 = contract_kit::values::Uuid::now_v7();
    old.input.name = "홍\u{202e}길동".into();
    let mut entry =
        heal7.app.store.history(account.id, heal7_store::Part { after: None, offset: 0, limit: 1 }).await.unwrap();
    let mut entry = entry.remove(0);
    entry.id.0 = contract_kit::values::Uuid::now_v7();
    heal7.app.store.insert_result(&old, &entry).await.unwrap();
    let shown = heal7.data(get(&format!("/saju/results/{}", old.id.0)), 200).await;
    assert_eq!(shown["input"]["name"], "홍길동");
    assert_eq!(heal7.data(get("/saju/recent"), 200).await[0]["input"]["name"], "홍길동");
}

#[tokio::test]
async fn confirmation_mail_contains_no_text_of_the_registrant() {
    let heal7 = Heal7::new().await;
    let register = |email: &str| {
        let body = json!({ "email": email, "password": PASSWORD, "name": "FREE iPhone evil.example 010-1234-5678" });
        heal7.post("/auth/register", &body)
    };
    let strangers = some("stranger", 8);
    for stranger in &strangers {
        heal7.data(register(stranger), 201).await;
    }
    let mail = heal7.mail().await;
    assert_eq!(mail.len(), strangers.len());
    for Mail { subject, text, .. } in &mail {
        assert_eq!(subject, "HEAL7 이메일 주소를 확인해 주세요");
        for part in ["FREE", "iPhone", "evil", "010"] {
            assert!(!text.contains(part), "{text}");
        }
        assert_eq!(text.matches("http").count(), 1, "{text}");
    }
    // One mailbox in many spellings.
    for number in 0..5 {
        heal7.data(register(&format!("victim+{number}@example.com")), 201).await;
    }
    for spelled in ["victim@example.com", "v.ictim+6@example.com", "Victim+7@Example.com"] {
        heal7.problem(register(spelled), 429, "TOO_MANY_REQUESTS").await;
        let login = json!({ "email": spelled, "password": PASSWORD });
        heal7.problem(heal7.post("/auth/login", &login), 401, "INVALID_CREDENTIALS").await;
    }
    assert_eq!(heal7.mail().await.len(), strangers.len() + 5);
    // Messages from others do not prevent a registration.
    let anna = heal7.confirmed_person("anna").await;
    let result = result(&heal7, &anna).await;
    for _ in 0..5 {
        heal7.data(share(&heal7, &anna, &result, "email", &["bora@example.com".into()]), 201).await;
    }
    heal7.person("bora").await;
}
