//! Access tokens: JWTs (RFC 7519) that are signed with Ed25519 (RFC 8037), and the keys that sign them.
//!
//! Time is divided into periods, and each period has one key, which all nodes share through the store. The key of the
//! next period is created and published one period ahead, so that clients that cache the published keys know it in
//! time. The key of the last period stays published, because its tokens may still be valid.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_kit::exchange::{Caller, TokenFault};
use contracts::users::profile::UserId;
use heal7_store::{Store, keys::SigningKey};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode, errors::ErrorKind,
};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::config;

/// The audience of a token that confirms an email address.
const ADDRESS: &str = "email-address";
/// The lifetime of such a token.
const ADDRESS_LIFETIME: SignedDuration = SignedDuration::from_hours(72);
/// The maximum number of tokens in the cache.
const VERIFIED: u64 = 100_000;

/// The claims of an access token.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    /// The issuer.
    iss: String,
    /// The account that it belongs to.
    sub: UserId,
    /// The session that it belongs to.
    sid: Uuid,
    /// When it was issued, in seconds since 1970.
    iat: i64,
    /// When it expires, in seconds since 1970.
    exp: i64,
}

/// The claims of a token that confirms an email address. Its audience ensures that it is not accepted as an access
/// token.
#[derive(Debug, Serialize, Deserialize)]
struct AddressClaims {
    iss: String,
    aud: String,
    sub: UserId,
    email: String,
    exp: i64,
}

/// A token with its expiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The token.
    pub token: String,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// The issuer and verifier of access tokens.
pub struct Tokens {
    store: Arc<dyn Store>,
    issuer: String,
    lifetime: SignedDuration,
    period_seconds: i64,
    ring: RwLock<Arc<Ring>>,
    /// Tokens whose signatures have been verified. Verifying takes longer than all other work for a short answer.
    verified: Cache<String, Arc<Claims>>,
}

/// The keys that are in use, by period.
#[derive(Default)]
struct Ring(BTreeMap<i64, Key>);

struct Key {
    signs: EncodingKey,
    verifies: DecodingKey,
    public: Vec<u8>,
}

impl Tokens {
    /// Creates an issuer with the keys of a store.
    pub fn new(store: Arc<dyn Store>, config: &config::Config) -> Self {
        let lifetime = Duration::from_secs(config.tokens.access_seconds.unsigned_abs());
        Self {
            store,
            issuer: config.public_url(),
            lifetime: SignedDuration::from_secs(config.tokens.access_seconds),
            period_seconds: config.tokens.rotation_seconds,
            ring: RwLock::default(),
            verified: Cache::builder().max_capacity(VERIFIED).time_to_live(lifetime).build(),
        }
    }

    /// Signs a token for a session of a person, issued at `at`. The same arguments give the same token.
    ///
    /// # Errors
    /// When the store does not give the keys.
    pub async fn sign(&self, account: UserId, session: Uuid, at: Timestamp) -> heal7_store::Result<Signed> {
        let period = self.period(at);
        let ring = self.ring_with(period).await?;
        let key = ring.0.get(&period).ok_or_else(|| failed("the key of the period is missing"))?;
        let at = Timestamp::from_second(at.as_second()).map_err(failed)?;
        let expires_at = at + self.lifetime;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(period.to_string());
        let claims = Claims {
            iss: self.issuer.clone(),
            sub: account,
            sid: session,
            iat: at.as_second(),
            exp: expires_at.as_second(),
        };
        Ok(Signed { token: encode(&header, &claims, &key.signs).map_err(failed)?, expires_at })
    }

    /// Returns the caller that a token belongs to. It does not check whether the session is still open.
    ///
    /// # Errors
    /// When the token has expired, or was not issued by this server.
    pub async fn verify(&self, token: &str) -> Result<Caller, TokenFault> {
        let claims = match self.verified.get(token) {
            Some(claims) => claims,
            None => {
                let claims = Arc::new(self.check(token).await?);
                self.verified.insert(token.to_owned(), Arc::clone(&claims));
                claims
            }
        };
        let expires_at = Timestamp::from_second(claims.exp).map_err(|_| TokenFault::Invalid)?;
        if expires_at <= Timestamp::now() {
            return Err(TokenFault::Expired);
        }
        Ok(Caller {
            subject: claims.sub.0.to_string(),
            session: Some(claims.sid.to_string()),
            expires_at: Some(expires_at),
        })
    }

