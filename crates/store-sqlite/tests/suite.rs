//! What every store passes, by SQLite.

use std::sync::Arc;

use store::{Error, Store as _, suite};
use store_sqlite::SqliteStore;

#[tokio::test(flavor = "multi_thread")]
async fn passes_in_a_file() {
    suite::passes(Arc::new(SqliteStore::temporary().await.expect("a store"))).await;
}

/// Two programs, or one that is started again: the file is what they share.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_has_written_another_one_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heal7.sqlite");
    let (one, other) =
        (SqliteStore::open(&path).await.expect("a store"), SqliteStore::open(&path).await.expect("a store"));
    let (first, second) = tokio::join!(one.migrate(), other.migrate());
    first.expect("one migrates");
    second.expect("so does the other");
    assert!(one.is_migrated().await.expect("a look") && other.is_migrated().await.expect("a look"));
    drop(one);
    let again = SqliteStore::open(&path).await.expect("a store");
    assert!(again.is_migrated().await.expect("a look"));
    suite::accounts::passes(Arc::new(again)).await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_a_failure() {
    let failure = SqliteStore::open("/nowhere/at/all/heal7.sqlite").await.expect_err("there is no such folder");
    assert!(matches!(failure, Error::Failed(_)), "{failure:?}");
}
