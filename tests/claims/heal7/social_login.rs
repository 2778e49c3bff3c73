//! Signing in with Google, Kakao and Naver: the whole flow with a provider of the test, and every attempt that must be
//! refused.

use heal7_server::config::{self, Config};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tests::{
    heal7::{Heal7, PASSWORD, Person},
    provider::{self, AuthorizationRequest, CLIENT_ID, KEY_ID, Mood, Provider},
};

const CALLBACK: &str = "https://heal7.com/auth/callback";
const OTHER_CALLBACK: &str = "http://localhost:5173/callback";

/// HEAL7 with three providers, which are all the same one.
async fn open() -> (Heal7, Provider) {
    let provider = Provider::new().await;
    let heal7 = Heal7::with(|config| use_everywhere(config, &provider.settings())).await;
    (heal7, provider)
}

fn use_everywhere(config: &mut Config, settings: &config::Provider) {
    config.providers.redirect_uris = vec![CALLBACK.into(), OTHER_CALLBACK.into()];
    config.providers.google = Some(settings.clone());
    config.providers.kakao = Some(settings.clone());
    config.providers.naver = Some(settings.clone());
}

/// Begins a sign-in, and returns the request to the provider's page.
async fn begin(heal7: &Heal7, name: &str) -> AuthorizationRequest {
    let begun = heal7.data(heal7.get(&format!("/auth/social/{name}")), 200).await;
    let asked = AuthorizationRequest::read(begun["authorizationUrl"].as_str().unwrap());
    assert_eq!(asked.get("state"), begun["state"], "the client compares it with what comes back");
    assert_eq!(asked.get("client_id"), CLIENT_ID);
    asked
}

/// Finishes a sign-in with the provider's answer.
fn finish(heal7: &Heal7, name: &str, asked: &AuthorizationRequest, code: &str) -> RequestBuilder {
    heal7.post(&format!("/auth/social/{name}"), &json!({ "code": code, "state": asked.get("state") }))
}

#[tokio::test]
async fn google_and_kakao_sign_people_in_with_id_tokens() {
    let (heal7, provider) = open().await;
    for (name, scope) in [("google", "openid email profile"), ("kakao", "openid account_email profile_nickname")] {
        let mut seen = Vec::new();
        for _ in 0..2 {
            let asked = begin(&heal7, name).await;
            assert_eq!((asked.get("scope"), asked.get("redirect_uri")), (scope, CALLBACK));
            let mut claims = provider.claims(&asked, "1072", &format!("{name}@example.com"));
            if name == "kakao" {
                // Kakao sends a nickname, and says nothing about the address.
                claims["nickname"] = claims["name"].take();
                claims.as_object_mut().unwrap().retain(|name, _| name != "name" && name != "email_verified");
            }
            let code = provider.allow(&asked, Some(provider.sign(&claims)));
            let session = heal7.data(finish(&heal7, name, &asked, &code), 200).await;
            let user = &session["user"];
            assert_eq!(user["email"], format!("{name}@example.com"));
            assert_eq!((&user["emailVerified"], &user["name"]), (&json!(name == "google"), &json!("성춘향")));
            let person = Person::from_session(&session);
            heal7.data(heal7.get("/users/profile").bearer_auth(&person.token), 200).await;
            seen.push((person.id, user["createdAt"].clone()));
        }
        assert_eq!(seen[0], seen[1], "the second time it is the same account");
    }
}

