//! Sessions resist guessing, theft and forgery: refresh tokens, signing out, throttling, keys.

use std::time::Duration;

use cpu_time::ProcessTime;
use heal7_server::config::Config;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use reqwest::{Method, header};
use serde_json::{Value, json};
use tests::{
    heal7::{Heal7, PASSWORD, Person},
    socket,
};

fn refresh(heal7: &Heal7, token: &str) -> reqwest::RequestBuilder {
    heal7.post("/auth/refresh", &json!({ "refreshToken": token }))
}

#[tokio::test]
async fn two_tabs_refresh_at_once_and_are_answered_the_same() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let both = [(); 8].map(|()| heal7.data(refresh(&heal7, &anna.refresh), 200));
    let answers = futures_util::future::join_all(both).await;
    let tokens = |session: &Value| (session["token"].clone(), session["refreshToken"].clone());
    assert!(answers.iter().all(|answer| tokens(answer) == tokens(&answers[0])), "{answers:#?}");
    let next = Person::from_session(&answers[0]);
    assert_ne!(next.refresh, anna.refresh);
    let after = Person::from_session(&heal7.data(refresh(&heal7, &next.refresh), 200).await);
    heal7.data(heal7.get("/auth/profile").bearer_auth(&after.token), 200).await;
}

#[tokio::test]
async fn a_stolen_refresh_token_ends_the_session_and_only_it() {
    let heal7 = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let phone = heal7.person("anna").await;
    let login = json!({ "email": phone.email, "password": PASSWORD });
    let laptop = Person::from_session(&heal7.data(heal7.post("/auth/login", &login), 200).await);
    let next = Person::from_session(&heal7.data(refresh(&heal7, &phone.refresh), 200).await);
    tokio::time::sleep(Duration::from_millis(10)).await;
    heal7.problem(refresh(&heal7, &phone.refresh), 401, "REFRESH_TOKEN_REUSED").await;
    heal7.problem(refresh(&heal7, &next.refresh), 401, "INVALID_REFRESH_TOKEN").await;
    heal7.problem(heal7.get("/auth/profile").bearer_auth(&next.token), 401, "INVALID_TOKEN").await;
    heal7.data(heal7.get("/auth/profile").bearer_auth(&laptop.token), 200).await;
    heal7.data(refresh(&heal7, &laptop.refresh), 200).await;
}

#[tokio::test]
async fn sign_out_ends_the_session_on_every_transport() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let mut socket = heal7.socket(&anna).await;
    assert_eq!(socket::hear(&mut socket).await["type"], "user_joined");
    let mut feed = heal7.get("/events/notifications").header(header::ACCEPT, "text/event-stream");
    feed = feed.bearer_auth(&anna.token);
    let mut feed = feed.send().await.unwrap();
    heal7.data(heal7.ask(Method::POST, "/auth/logout").bearer_auth(&anna.token), 204).await;
    assert_eq!(socket::end(socket).await.0, 4401);
    let over = async { while feed.chunk().await.unwrap().is_some() {} };
    tokio::time::timeout(Duration::from_secs(5), over).await.expect("the feed ends");
    heal7.problem(heal7.get("/users/profile").bearer_auth(&anna.token), 401, "INVALID_TOKEN").await;
    heal7.problem(refresh(&heal7, &anna.refresh), 401, "INVALID_REFRESH_TOKEN").await;
}

#[tokio::test]
async fn password_guessing_is_throttled_for_any_account() {
    let heal7 = Heal7::with(|config| {
        config.passwords.failures = 3;
        config.passwords.window_seconds = 2;
    })
    .await;
    let anna = heal7.person("anna").await;
    let login =
        |email: &str, password: &str| heal7.post("/auth/login", &json!({ "email": email, "password": password }));
    for email in [anna.email.as_str(), "nobody@example.com"] {
        for _ in 0..3 {
            heal7.problem(login(email, "wrong"), 401, "INVALID_CREDENTIALS").await;
        }
        let (refused, problem) = heal7.answer(login(email, "wrong")).await;
        assert_eq!((refused.status().as_u16(), &problem["code"]), (429, &json!("TOO_MANY_REQUESTS")), "{email}");
        assert!((1..=2).contains(&refused.headers()[header::RETRY_AFTER].to_str().unwrap().parse::<u32>().unwrap()));
    }
    heal7.problem(login(&anna.email.to_uppercase(), PASSWORD), 429, "TOO_MANY_REQUESTS").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    heal7.data(login(&anna.email, PASSWORD), 200).await;
    // A successful sign-in is not counted: the window begins again.
    for _ in 0..3 {
        heal7.problem(login(&anna.email, "wrong"), 401, "INVALID_CREDENTIALS").await;
    }
}

