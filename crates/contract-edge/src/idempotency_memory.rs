//! A store of idempotency keys in the memory of one process.

use std::time::Duration;

use contract_model::exchange::{Claim, Details, Kept, Keyed};
use futures_util::{FutureExt, future::BoxFuture};
use jiff::{SignedDuration, Timestamp};
use moka::{
    ops::compute::{CompResult, Op},
    policy::EvictionPolicy,
    sync::Cache,
};

use crate::idempotency_store::IdempotencyStore;

/// The time after which a claim that was never settled expires.
const GIVEN_UP: SignedDuration = SignedDuration::from_mins(2);

/// Responses for idempotency keys, in memory: for a single server, until its process ends. Several servers need a store
/// that they share.
#[derive(Debug)]
pub struct MemoryIdempotency(Cache<Name, Taken>);

/// The caller to whom the key belongs, the operation, and the key.
type Name = (Option<String>, String, String);

/// The request that has claimed a key, and its response after it was settled.
#[derive(Debug, Clone)]
struct Taken {
    fingerprint: [u8; 32],
    at: Timestamp,
    answer: Option<Kept>,
}

impl MemoryIdempotency {
    /// Creates a store for at most `capacity` responses, each kept for `time_to_live`.
    pub fn new(capacity: u64, time_to_live: Duration) -> Self {
        Self(Cache::builder().max_capacity(capacity).time_to_live(time_to_live).build())
    }

    /// Creates a store for responses of at most `bytes` bytes in total, each kept for `time_to_live`. The most recently
    /// used ones are kept.
    pub fn within(bytes: u64, time_to_live: Duration) -> Self {
        let cache = Cache::builder().weigher(weight).max_capacity(bytes).eviction_policy(EvictionPolicy::lru());
        Self(cache.time_to_live(time_to_live).build())
    }

    fn claim_now(&self, keyed: &Keyed) -> Claim {
        let taken = self.0.entry(name(keyed)).and_compute_with(|entry| match entry {
            Some(entry) if !is_given_up(entry.value(), keyed) => Op::Nop,
            Some(_) | None => Op::Put(Taken { fingerprint: keyed.fingerprint, at: keyed.at, answer: None }),
        });
        match taken {
            CompResult::Inserted(_) | CompResult::ReplacedWith(_) => Claim::First,
            CompResult::Unchanged(entry) => match entry.into_value() {
                Taken { fingerprint, .. } if fingerprint != keyed.fingerprint => Claim::Other,
                Taken { answer: Some(answer), .. } => Claim::Answered(answer),
                Taken { answer: None, .. } => Claim::Running,
            },
            CompResult::StillNone(_) | CompResult::Removed(_) => unreachable!("a claim removes nothing"),
        }
    }

    fn settle_now(&self, keyed: &Keyed, answer: Option<Kept>) {
        // A claim that expired must not settle a later claim.
        self.0.entry(name(keyed)).and_compute_with(|entry| match entry.map(moka::Entry::into_value) {
            Some(Taken { fingerprint, at, answer: None }) if at == keyed.at => match answer {
                Some(answer) => Op::Put(Taken { fingerprint, at, answer: Some(answer) }),
                None => Op::Remove,
            },
            Some(_) | None => Op::Nop,
        });
    }
}

impl IdempotencyStore for MemoryIdempotency {
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>> {
        async { Ok(self.claim_now(keyed)) }.boxed()
    }

    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()> {
        async { self.settle_now(keyed, answer) }.boxed()
    }
}

/// Estimates the bytes of a key and its response.
fn weight((subject, operation, key): &Name, taken: &Taken) -> u32 {
    /// The size of a key and a response without their texts.
    const COST: usize = 512;
    let name = subject.as_ref().map_or(0, String::len) + operation.len() + key.len();
    let answer = taken.answer.as_ref().map_or(0, |answer| {
        let headers =
            answer.headers.iter().map(|(name, value)| size_of::<(String, String)>() + name.len() + value.len());
        answer.body.len() + headers.sum::<usize>()
    });
    u32::try_from(COST + name + answer).unwrap_or(u32::MAX)
}

fn name(keyed: &Keyed) -> Name {
    (keyed.subject.clone(), keyed.operation.clone(), keyed.key.clone())
}

fn is_given_up(taken: &Taken, keyed: &Keyed) -> bool {
    taken.answer.is_none() && taken.at + GIVEN_UP < keyed.at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(seconds: i64) -> Keyed {
        Keyed {
            subject: Some("ada".into()),
            operation: "addBook".into(),
            key: "k-1".into(),
            fingerprint: [1; 32],
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds),
        }
    }

    fn answer() -> Kept {
        Kept { status: 201, headers: vec![("location".into(), "/books/1".into())], body: vec![1, 2] }
    }

    #[test]
    fn a_key_belongs_to_the_first_request() {
        let store = MemoryIdempotency::new(100, Duration::from_mins(1));
        let first = keyed(0);
        assert_eq!(store.claim_now(&first), Claim::First);
        assert_eq!(store.claim_now(&keyed(1)), Claim::Running);
        assert_eq!(store.claim_now(&Keyed { fingerprint: [2; 32], ..keyed(1) }), Claim::Other);
        assert_eq!(store.claim_now(&Keyed { subject: None, ..keyed(1) }), Claim::First, "it is somebody else's key");
        store.settle_now(&first, Some(answer()));
        assert_eq!(store.claim_now(&keyed(2)), Claim::Answered(answer()));
        store.settle_now(&first, None);
        assert_eq!(store.claim_now(&keyed(3)), Claim::Answered(answer()), "an answer stays");
    }

    #[test]
    fn large_answers_displace_the_ones_that_were_used_long_ago() {
        let store = MemoryIdempotency::within(64 * 1024, Duration::from_mins(1));
        for number in 0..100 {
            let keyed = Keyed { key: format!("k-{number}"), ..keyed(0) };
            assert_eq!(store.claim_now(&keyed), Claim::First);
            store.settle_now(&keyed, Some(Kept { body: vec![0; 10_000], ..answer() }));
        }
        store.0.run_pending_tasks();
        assert!(store.0.weighted_size() <= 64 * 1024, "{}", store.0.weighted_size());
        assert!(matches!(store.claim_now(&Keyed { key: "k-99".into(), ..keyed(1) }), Claim::Answered(_)));
        assert_eq!(store.claim_now(&Keyed { key: "k-0".into(), ..keyed(1) }), Claim::First);
    }

    #[test]
    fn key_is_released_after_a_failed_or_abandoned_request() {
        let store = MemoryIdempotency::new(100, Duration::from_mins(1));
        assert_eq!(store.claim_now(&keyed(0)), Claim::First);
        store.settle_now(&keyed(0), None);
        assert_eq!(store.claim_now(&keyed(1)), Claim::First);
        assert_eq!(store.claim_now(&keyed(121)), Claim::Running, "two minutes have not passed");
        assert_eq!(store.claim_now(&keyed(122)), Claim::First, "the request of second 1 is given up");
        store.settle_now(&keyed(1), Some(answer()));
        assert_eq!(store.claim_now(&keyed(123)), Claim::Running, "it comes too late");
    }
}