    /// Verifies a token and returns its claims.
    async fn check(&self, token: &str) -> Result<Claims, TokenFault> {
        let header = decode_header(token).map_err(|_| TokenFault::Invalid)?;
        let period: i64 = header.kid.and_then(|kid| kid.parse().ok()).ok_or(TokenFault::Invalid)?;
        // Only periods that can have a key are accepted, so that a forged number causes no query to the store.
        let now = self.period(Timestamp::now());
        if !(now - 1..=now + 1).contains(&period) {
            return Err(TokenFault::Expired);
        }
        let ring = self.ring_with(period).await.map_err(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "the keys of the tokens are not to be had");
            TokenFault::Invalid
        })?;
        let key = ring.0.get(&period).ok_or(TokenFault::Invalid)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.leeway = 0;
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "sub"]);
        match decode::<Claims>(token, &key.verifies, &validation) {
            Ok(decoded) => Ok(decoded.claims),
            Err(error) if *error.kind() == ErrorKind::ExpiredSignature => Err(TokenFault::Expired),
            Err(_) => Err(TokenFault::Invalid),
        }
    }

    /// Signs a token whose holder reads the messages to an address, which confirms the address.
    ///
    /// # Errors
    /// When the store does not give the keys.
    pub async fn sign_address(&self, account: UserId, email: &str) -> heal7_store::Result<String> {
        let now = Timestamp::now();
        let period = self.period(now);
        let ring = self.ring_with(period).await?;
        let key = ring.0.get(&period).ok_or_else(|| failed("the key of the period is missing"))?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(period.to_string());
        let claims = AddressClaims {
            iss: self.issuer.clone(),
            aud: ADDRESS.to_owned(),
            sub: account,
            email: email.to_owned(),
            exp: (now + ADDRESS_LIFETIME).as_second(),
        };
        encode(&header, &claims, &key.signs).map_err(failed)
    }

    /// Returns the account and the address of such a token, or `None` if it is invalid.
    pub async fn verify_address(&self, token: &str) -> Option<(UserId, String)> {
        let period: i64 = decode_header(token).ok()?.kid?.parse().ok()?;
        let now = self.period(Timestamp::now());
        let ring = self.ring_with(now).await.ok()?;
        let key = ring.0.get(&period)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[ADDRESS]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let claims = decode::<AddressClaims>(token, &key.verifies, &validation).ok()?.claims;
        Some((claims.sub, claims.email))
    }

    /// Returns the public keys as a JWK set (RFC 7517).
    ///
    /// # Errors
    /// When the store does not give the keys.
    pub async fn key_set(&self) -> heal7_store::Result<Value> {
        let period = self.period(Timestamp::now());
        let ring = self.ring_with(period + 1).await?;
        let keys = ring.0.iter().filter(|(known, _)| **known + 1 >= period).map(|(period, key)| {
            json!({
                "kty": "OKP",
                "crv": "Ed25519",
                "use": "sig",
                "alg": "EdDSA",
                "kid": period.to_string(),
                "x": URL_SAFE_NO_PAD.encode(&key.public),
            })
        });
        Ok(json!({ "keys": keys.collect::<Vec<_>>() }))
    }

    fn period(&self, at: Timestamp) -> i64 {
        at.as_second().div_euclid(self.period_seconds)
    }

    /// Returns the ring with the key of a period, which is the current one or a neighbour of it.
    async fn ring_with(&self, period: i64) -> heal7_store::Result<Arc<Ring>> {
        let ring = Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner));
        if ring.0.contains_key(&period) {
            return Ok(ring);
        }
        let now = Timestamp::now();
        let current = self.period(now);
        let mut kept = self.store.signing_keys(current - 1).await?;
        for period in [current, current + 1] {
            if !kept.iter().any(|key| key.period == period) {
                let private_key =
                    Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new()).map_err(failed)?;
                let offered = SigningKey { period, private_key: private_key.as_ref().to_vec(), created_at: now };
                kept.push(self.store.signing_key(&offered).await?);
            }
        }
        let keys = kept.iter().map(|key| Ok((key.period, Key::from_pkcs8(&key.private_key)?)));
        let ring = Arc::new(Ring(keys.collect::<heal7_store::Result<_>>()?));
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&ring);
        Ok(ring)
    }
}

impl Key {
    fn from_pkcs8(pkcs8: &[u8]) -> heal7_store::Result<Self> {
        let pair = Ed25519KeyPair::from_pkcs8(pkcs8).map_err(failed)?;
        let public = pair.public_key().as_ref().to_vec();
        Ok(Self { signs: EncodingKey::from_ed_der(pkcs8), verifies: DecodingKey::from_ed_der(&public), public })
    }
}

fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> heal7_store::Error {
    heal7_store::Error::Failed(cause.into())
}