#[tokio::test]
async fn an_address_without_an_account_takes_as_long() {
    let heal7 = Heal7::with(|config| {
        config.passwords.memory_kib = Config::default().passwords.memory_kib;
        config.passwords.failures = 1000;
    })
    .await;
    let anna = heal7.person("anna").await;
    let mut known = Duration::ZERO;
    let mut unknown = Duration::ZERO;
    for _ in 0..10 {
        for (email, sum) in [(anna.email.as_str(), &mut known), ("nobody@example.com", &mut unknown)] {
            // Processor time, because wall-clock time includes other work of the machine.
            let begun = ProcessTime::now();
            let wrong = json!({ "email": email, "password": "wrong" });
            heal7.problem(heal7.post("/auth/login", &wrong), 401, "INVALID_CREDENTIALS").await;
            *sum += begun.elapsed();
        }
    }
    // If unknown accounts had no hash to check, the second time would be a small part of the first.
    assert!(unknown * 2 > known && known * 2 > unknown, "{known:?} and {unknown:?}");
}

/// The published keys alone verify our tokens, including those of the next key.
#[tokio::test]
async fn tokens_verify_with_the_published_keys() {
    let heal7 = Heal7::with(|config| {
        config.tokens.access_seconds = 1;
        config.tokens.rotation_seconds = 4;
    })
    .await;
    let published = || async {
        let answer = heal7.get("/.well-known/jwks.json").send().await.unwrap();
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/jwk-set+json");
        answer.json::<JwkSet>().await.unwrap()
    };
    let kid = |token: &str| decode_header(token).unwrap().kid.unwrap();
    let mut anna = heal7.person("anna").await;
    let first = anna.token.clone();
    // The keys as they were published while the first key signed.
    let mut ahead = published().await;
    loop {
        let now = published().await;
        anna = Person::from_session(&heal7.data(refresh(&heal7, &anna.refresh), 200).await);
        if kid(&anna.token) != kid(&first) {
            break;
        }
        ahead = now;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let second = anna.token;
    assert!(ahead.find(&kid(&second)).is_some(), "it was published before it signed");
    let now = published().await;
    assert!(now.find(&kid(&first)).is_some(), "the last key stays as long as what it signed may be good");
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.validate_exp = false;
    for token in [&first, &second] {
        let key = DecodingKey::from_jwk(now.find(&kid(token)).unwrap()).unwrap();
        let claims = decode::<Value>(token, &key, &validation).unwrap().claims;
        assert_eq!(claims["iss"], format!("http://{}", heal7.address));
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 1);
    }
    heal7.problem(heal7.get("/users/profile").bearer_auth(&first), 401, "TOKEN_EXPIRED").await;
}

/// The stored data does not let a reader sign in.
#[tokio::test]
async fn secrets_are_not_stored_in_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept.db");
    let heal7 = Heal7::with(|config| config.database_url = format!("sqlite:{}", file.display())).await;
    let anna = heal7.person("anna").await;
    let next = Person::from_session(&heal7.data(refresh(&heal7, &anna.refresh), 200).await);
    let birth = json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "male", "name": "홍길동" });
    let result = heal7.data(heal7.post("/saju/calculate", &birth).bearer_auth(&anna.token), 201).await;
    let share = json!({ "sajuId": result["id"], "shareType": "link" });
    let share = heal7.data(heal7.post("/saju/share", &share).bearer_auth(&anna.token), 201).await;
    let secrets = [PASSWORD, &anna.refresh, &next.refresh, &next.token, share["token"].as_str().unwrap()];
    let mut kept = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        kept.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let is_kept = |text: &str| kept.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(is_kept("anna@example.com"), "this is where things are kept");
    assert!(is_kept("$argon2id$v=19$"), "the password is kept as a hash");
    for secret in secrets {
        assert!(!is_kept(secret), "{secret} is kept as it is");
    }
}

