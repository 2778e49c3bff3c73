//! Signing in with a provider: OAuth 2.0's authorisation code (RFC 6749) with PKCE (RFC 7636), a state and a nonce.
//!
//! Google and Kakao support OpenID Connect: the identity is in an id token, which is verified with the provider's keys.
//! Naver issues no id token; it returns the profile of the access token's owner.

use std::{collections::BTreeMap, time::Duration};

use contracts::auth::SocialProvider;
use heal7_store::sign_ins::SignIn;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use oauth2::{
    AccessToken, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, Scope, StandardRevocableToken,
    TokenResponse, TokenUrl,
    basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType},
    http,
};
use serde::{Deserialize, Serialize};

use super::secrets;
use crate::config;

/// The time that a person may take at the provider.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// The time limit for an answer of a provider.
const PATIENCE: Duration = Duration::from_secs(8);
/// The prefix of the state of a sign-in.
const STATE: &str = "st_";

/// The configured providers.
pub struct Providers {
    known: BTreeMap<SocialProvider, Provider>,
    redirect_uris: Vec<String>,
    http: reqwest::Client,
}

struct Provider {
    client_id: String,
    client_secret: String,
    issuer: String,
    authorization_url: AuthUrl,
    token_url: TokenUrl,
    /// The source of a person's identity.
    vouches: Vouches,
    scopes: &'static [&'static str],
}

/// The way in which a provider gives a person's identity.
enum Vouches {
    /// In an id token that is signed with one of these keys.
    IdToken { keys_url: String },
    /// At this URL, with the access token.
    Profile { url: String },
}

/// The identity of a person, as a provider confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// The provider's own id for the person.
    pub subject: String,
    /// The person's email address.
    pub email: String,
    /// Whether the provider has verified the address.
    pub email_verified: bool,
    /// The person's name.
    pub name: Option<String>,
}

/// The reason why a provider confirmed no identity.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The provider is not configured on this server.
    #[error("the provider is not set up")]
    NotSetUp,
    /// The provider does not answer.
    #[error("the provider is not available: {0}")]
    Unavailable(String),
    /// The provider does not confirm the sign-in.
    #[error("the provider does not confirm the sign-in: {0}")]
    Refused(String),
}

/// The OAuth client, with the two URLs that are always set.
type Client = oauth2::Client<
    BasicErrorResponse,
    Tokens,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The fields of a token endpoint's answer that the server needs. The providers disagree on the others (Naver's
/// `expires_in` is a text).
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Tokens {
    access_token: AccessToken,
    token_type: BasicTokenType,
    id_token: Option<String>,
}

impl TokenResponse for Tokens {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

/// The claims of an id token.
#[derive(Debug, Deserialize)]
struct Claims {
    sub: String,
    nonce: Option<String>,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
    name: Option<String>,
    nickname: Option<String>,
}

/// Naver's answer with a person's profile.
#[derive(Debug, Deserialize)]
struct Profile {
    response: ProfileResponse,
}

#[derive(Debug, Deserialize)]
struct ProfileResponse {
    id: String,
    email: Option<String>,
    name: Option<String>,
    nickname: Option<String>,
}

impl Providers {
    /// Creates the configured providers.
    ///
    /// # Errors
    /// When a provider's URL is invalid.
    pub fn new(config: &config::Providers) -> anyhow::Result<Self> {
        let mut known = BTreeMap::new();
        let settings = [
            (SocialProvider::Google, &config.google),
            (SocialProvider::Kakao, &config.kakao),
            (SocialProvider::Naver, &config.naver),
        ];
        for (provider, settings) in settings {
            if let Some(settings) = settings {
                known.insert(provider, Provider::new(provider, settings)?);
            }
        }
        // A redirect of a provider is not followed (RFC 9700, section 4.11).
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build()?;
        Ok(Self { known, redirect_uris: config.redirect_uris.clone(), http })
    }

    /// Whether a redirect URI is on the allow-list.
    pub fn may_return_to(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|known| known == uri)
    }

