//! [`SqliteStore`]: what HEAL7 keeps, in one file. For a server that is alone, and for tests.
//!
//! One connection writes and several read: readers see what was committed and never wait for the writer (the file is in
//! WAL mode). The traits are one file each, named as in [`store`]; `migrations/` is the schema.

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

/// How many read at once; more than there are cores gains nothing.
const READERS: u32 = 4;

/// How long a caller waits for a connection, and the writer for another process that has the file open.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store in a file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Writer,
    readers: SqlitePool,
    prober: Prober,
    watch: Arc<Watch>,
    /// Where the file is, if it goes with the store.
    _folder: Option<TempDir>,
}

impl SqliteStore {
    /// The store of a file, which is made where there is none. [`Store::migrate`] makes its tables.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self> {
        let file = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // With WAL, a loss of power may undo the last commits and breaks nothing.
            .synchronous(SqliteSynchronous::Normal);
        let watch = Arc::new(Watch::new(Duration::ZERO));
        let reopening = file.clone().journal_mode(SqliteJournalMode::Wal);
        // A file that somebody removes from a running server is not replaced by an empty one.
        let opening = reopening.clone().create_if_missing(true);
        let writer = Writer::open(opening, reopening.clone(), PATIENCE, Arc::clone(&watch)).await;
        let readers = SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE);
        // A connection to a file has no other side that could have gone away.
        let readers = readers.idle_timeout(None).max_lifetime(None).test_before_acquire(false);
        // SQLite removes the WAL file with the last connection that has used it, and makes a new one for the next, for
        // which a full disk has no room. One reader that has used it is always there, whatever becomes of the writer.
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

    /// An empty store in a temporary file, which goes with the store.
    pub async fn temporary() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::failed)?;
        let store = Self::open(folder.path().join("store.sqlite")).await?;
        Ok(Self { _folder: Some(folder), ..store })
    }

    /// A transaction that writes.
    async fn transaction(&self) -> Result<Transaction> {
        self.writer.begin().await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn ping(&self) -> Result<()> {
        // A statement that reads the file: `SELECT 1` would succeed without one.
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
        // Each after the other has succeeded: SQLite may have undone the transaction of a statement that failed, and
        // would keep the next one alone.
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
