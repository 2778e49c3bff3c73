//! The store that is set: SQLite in a file, or PostgreSQL.

use std::sync::Arc;

use anyhow::{Context, Result};
use store::Store;
use store_sqlite::SqliteStore;

use crate::config::Config;

/// Opens the store. A file is made where there is none.
///
/// # Errors
/// When it cannot be opened.
pub async fn open(config: &Config) -> Result<Arc<dyn Store>> {
    let file = config.database_url.trim_start_matches("sqlite:").trim_start_matches("//");
    let store = SqliteStore::open(file).await.with_context(|| format!("the database {file} cannot be opened"))?;
    Ok(Arc::new(store))
}
