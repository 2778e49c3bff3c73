//! Protection against password guessing: attempts are slowed down by their origin, so that nobody can lock another
//! person out.
//!
//! Wrong passwords count by account and origin. An origin is a device that has used the account lately, or the network
//! of the client's address. Wrong passwords from unknown origins also count by account, which slows down guessing from
//! many addresses. All counts use the address of the account as their key, so that unknown accounts are treated like
//! others.

use std::net::IpAddr;

use contract_kit::{
    exchange::network,
    problem::{Failure, ProblemType as _},
};
use contracts::problem::TooManyRequests;
use heal7_store::{
    Hash,
    accounts::Account,
    attempts::{Attempt, Pace},
};
use jiff::SignedDuration;

use super::{App, results::now, secrets};

/// The maximum number of known origins of an account.
const KNOWN: u32 = 50;

/// The origin of a sign-in.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The address of the client, if it is known.
    pub address: Option<IpAddr>,
    /// The secret of the device, if it has one.
    pub device: Option<&'a str>,
}

/// An attempt at a password, which counts as wrong until it proves right.
#[derive(Debug)]
pub struct Guess {
    origin: Hash,
    /// The count of the account, if the origin is unknown.
    account: Option<Hash>,
}

impl Origin<'_> {
    /// Returns the hash of the device for an account.
    fn device(&self, email: &str) -> Hash {
        secrets::hash(&format!("device {email} {}", self.device.unwrap_or_default()))
    }

    /// Returns the hash of the network for an account.
    fn network(&self, email: &str) -> Hash {
        let network = self.address.map_or_else(|| "unknown".to_owned(), |address| network(address).to_string());
        secrets::hash(&format!("network {email} {network}"))
    }
}

impl App {
    /// Begins an attempt, unless the caller has to wait. The attempt is counted before the password is checked, so that
    /// many attempts at once cannot all pass.
    ///
    /// # Errors
    /// When too many attempts have failed.
    pub async fn begin_guess<D>(&self, email: &str, origin: Origin<'_>) -> Result<Guess, Failure<D>> {
        let (now, settings, email) = (now(), &self.config.passwords, email.to_lowercase());
        let (device, network) = (origin.device(&email), origin.network(&email));
        let knows_device = self.store.is_known_origin(&device, now).await?;
        let knows_network = self.store.is_known_origin(&network, now).await?;
        let is_known = knows_device || knows_network;
        let guess = Guess {
            origin: if knows_device { device } else { network },
            account: (!is_known).then(|| secrets::hash(&format!("account {email}"))),
        };
        let pace = |free| Pace { free, longest: SignedDuration::from_secs(settings.window_seconds) };
        let of_account = guess.account.map(|account| (account, pace(settings.account_failures)));
        let subjects: Vec<_> = [(guess.origin, pace(settings.failures))].into_iter().chain(of_account).collect();
        match self.store.attempt(&subjects, now).await? {
            Attempt::Counted => Ok(guess),
            Attempt::HeldOff { until } => {
                let milliseconds = until.duration_since(now).as_millis().unsigned_abs();
                let seconds = u32::try_from(milliseconds.div_ceil(1000)).unwrap_or(u32::MAX).max(1);
                let detail = format!("the password was wrong too often: try again in {seconds} seconds");
                Err(TooManyRequests.because(detail).retry_after(seconds).into())
            }
        }
    }

    /// Ends an attempt with the right password.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_guess(&self, guess: &Guess) -> heal7_store::Result<()> {
        self.store.forget_attempts(&guess.origin).await?;
        match &guess.account {
            Some(account) => self.store.take_back_attempt(account, now()).await,
            None => Ok(()),
        }
    }

    /// Removes an attempt whose password was not checked from the counts.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn take_back_guess(&self, guess: &Guess) -> heal7_store::Result<()> {
        for subject in [&guess.origin].into_iter().chain(&guess.account) {
            self.store.take_back_attempt(subject, now()).await?;
        }
        Ok(())
    }

    /// Remembers the origin of a sign-in. A failure is only logged, and does not fail the sign-in.
    pub async fn remember_origin(&self, account: &Account, origin: Origin<'_>) {
        let email = account.email.to_lowercase();
        let device = origin.device.map(|_| origin.device(&email));
        let network = origin.address.map(|_| origin.network(&email));
        let origins: Vec<_> = device.into_iter().chain(network).collect();
        let expires_at = now() + SignedDuration::from_secs(self.config.passwords.known_seconds);
        if let Err(error) = self.store.remember_origins(account.id, &origins, KNOWN, expires_at).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the origin of a sign-in was not remembered");
        }
    }
}
