//! [`SqliteStore`]: the storage of HEAL7 in one file, for a server that runs alone, and for tests.
//!
//! One connection writes and several read. Readers see committed data and never wait for the writer, since the file is
//! in WAL mode. Each trait has its own file, named as in [`store`]; `migrations/` contains the schema.

mod accounts;
mod attempts;
mod connection;
mod error;
mod history;
mod idempotency;
mod keys;
mod known_origins;
mod migrate;
mod moment;
mod notifications;
mod outbox;
mod probe;
mod results;
mod sessions;
mod shares;
mod sign_ins;
mod throttles;

use std::{path::Path, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures_util::FutureExt as _;
use heal7_store::{Error, Result, Store, Swept, watch::Watch};
use jiff::Timestamp;
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tempfile::TempDir;

use self::{
    connection::{Transaction, Writer},
    error::refused,
    moment::Moment,
    probe::Prober,
};

/// The number of connections that read; more than the number of cores gains nothing.
const READERS: u32 = 4;

/// The time that a caller waits for a connection, and the writer for another process that has locked the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store in a file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Writer,
    readers: SqlitePool,
    prober: Prober,
    watch: Arc<Watch>,
    /// The folder of the file, if it is removed with the store.
    _folder: Option<TempDir>,
}

impl SqliteStore {
    /// Opens the store in a file, and creates the file if it does not exist. [`Store::migrate`] creates its tables.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self> {
        let file = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // With WAL, a loss of power may undo the last commits but damages nothing.
            .synchronous(SqliteSynchronous::Normal);
        let watch = Arc::new(Watch::new(Duration::ZERO));
        let reopening = file.clone().journal_mode(SqliteJournalMode::Wal);
        // If somebody removes the file of a running server, the server does not replace it by an empty one.
        let opening = reopening.clone().create_if_missing(true);
        let writer = Writer::open(opening, reopening.clone(), PATIENCE, Arc::clone(&watch)).await;
        let readers = SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE);
        // A connection to a file has no remote side that could disappear.
        let readers = readers.idle_timeout(None).max_lifetime(None).test_before_acquire(false);
        // SQLite removes the WAL file when the last connection that has used it closes, and a full disk has no room for
        // a new one. So one reader that has used it stays open, even when the writer is replaced.
        let readers = readers.min_connections(1).after_connect(|connection, _| {
            async move {
                _ = sqlx::query_scalar!("SELECT count(*) FROM sqlite_schema").fetch_one(connection).await;
                Ok(())
            }
            .boxed()
        });
        Ok(Self {
            writer: writer.map_err(Error::failed)?,
            readers: readers.connect_lazy_with(file.read_only(true)),
            prober: Prober::new(reopening),
            watch,
            _folder: None,
        })
    }

    /// Creates an empty store in a temporary file, which is removed with the store.
    pub async fn temporary() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::failed)?;
        let store = Self::open(folder.path().join("store.sqlite")).await?;
        Ok(Self { _folder: Some(folder), ..store })
    }

    /// Begins a transaction that writes.
    async fn transaction(&self) -> Result<Transaction> {
        self.writer.begin().await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn ping(&self) -> Result<()> {
        // The statement must read the file: `SELECT 1` would succeed without a file.
        let tables = sqlx::query_scalar!("SELECT count(*) FROM sqlite_schema");
        tables.fetch_one(&self.readers).await.map_err(refused)?;
        Ok(())
    }

    async fn migrate(&self) -> Result<()> {
        self.apply_migrations().await
    }

    async fn is_migrated(&self) -> Result<bool> {
        self.has_migrations().await
    }

    fn watch(&self) -> &Watch {
        &self.watch
    }

    async fn probe(&self) -> Result<bool> {
        self.prober.is_current().await
    }

    async fn probe_writing(&self, room: bool) -> Result<()> {
        self.prober.write(room).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<Swept> {
        let now = Moment(now);
        let mut transaction = self.transaction().await?;
        let mut rows = 0;
        // Each statement runs after the previous one has succeeded: SQLite may have rolled the transaction back when a
        // statement failed, and would then commit the next statement alone.
        let swept = sqlx::query!("DELETE FROM idempotency_keys WHERE ends_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM refresh_tokens WHERE expires_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!(
            "DELETE FROM sessions
             WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.session = sessions.id)"
        );
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM sign_ins WHERE expires_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM throttles WHERE ends_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM attempts WHERE ends_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM known_origins WHERE expires_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        let swept = sqlx::query!("DELETE FROM shares WHERE expires_at <= ?1", now);
        rows += swept.execute(&mut transaction).await.map_err(refused)?.rows_affected();
        transaction.commit().await?;
        Ok(Swept { rows })
    }
}
