//! The keys that access tokens are signed with. Nodes share them, so that each knows the tokens of all.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// A key pair, by the period in which it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// The number of the period; a period has one key.
    pub period: i64,
    /// The private key, as PKCS #8 in DER.
    pub private_key: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The keys.
#[async_trait]
pub trait SigningKeys {
    /// Keeps a key, where its period has none yet, and answers the key of the period.
    async fn signing_key(&self, offered: &SigningKey) -> Result<SigningKey>;

    /// The keys of a period and later, oldest first.
    async fn signing_keys(&self, from: i64) -> Result<Vec<SigningKey>>;
}
