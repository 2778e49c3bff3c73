//! A sign-in provider on its own port: OAuth 2.0's authorisation code with PKCE, id tokens of OpenID Connect signed
//! with RS256, and Naver's profile instead of an id token. It is as strict as the real ones, and fails on request.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_lc_rs::{
    encoding::AsDer,
    rsa::{KeyPair, KeySize},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use heal7_server::config;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, jwk::Jwk};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use url::Url;

/// HEAL7's client id at the provider.
pub const CLIENT_ID: &str = "heal7";
/// The secret that the provider shares with HEAL7.
const CLIENT_SECRET: &str = "nobody else knows";
/// The id of the signing key.
pub const KEY_ID: &str = "2026-01";
/// The number of PKCS #8 bytes before an RSA key of 2048 bits in PKCS #1.
const PKCS8: usize = 26;

/// A provider that runs until the test ends.
#[derive(Clone)]
pub struct Provider {
    /// The provider's address.
    pub address: SocketAddr,
    key: EncodingKey,
    desk: Arc<Mutex<Desk>>,
}

/// The provider's state.
#[derive(Default)]
struct Desk {
    codes: BTreeMap<String, Grant>,
    profiles: BTreeMap<String, Value>,
    keys: Value,
    mood: Mood,
}

/// The permission of a person.
struct Grant {
    challenge: String,
    redirect_uri: String,
    id_token: Option<String>,
    profile: Value,
}

/// The provider's behaviour towards HEAL7.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mood {
    /// Correct answers.
    #[default]
    Well,
    /// Answers after a minute.
    Slow,
    /// A page of HTML.
    Rubbish,
    /// Answers with status 500.
    Broken,
}

/// HEAL7's request to the provider's page.
#[derive(Debug, Clone)]
pub struct AuthorizationRequest {
    /// The parameters of the URL.
    pub parameters: BTreeMap<String, String>,
}

impl AuthorizationRequest {
    /// Reads an authorisation URL, with the checks of a provider.
    ///
    /// # Panics
    /// When a provider would refuse it.
    pub fn read(url: &str) -> Self {
        let url = Url::parse(url).expect("the page has an address");
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        let parameters: BTreeMap<_, _> = pairs.iter().cloned().collect();
        assert_eq!(parameters.len(), pairs.len(), "a parameter stands once: {url}");
        assert_eq!(parameters["response_type"], "code", "{url}");
        assert_eq!(parameters["code_challenge_method"], "S256", "{url}");
        assert_eq!(parameters["code_challenge"].len(), 43, "the hash of a verifier: {url}");
        assert!(parameters["state"].len() >= 32, "nobody guesses it: {url}");
        Self { parameters }
    }

    /// The parameter with this name.
    ///
    /// # Panics When it is absent.
    pub fn get(&self, name: &str) -> &str {
        self.parameters.get(name).unwrap_or_else(|| panic!("{name} is missing: {:?}", self.parameters))
    }
}

