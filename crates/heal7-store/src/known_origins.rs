//! Known origins: the devices and addresses from which accounts were used lately, stored as hashes.

use async_trait::async_trait;
use contracts::users::profile::UserId;
use jiff::Timestamp;

use crate::{Hash, Result};

/// The known origins.
#[async_trait]
pub trait KnownOrigins {
    /// Remembers origins of an account until `expires_at`, and forgets all but the `most` that expire last.
    async fn remember_origins(&self, account: UserId, origins: &[Hash], most: u32, expires_at: Timestamp)
    -> Result<()>;

    /// Whether an origin is known at `now`.
    async fn is_known_origin(&self, origin: &Hash, now: Timestamp) -> Result<bool>;
}
