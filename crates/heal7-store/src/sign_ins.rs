//! Sign-ins with a provider that have begun, and what has to be remembered until they come back.

use async_trait::async_trait;
use contracts::auth::SocialProvider;
use jiff::Timestamp;

use crate::{Hash, Result};

/// A sign-in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Of the state that the provider sends back.
    pub state: Hash,
    /// With whom.
    pub provider: SocialProvider,
    /// What the provider's token has to repeat.
    pub nonce: String,
    /// What proves that the code is exchanged by who asked for it (PKCE, RFC 7636).
    pub code_verifier: String,
    /// Where the provider sends the person.
    pub redirect_uri: String,
    /// When it is given up.
    pub expires_at: Timestamp,
}

/// The sign-ins.
#[async_trait]
pub trait SignIns {
    /// Keeps a sign-in.
    async fn insert_sign_in(&self, sign_in: &SignIn) -> Result<()>;

    /// Takes a sign-in out, where it has not been given up; of several who ask at once one gets it.
    async fn take_sign_in(&self, state: &Hash, now: Timestamp) -> Result<Option<SignIn>>;
}
