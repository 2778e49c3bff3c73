//! Passwords: argon2id hashes them on a few threads, so that many sign-ins at once do not take the memory and
//! processors from other requests. New passwords that are easy to guess are rejected.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::{Semaphore, TryAcquireError};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, feedback::Feedback, zxcvbn};

use crate::config;

/// Words that an attacker of this platform would try first, besides common passwords: the platform's own words, and the
/// most common Korean ones, typed in Hangul and on a Latin keyboard.
const TRIED_FIRST: [&str; 10] = [
    "heal7",
    "사주",
    "사주팔자",
    "비밀번호",
    "qlalfqjsgh",
    "안녕하세요",
    "dkssudgktpdy",
    "사랑해요",
    "tkfkdgo",
    "tkfkdgody",
];

/// The number of characters of a new password that zxcvbn checks. If each character can replace several letters (`4`,
/// `@`), zxcvbn tries all combinations, which takes seconds for 100 characters, and for 32 as long as hashing.
const LOOKED_AT: usize = 32;

/// The hashing and verification of passwords.
pub struct Passwords {
    argon2: Argon2<'static>,
    /// Permits for hashing.
    working: Arc<Semaphore>,
    /// Permits for hashing or waiting for it.
    present: Arc<Semaphore>,
    /// The hash of a password that nobody has.
    nobody: String,
    /// The minimum score of a new password, from 0 to 4.
    least_score: u8,
}

/// The reason why a new password was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum NewPasswordError {
    /// Too many other passwords are being hashed.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The password is easy to guess; the text gives advice for a better one.
    #[error("{0}")]
    Guessable(String),
}

/// The error when too many passwords are being hashed.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Busy;

impl Passwords {
    /// Creates the hasher with the configured strength.
    ///
    /// # Panics
    /// If argon2 does not support the strength; the configuration has been validated.
    pub fn new(config: &config::Passwords) -> Self {
        let params = Params::new(config.memory_kib, config.iterations, 1, None).expect("the strength has been checked");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, &uuid::Uuid::new_v4().to_string());
        Self {
            argon2,
            working: Arc::new(Semaphore::new(config.parallel)),
            present: Arc::new(Semaphore::new(config.parallel + config.waiting)),
            nobody,
            least_score: config.minimum_score,
        }
    }

    /// Returns the hash of a new password, as a PHC string. Words in `about`, which describe the person, count as easy
    /// to guess.
    ///
    /// # Errors
    /// When the password is easy to guess, or too many callers are waiting.
    pub async fn hash(&self, password: &str, about: Vec<String>) -> Result<String, NewPasswordError> {
        let (argon2, password, least_score) = (self.argon2.clone(), composed(password), self.least_score);
        let hashing = self.work(move || {
            check(&password, &about, least_score)?;
            Ok(hash(&argon2, &password))
        });
        hashing.await?
    }

    /// Whether a password has this hash. Without a hash, the password is compared with that of nobody, and is wrong
    /// after the same time.
    ///
    /// # Errors
    /// When too many callers are waiting.
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
            // The permits stay in use until the work is done, even if the caller has gone away.
            let _held = (present, working);
            work()
        });
        work.await.map_err(|_| Busy)
    }
}

/// Rejects a password whose first characters are easy to guess.
fn check(password: &str, about: &[String], least_score: u8) -> Result<(), NewPasswordError> {
    let known = about.iter().flat_map(|text| text.split(['@', ' ']).chain([text.as_str()]));
    let known: Vec<_> = known.filter(|word| !word.is_empty()).chain(TRIED_FIRST).collect();
    let beginning: String = password.chars().take(LOOKED_AT).collect();
    let guessed = zxcvbn(&beginning, &known);
    if guessed.score() >= Score::try_from(least_score).unwrap_or(Score::Four) {
        return Ok(());
    }
    let warning = guessed.feedback().and_then(Feedback::warning);
    let warning = warning.map(|warning| format!(" {warning}")).unwrap_or_default();
    Err(NewPasswordError::Guessable(format!(
        "The password is easy to guess.{warning} Choose a longer one, such as a few words that do not belong together."
    )))
}

fn hash(argon2: &Argon2<'_>, password: &str) -> String {
    argon2.hash_password(password.as_bytes()).expect("a password of the contract's length can be hashed").to_string()
}

/// Normalises a password: a keyboard may send a syllable of Hangul as one character or as its letters (RFC 8265).
fn composed(password: &str) -> String {
    password.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{NewPasswordError, check};

    fn is_refused(password: &str) -> bool {
        let about = ["hong.gildong@example.com".to_owned(), "홍길동".to_owned(), "Gildong Hong".to_owned()];
        matches!(check(password, &about, 2), Err(NewPasswordError::Guessable(_)))
    }

    #[test]
    fn passwords_that_are_easy_to_guess_are_refused() {
        let common =
            ["password", "12345678", "aaaaaaaa", "qwertyuiop", "P@ssw0rd", "iloveyou1", "abcdefgh", "20240101"];
        let korean = ["비밀번호비밀번호", "qlalfqjsgh", "안녕하세요123", "사주팔자사주팔자"];
        let about = ["hong.gildong", "hong.gildong@example.com", "example.com", "홍길동홍길동홍길동", "Gildong1"];
        for password in common.into_iter().chain(korean).chain(about) {
            assert!(is_refused(password), "{password}");
        }
        for password in ["별이빛나는밤에1976", "a password to measure with", "x7#kQ9!pLm2v", "느티나무 세그루 아래"]
        {
            assert!(!is_refused(password), "{password}");
        }
    }

    /// The test uses passwords of the maximum length in the contract, with characters that can replace many letters
    /// each.
    #[test]
    fn no_password_takes_long_to_check() {
        let begun = std::time::Instant::now();
        for unit in ["4@8({[<369&#!1/|0$5+7%2z", "abcabc123123", "aA1!", "password", "가나다라"] {
            let password: String = unit.chars().cycle().take(128).collect();
            _ = is_refused(&password);
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}