    /// Begins a sign-in. Returns the URL of the provider's page, the state that it will send back, and the sign-in to
    /// store.
    ///
    /// # Errors
    /// When the provider is not configured.
    pub fn begin(
        &self,
        provider: SocialProvider,
        redirect_uri: Option<String>,
    ) -> Result<(String, String, SignIn), ProviderError> {
        let known = self.known(provider)?;
        let first = self.redirect_uris.first().cloned();
        let redirect_uri = redirect_uri
            .or(first)
            .ok_or_else(|| ProviderError::Unavailable("there is no address to send people back to".into()))?;
        let client = known.client(&redirect_uri)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = secrets::secret(STATE);
        let nonce = secrets::secret("");
        let kept = state.clone();
        let request = client
            .authorize_url(|| CsrfToken::new(kept))
            .add_scopes(known.scopes.iter().map(|scope| Scope::new((*scope).to_owned())))
            .set_pkce_challenge(challenge);
        let (url, _) = match known.vouches {
            Vouches::IdToken { .. } => request.add_extra_param("nonce", nonce.clone()).url(),
            Vouches::Profile { .. } => request.url(),
        };
        let sign_in = SignIn {
            state: secrets::hash(&state),
            provider,
            nonce,
            code_verifier: verifier.into_secret(),
            redirect_uri,
            expires_at: Timestamp::now() + GIVEN_UP_AFTER,
        };
        Ok((url.to_string(), state, sign_in))
    }

    /// Exchanges the code that the provider sent back, and returns the identity that it confirms.
    ///
    /// # Errors
    /// When the provider does not confirm the sign-in, or does not answer.
    pub async fn finish(&self, sign_in: SignIn, code: String) -> Result<Vouched, ProviderError> {
        let provider = self.known(sign_in.provider)?;
        let client = provider.client(&sign_in.redirect_uri)?;
        let request = client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(sign_in.code_verifier));
        let send = |request: oauth2::HttpRequest| send(self.http.clone(), request);
        let tokens = request.request_async(&send).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(refusal) => ProviderError::Refused(refusal.error().to_string()),
            RequestTokenError::Request(error) => ProviderError::Unavailable(error.to_string()),
            // Naver sends its errors with the status 200.
            RequestTokenError::Parse(error, body) => match serde_json::from_slice::<BasicErrorResponse>(&body) {
                Ok(refusal) => ProviderError::Refused(refusal.error().to_string()),
                Err(_) => ProviderError::Unavailable(error.to_string()),
            },
            RequestTokenError::Other(error) => ProviderError::Unavailable(error),
        })?;
        match &provider.vouches {
            Vouches::IdToken { keys_url } => {
                let token = tokens.id_token.as_deref();
                let token = token.ok_or_else(|| ProviderError::Refused("it issued no id token".into()))?;
                let keys: JwkSet = self.get(keys_url, None).await?;
                provider.read(token, &keys, &sign_in.nonce)
            }
            Vouches::Profile { url } => {
                let Profile { response } = self.get(url, Some(tokens.access_token.secret())).await?;
                let email = response.email.ok_or_else(no_address)?;
                // The address is the one with which the person signs in to Naver, so Naver has verified it.
                let name = response.name.or(response.nickname);
                Ok(Vouched { subject: response.id, email, email_verified: true, name })
            }
        }
    }

    fn known(&self, provider: SocialProvider) -> Result<&Provider, ProviderError> {
        self.known.get(&provider).ok_or(ProviderError::NotSetUp)
    }

    async fn get<T: for<'a> Deserialize<'a>>(&self, url: &str, token: Option<&str>) -> Result<T, ProviderError> {
        let request = self.http.get(url);
        let request = token.into_iter().fold(request, reqwest::RequestBuilder::bearer_auth);
        let unavailable = |error: reqwest::Error| ProviderError::Unavailable(error.to_string());
        let answer = request.send().await.map_err(unavailable)?;
        answer.error_for_status().map_err(unavailable)?.json().await.map_err(unavailable)
    }
}

