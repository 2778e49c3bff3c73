//! The reference server gives every success and every problem that its operations declare, over real connections; the
//! registry lists them.

use std::collections::BTreeSet;

use heal7_server::mounted::MODULES;
use reqwest::{Method, header};
use serde_json::{Value, json};
use temporary_postgres::{PgBouncer, TemporaryPostgres};
use tests::heal7::{Heal7, PASSWORD, Person};

/// Outcomes that valid input cannot reach: the schema refuses the input first, or the module is not mounted.
const UNREACHABLE: [(&str, &str); 9] = [
    ("calculateSaju", "INVALID_TIME"),
    ("calculateSaju", "INVALID_LONGITUDE"),
    ("calculateSaju", "INVALID_LATITUDE"),
    ("calculateSaju", "INVALID_GENDER"),
    ("calculateSaju", "CALCULATION_FAILED"),
    ("getInterpretation", "INTERPRETATION_NOT_READY"),
    ("getInterpretation", "200"),
    // Needs a provider: `social_login.rs`.
    ("startSocialLogin", "200"),
    ("finishSocialLogin", "200"),
];
/// The outcomes of the sign-in that need a provider.
const WITH_PROVIDER: [&str; 3] = ["SOCIAL_LOGIN_FAILED", "ACCOUNT_DISABLED", "EMAIL_TAKEN"];
/// An id that does not exist.
const NOTHING: &str = "01936f5f-2b3c-7d4e-8f50-61728394a5b6";

fn birth(date: &str, time: &str) -> Value {
    json!({ "birthDate": date, "birthTime": time, "isLunar": false, "gender": "female", "name": "성춘향" })
}

#[tokio::test]
async fn every_success_and_problem_is_answered() {
    everything(&Heal7::new().await).await;
}

#[tokio::test]
async fn answers_are_the_same_on_postgresql_behind_a_pooler() {
    let postgres = TemporaryPostgres::start().unwrap();
    let bouncer = PgBouncer::before(&postgres).unwrap();
    postgres.database("heal7").unwrap();
    let heal7 = Heal7::with(|config| {
        config.database_url = bouncer.url("heal7");
        config.database.behind_pooler = true;
    });
    everything(&heal7.await).await;
}

async fn everything(heal7: &Heal7) {
    let anna = heal7.person("anna").await;
    auth(heal7, &anna).await;
    users(heal7, &anna).await;
    saju(heal7, &anna).await;
    heal7.data(heal7.get("/health"), 200).await;

    let seen = heal7.seen();
    let mut missing = BTreeSet::new();
    for operation in heal7.registry.operations.iter().filter(|operation| MODULES.contains(&operation.module.as_str())) {
        let statuses = operation.answers.iter().map(|answer| answer.status.to_string());
        for answer in statuses.chain(operation.errors.iter().cloned()) {
            missing.insert((operation.id.clone(), answer));
        }
    }
    missing.retain(|pair| {
        let (id, answer) = (pair.0.as_str(), pair.1.as_str());
        let with_provider = id == "finishSocialLogin" && WITH_PROVIDER.contains(&answer);
        !seen.contains(pair) && !UNREACHABLE.contains(&(id, answer)) && !with_provider
    });
    assert!(missing.is_empty(), "no request led to {missing:#?}");
}