#[tokio::test]
async fn naver_signs_people_in_by_their_profile() {
    let (heal7, provider) = open().await;
    let mut ids = Vec::new();
    for nickname in [None, Some("춘향")] {
        let asked = begin(&heal7, "naver").await;
        assert!(!asked.parameters.contains_key("nonce"), "there is no id token that would repeat it");
        let mut profile = json!({ "id": "n-1", "email": "naver@example.com" });
        if let Some(nickname) = nickname {
            profile["nickname"] = json!(nickname);
        }
        let code = provider.allow_profile(&asked, profile);
        let session = heal7.data(finish(&heal7, "naver", &asked, &code), 200).await;
        assert_eq!(session["user"]["name"], "naver", "the account keeps the name that it began with");
        ids.push(session["user"]["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
    let asked = begin(&heal7, "naver").await;
    let code = provider.allow_profile(&asked, json!({ "id": "n-2" }));
    heal7.problem(finish(&heal7, "naver", &asked, &code), 401, "SOCIAL_LOGIN_FAILED").await;
    let (asked, other) = (begin(&heal7, "naver").await, begin(&heal7, "naver").await);
    let code = provider.allow_profile(&other, json!({ "id": "n-3", "email": "other@example.com" }));
    heal7.problem(finish(&heal7, "naver", &asked, &code), 401, "SOCIAL_LOGIN_FAILED").await;
}

#[tokio::test]
async fn social_login_does_not_take_over_an_existing_account() {
    let (heal7, provider) = open().await;
    let anna = heal7.person("anna").await;
    for email in ["anna@example.com", "Anna@Example.com"] {
        let asked = begin(&heal7, "google").await;
        let code = provider.allow(&asked, Some(provider.sign(&provider.claims(&asked, "7", email))));
        heal7.problem(finish(&heal7, "google", &asked, &code), 409, "EMAIL_TAKEN").await;
    }
    let login = json!({ "email": anna.email, "password": PASSWORD });
    heal7.data(heal7.post("/auth/login", &login), 200).await;

    // A person who signed in with one provider cannot sign in with the subject of another.
    let asked = begin(&heal7, "google").await;
    let code = provider.allow(&asked, Some(provider.sign(&provider.claims(&asked, "8", "bora@example.com"))));
    let bora = heal7.data(finish(&heal7, "google", &asked, &code), 200).await;
    let asked = begin(&heal7, "kakao").await;
    let code = provider.allow(&asked, Some(provider.sign(&provider.claims(&asked, "8", "cho@example.com"))));
    let cho = heal7.data(finish(&heal7, "kakao", &asked, &code), 200).await;
    assert_ne!(bora["user"]["id"], cho["user"]["id"]);
    // An account without a password cannot be signed in to with one.
    for password in ["", " ", PASSWORD] {
        let login = json!({ "email": "bora@example.com", "password": password });
        let (refused, _) = heal7.answer(heal7.post("/auth/login", &login)).await;
        assert!([401, 422].contains(&refused.status().as_u16()));
    }
}

#[tokio::test]
async fn disabled_account_cannot_sign_in() {
    let (heal7, provider) = open().await;
    for expected in [200, 403] {
        let asked = begin(&heal7, "google").await;
        let claims = provider.claims(&asked, "9", "closed@example.com");
        let code = provider.allow(&asked, Some(provider.sign(&claims)));
        if expected == 403 {
            heal7.problem(finish(&heal7, "google", &asked, &code), 403, "ACCOUNT_DISABLED").await;
            return;
        }
        heal7.data(finish(&heal7, "google", &asked, &code), expected).await;
        let mut account = heal7.app.store.account_of_email("closed@example.com").await.unwrap().unwrap();
        account.is_disabled = true;
        assert!(heal7.app.store.update_account(&account).await.unwrap());
    }
}

/// Asserts that a sign-in and its repetition are refused.
async fn is_refused(heal7: &Heal7, name: &str, asked: &AuthorizationRequest, code: &str) {
    for _ in 0..2 {
        heal7.problem(finish(heal7, name, asked, code), 401, "SOCIAL_LOGIN_FAILED").await;
    }
}

#[tokio::test]
async fn sign_in_finishes_once_with_its_own_state() {
    let (heal7, provider) = open().await;
    let allowed = async |name: &str| {
        let asked = begin(&heal7, name).await;
        let code = provider.allow(&asked, Some(provider.sign(&provider.claims(&asked, "1", "anna@example.com"))));
        (asked, code)
    };
    let (asked, code) = allowed("google").await;
    heal7.data(finish(&heal7, "google", &asked, &code), 200).await;
    heal7.problem(finish(&heal7, "google", &asked, &code), 401, "SOCIAL_LOGIN_FAILED").await;

    let (mut asked, code) = allowed("google").await;
    asked.parameters.insert("state".into(), "st_00000000000000000000000000000000".into());
    is_refused(&heal7, "google", &asked, &code).await;

    // The state of one provider is invalid for another, and is then used up.
    let (asked, code) = allowed("google").await;
    heal7.problem(finish(&heal7, "kakao", &asked, &code), 401, "SOCIAL_LOGIN_FAILED").await;
    is_refused(&heal7, "google", &asked, &code).await;

    let (asked, code) = allowed("google").await;
    let elsewhere = json!({ "code": code, "state": asked.get("state"), "redirectUri": OTHER_CALLBACK });
    heal7.problem(heal7.post("/auth/social/google", &elsewhere), 401, "SOCIAL_LOGIN_FAILED").await;

    // A code from another sign-in, which has another verifier.
    let ((asked, _), (_, code)) = (allowed("google").await, allowed("google").await);
    is_refused(&heal7, "google", &asked, &code).await;
    let (asked, _) = allowed("google").await;
    is_refused(&heal7, "google", &asked, "4/made-up").await;

    let (asked, code) = allowed("google").await;
    let state = "st_11111111111111111111111111111111";
    let late = heal7_store::sign_ins::SignIn {
        state: heal7_server::app::secrets::hash(state),
        provider: contracts::auth::SocialProvider::Google,
        nonce: asked.get("nonce").into(),
        code_verifier: "verifier".into(),
        redirect_uri: CALLBACK.into(),
        expires_at: jiff::Timestamp::now() - jiff::SignedDuration::from_secs(1),
    };
    heal7.app.store.insert_sign_in(&late).await.unwrap();
    let late = json!({ "code": code, "state": state });
    heal7.problem(heal7.post("/auth/social/google", &late), 401, "SOCIAL_LOGIN_FAILED").await;
}

#[tokio::test]
async fn id_token_must_be_from_the_provider_for_this_sign_in() {
    let (heal7, provider) = open().await;
    let stranger = provider::key();
    let token = async |make: &dyn Fn(Value) -> String| {
        let asked = begin(&heal7, "google").await;
        let claims = provider.claims(&asked, "1", "anna@example.com");
        let code = provider.allow(&asked, Some(make(claims)));
        heal7.problem(finish(&heal7, "google", &asked, &code), 401, "SOCIAL_LOGIN_FAILED").await;
    };
    let without = |name: &'static str| {
        let provider = provider.clone();
        move |mut claims: Value| {
            claims.as_object_mut().unwrap().remove(name);
            provider.sign(&claims)
        }
    };
    let with = |name: &'static str, value: Value| {
        let provider = provider.clone();
        move |mut claims: Value| {
            claims[name] = value.clone();
            provider.sign(&claims)
        }
    };
    let past = jiff::Timestamp::now().as_second() - 3600;
    for (name, value) in [
        ("nonce", json!("of another sign-in")),
        ("nonce", json!("")),
        ("aud", json!("somebody-else")),
        ("aud", json!(["somebody-else"])),
        ("iss", json!("https://accounts.example.com")),
        ("exp", json!(past)),
        ("email", json!("no address")),
        ("email", json!("")),
    ] {
        token(&with(name, value)).await;
    }
    for name in ["nonce", "aud", "iss", "exp", "sub", "email"] {
        token(&without(name)).await;
    }
    token(&|claims| provider::signed(&stranger, &claims)).await;
    for algorithm in ["none", "None", "HS256", "RS512"] {
        let header = json!({ "alg": algorithm, "typ": "JWT", "kid": KEY_ID });
        token(&|claims| provider::unsigned(&header, &claims, b"")).await;
    }
    token(&|claims| provider::unsigned(&json!({ "alg": "RS256", "kid": "unknown" }), &claims, b"x")).await;
    token(&|claims| provider::unsigned(&json!({ "alg": "RS256" }), &claims, b"x")).await;
    // The signature of other claims.
    token(&|mut claims| {
        let signed = provider.sign(&claims);
        claims["sub"] = json!("2");
        let forged = provider::unsigned(&json!({ "alg": "RS256", "typ": "JWT", "kid": KEY_ID }), &claims, b"");
        forged + signed.rsplit('.').next().unwrap()
    })
    .await;
    token(&|_| "no.token.at-all".into()).await;
    let asked = begin(&heal7, "google").await;
    let code = provider.allow(&asked, None);
    heal7.problem(finish(&heal7, "google", &asked, &code), 401, "SOCIAL_LOGIN_FAILED").await;
    assert!(heal7.app.store.account_of_email("anna@example.com").await.unwrap().is_none(), "nobody got in");
}

#[tokio::test]
async fn failing_provider_is_reported_as_unavailable() {
    let (heal7, provider) = open().await;
    for name in ["google", "naver"] {
        for mood in [Mood::Rubbish, Mood::Broken, Mood::Slow] {
            let asked = begin(&heal7, name).await;
            let code = provider.allow(&asked, None);
            provider.is(mood);
            let request = finish(&heal7, name, &asked, &code);
            let (away, problem) = heal7.answer(request).await;
            assert_eq!(
                (away.status().as_u16(), &problem["code"]),
                (503, &json!("SOCIAL_PROVIDER_UNAVAILABLE")),
                "{mood:?}"
            );
            assert!(away.headers().contains_key("retry-after"));
            provider.is(Mood::Well);
        }
    }
    let nobody = config::Provider { token_url: Some("http://127.0.0.1:9/token".into()), ..provider.settings() };
    let alone = Heal7::with(|config| use_everywhere(config, &nobody)).await;
    let asked = begin(&alone, "kakao").await;
    alone.problem(finish(&alone, "kakao", &asked, "4/code"), 503, "SOCIAL_PROVIDER_UNAVAILABLE").await;
}

#[tokio::test]
async fn redirect_uri_must_be_registered() {
    let (heal7, provider) = open().await;
    let sent_back_to = |uri: &str| {
        let uri: String = url::form_urlencoded::byte_serialize(uri.as_bytes()).collect();
        heal7.get(&format!("/auth/social/google?redirectUri={uri}"))
    };
    let begun = heal7.data(sent_back_to(OTHER_CALLBACK), 200).await;
    let asked = AuthorizationRequest::read(begun["authorizationUrl"].as_str().unwrap());
    assert_eq!(asked.get("redirect_uri"), OTHER_CALLBACK);
    let code = provider.allow(&asked, Some(provider.sign(&provider.claims(&asked, "1", "anna@example.com"))));
    let back = json!({ "code": code, "state": asked.get("state"), "redirectUri": OTHER_CALLBACK });
    heal7.data(heal7.post("/auth/social/google", &back), 200).await;
    for uri in [
        "https://evil.example/auth/callback",
        "https://heal7.com/auth/callback/",
        "https://heal7.com/auth/callback?next=https://evil.example",
        "http://heal7.com/auth/callback",
        "https://heal7.com.evil.example/auth/callback",
    ] {
        let problem = heal7.problem(sent_back_to(uri), 400, "BAD_REQUEST").await;
        assert_eq!(problem["violations"][0]["pointer"], "query/redirectUri", "{uri}");
    }
}

#[tokio::test]
async fn providers_own_pages_are_the_default() {
    let heal7 = Heal7::with(|config| {
        let real = config::Provider {
            client_id: CLIENT_ID.into(),
            client_secret: "secret".into(),
            issuer: None,
            authorization_url: None,
            token_url: None,
            keys_url: None,
            profile_url: None,
        };
        use_everywhere(config, &real);
    })
    .await;
    for (name, page) in [
        ("google", "https://accounts.google.com/o/oauth2/v2/auth"),
        ("kakao", "https://kauth.kakao.com/oauth/authorize"),
        ("naver", "https://nid.naver.com/oauth2.0/authorize"),
    ] {
        let begun = heal7.data(heal7.get(&format!("/auth/social/{name}")), 200).await;
        let url = begun["authorizationUrl"].as_str().unwrap();
        AuthorizationRequest::read(url);
        assert_eq!(url.split('?').next(), Some(page));
    }
}
