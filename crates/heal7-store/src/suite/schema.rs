//! The database itself.

use std::sync::Arc;

use super::given::crowd;
use crate::Store;

/// When many callers migrate the database at once, each migration runs once.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    store.ping().await.expect("the database answers");
    assert!(!store.is_migrated().await.expect("an empty database is looked at"), "an empty database is not migrated");
    for migrated in crowd(&store, |store, _| async move { store.migrate().await }).await {
        migrated.expect("a crowd migrates at once");
    }
    assert!(store.is_migrated().await.expect("a database is looked at"), "a migrated database is migrated");
    assert!(store.probe().await.expect("a probe reads"), "a probe sees the migrations");
    for room in [false, true, false] {
        store.probe_writing(room).await.expect("a probe writes");
    }
    assert!(!store.watch().is_failing(), "nothing has failed");
    store.migrate().await.expect("what is done is not done again");
}
