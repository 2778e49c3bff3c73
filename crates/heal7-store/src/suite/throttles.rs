//! Throttles.

use std::sync::Arc;

use super::given::{CROWD, crowd, hash, later};
use crate::{Store, throttles::Count};

/// Failures are counted in windows, and none is missed.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let subject = hash();
    let failures = async |at| store.failures(&subject, later(at)).await.expect("a count");
    let count = async |at, end| store.count_failure(&subject, later(at), later(end)).await.expect("a count");
    let counted = |failures, end| Count { failures, ends_at: later(end) };
    assert_eq!(failures(0).await, None);
    assert_eq!(count(0, 60).await, counted(1, 60));
    assert_eq!(count(30, 90).await, counted(2, 60), "the window stays as it began");
    assert_eq!(failures(59).await, Some(counted(2, 60)));
    assert_eq!(failures(60).await, None, "the window has ended");
    assert_eq!(count(60, 120).await, counted(1, 120), "another begins");
    assert_eq!(store.failures(&hash(), later(0)).await.expect("a count"), None, "others have their own");
    store.forget_failures(&subject).await.expect("a subject is forgotten");
    store.forget_failures(&subject).await.expect("and stays so");
    assert_eq!(failures(61).await, None);

    let counts = crowd(&store, |store, _| async move {
        store.count_failure(&subject, later(0), later(60)).await.expect("a count").failures
    });
    let mut counts = counts.await;
    counts.sort_unstable();
    assert_eq!(counts, (1..=u32::try_from(CROWD).expect("a small crowd")).collect::<Vec<_>>(), "none is missed");
}
