//! Passwords: hashed with argon2id on a few threads, so that many sign-ins at once take neither the memory nor the
//! processors of everybody else.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::{Semaphore, TryAcquireError};
use unicode_normalization::UnicodeNormalization;

use crate::config;

/// Hashes passwords, and knows them again.
pub struct Passwords {
    argon2: Argon2<'static>,
    /// Who may hash now.
    working: Arc<Semaphore>,
    /// Who may wait for that, or hash.
    present: Arc<Semaphore>,
    /// The hash of nobody's password.
    nobody: String,
}

/// Too many passwords are being hashed.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Busy;

impl Passwords {
    /// With the strength that is set.
    ///
    /// # Panics
    /// When the strength is none that argon2 has; the configuration has been checked.
    pub fn new(config: &config::Passwords) -> Self {
        let params = Params::new(config.memory_kib, config.iterations, 1, None).expect("the strength has been checked");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, &uuid::Uuid::new_v4().to_string());
        Self {
            argon2,
            working: Arc::new(Semaphore::new(config.parallel)),
            present: Arc::new(Semaphore::new(config.parallel + config.waiting)),
            nobody,
        }
    }

    /// The hash of a password, as a PHC string.
    ///
    /// # Errors
    /// When too many are waiting.
    pub async fn hash(&self, password: &str) -> Result<String, Busy> {
        let (argon2, password) = (self.argon2.clone(), composed(password));
        self.work(move || hash(&argon2, &password)).await
    }

    /// Whether a password has this hash. Where there is none, it is compared with nobody's and is wrong, in the same
    /// time.
    ///
    /// # Errors
    /// When too many are waiting.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, Busy> {
        let is_known = hash.is_some();
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        let (argon2, password) = (self.argon2.clone(), composed(password));
        let is_right = self.work(move || {
            PasswordHash::new(&hash).is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
        });
        Ok(is_right.await? && is_known)
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let present = Arc::clone(&self.present).try_acquire_owned().map_err(|error| match error {
            TryAcquireError::NoPermits | TryAcquireError::Closed => Busy,
        })?;
        let working = Arc::clone(&self.working).acquire_owned().await.map_err(|_| Busy)?;
        let work = tokio::task::spawn_blocking(move || {
            // A caller who goes away does not make room for another before the work is done.
            let _held = (present, working);
            work()
        });
        work.await.map_err(|_| Busy)
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> String {
    argon2.hash_password(password.as_bytes()).expect("a password of the contract's length can be hashed").to_string()
}

/// A keyboard may send a syllable of Hangul whole or in its letters; both are the same password (RFC 8265).
fn composed(password: &str) -> String {
    password.nfc().collect()
}
