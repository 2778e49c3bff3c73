//! Probes on a connection of their own: they check whether the file can be read and written.

use std::time::Duration;

use heal7_store::{ROOM, Result};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::Mutex;

use crate::{error::refused, migrate};

/// The time that a probe waits for another process that has locked the file.
const PATIENCE: Duration = Duration::from_millis(300);

/// The number of bytes that a probe writes without `room`: enough random bytes to differ from the last ones.
const SMALL: u32 = 16;

/// The connection of the probes.
#[derive(Debug)]
pub(crate) struct Prober {
    options: SqliteConnectOptions,
    /// The connection of the last probe, if it succeeded; the next probe uses it again.
    connection: Mutex<Option<SqliteConnection>>,
}

impl Prober {
    /// Creates a prober, which opens the file on first use.
    pub(crate) fn new(options: SqliteConnectOptions) -> Self {
        Self { options: options.busy_timeout(PATIENCE), connection: Mutex::default() }
    }

    /// Whether the file can be read and is at the newest version.
    pub(crate) async fn is_current(&self) -> Result<bool> {
        let mut kept = self.connection.lock().await;
        let mut connection = self.connected(kept.take()).await?;
        let is_current = migrate::is_current(&mut connection).await?;
        *kept = Some(connection);
        Ok(is_current)
    }

    /// Writes a row, a large one with `room`. Its content is random, because SQLite writes nothing if the content is
    /// unchanged.
    pub(crate) async fn write(&self, room: bool) -> Result<()> {
        let mut kept = self.connection.lock().await;
        let mut connection = self.connected(kept.take()).await?;
        let bytes = if room { ROOM } else { SMALL };
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(refused)?;
        sqlx::query!(
            "INSERT INTO write_probes (id, filler) VALUES (1, randomblob(?1))
             ON CONFLICT (id) DO UPDATE SET filler = excluded.filler",
            bytes
        )
        .execute(&mut *transaction)
        .await
        .map_err(refused)?;
        transaction.commit().await.map_err(refused)?;
        *kept = Some(connection);
        Ok(())
    }

    async fn connected(&self, kept: Option<SqliteConnection>) -> Result<SqliteConnection> {
        match kept {
            Some(connection) => Ok(connection),
            None => SqliteConnection::connect_with(&self.options).await.map_err(refused),
        }
    }
}