impl Provider {
    /// Opens a provider.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn new() -> Self {
        let key = key();
        let mut public = Jwk::from_encoding_key(&key, Algorithm::RS256).expect("the key has a public half");
        public.common.key_id = Some(KEY_ID.into());
        let desk = Desk { keys: json!({ "keys": [public] }), ..Desk::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let provider = Self { address, key, desk: Arc::new(Mutex::new(desk)) };
        let router = Router::new()
            .route("/token", post(token))
            .route("/keys", get(keys))
            .route("/profile", get(profile))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    /// HEAL7's settings for this provider.
    pub fn settings(&self) -> config::Provider {
        let at = |path: &str| Some(format!("http://{}{path}", self.address));
        config::Provider {
            client_id: CLIENT_ID.into(),
            client_secret: CLIENT_SECRET.into(),
            issuer: at(""),
            authorization_url: at("/authorize"),
            token_url: at("/token"),
            keys_url: at("/keys"),
            profile_url: at("/profile"),
        }
    }

    /// The claims of an id token for a person, valid for an hour.
    pub fn claims(&self, asked: &AuthorizationRequest, subject: &str, email: &str) -> Value {
        let now = jiff::Timestamp::now().as_second();
        json!({
            "iss": format!("http://{}", self.address), "aud": CLIENT_ID, "sub": subject, "iat": now, "exp": now + 3600,
            "nonce": asked.get("nonce"), "email": email, "email_verified": true, "name": "성춘향",
        })
    }

    /// Claims with the provider's signature.
    ///
    /// # Panics
    /// When they cannot be signed.
    pub fn sign(&self, claims: &Value) -> String {
        signed(&self.key, claims)
    }

    /// Grants a request for a person with this id token, and returns the code.
    pub fn allow(&self, asked: &AuthorizationRequest, id_token: Option<String>) -> String {
        self.grant(asked, id_token, Value::Null)
    }

    /// Grants a request for a person with this profile, and returns the code.
    pub fn allow_profile(&self, asked: &AuthorizationRequest, profile: Value) -> String {
        self.grant(asked, None, profile)
    }

    fn grant(&self, asked: &AuthorizationRequest, id_token: Option<String>, profile: Value) -> String {
        let (challenge, redirect_uri) = (asked.get("code_challenge").into(), asked.get("redirect_uri").into());
        let mut desk = self.desk();
        let code = format!("4/{}-{}", desk.codes.len(), asked.get("state"));
        desk.codes.insert(code.clone(), Grant { challenge, redirect_uri, id_token, profile });
        code
    }

    /// Changes the provider's behaviour from now on.
    pub fn is(&self, mood: Mood) {
        self.desk().mood = mood;
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer of a provider that misbehaves.
    async fn failing(&self) -> Option<Response> {
        let mood = self.desk().mood;
        match mood {
            Mood::Well => None,
            Mood::Slow => {
                tokio::time::sleep(Duration::from_mins(1)).await;
                None
            }
            Mood::Rubbish => Some("<html>We are moving</html>".into_response()),
            Mood::Broken => Some((StatusCode::INTERNAL_SERVER_ERROR, "{}").into_response()),
        }
    }
}

/// A key that signs id tokens.
///
/// # Panics When the system provides no randomness.
pub fn key() -> EncodingKey {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("there is randomness");
    let pkcs8 = pair.as_der().expect("a key has a text");
    EncodingKey::from_rsa_der(&pkcs8.as_ref()[PKCS8..])
}

/// Claims signed with a key, with the id of the provider's own key.
///
/// # Panics
/// When they cannot be signed.
pub fn signed(key: &EncodingKey, claims: &Value) -> String {
    let header = Header { kid: Some(KEY_ID.into()), ..Header::new(Algorithm::RS256) };
    encode(&header, claims, key).expect("claims can be signed")
}

/// A token with any header and any signature.
pub fn unsigned(header: &Value, claims: &Value, signature: &[u8]) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", part(header), part(claims), URL_SAFE_NO_PAD.encode(signature))
}

/// Exchanges a code, once.
async fn token(State(provider): State<Provider>, body: String) -> Response {
    let printed: BTreeMap<_, _> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    if let Some(failing) = provider.failing().await {
        return failing;
    }
    let get = |name: &str| printed.get(name).map(String::as_str).unwrap_or_default();
    let refuse = |status, error: &str| json_with(status, &json!({ "error": error }));
    if get("client_id") != CLIENT_ID || get("client_secret") != CLIENT_SECRET {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if get("grant_type") != "authorization_code" {
        return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    let mut desk = provider.desk();
    let Some(grant) = desk.codes.remove(get("code")) else { return refuse(StatusCode::BAD_REQUEST, "invalid_grant") };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(get("code_verifier")));
    if grant.challenge != challenge || grant.redirect_uri != get("redirect_uri") {
        // Naver's form of the error.
        return refuse(
            if grant.id_token.is_none() { StatusCode::OK } else { StatusCode::BAD_REQUEST },
            "invalid_grant",
        );
    }
    let access_token = format!("at-{}", desk.profiles.len());
    desk.profiles.insert(access_token.clone(), grant.profile);
    let mut answer = json!({ "access_token": access_token, "token_type": "bearer", "expires_in": 3600 });
    match grant.id_token {
        Some(id_token) => answer["id_token"] = json!(id_token),
        // Naver's form of the duration.
        None => answer["expires_in"] = json!("3600"),
    }
    json_with(StatusCode::OK, &answer)
}

async fn keys(State(provider): State<Provider>) -> Response {
    let keys = provider.desk().keys.clone();
    json_with(StatusCode::OK, &keys)
}

/// The profile of the access token's person, in Naver's form.
async fn profile(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    let printed = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = printed.strip_prefix("Bearer ").and_then(|token| provider.desk().profiles.get(token).cloned());
    match known {
        Some(profile) => {
            json_with(StatusCode::OK, &json!({ "resultcode": "00", "message": "success", "response": profile }))
        }
        None => json_with(StatusCode::UNAUTHORIZED, &json!({ "resultcode": "024" })),
    }
}

fn json_with(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
