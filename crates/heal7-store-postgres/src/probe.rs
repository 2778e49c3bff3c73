//! Probes on a connection of their own: they check whether the server answers and accepts writes.

use heal7_store::{ROOM, Result};
use sqlx::{Connection as _, PgConnection, postgres::PgConnectOptions};
use tokio::sync::Mutex;

use crate::{
    connection::{Manner, Transaction},
    error::refused,
    migrate,
};

/// The connection of the probes.
#[derive(Debug)]
pub(crate) struct Prober {
    options: PgConnectOptions,
    manner: Manner,
    /// The connection of the last probe, if it succeeded; a new connection may lead to another server.
    connection: Mutex<Option<PgConnection>>,
}

impl Prober {
    /// Creates a prober, which connects on first use.
    pub(crate) fn new(options: PgConnectOptions, manner: Manner) -> Self {
        Self { options, manner, connection: Mutex::default() }
    }

    /// Whether the server answers, and the database is at the newest version.
    pub(crate) async fn is_current(&self) -> Result<bool> {
        let mut kept = self.connection.lock().await;
        let mut connection = self.connected(kept.take()).await?;
        let mut transaction = Transaction::begin_on(&mut connection, &self.manner).await?;
        let is_current = migrate::is_current(&mut transaction).await?;
        transaction.commit_here().await?;
        *kept = Some(connection);
        Ok(is_current)
    }

    /// Writes a row, a large one with `room`.
    pub(crate) async fn write(&self, room: bool) -> Result<()> {
        let mut kept = self.connection.lock().await;
        let mut connection = self.connected(kept.take()).await?;
        let filler = if room { vec![0; ROOM as usize] } else { Vec::new() };
        let mut transaction = Transaction::begin_on(&mut connection, &self.manner).await?;
        sqlx::query!(
            "INSERT INTO write_probes (id, filler) VALUES (1, $1)
             ON CONFLICT (id) DO UPDATE SET filler = excluded.filler",
            filler
        )
        .execute(&mut transaction)
        .await
        .map_err(refused)?;
        transaction.commit_here().await?;
        *kept = Some(connection);
        Ok(())
    }

    async fn connected(&self, kept: Option<PgConnection>) -> Result<PgConnection> {
        match kept {
            Some(connection) => Ok(connection),
            None => PgConnection::connect_with(&self.options).await.map_err(refused),
        }
    }
}
