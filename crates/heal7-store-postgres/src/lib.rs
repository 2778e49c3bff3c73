//! [`PostgresStore`]: what HEAL7 keeps, in PostgreSQL. For any number of servers, also behind a pooler.
//!
//! Nothing belongs to a session: no settings, no advisory locks beyond a transaction, no notifications, and behind a
//! pooler no named statements (`connection.rs` says how). The traits are one file each, named as in [`store`];
//! `migrations/` is the schema.

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

/// A connection that was idle for longer is asked whether it is still there before it is used.
const TRUSTED: Duration = Duration::from_secs(10);

/// The shortest time between two instants at which all connections are discarded: writes that fail by the hundred do not
/// have readers connect by the hundred.
const SPACING: Duration = Duration::from_millis(250);

/// The lock of who sweeps.
const SWEEPING: i64 = 0x4845_414c_3701;

/// How to use a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many connections at most.
    pub connections: u32,
    /// How long to wait for one.
    pub acquire_timeout: Duration,
    /// How long the server may take for an answer, before the connection is closed.
    pub answer_timeout: Duration,
    /// Whether a pooler in transaction mode, such as PgBouncer, stands before the server.
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
    /// The store of a database: `postgres://user:password@host/database`. [`Store::migrate`] makes its tables.
    pub async fn connect(url: &str, options: Options) -> Result<Self> {
        let mut server: PgConnectOptions = url.parse().map_err(refused)?;
        if options.pooler {
            // A pooler knows no more of a new connection than where it leads.
            server = server.statement_cache_capacity(0).extra_float_digits(None);
        }
        let watch = Arc::new(Watch::new(SPACING));
        let (releasing, acquiring) = (Arc::clone(&watch), Arc::clone(&watch));
        let pool = PgPoolOptions::new()
            .max_connections(options.connections)
            .acquire_timeout(options.acquire_timeout)
            .test_before_acquire(false)
            // A connection that leads to a server which was demoted, or which does not answer, is not used again.
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

    /// A transaction of several statements.
    async fn transaction(&self) -> Result<Transaction<'static>> {
        Transaction::begin(&self.pool, &self.manner).await.map_err(refused)
    }

    /// What runs one statement.
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
        // Two nodes that delete the same rows in another order would wait for each other for ever.
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
        // A transaction that counts messages locks several rows, in another order: those are left for the next time.
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
