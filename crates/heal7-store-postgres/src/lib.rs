//! [`PostgresStore`]: the storage of HEAL7 in PostgreSQL, for any number of servers, also behind a pooler.
//!
//! The store keeps nothing in a database session: no settings, no advisory locks beyond a transaction, no
//! notifications, and behind a pooler no named statements (see `connection.rs`). Each trait has its own file, named as
//! in [`store`];
//! `migrations/` contains the schema.

mod accounts;
mod attempts;
mod connection;
mod error;
mod history;
mod idempotency;
mod keys;
mod known_origins;
mod migrate;
mod notifications;
mod outbox;
mod probe;
mod results;
mod sessions;
mod shares;
mod sign_ins;
mod throttles;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use heal7_store::{Result, Store, Swept, watch::Watch};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::{
    Connection as _, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use self::{
    connection::{Alone, Manner, Transaction},
    error::refused,
    probe::Prober,
};

/// The idle time after which a connection is tested before it is used.
const TRUSTED: Duration = Duration::from_secs(10);

/// The shortest time between two instants at which all connections are discarded. It keeps hundreds of failing writes
/// from forcing readers to reconnect hundreds of times.
const SPACING: Duration = Duration::from_millis(250);

/// The advisory lock of the node that sweeps.
const SWEEPING: i64 = 0x4845_414c_3701;

/// The options of the connections to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The maximum number of connections.
    pub connections: u32,
    /// The time to wait for a free connection.
    pub acquire_timeout: Duration,
    /// The time limit for an answer of the server, after which the connection is closed.
    pub answer_timeout: Duration,
    /// Whether the connections go through a pooler in transaction mode, such as PgBouncer.
    pub pooler: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 10,
            acquire_timeout: Duration::from_secs(5),
            answer_timeout: Duration::from_secs(20),
            pooler: false,
        }
    }
}

/// A store in PostgreSQL.
#[derive(Debug)]
pub struct PostgresStore {
    pool: PgPool,
    manner: Manner,
    prober: Prober,
}

impl PostgresStore {
    /// Connects to a database: `postgres://user:password@host/database`. [`Store::migrate`] creates its tables.
    pub async fn connect(url: &str, options: Options) -> Result<Self> {
        let mut server: PgConnectOptions = url.parse().map_err(refused)?;
        if options.pooler {
            // A pooler accepts no startup parameters but the destination, and has no named statements.
            server = server.statement_cache_capacity(0).extra_float_digits(None);
        }
        let watch = Arc::new(Watch::new(SPACING));
        let (releasing, acquiring) = (Arc::clone(&watch), Arc::clone(&watch));
        let pool = PgPoolOptions::new()
            .max_connections(options.connections)
            .acquire_timeout(options.acquire_timeout)
            .test_before_acquire(false)
            // A connection to a server that was demoted, or that does not answer, is not used again.
            .after_release(move |_, found| {
                let is_stale = releasing.is_stale(found.age);
                Box::pin(async move { Ok(!is_stale) })
            })
            .before_acquire(move |connection, found| {
                let is_stale = acquiring.is_stale(found.age);
                Box::pin(async move {
                    if !is_stale && found.idle_for > TRUSTED {
                        connection.ping().await?;
                    }
                    Ok(!is_stale)
                })
            });
        let manner = Manner { named: !options.pooler, patience: options.answer_timeout, watch };
        let prober = Prober::new(server.clone(), manner.clone());
        Ok(Self { pool: pool.connect_with(server).await.map_err(refused)?, manner, prober })
    }

    /// Begins a transaction of several statements.
    async fn transaction(&self) -> Result<Transaction<'static>> {
        Transaction::begin(&self.pool, &self.manner).await.map_err(refused)
    }

    /// Returns the executor for single statements.
    fn alone(&self) -> Alone<'_> {
        Alone { pool: &self.pool, manner: &self.manner }
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn ping(&self) -> Result<()> {
        let one = sqlx::query_scalar!("SELECT 1");
        one.fetch_one(self.alone()).await.map_err(refused)?;
        Ok(())
    }

    async fn migrate(&self) -> Result<()> {
        self.apply_migrations().await
    }

    async fn is_migrated(&self) -> Result<bool> {
        self.has_migrations().await
    }

    fn watch(&self) -> &Watch {
        &self.manner.watch
    }

    async fn probe(&self) -> Result<bool> {
        self.prober.is_current().await
    }

    async fn probe_writing(&self, room: bool) -> Result<()> {
        self.prober.write(room).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<Swept> {
        let now = now.to_sqlx();
        let mut transaction = self.transaction().await?;
        // Two nodes that delete the same rows in different orders would deadlock.
        let alone = sqlx::query_scalar!(r#"SELECT pg_try_advisory_xact_lock($1) AS "alone!""#, SWEEPING);
        if !alone.fetch_one(&mut transaction).await.map_err(refused)? {
            return Ok(Swept::default());
        }
        let mut rows = 0;
        let swept = sqlx::query!("DELETE FROM idempotency_keys WHERE ends_at <= $1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM refresh_tokens WHERE expires_at <= $1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!(
            "DELETE FROM sessions
             WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.session = sessions.id)"
        );
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM sign_ins WHERE expires_at <= $1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        // A transaction that counts messages locks several rows in another order, so locked rows are left for the next
        // sweep.
        let swept = sqlx::query!(
            "DELETE FROM throttles WHERE subject IN
                 (SELECT subject FROM throttles WHERE ends_at <= $1 FOR UPDATE SKIP LOCKED)",
            now
        );
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM attempts WHERE ends_at <= $1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM known_origins WHERE expires_at <= $1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM shares WHERE expires_at <= $1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        transaction.commit().await?;
        Ok(Swept { rows })
    }
}
