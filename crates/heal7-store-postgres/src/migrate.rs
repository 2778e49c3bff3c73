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

/// The files, as part of the program.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// The lock that who changes the schema holds until the end of the transaction. sqlx's own belongs to a session, which
/// there is none of behind a pooler.
const LOCK: i64 = 0x4845_414c_3700;

impl PostgresStore {
    /// Applies what is missing, all or nothing. Of several nodes one does it, and the others find it done.
    pub(crate) async fn apply_migrations(&self) -> Result<()> {
        // A migration may take long, and so may the one of another node.
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

    /// Whether nothing is missing.
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

/// The migrations of this program.
fn versions() -> Vec<Version> {
    MIGRATIONS.iter().map(|of| Version { version: of.version, checksum: of.checksum.to_vec() }).collect()
}

/// The migrations of a database; an empty one has no table of them.
async fn database(transaction: &mut Transaction<'_>) -> Result<Vec<Version>> {
    // Not `to_regclass`: it may answer from what this connection has seen before it waited for the lock.
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
