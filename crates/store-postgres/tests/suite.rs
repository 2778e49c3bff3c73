//! What every store passes, by PostgreSQL: straight and through PgBouncer, on one server that the test starts.

use std::{sync::Arc, time::Duration};

use futures_util::poll;
use jiff::Timestamp;
use sqlx::{Connection as _, PgConnection};
use store::{Error, Store as _, suite, throttles::Throttles as _};
use store_postgres::{Options, PostgresStore};
use temporary_postgres::{PgBouncer, TemporaryPostgres};

/// One test, since each test is a process of its own and a server takes longer to start than the suite to run.
#[tokio::test(flavor = "multi_thread")]
async fn passes() {
    let server = TemporaryPostgres::start().expect("a server");
    let straight = PostgresStore::connect(&server.database("straight").expect("a database"), Options::default())
        .await
        .expect("a store");
    suite::passes(Arc::new(straight)).await;
    through_a_pooler(&server).await;
    without_a_connection_to_spare(&server).await;
    left_in_the_middle(&server).await;
    without_a_server(server).await;
}

/// Servers are lent for a transaction each, to two stores with more connections than there are servers.
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

/// One connection serves a crowd; where it is held for too long, the next caller is told to come again.
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
        // The other one may not have got the connection yet.
        if let Err(failure) = store.ping().await {
            break failure;
        }
    };
    assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
    lock.rollback().await.expect("the lock goes");
    waiting.await.expect("a task").expect("who waited gets it");
    store.ping().await.expect("the database answers");
}

/// Callers who go away at any moment leave no connection in a transaction.
async fn left_in_the_middle(server: &TemporaryPostgres) {
    let url = server.database("left").expect("a database");
    let options = Options { connections: 4, ..Options::default() };
    let store = Arc::new(PostgresStore::connect(&url, options).await.expect("a store"));
    store.migrate().await.expect("it migrates");
    // The last ones leave the soonest: nobody comes after them who would tidy up.
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
        // What was begun is undone in a moment.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("a connection is still in a transaction");
}

async fn without_a_server(server: TemporaryPostgres) {
    let store = PostgresStore::connect(&server.url(), Options::default()).await.expect("a store");
    drop(server);
    let failure = store.ping().await.expect_err("there is no server");
    assert!(matches!(failure, Error::Unavailable(_)), "{failure:?}");
}