async fn auth(heal7: &Heal7, anna: &Person) {
    let again = json!({ "email": "ANNA@example.com", "password": PASSWORD, "name": "Anna" });
    heal7.problem(heal7.post("/auth/register", &again), 409, "EMAIL_TAKEN").await;
    let right = json!({ "email": "Anna@Example.com", "password": PASSWORD });
    let session = heal7.data(heal7.post("/auth/login", &right), 200).await;
    assert_eq!(session["user"]["id"], anna.id);
    // The remaining seconds when the answer is written: a slow machine uses one or two of the 900.
    let left = session["expiresIn"].as_i64().unwrap();
    assert!((890..=900).contains(&left), "expiresIn is {left}");
    let wrong = json!({ "email": anna.email, "password": "wrong" });
    let known = heal7.problem(heal7.post("/auth/login", &wrong), 401, "INVALID_CREDENTIALS").await;
    let nobody = json!({ "email": "nobody@example.com", "password": "wrong" });
    let unknown = heal7.problem(heal7.post("/auth/login", &nobody), 401, "INVALID_CREDENTIALS").await;
    assert_eq!(known["detail"], unknown["detail"], "it does not tell who has an account");
    let profile = heal7.data(heal7.get("/auth/profile").bearer_auth(&anna.token), 200).await;
    assert_eq!(profile["user"]["email"], "anna@example.com");

    heal7.problem(heal7.get("/auth/social/google"), 503, "SOCIAL_PROVIDER_UNAVAILABLE").await;
    let callback = json!({ "code": "4/0AbCd", "state": "st_8Hq2LxV5nR1cT7yKb4Wd" });
    heal7.problem(heal7.post("/auth/social/kakao", &callback), 401, "SOCIAL_LOGIN_FAILED").await;
    let begun = heal7_store::sign_ins::SignIn {
        state: heal7_server::app::secrets::hash("st_8Hq2LxV5nR1cT7yKb4Wd"),
        provider: contracts::auth::SocialProvider::Kakao,
        nonce: "nonce".into(),
        code_verifier: "verifier".into(),
        redirect_uri: "https://heal7.com/auth/callback".into(),
        expires_at: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1),
    };
    heal7.app.store.insert_sign_in(&begun).await.unwrap();
    heal7.problem(heal7.post("/auth/social/kakao", &callback), 503, "SOCIAL_PROVIDER_UNAVAILABLE").await;

    let closed = heal7.person("closed").await;
    let refresh = json!({ "refreshToken": closed.refresh });
    let refreshed = heal7.data(heal7.post("/auth/refresh", &refresh), 200).await;
    disable(heal7, &closed).await;
    let login = json!({ "email": closed.email, "password": PASSWORD });
    heal7.problem(heal7.post("/auth/login", &login), 403, "ACCOUNT_DISABLED").await;
    let next = json!({ "refreshToken": refreshed["refreshToken"] });
    heal7.problem(heal7.post("/auth/refresh", &next), 403, "ACCOUNT_DISABLED").await;
    let made_up = json!({ "refreshToken": "rt_00000000000000000000000000000000000" });
    heal7.problem(heal7.post("/auth/refresh", &made_up), 401, "INVALID_REFRESH_TOKEN").await;

    let strict = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let bora = strict.person("bora").await;
    let refresh = json!({ "refreshToken": bora.refresh });
    strict.data(strict.post("/auth/refresh", &refresh), 200).await;
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let reused = strict.problem(strict.post("/auth/refresh", &refresh), 401, "REFRESH_TOKEN_REUSED").await;
    heal7.is("Problem", &reused);
    // The other server records its answers separately.
    heal7.note("refreshToken", "REFRESH_TOKEN_REUSED");

    let guest = heal7.person("guest").await;
    heal7.data(heal7.ask(Method::POST, "/auth/logout").bearer_auth(&guest.token), 204).await;
    heal7.problem(heal7.get("/auth/profile").bearer_auth(&guest.token), 401, "INVALID_TOKEN").await;
}

async fn disable(heal7: &Heal7, person: &Person) {
    let mut account = heal7.app.store.account_of_email(&person.email).await.unwrap().unwrap();
    account.is_disabled = true;
    assert!(heal7.app.store.update_account(&account).await.unwrap());
}

