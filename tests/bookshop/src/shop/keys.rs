//! Idempotency keys in memory.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use contract_axum::IdempotencyStore;
use contract_kit::exchange::{Claim, Details, Kept, Keyed};
use futures_util::{FutureExt, future::BoxFuture};

/// The keys that were taken.
#[derive(Debug, Default)]
pub(super) struct Keys(Mutex<BTreeMap<Name, Taken>>);

/// Whose key it is, for which operation, and the key.
type Name = (Option<String>, String, String);
/// Which request has taken a key, and its answer once there is one.
type Taken = ([u8; 32], Option<Kept>);

impl Keys {
    fn claim_now(&self, keyed: &Keyed) -> Claim {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match taken.get(&name(keyed)) {
            Some((fingerprint, _)) if *fingerprint != keyed.fingerprint => Claim::Other,
            Some((_, Some(kept))) => Claim::Answered(kept.clone()),
            Some((_, None)) => Claim::Running,
            None => {
                taken.insert(name(keyed), (keyed.fingerprint, None));
                Claim::First
            }
        }
    }

    fn settle_now(&self, keyed: &Keyed, answer: Option<Kept>) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match answer {
            Some(_) => _ = taken.insert(name(keyed), (keyed.fingerprint, answer)),
            None => _ = taken.remove(&name(keyed)),
        }
    }
}

impl IdempotencyStore for Keys {
    fn claim<'a>(&'a self, keyed: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>> {
        async { Ok(self.claim_now(keyed)) }.boxed()
    }

    fn settle<'a>(&'a self, keyed: &'a Keyed, answer: Option<Kept>) -> BoxFuture<'a, ()> {
        async { self.settle_now(keyed, answer) }.boxed()
    }
}

fn name(keyed: &Keyed) -> Name {
    (keyed.subject.clone(), keyed.operation.clone(), keyed.key.clone())
}
