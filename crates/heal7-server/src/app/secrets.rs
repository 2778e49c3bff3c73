//! Secrets that the server hands out: they cannot be guessed, and only their hashes are stored.

use aws_lc_rs::{
    hmac,
    rand::{SecureRandom, SystemRandom},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use heal7_store::Hash;
use sha2::{Digest, Sha256};

/// Returns random bytes.
///
/// # Panics
/// If the operating system has no randomness, without which no secret is safe.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("the operating system has randomness");
    bytes
}

/// Creates a new secret: a prefix that names its purpose, and 256 random bits.
pub fn secret(prefix: &str) -> String {
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(random::<32>()))
}

/// Whether a text has the form of a secret with this prefix.
pub fn is_secret(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|random| URL_SAFE_NO_PAD.decode(random).is_ok_and(|bytes| bytes.len() == 32))
}

/// Derives a secret from another one and a nonce; both are needed to compute it.
pub fn successor(prefix: &str, secret: &str, nonce: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(hmac::sign(&key, nonce)))
}

/// Returns the hash of a secret, which is stored in its place.
pub fn hash(secret: &str) -> Hash {
    Sha256::digest(secret).into()
}