async fn users(heal7: &Heal7, anna: &Person) {
    let get = |path: &str| heal7.get(path).bearer_auth(&anna.token);
    let send = |method, path: &str, body: &Value| heal7.ask(method, path).bearer_auth(&anna.token).json(body);
    let stale = |method, path: &str, body: &Value| send(method, path, body).header(header::IF_MATCH, "W/\"stale\"");

    let (read, _) = heal7.answer(get("/users/profile")).await;
    let tag = read.headers()[header::ETAG].to_str().unwrap().to_owned();
    heal7.answer(get("/users/profile").header(header::IF_NONE_MATCH, &tag)).await;
    let patch = json!({ "nickname": "안나", "bio": "별을 봅니다." });
    let changed = send(Method::PATCH, "/users/profile", &patch).header(header::IF_MATCH, &tag);
    let profile = heal7.data(changed, 200).await;
    assert_eq!((profile["nickname"].as_str(), profile["name"].as_str()), (Some("안나"), Some("anna")));
    let cleared = heal7.data(send(Method::PATCH, "/users/profile", &json!({ "bio": null })), 200).await;
    assert!(cleared.get("bio").is_none() && cleared["nickname"] == "안나", "{cleared:#}");
    heal7.problem(stale(Method::PATCH, "/users/profile", &patch), 412, "PRECONDITION_FAILED").await;

    heal7.problem(get("/users/birth-info"), 404, "BIRTH_INFO_NOT_FOUND").await;
    let info = json!({ "birthDate": "1976-05-21", "birthTime": "17:50", "isLunar": false, "gender": "male" });
    heal7.data(send(Method::PUT, "/users/birth-info", &info), 200).await;
    assert_eq!(heal7.data(get("/users/birth-info"), 200).await, info);
    heal7.problem(stale(Method::PUT, "/users/birth-info", &info), 412, "PRECONDITION_FAILED").await;
    let seoul = json!({ "latitude": 37.57, "longitude": 126.98, "timezone": "Asia/Seoul" });
    for (date, lunar, leap, location, code) in [
        ("1976-02-30", false, false, None, "INVALID_SOLAR_DATE"),
        ("1976-05-30", true, false, None, "INVALID_LUNAR_DATE"),
        ("1976-05-02", true, true, None, "LEAP_MONTH_ABSENT"),
        ("1899-12-31", false, false, None, "OUT_OF_RANGE"),
        ("1988-05-08", false, false, Some(&seoul), "NONEXISTENT_LOCAL_TIME"),
        (
            "1976-05-21",
            false,
            false,
            Some(&json!({ "latitude": 1, "longitude": 1, "timezone": "Asia/Hanyang" })),
            "UNKNOWN_TIMEZONE",
        ),
    ] {
        let mut info =
            json!({ "birthDate": date, "birthTime": "02:30", "isLunar": lunar, "isLeapMonth": leap, "gender": "male" });
        if let Some(location) = location {
            info["location"] = location.clone();
        }
        heal7.problem(send(Method::PUT, "/users/birth-info", &info), 422, code).await;
        info["name"] = json!("성춘향");
        heal7.problem(send(Method::POST, "/saju/calculate", &info), 422, code).await;
    }

    let mut preferences = heal7.data(get("/users/preferences"), 200).await;
    preferences["language"] = json!("en");
    heal7.data(send(Method::PUT, "/users/preferences", &preferences), 200).await;
    assert_eq!(heal7.data(get("/users/preferences"), 200).await, preferences);
    heal7.problem(stale(Method::PUT, "/users/preferences", &preferences), 412, "PRECONDITION_FAILED").await;
    heal7.data(get("/users/calculation-history"), 200).await;

    let upload = |kind: &'static str, bytes: Vec<u8>| {
        heal7
            .ask(Method::PUT, "/users/profile/avatar")
            .bearer_auth(&anna.token)
            .header(header::CONTENT_TYPE, kind)
            .body(bytes)
    };
    heal7.problem(upload("image/png", b"no picture".to_vec()), 422, "UNREADABLE_IMAGE").await;
    heal7.problem(upload("image/jpeg", tests::heal7::picture()), 422, "UNREADABLE_IMAGE").await;
    let profile = heal7.data(upload("image/png", tests::heal7::picture()), 200).await;
    let url = profile["avatarUrl"].as_str().unwrap();
    let picture = reqwest::get(url).await.unwrap();
    assert_eq!(picture.headers()[header::CONTENT_TYPE], "image/webp");
    assert_eq!(&picture.bytes().await.unwrap()[8..12], b"WEBP");
}

