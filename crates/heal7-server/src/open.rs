//! The configured store: SQLite in a file, or PostgreSQL.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result};
use heal7_store::Store;
use heal7_store_postgres::{Options, PostgresStore};
use heal7_store_sqlite::SqliteStore;

use crate::config::Config;

/// Opens the store. For SQLite, the file is created if it does not exist.
///
/// # Errors
/// When it cannot be opened.
pub async fn open(config: &Config) -> Result<Arc<dyn Store>> {
    if let Some(file) = config.database_url.strip_prefix("sqlite:") {
        let file = file.trim_start_matches("//");
        let store = SqliteStore::open(file).await.with_context(|| format!("the database {file} cannot be opened"))?;
        return Ok(Arc::new(store));
    }
    let options = Options {
        connections: config.database.connections,
        acquire_timeout: Duration::from_secs(config.database.acquire_seconds),
        answer_timeout: Duration::from_secs(config.database.answer_seconds),
        pooler: config.database.behind_pooler,
    };
    let store = PostgresStore::connect(&config.database_url, options).await;
    Ok(Arc::new(store.context("the database cannot be reached: is `database_url` right, and the server there?")?))
}
