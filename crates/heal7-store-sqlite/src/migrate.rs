//! The schema: the files of `migrations/`, each applied once.

use heal7_store::{
    Result,
    migration::{self, Version},
};
use sqlx::{SqliteConnection, migrate::Migrator};

use crate::{SqliteStore, error::refused};

/// The migrations, compiled into the program.
static MIGRATIONS: Migrator = sqlx::migrate!();

impl SqliteStore {
    /// Applies the missing migrations. The transaction locks the file, so that only one of several programs applies
    /// them.
    pub(crate) async fn apply_migrations(&self) -> Result<()> {
        let mut transaction = self.transaction().await?;
        let applied = migration::applied(&versions(), &database(transaction.connection()).await?)?;
        for migration in MIGRATIONS.iter().skip(applied) {
            sqlx::raw_sql(migration.sql.clone()).execute(&mut transaction).await.map_err(refused)?;
            let checksum = &*migration.checksum;
            sqlx::query!("INSERT INTO migrations (version, checksum) VALUES (?1, ?2)", migration.version, checksum)
                .execute(&mut transaction)
                .await
                .map_err(refused)?;
        }
        transaction.commit().await
    }

    /// Whether no migration is missing.
    pub(crate) async fn has_migrations(&self) -> Result<bool> {
        let mut connection = self.readers.acquire().await.map_err(refused)?;
        is_current(&mut connection).await
    }
}

/// Whether the database of a connection has every migration of this program.
pub(crate) async fn is_current(connection: &mut SqliteConnection) -> Result<bool> {
    let ours = versions();
    Ok(migration::applied(&ours, &database(connection).await?)? == ours.len())
}

/// Returns the migrations of this program.
fn versions() -> Vec<Version> {
    MIGRATIONS.iter().map(|of| Version { version: of.version, checksum: of.checksum.to_vec() }).collect()
}

/// Returns the migrations of a database. An empty database has no table of them.
async fn database(connection: &mut SqliteConnection) -> Result<Vec<Version>> {
    let empty = sqlx::query_scalar!(
        r#"SELECT NOT EXISTS (
               SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'
           ) AS "empty!: bool""#
    );
    if empty.fetch_one(&mut *connection).await.map_err(refused)? {
        return Ok(Vec::new());
    }
    let versions =
        sqlx::query_as!(Version, r#"SELECT version AS "version!", checksum FROM migrations ORDER BY version"#);
    versions.fetch_all(connection).await.map_err(refused)
}
