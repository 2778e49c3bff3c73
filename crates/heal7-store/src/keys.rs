//! The keys that sign access tokens. Nodes share them, so that each node can verify the tokens of all.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// A key pair with the period in which it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// The number of the period; a period has one key.
    pub period: i64,
    /// The private key, as PKCS #8 in DER.
    pub private_key: Vec<u8>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// The keys.
#[async_trait]
pub trait SigningKeys {
    /// Stores the offered key if its period has none yet, and returns the key of the period.
    async fn signing_key(&self, offered: &SigningKey) -> Result<SigningKey>;

    /// Returns the keys of this period and of later ones, oldest first.
    async fn signing_keys(&self, from: i64) -> Result<Vec<SigningKey>>;
}