/// In cookie mode, a script has a word instead of the refresh token, and neither the word nor the cookie is enough.
#[tokio::test]
async fn in_the_cookie_mode_no_script_sees_the_refresh_token() {
    let origin = "https://heal7.example";
    let heal7 = Heal7::with(|config| {
        config.cookies.enabled = true;
        config.origins = vec![origin.to_owned()];
    })
    .await;
    let account = json!({ "email": "anna@example.com", "password": PASSWORD, "name": "Anna" });
    // Browsers announce that they accept compressed answers.
    let register = heal7.post("/auth/register", &account).header(header::ACCEPT_ENCODING, "gzip, br");
    let (made, body) = heal7.answer(register.header(header::ORIGIN, origin)).await;
    assert_eq!(made.headers()[header::ACCESS_CONTROL_ALLOW_CREDENTIALS], "true");
    assert_eq!(made.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], origin);
    let kept = |response: &reqwest::Response| response.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    let cookie = kept(&made);
    for word in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/auth", "Max-Age=2592000"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    let pair = |cookie: &str| cookie.split(';').next().unwrap().to_owned();
    let (pair_of_first, word) = (pair(&cookie), Person::from_session(&body["data"]).refresh);
    assert!(word.starts_with("cookie_") && !cookie.contains(&word), "{word}");

    let with = |token: &str, cookie: Option<&str>| {
        let request = refresh(&heal7, token);
        cookie.into_iter().fold(request, |request, cookie| request.header(header::COOKIE, cookie))
    };
    heal7.problem(with(&word, None), 401, "INVALID_REFRESH_TOKEN").await;
    let made_up = "cookie_00000000000000000000000000000000000";
    heal7.problem(with(made_up, Some(&pair_of_first)), 401, "INVALID_REFRESH_TOKEN").await;
    heal7.problem(with(&word, Some("heal7_refresh=rt_stolen")), 401, "INVALID_REFRESH_TOKEN").await;
    let malformed = heal7.ask(Method::POST, "/auth/refresh").header(header::COOKIE, &pair_of_first);
    let malformed = malformed.header(header::CONTENT_TYPE, "application/json").body("{");
    heal7.problem(malformed, 400, "BAD_REQUEST").await;

    let (refreshed, body) = heal7.answer(with(&word, Some(&format!("theme=dark; {pair_of_first}")))).await;
    assert_eq!(refreshed.status(), 200, "{body:#}");
    let next = Person::from_session(&body["data"]);
    assert!(next.refresh.starts_with("cookie_") && next.refresh != word);
    assert_ne!(pair(&kept(&refreshed)), pair_of_first, "the cookie is a new one");
    let logout = heal7.ask(Method::POST, "/auth/logout").bearer_auth(&next.token);
    let (out, _) = heal7.answer(logout).await;
    assert!(kept(&out).contains("Max-Age=0"), "{}", kept(&out));
    heal7.problem(with(&next.refresh, Some(&pair(&kept(&refreshed)))), 401, "INVALID_REFRESH_TOKEN").await;
}

/// Requests are counted per person, or per address if the person is unknown.
#[tokio::test]
async fn rate_limit_answers_429_with_retry_after() {
    let heal7 = Heal7::with(|config| {
        config.limits.enabled = true;
        config.limits.auth = 3;
        config.limits.messages = 2;
        config.trusted_proxies = 1;
    })
    .await;
    let register = |name: &str, from: &str| {
        let account = json!({ "email": format!("{name}@example.com"), "password": PASSWORD, "name": name });
        heal7.post("/auth/register", &account).header("x-forwarded-for", format!("203.0.113.9, {from}"))
    };
    let anna = Person::from_session(&heal7.data(register("anna", "198.51.100.1"), 201).await);
    for name in ["bora", "cheol"] {
        heal7.data(register(name, "198.51.100.1"), 201).await;
    }
    let (refused, _) = heal7.answer(register("dami", "198.51.100.1")).await;
    assert_eq!(refused.status(), 429);
    assert!(refused.headers()[header::RETRY_AFTER].to_str().unwrap().parse::<u32>().unwrap() >= 1);
    heal7.data(register("dami", "198.51.100.2"), 201).await;
    heal7.data(heal7.get("/users/profile").bearer_auth(&anna.token), 200).await;

    let mut socket = heal7.socket(&anna).await;
    socket::hear(&mut socket).await;
    for _ in 0..2 {
        socket::say(&mut socket, &json!({ "type": "ping" })).await;
        assert_eq!(socket::hear(&mut socket).await["type"], "pong");
    }
    socket::say(&mut socket, &json!({ "type": "ping", "id": "p" })).await;
    let refused = socket::hear(&mut socket).await;
    assert_eq!((&refused["type"], &refused["problem"]["code"]), (&json!("error"), &json!("TOO_MANY_REQUESTS")));
}
