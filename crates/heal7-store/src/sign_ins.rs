//! Sign-ins with a provider that have begun, with the data that is needed when the person comes back.

use async_trait::async_trait;
use contracts::auth::SocialProvider;
use jiff::Timestamp;

use crate::{Hash, Result};

/// A sign-in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The hash of the state that the provider sends back.
    pub state: Hash,
    /// The provider.
    pub provider: SocialProvider,
    /// The nonce that the provider's id token must repeat.
    pub nonce: String,
    /// The code verifier, which proves that the same client started the sign-in and exchanges the code (PKCE, RFC
    /// 7636).
    pub code_verifier: String,
    /// The URI to which the provider redirects the person.
    pub redirect_uri: String,
    /// When the sign-in expires.
    pub expires_at: Timestamp,
}

/// The sign-ins.
#[async_trait]
pub trait SignIns {
    /// Stores a sign-in.
    async fn insert_sign_in(&self, sign_in: &SignIn) -> Result<()>;

    /// Removes and returns a sign-in unless it has expired; of several callers at once, one gets it.
    async fn take_sign_in(&self, state: &Hash, now: Timestamp) -> Result<Option<SignIn>>;
}
