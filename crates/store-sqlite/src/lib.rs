//! [`SqliteStore`]: what HEAL7 keeps, in one file. For a server that is alone, and for tests.
//!
//! One connection writes and several read: readers see what was committed and never wait for the writer (the file is in
//! WAL mode). The traits are one file each, named as in [`store`]; `migrations/` is the schema.

mod accounts;
mod attempts;
mod error;
mod history;
mod idempotency;
mod keys;
mod known_origins;
mod migrate;
mod moment;
mod notifications;
mod outbox;
mod results;
mod sessions;
mod shares;
mod sign_ins;
mod throttles;

use std::{path::Path, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::{
    Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use store::{Error, Result, Store, Swept};
use tempfile::TempDir;

use self::{error::refused, moment::Moment};

/// How many read at once; more than there are cores gains nothing.
const READERS: u32 = 4;

/// How long a caller waits for a connection, and the writer for another process that has the file open.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store in a file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
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
        let writing =
            file.clone().create_if_missing(true).journal_mode(SqliteJournalMode::Wal).optimize_on_close(true, None);
        // A connection to a file has no other side that could have gone away.
        let pool = || SqlitePoolOptions::new().acquire_timeout(PATIENCE).test_before_acquire(false);
        // The only connection that writes is kept: opening the file is what makes it.
        let writer = pool().max_connections(1).idle_timeout(None).max_lifetime(None);
        let writer = writer.connect_with(writing).await.map_err(refused)?;
        let readers = pool().max_connections(READERS).connect_lazy_with(file.read_only(true));
        Ok(Self { writer, readers, _folder: None })
    }

    /// An empty store in a temporary file, which goes with the store.
    pub async fn temporary() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::failed)?;
        let store = Self::open(folder.path().join("store.sqlite")).await?;
        Ok(Self { _folder: Some(folder), ..store })
    }

    /// A transaction that writes. It has the file to itself from the beginning, so that it never fails because of what
    /// it has read meanwhile.
    async fn transaction(&self) -> Result<Transaction<'static, Sqlite>> {
        self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(refused)
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn ping(&self) -> Result<()> {
        let one = sqlx::query_scalar!("SELECT 1");
        one.fetch_one(&self.readers).await.map_err(refused)?;
        Ok(())
    }

    async fn migrate(&self) -> Result<()> {
        self.apply_migrations().await
    }

    async fn is_migrated(&self) -> Result<bool> {
        self.has_migrations().await
    }

    async fn sweep(&self, now: Timestamp) -> Result<Swept> {
        let now = Moment(now);
        let mut transaction = self.transaction().await?;
        let connection = &mut *transaction;
        let swept = [
            sqlx::query!("DELETE FROM idempotency_keys WHERE ends_at <= ?1", now).execute(&mut *connection).await,
            sqlx::query!("DELETE FROM refresh_tokens WHERE expires_at <= ?1", now).execute(&mut *connection).await,
            sqlx::query!(
                "DELETE FROM sessions
                 WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.session = sessions.id)"
            )
            .execute(&mut *connection)
            .await,
            sqlx::query!("DELETE FROM sign_ins WHERE expires_at <= ?1", now).execute(&mut *connection).await,
            sqlx::query!("DELETE FROM throttles WHERE ends_at <= ?1", now).execute(&mut *connection).await,
            sqlx::query!("DELETE FROM attempts WHERE ends_at <= ?1", now).execute(&mut *connection).await,
            sqlx::query!("DELETE FROM known_origins WHERE expires_at <= ?1", now).execute(&mut *connection).await,
            sqlx::query!("DELETE FROM shares WHERE expires_at <= ?1", now).execute(&mut *connection).await,
        ];
        let mut rows = 0;
        for step in swept {
            rows += step.map_err(refused)?.rows_affected();
        }
        transaction.commit().await.map_err(refused)?;
        Ok(Swept { rows })
    }
}
