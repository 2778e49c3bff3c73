//! Known origins.

use std::sync::Arc;

use super::given::{hash, later, person};
use crate::Store;

/// Origins are known for a limited time, and only the newest of each account.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let (anna, bora) = (person(&store).await, person(&store).await);
    let (first, second, third, others) = (hash(), hash(), hash(), hash());
    let remember = async |account, origins: &[_], until| {
        store.remember_origins(account, origins, 2, later(until)).await.expect("origins are remembered");
    };
    let is_known = async |origin, at| store.is_known_origin(&origin, later(at)).await.expect("a look");
    assert!(!is_known(first, 0).await);
    remember(anna, &[first, second], 60).await;
    remember(bora, &[others], 50).await;
    assert!(is_known(first, 59).await && is_known(second, 59).await);
    assert!(!is_known(first, 60).await, "it has expired");
    remember(anna, &[first], 70).await;
    assert!(is_known(first, 69).await, "it is known for longer");
    remember(anna, &[third], 70).await;
    assert!(is_known(first, 0).await && is_known(third, 0).await);
    assert!(!is_known(second, 0).await, "two are kept of an account");
    assert!(is_known(others, 49).await, "others have their own");
}
