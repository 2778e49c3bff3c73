//! The schema: the files of `migrations/`, each applied once.

use std::time::Duration;

use heal7_store::{
    Result,
    migration::{self, Version},
};
use sqlx::migrate::Migrator;

use crate::{
    PostgresStore,
    connection::{Manner, Transaction},
    error::refused,
};

/// The migrations, compiled into the program.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// The advisory lock that a node holds, until its transaction ends, while it changes the schema. sqlx's own lock
/// belongs to a session, which does not exist behind a pooler.
const LOCK: i64 = 0x4845_414c_3700;

impl PostgresStore {
    /// Applies the missing migrations, all or none. One of several nodes applies them, and the others find them
    /// applied.
    pub(crate) async fn apply_migrations(&self) -> Result<()> {
        // A migration may take long, and so may the wait for another node's migration.
        let manner = Manner { patience: Duration::MAX, ..self.manner.clone() };
        let mut transaction = Transaction::begin(&self.pool, &manner).await.map_err(refused)?;
        sqlx::query!("SELECT pg_advisory_xact_lock($1)", LOCK).execute(&mut transaction).await.map_err(refused)?;
        let applied = migration::applied(&versions(), &database(&mut transaction).await?)?;
        for migration in MIGRATIONS.iter().skip(applied) {
            sqlx::raw_sql(migration.sql.clone()).execute(&mut transaction).await.map_err(refused)?;
            let checksum = &*migration.checksum;
            sqlx::query!("INSERT INTO migrations (version, checksum) VALUES ($1, $2)", migration.version, checksum)
                .execute(&mut transaction)
                .await
                .map_err(refused)?;
        }
        transaction.commit().await
    }

    /// Whether no migration is missing.
    pub(crate) async fn has_migrations(&self) -> Result<bool> {
        let mut transaction = self.transaction().await?;
        let is_current = is_current(&mut transaction).await?;
        transaction.commit().await?;
        Ok(is_current)
    }
}

/// Whether the database has every migration of this program.
pub(crate) async fn is_current(transaction: &mut Transaction<'_>) -> Result<bool> {
    let ours = versions();
    Ok(migration::applied(&ours, &database(transaction).await?)? == ours.len())
}

/// Returns the migrations of this program.
fn versions() -> Vec<Version> {
    MIGRATIONS.iter().map(|of| Version { version: of.version, checksum: of.checksum.to_vec() }).collect()
}

/// Returns the migrations of a database. An empty database has no table of them.
async fn database(transaction: &mut Transaction<'_>) -> Result<Vec<Version>> {
    // `to_regclass` may answer from a state that this connection saw before it waited for the lock.
    let empty = sqlx::query_scalar!(
        r#"SELECT NOT EXISTS (
               SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migrations'
           ) AS "empty!""#
    );
    if empty.fetch_one(&mut *transaction).await.map_err(refused)? {
        return Ok(Vec::new());
    }
    let versions = sqlx::query_as!(Version, "SELECT version, checksum FROM migrations ORDER BY version");
    versions.fetch_all(transaction).await.map_err(refused)
}
