//! The common suite of the stores, run on SQLite.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::poll;
use heal7_store::{
    Error, Store as _,
    keys::{SigningKey, SigningKeys as _},
    suite,
    throttles::Throttles as _,
};
use heal7_store_sqlite::SqliteStore;
use jiff::Timestamp;
use sqlx::{Connection as _, Executor as _, SqliteConnection};

/// Makes SQLite roll the transaction back by itself, as it does on a full disk.
const UNDOING: &str =
    "CREATE TRIGGER undoing BEFORE INSERT ON signing_keys BEGIN SELECT RAISE(ROLLBACK, 'undone'); END";

const NOW: Timestamp = Timestamp::constant(1_768_469_400, 0);
const LATER: Timestamp = Timestamp::constant(1_768_469_460, 0);

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_store_passes_the_suite() {
    suite::passes(Arc::new(SqliteStore::temporary().await.expect("a store"))).await;
}

/// Two programs, or one program before and after a restart, share the file.
#[tokio::test(flavor = "multi_thread")]
async fn two_stores_share_one_file() {
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

/// The connection of a rolled back transaction is not used again, whether the caller waits for the outcome or not.
#[tokio::test]
async fn a_transaction_that_sqlite_undid_does_not_stop_writing_for_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heal7.sqlite");
    let store = SqliteStore::open(&path).await.expect("a store");
    store.migrate().await.expect("it migrates");
    let mut other = connected(&path).await;
    other.execute(UNDOING).await.expect("a trigger");
    for _ in 0..3 {
        store.signing_key(&key(1)).await.expect_err("the transaction is undone");
    }
    // Callers cancel a call at each of its await points.
    let offered = key(1);
    for patience in 0..40 {
        let mut call = store.signing_key(&offered);
        for _ in 0..patience {
            if poll!(call.as_mut()).is_ready() {
                break;
            }
            tokio::time::sleep(Duration::ZERO).await;
        }
    }
    other.execute("DROP TRIGGER undoing").await.expect("no trigger");
    for period in 1..10 {
        let kept = store.signing_key(&key(period)).await.expect("writing goes on");
        assert_eq!(kept, key(period));
    }
    assert_eq!(store.signing_keys(0).await.expect("keys").len(), 9);
}

/// SQLite commits a statement after it has returned its row.
#[tokio::test]
async fn row_is_returned_only_after_its_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heal7.sqlite");
    let store = SqliteStore::open(&path).await.expect("a store");
    store.migrate().await.expect("it migrates");
    // The commit fails although all statements have succeeded.
    let mut other = connected(&path).await;
    let failing = "CREATE TABLE child (parent INTEGER REFERENCES signing_keys DEFERRABLE INITIALLY DEFERRED);
                   CREATE TRIGGER orphan AFTER INSERT ON throttles BEGIN INSERT INTO child VALUES (1); END";
    other.execute(failing).await.expect("a trigger");
    store.count_failure(&[1; 32], NOW, LATER).await.expect_err("the count is not kept");
    assert_eq!(store.failures(&[1; 32], NOW).await.expect("a look"), None);
    other.execute("DROP TRIGGER orphan").await.expect("no trigger");
    assert_eq!(store.count_failure(&[1; 32], NOW, LATER).await.expect("a count").failures, 1);
}

/// Readers do not wait for the lock, and writers get an error that tells them to retry.
#[tokio::test]
async fn locked_file_is_temporarily_unavailable() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heal7.sqlite");
    let store = SqliteStore::open(&path).await.expect("a store");
    store.migrate().await.expect("it migrates");
    let mut other = connected(&path).await;
    other.execute("BEGIN EXCLUSIVE").await.expect("a lock");
    let begun = Instant::now();
    assert!(store.probe().await.expect("it can be read"));
    let failure = store.probe_writing(false).await.expect_err("it cannot be written");
    assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
    assert!(begun.elapsed() < Duration::from_secs(2), "a probe does not wait like a request");
    // A single statement and a transaction both wait for the connection and for the lock.
    let offered = key(1);
    let (alone, transaction) = tokio::join!(store.forget_failures(&[1; 32]), store.signing_key(&offered));
    let failures = [alone.expect_err("it is locked"), transaction.expect_err("it is locked")];
    assert!(failures.iter().all(|failure| matches!(failure, Error::Unavailable(_))), "{failures:?}");
    assert!(!store.watch().is_failing(), "that it is busy says nothing of the disk");
    other.execute("ROLLBACK").await.expect("no lock");
    store.probe_writing(true).await.expect("it can be written again");
    store.signing_key(&key(1)).await.expect("it can be written again");
}

/// A file that an operator has moved away is not replaced by an empty database.
#[tokio::test]
async fn removed_file_is_not_recreated() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heal7.sqlite");
    let store = SqliteStore::open(&path).await.expect("a store");
    store.migrate().await.expect("it migrates");
    // This makes the pool replace the connection that writes.
    let mut other = connected(&path).await;
    other.execute(UNDOING).await.expect("a trigger");
    store.signing_key(&key(1)).await.expect_err("the transaction is undone");
    other.execute("DROP TRIGGER undoing").await.expect("no trigger");
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", path.display());
        std::fs::rename(&file, format!("{file}.old")).expect("it was there");
    }
    for _ in 0..3 {
        let failure = store.signing_key(&key(1)).await.expect_err("the file has gone");
        assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
    }
    assert!(store.watch().is_failing() && !path.exists());
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", path.display());
        std::fs::rename(format!("{file}.old"), &file).expect("it goes back");
    }
    store.signing_key(&key(1)).await.expect("writing goes on");
}

async fn connected(path: &Path) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.expect("a connection")
}

fn key(period: i64) -> SigningKey {
    SigningKey { period, private_key: vec![7; 32], created_at: NOW }
}
