//! Idempotency keys.

use std::sync::Arc;

use contract_kit::exchange::{Claim, Kept, Keyed};
use jiff::Timestamp;

use super::given::{NOW, crowd, hash, id, later};
use crate::Store;

/// Creates a request of a new subject.
fn keyed() -> Keyed {
    Keyed {
        subject: Some(id().to_string()),
        operation: "calculateSaju".to_owned(),
        key: "k-1".to_owned(),
        fingerprint: hash(),
        at: later(TAKEN),
    }
}

/// Creates another request with the same key.
fn other_than(keyed: &Keyed) -> Keyed {
    Keyed { fingerprint: hash(), ..keyed.clone() }
}

fn answer() -> Kept {
    Kept {
        status: 201,
        headers: vec![("location".to_owned(), "/a".to_owned()), ("location".to_owned(), "/b".to_owned())],
        body: vec![0, 255, b'%'],
    }
}

/// The time at which a key is claimed, in seconds.
const TAKEN: i64 = 10;

/// Claims a key for an hour. Claims from before the fifth second have timed out.
async fn claim(store: &Arc<dyn Store>, keyed: &Keyed) -> Claim {
    store.claim(keyed, later(5), later(3_600)).await.expect("a claim")
}

/// A key belongs to the first request until the key is freed, the claim times out, or the key expires.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let first = keyed();
    let other = other_than(&first);
    assert_eq!(claim(&store, &first).await, Claim::First);
    assert_eq!(claim(&store, &first).await, Claim::Running);
    assert_eq!(claim(&store, &other).await, Claim::Other, "the key is another request's");
    for apart in [
        Keyed { subject: None, ..first.clone() },
        Keyed { subject: Some(id().to_string()), ..first.clone() },
        Keyed { operation: "shareSaju".to_owned(), ..first.clone() },
        Keyed { key: "K-1".to_owned(), ..first.clone() },
    ] {
        // An earlier run of the suite on the same database may have claimed the key without a subject.
        let taken = claim(&store, &apart).await;
        assert!(taken == Claim::First || apart.subject.is_none(), "{apart:?} is another key, and answers {taken:?}");
    }
    store.settle(&first, Some(&answer())).await.expect("an answer is kept");
    assert_eq!(claim(&store, &first).await, Claim::Answered(answer()));
    assert_eq!(claim(&store, &other).await, Claim::Other);
    store.settle(&first, None).await.expect("an answered key is not freed");
    assert_eq!(claim(&store, &first).await, Claim::Answered(answer()), "an answer stays");

    is_free_again(&store).await;
    has_one_first(&store).await;
}

async fn is_free_again(store: &Arc<dyn Store>) {
    let first = keyed();
    let other = other_than(&first);
    assert_eq!(claim(store, &first).await, Claim::First);
    store.settle(&first, None).await.expect("a key is freed");
    assert_eq!(claim(store, &other).await, Claim::First, "it was freed");
    let at = |at: Timestamp| Keyed { at, ..first.clone() };
    let again = async |now, given_up| store.claim(&at(now), given_up, later(7_200)).await.expect("a claim");
    assert_eq!(again(later(60), later(10)).await, Claim::Other, "it was taken at the very instant");
    assert_eq!(again(later(60), later(11)).await, Claim::First, "who took it has given up");
    store.settle(&first, Some(&answer())).await.expect("who was given up keeps no answer");
    store.settle(&first, None).await.expect("who was given up frees no key");
    assert_eq!(again(later(61), later(11)).await, Claim::Running, "it is the one's who took it since");
    store.settle(&at(later(60)), Some(&answer())).await.expect("an answer is kept");
    assert_eq!(again(later(7_199), later(7_199)).await, Claim::Answered(answer()), "an answer is not given up");
    assert_eq!(again(later(7_200), NOW).await, Claim::First, "it has ended");
    store.settle(&keyed(), Some(&answer())).await.expect("an answer to nothing is not kept");
}

async fn has_one_first(store: &Arc<dyn Store>) {
    let keyed = keyed();
    let won = async |from: i64| {
        let claims = crowd(store, |store, _| {
            let keyed = Keyed { at: later(from), ..keyed.clone() };
            async move { store.claim(&keyed, later(from), later(from + 60)).await.expect("a claim") }
        });
        let claims = claims.await;
        assert!(claims.iter().all(|claim| matches!(claim, Claim::First | Claim::Running)), "{claims:?}");
        claims.into_iter().filter(|claim| *claim == Claim::First).count()
    };
    assert_eq!(won(0).await, 1, "one of a crowd is the first");
    assert_eq!(won(30).await, 1, "one of a crowd takes what was given up");
}