impl Provider {
    fn new(provider: SocialProvider, settings: &config::Provider) -> anyhow::Result<Self> {
        let (issuer, authorization, token, vouches, scopes): (_, _, _, _, &[&str]) = match provider {
            SocialProvider::Google => (
                "https://accounts.google.com",
                "https://accounts.google.com/o/oauth2/v2/auth",
                "https://oauth2.googleapis.com/token",
                Vouches::IdToken { keys_url: "https://www.googleapis.com/oauth2/v3/certs".into() },
                &["openid", "email", "profile"],
            ),
            SocialProvider::Kakao => (
                "https://kauth.kakao.com",
                "https://kauth.kakao.com/oauth/authorize",
                "https://kauth.kakao.com/oauth/token",
                Vouches::IdToken { keys_url: "https://kauth.kakao.com/.well-known/jwks.json".into() },
                &["openid", "account_email", "profile_nickname"],
            ),
            SocialProvider::Naver => (
                "https://nid.naver.com",
                "https://nid.naver.com/oauth2.0/authorize",
                "https://nid.naver.com/oauth2.0/token",
                Vouches::Profile { url: "https://openapi.naver.com/v1/nid/me".into() },
                &[],
            ),
        };
        let or = |set: &Option<String>, real: &str| set.clone().unwrap_or_else(|| real.to_owned());
        let vouches = match vouches {
            Vouches::IdToken { keys_url } => Vouches::IdToken { keys_url: or(&settings.keys_url, &keys_url) },
            Vouches::Profile { url } => Vouches::Profile { url: or(&settings.profile_url, &url) },
        };
        Ok(Self {
            client_id: settings.client_id.clone(),
            client_secret: settings.client_secret.clone(),
            issuer: or(&settings.issuer, issuer),
            authorization_url: AuthUrl::new(or(&settings.authorization_url, authorization))?,
            token_url: TokenUrl::new(or(&settings.token_url, token))?,
            vouches,
            scopes,
        })
    }

    fn client(&self, redirect_uri: &str) -> Result<Client, ProviderError> {
        let redirect_uri = RedirectUrl::new(redirect_uri.to_owned());
        let redirect_uri = redirect_uri.map_err(|error| ProviderError::Unavailable(error.to_string()))?;
        Ok(oauth2::Client::new(ClientId::new(self.client_id.clone()))
            .set_client_secret(ClientSecret::new(self.client_secret.clone()))
            // All three providers accept the secret in the body, but not all accept it in a header.
            .set_auth_type(oauth2::AuthType::RequestBody)
            .set_auth_uri(self.authorization_url.clone())
            .set_token_uri(self.token_url.clone())
            .set_redirect_uri(redirect_uri))
    }

    /// Verifies an id token and returns the identity in it (OpenID Connect Core, section 3.1.3.7).
    fn read(&self, token: &str, keys: &JwkSet, nonce: &str) -> Result<Vouched, ProviderError> {
        let refused = |error: jsonwebtoken::errors::Error| ProviderError::Refused(error.to_string());
        let header = decode_header(token).map_err(refused)?;
        let key = header.kid.as_deref().and_then(|kid| keys.find(kid));
        let key = key.ok_or_else(|| ProviderError::Refused("its id token is signed with an unknown key".into()))?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_audience(&[&self.client_id]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let key = DecodingKey::from_jwk(key).map_err(refused)?;
        let claims = decode::<Claims>(token, &key, &validation).map_err(refused)?.claims;
        if claims.nonce.as_deref() != Some(nonce) {
            return Err(ProviderError::Refused("its id token was made for another sign-in".into()));
        }
        Ok(Vouched {
            subject: claims.sub,
            email: claims.email.ok_or_else(no_address)?,
            email_verified: claims.email_verified,
            name: claims.name.or(claims.nickname),
        })
    }
}

fn no_address() -> ProviderError {
    ProviderError::Refused("it does not tell the person's address, which they have to allow there".into())
}

/// Sends a request of the crate `oauth2` with our own HTTP client.
async fn send(http: reqwest::Client, request: oauth2::HttpRequest) -> Result<oauth2::HttpResponse, reqwest::Error> {
    let answer = http.execute(request.try_into()?).await?;
    let mut response = http::Response::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = answer.bytes().await?.to_vec();
    Ok(response)
}
