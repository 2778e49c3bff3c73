//! Idempotency keys.

use std::sync::Arc;

use super::given::{NOW, crowd, hash, id, later};
use crate::{
    Hash, Store,
    idempotency::{Answer, Claim, Key},
};

fn key() -> Key {
    Key { subject: Some(id().to_string()), operation: "calculateSaju".to_owned(), key: "k-1".to_owned() }
}

fn answer() -> Answer {
    Answer {
        status: 201,
        headers: vec![("location".to_owned(), "/a".to_owned()), ("location".to_owned(), "/b".to_owned())],
        body: vec![0, 255, b'%'],
    }
}

/// When a key is taken.
const TAKEN: i64 = 10;

/// At that second; given up is what was taken before the fifth; a key ends after an hour.
async fn claim(store: &Arc<dyn Store>, key: &Key, fingerprint: &Hash) -> Claim {
    store.claim(key, fingerprint, later(TAKEN), later(5), later(3_600)).await.expect("a claim")
}

/// A key belongs to the first request, until it is answered, given up, freed or ended.
///
/// # Panics
/// Where it does not.
pub async fn passes(store: Arc<dyn Store>) {
    let (key, first, other) = (key(), hash(), hash());
    assert_eq!(claim(&store, &key, &first).await, Claim::First);
    assert_eq!(claim(&store, &key, &first).await, Claim::Running);
    assert_eq!(claim(&store, &key, &other).await, Claim::Other, "the key is another request's");
    for apart in [
        Key { subject: None, ..key.clone() },
        Key { subject: Some(id().to_string()), ..key.clone() },
        Key { operation: "shareSaju".to_owned(), ..key.clone() },
        Key { key: "K-1".to_owned(), ..key.clone() },
    ] {
        // Without a subject, an earlier run of the suite on the same database may have taken it.
        let taken = claim(&store, &apart, &first).await;
        assert!(taken == Claim::First || apart.subject.is_none(), "{apart:?} is another key, and answers {taken:?}");
    }
    store.settle(&key, later(TAKEN), Some(&answer())).await.expect("an answer is kept");
    assert_eq!(claim(&store, &key, &first).await, Claim::Answered(answer()));
    assert_eq!(claim(&store, &key, &other).await, Claim::Other);
    store.settle(&key, later(TAKEN), None).await.expect("an answered key is not freed");
    assert_eq!(claim(&store, &key, &first).await, Claim::Answered(answer()), "an answer stays");

    is_free_again(&store).await;
    has_one_first(&store).await;
}

async fn is_free_again(store: &Arc<dyn Store>) {
    let (key, first, other) = (key(), hash(), hash());
    assert_eq!(claim(store, &key, &first).await, Claim::First);
    store.settle(&key, later(TAKEN), None).await.expect("a key is freed");
    assert_eq!(claim(store, &key, &other).await, Claim::First, "it was freed");
    let at = async |now, given_up| store.claim(&key, &first, now, given_up, later(7_200)).await.expect("a claim");
    assert_eq!(at(later(60), later(10)).await, Claim::Other, "it was taken at the very instant");
    assert_eq!(at(later(60), later(11)).await, Claim::First, "who took it has given up");
    store.settle(&key, later(TAKEN), Some(&answer())).await.expect("who was given up keeps no answer");
    store.settle(&key, later(TAKEN), None).await.expect("who was given up frees no key");
    assert_eq!(at(later(61), later(11)).await, Claim::Running, "it is the one's who took it since");
    store.settle(&key, later(60), Some(&answer())).await.expect("an answer is kept");
    assert_eq!(at(later(7_199), later(7_199)).await, Claim::Answered(answer()), "an answer is not given up");
    assert_eq!(at(later(7_200), NOW).await, Claim::First, "it has ended");
    store.settle(&self::key(), later(TAKEN), Some(&answer())).await.expect("an answer to nothing is not kept");
}

async fn has_one_first(store: &Arc<dyn Store>) {
    let (key, fingerprint) = (key(), hash());
    let won = async |from: i64| {
        let claims = crowd(store, |store, _| {
            let key = key.clone();
            async move {
                let claim = store.claim(&key, &fingerprint, later(from), later(from), later(from + 60)).await;
                claim.expect("a claim")
            }
        });
        let claims = claims.await;
        assert!(claims.iter().all(|claim| matches!(claim, Claim::First | Claim::Running)), "{claims:?}");
        claims.into_iter().filter(|claim| *claim == Claim::First).count()
    };
    assert_eq!(won(0).await, 1, "one of a crowd is the first");
    assert_eq!(won(30).await, 1, "one of a crowd takes what was given up");
}