async fn saju(heal7: &Heal7, anna: &Person) {
    let get = |path: &str| heal7.get(path).bearer_auth(&anna.token);
    let post = |path: &str, body: &Value| heal7.post(path, body).bearer_auth(&anna.token);
    let twice = json!({
        "birthDate": "1988-10-09", "birthTime": "02:30", "isLunar": false, "gender": "male", "name": "이몽룡",
        "options": { "ambiguity": "reject" },
    });
    heal7.problem(post("/saju/calculate", &twice), 422, "AMBIGUOUS_LOCAL_TIME").await;
    let (created, body) = heal7.answer(post("/saju/calculate", &birth("1976-05-21", "17:50"))).await;
    assert_eq!(created.status(), 201);
    let result = &body["data"];
    let place = created.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(heal7.data(get(place), 200).await, *result, "what is kept is what was answered");
    let id = result["id"].as_str().unwrap();
    assert_eq!(heal7.data(get("/saju/recent"), 200).await[0]["id"], id);
    let (_, history) = heal7.answer(get("/saju/history?limit=5")).await;
    assert_eq!(history["pagination"], json!({ "page": 1, "limit": 5, "total": 1, "totalPages": 1 }));

    let share = |body: &Value| post("/saju/share", body);
    heal7.problem(share(&json!({ "sajuId": NOTHING, "shareType": "link" })), 404, "SAJU_RESULT_NOT_FOUND").await;
    let alone = heal7.problem(share(&json!({ "sajuId": id, "shareType": "email" })), 422, "VALIDATION_FAILED").await;
    assert_eq!(alone["violations"][0]["pointer"], "/recipients");
    let nobody = json!({ "sajuId": id, "shareType": "email", "recipients": ["a@example.com", "nobody"] });
    let nobody = heal7.problem(share(&nobody), 422, "VALIDATION_FAILED").await;
    assert_eq!(nobody["violations"][0]["pointer"], "/recipients/1");
    let by_email = json!({ "sajuId": id, "shareType": "email", "recipients": ["a@example.com"] });
    heal7.problem(share(&by_email), 403, "EMAIL_NOT_CONFIRMED").await;
    heal7.confirm(anna).await;
    let link = heal7.data(share(&by_email), 201).await;
    let shared = format!("/saju/shared/{}", link["token"].as_str().unwrap());
    let shown = heal7.data(heal7.get(&shared), 200).await;
    assert_eq!(shown["sajuPan"], result["sajuPan"]);
    assert!(shown.get("input").is_none() && !shown.to_string().contains("1976-05-21T17"), "{shown:#}");
    let guessed = "/saju/shared/sh_9Jk2mN4pQ6rS8tV0wX1yZ3";
    heal7.problem(heal7.get(guessed), 404, "SHARED_RESULT_NOT_FOUND").await;

    let nowhere = format!("/saju/results/{NOTHING}");
    heal7.problem(get(&nowhere), 404, "SAJU_RESULT_NOT_FOUND").await;
    heal7.problem(get(&format!("/saju/interpretations/{NOTHING}")), 404, "INTERPRETATION_NOT_FOUND").await;
    let delete = |path: &str| heal7.ask(Method::DELETE, path).bearer_auth(&anna.token);
    heal7.problem(delete(&nowhere), 404, "SAJU_RESULT_NOT_FOUND").await;
    heal7.data(delete(place), 204).await;
    heal7.problem(get(place), 404, "SAJU_RESULT_NOT_FOUND").await;
    heal7.problem(heal7.get(&shared), 404, "SHARED_RESULT_NOT_FOUND").await;
    let log = heal7.data(get("/users/calculation-history"), 200).await;
    let kinds: Vec<_> = log.as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["deletion", "share", "saju_calculation"]);
    assert!(log.as_array().unwrap().iter().all(|entry| entry.get("resultId").is_none()), "{log:#}");
}
