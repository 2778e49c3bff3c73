//! Attempts at a secret: how many failed lately, and when the next one may be made. All nodes count together.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use crate::{Hash, Result};

/// The delay after the first failure that causes one; each further failure doubles it.
const FIRST_DELAY: SignedDuration = SignedDuration::from_secs(1);

/// The limits on how quickly attempts may follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The number of failures that cause no delay.
    pub free: u32,
    /// The longest delay. Failures are forgotten when as much time passes after a delay without another attempt.
    pub longest: SignedDuration,
}

/// The failures of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// The number of failures.
    pub count: u32,
    /// When the next attempt may be made.
    pub next_at: Timestamp,
    /// When the failures are forgotten.
    pub ends_at: Timestamp,
}

/// The outcome of asking for an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// The attempt may be made. It counts as a failure until it is taken back.
    Counted,
    /// The attempt may not be made yet, and was not counted.
    HeldOff {
        /// When the next one may be made.
        until: Timestamp,
    },
}

impl Pace {
    /// Counts one more attempt after the failures `before`. The error is the time at which the next attempt may be
    /// made.
    pub fn count(&self, before: Option<Failures>, now: Timestamp) -> std::result::Result<Failures, Timestamp> {
        let before = before.filter(|before| before.ends_at > now);
        // A failure within `free` causes no delay, even if the clock of the node that counted it is slightly ahead.
        if let Some(before) = before
            && before.count >= self.free
            && before.next_at > now
        {
            return Err(before.next_at);
        }
        let count = before.map_or(0, |before| before.count).saturating_add(1);
        let next_at = now + self.delay(count);
        Ok(Failures { count, next_at, ends_at: next_at + self.longest })
    }

    /// Returns the delay after so many failures.
    fn delay(&self, count: u32) -> SignedDuration {
        let Some(doublings) = count.checked_sub(self.free) else { return SignedDuration::ZERO };
        let factor = 2_i32.checked_pow(doublings).unwrap_or(i32::MAX);
        FIRST_DELAY.checked_mul(factor).map_or(self.longest, |delay| delay.min(self.longest))
    }
}

/// The attempts.
#[async_trait]
pub trait Attempts {
    /// Counts an attempt for every subject, or for none if one of the subjects must wait. Of many simultaneous
    /// attempts, no more are counted than the pace allows one after another.
    async fn attempt(&self, subjects: &[(Hash, Pace)], now: Timestamp) -> Result<Attempt>;

    /// Removes one attempt of a subject from the count, because it did not fail; the next one may be made at `now`.
    async fn take_back_attempt(&self, subject: &Hash, now: Timestamp) -> Result<()>;

    /// Forgets the failures of a subject.
    async fn forget_attempts(&self, subject: &Hash) -> Result<()>;
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::Pace;

    #[test]
    fn delays_double_up_to_the_longest() {
        let pace = Pace { free: 3, longest: SignedDuration::from_secs(10) };
        let (mut now, mut before, mut delays) = (Timestamp::UNIX_EPOCH, None, Vec::new());
        for _ in 0..9 {
            let failures = pace.count(before, now).expect("the delay is over");
            delays.push(failures.next_at.duration_since(now).as_secs());
            now = failures.next_at;
            before = Some(failures);
        }
        assert_eq!(delays, [0, 0, 1, 2, 4, 8, 10, 10, 10]);
        let ahead = pace.count(None, Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1)).expect("it is the first");
        assert!(pace.count(Some(ahead), Timestamp::UNIX_EPOCH).is_ok(), "the clocks of two nodes differ");
        let held_off = pace.count(before, now - SignedDuration::from_secs(1));
        assert_eq!(held_off, Err(now), "an attempt before the delay is over does not count");
        let forgotten = pace.count(before, now + pace.longest).expect("the delay is over");
        assert_eq!(forgotten.count, 1);
        assert_eq!(pace.delay(u32::MAX), pace.longest);
    }
}
