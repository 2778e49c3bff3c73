//! The common suite of the stores, run on PostgreSQL directly and through PgBouncer, on one server that the test
//! starts.

use std::{sync::Arc, time::Duration};

use futures_util::poll;
use heal7_store::{Error, Store as _, suite, throttles::Throttles as _};
use heal7_store_postgres::{Options, PostgresStore};
use jiff::Timestamp;
use sqlx::{Connection as _, PgConnection};
use temporary_postgres::{PgBouncer, TemporaryPostgres};

/// This is a single test, since each test is a process of its own and starting a server takes longer than the suite.
#[tokio::test(flavor = "multi_thread")]
async fn postgresql_store_passes_the_suite() {
    let server = TemporaryPostgres::start().expect("a server");
    let straight = PostgresStore::connect(&server.database("straight").expect("a database"), Options::default())
        .await
        .expect("a store");
    suite::passes(Arc::new(straight)).await;
    through_a_pooler(&server).await;
    without_a_connection_to_spare(&server).await;
    left_in_the_middle(&server).await;
    with_a_primary_that_was_demoted(&server).await;
    with_an_answer_that_does_not_come(&server).await;
    without_a_server(server).await;
}

/// The pooler lends each server connection for one transaction, and has fewer of them than the two stores have
/// connections.
async fn through_a_pooler(server: &TemporaryPostgres) {
    server.database("pooled").expect("a database");
    let bouncer = PgBouncer::before(server).expect("a pooler");
    let options = Options { pooler: true, connections: 16, ..Options::default() };
    let store = async || Arc::new(PostgresStore::connect(&bouncer.url("pooled"), options).await.expect("a store"));
    let (one, other) = (store().await, store().await);
    suite::passes(one.clone()).await;
    tokio::join!(suite::sessions::passes(one.clone()), suite::results::passes(other.clone()));
    tokio::join!(suite::sessions::passes(other.clone()), suite::quotas::passes(one.clone()));
    let named = PostgresStore::connect(&bouncer.url("pooled"), Options { pooler: false, ..options }).await;
    let failure = named.expect_err("a pooler is not spoken to as a server");
    assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
}

/// One connection serves many callers; if one of them holds it for too long, the next caller gets an error to retry.
async fn without_a_connection_to_spare(server: &TemporaryPostgres) {
    let url = server.database("small").expect("a database");
    let options = Options { connections: 1, acquire_timeout: Duration::from_millis(500), ..Options::default() };
    let store = Arc::new(PostgresStore::connect(&url, options).await.expect("a store"));
    store.migrate().await.expect("it migrates");
    suite::throttles::passes(store.clone()).await;

    let mut holder = PgConnection::connect(&url).await.expect("a connection");
    let mut lock = holder.begin().await.expect("a transaction");
    sqlx::raw_sql("LOCK TABLE throttles").execute(&mut *lock).await.expect("a lock");
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { store.forget_failures(&[0; 32]).await }
    });
    let failure = loop {
        // The other task may not have got the connection yet.
        if let Err(failure) = store.ping().await {
            break failure;
        }
    };
    assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
    lock.rollback().await.expect("the lock goes");
    waiting.await.expect("a task").expect("who waited gets it");
    store.ping().await.expect("the database answers");
}

/// Callers that cancel their calls at any moment leave no connection in a transaction.
async fn left_in_the_middle(server: &TemporaryPostgres) {
    let url = server.database("left").expect("a database");
    let options = Options { connections: 4, ..Options::default() };
    let store = Arc::new(PostgresStore::connect(&url, options).await.expect("a store"));
    store.migrate().await.expect("it migrates");
    // The last calls are cancelled the earliest: no later call would clean up after them.
    for patience in (1..60).rev() {
        for _ in 0..4 {
            let mut call = store.sweep(Timestamp::UNIX_EPOCH);
            for _ in 0..patience {
                if poll!(call.as_mut()).is_ready() {
                    break;
                }
                tokio::time::sleep(Duration::ZERO).await;
            }
        }
    }
    let mut other = PgConnection::connect(&url).await.expect("a connection");
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'left' AND state LIKE 'idle in transaction%'";
    for _ in 0..100 {
        let open: i64 = sqlx::query_scalar(open).fetch_one(&mut other).await.expect("a count");
        if open == 0 {
            return;
        }
        // An open transaction is rolled back after a moment.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("a connection is still in a transaction");
}

/// After a failover the address leads to another server. Connections that are still open lead to the old one, which
/// refuses all writes.
async fn with_a_primary_that_was_demoted(server: &TemporaryPostgres) {
    let url = server.database("demoted").expect("a database");
    let options = Options { connections: 4, ..Options::default() };
    PostgresStore::connect(&url, options).await.expect("a store").migrate().await.expect("it migrates");
    // A session keeps the settings with which it begins.
    server.execute("demoted", "ALTER DATABASE demoted SET default_transaction_read_only = on").expect("a setting");
    let store = Arc::new(PostgresStore::connect(&url, options).await.expect("a store"));
    let reads = (0..8).map(|_| store.failures(&[1; 32], Timestamp::UNIX_EPOCH));
    assert!(futures_util::future::join_all(reads).await.iter().all(Result::is_ok), "a standby can be read");
    assert!(store.probe().await.expect("it can be read"));
    let refusals = [
        store.probe_writing(false).await.expect_err("it refuses"),
        store.forget_failures(&[1; 32]).await.expect_err("it refuses"),
        store.sweep(Timestamp::UNIX_EPOCH).await.map(|_| ()).expect_err("it refuses"),
    ];
    assert!(refusals.iter().all(|failure| matches!(failure, Error::Unavailable(_))), "{refusals:?}");
    assert!(store.watch().is_failing());

    server.execute("postgres", "ALTER DATABASE demoted RESET default_transaction_read_only").expect("a setting");
    store.probe_writing(true).await.expect("a new connection leads to the new primary");
    // The next failure discards all connections, including those that were opened right after the last failure.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut failed = 0;
    for _ in 0..8 {
        failed += usize::from(store.forget_failures(&[1; 32]).await.is_err());
    }
    assert!(failed <= 1, "connections to the old primary are used again: {failed} of 8 writes failed");
}

/// A statement has a time limit, and a connection on which the limit has passed is not used again.
async fn with_an_answer_that_does_not_come(server: &TemporaryPostgres) {
    let url = server.database("silent").expect("a database");
    let answer_timeout = Duration::from_millis(300);
    let options = Options { connections: 1, answer_timeout, ..Options::default() };
    let store = PostgresStore::connect(&url, options).await.expect("a store");
    store.migrate().await.expect("it migrates");
    let mut holder = PgConnection::connect(&url).await.expect("a connection");
    let mut lock = holder.begin().await.expect("a transaction");
    sqlx::raw_sql("LOCK TABLE throttles").execute(&mut *lock).await.expect("a lock");
    let mut failures = vec![store.sweep(Timestamp::UNIX_EPOCH).await.map(|_| ()).expect_err("it waits for the lock")];
    for _ in 0..3 {
        failures.push(store.forget_failures(&[1; 32]).await.expect_err("it waits for the lock"));
    }
    assert!(failures.iter().all(|failure| matches!(failure, Error::Unavailable(_))), "{failures:?}");
    store.ping().await.expect("there is a connection that answers");
    lock.rollback().await.expect("the lock goes");
    store.forget_failures(&[1; 32]).await.expect("writing goes on");
}

async fn without_a_server(server: TemporaryPostgres) {
    let store = PostgresStore::connect(&server.url(), Options::default()).await.expect("a store");
    drop(server);
    let failure = store.ping().await.expect_err("there is no server");
    assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
}
