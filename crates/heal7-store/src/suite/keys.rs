//! The keys that sign access tokens.

use std::sync::Arc;

use super::given::{NOW, crowd, id};
use crate::{Store, keys::SigningKey};

/// A period has one key, no matter how many are offered.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    // Periods that no earlier run of the suite has used.
    let bits = id().0.as_u128() >> 80;
    let period = i64::try_from(bits).expect("48 bits are time") * 10;
    let key = |period: i64, byte: u8| SigningKey { period, private_key: vec![byte; 48], created_at: NOW };

    let kept = store.signing_key(&key(period, 1)).await.expect("a key is kept");
    assert_eq!(kept, key(period, 1));
    assert_eq!(store.signing_key(&key(period, 2)).await.expect("a key is answered"), kept, "the period has a key");
    store.signing_key(&key(period + 2, 4)).await.expect("a key is kept");
    store.signing_key(&key(period + 1, 3)).await.expect("a key is kept");
    let keys = store.signing_keys(period).await.expect("keys");
    assert_eq!(keys, [key(period, 1), key(period + 1, 3), key(period + 2, 4)], "oldest first");
    assert_eq!(store.signing_keys(period + 2).await.expect("keys"), [key(period + 2, 4)]);

    let answered = crowd(&store, |store, number| {
        let offered = key(period + 3, u8::try_from(number).expect("a small crowd"));
        async move { store.signing_key(&offered).await.expect("a key") }
    });
    let mut answered = answered.await;
    answered.dedup();
    assert_eq!(answered.len(), 1, "a crowd agrees on one key");
    assert_eq!(store.signing_keys(period + 3).await.expect("keys"), answered, "which is the one that is kept");
}
