//! Tests that every store passes: one file for each resource, with a function `passes` that panics if the store fails.
//!
//! The functions may run one after another on the same database, since each creates the accounts that it needs. Those
//! of the schema, the outbox and the sweep see all rows, and must not run at the same time as others.

pub mod accounts;
pub mod attempts;
mod given;
pub mod history;
pub mod idempotency;
pub mod keys;
pub mod known_origins;
pub mod notifications;
pub mod outbox;
pub mod quotas;
pub mod results;
pub mod schema;
pub mod sessions;
pub mod shares;
pub mod sign_ins;
pub mod sweep;
pub mod throttles;

use std::sync::Arc;

use crate::Store;

/// Runs all tests on an empty database.
pub async fn passes(store: Arc<dyn Store>) {
    schema::passes(store.clone()).await;
    accounts::passes(store.clone()).await;
    attempts::passes(store.clone()).await;
    history::passes(store.clone()).await;
    idempotency::passes(store.clone()).await;
    keys::passes(store.clone()).await;
    known_origins::passes(store.clone()).await;
    notifications::passes(store.clone()).await;
    outbox::passes(store.clone()).await;
    quotas::passes(store.clone()).await;
    results::passes(store.clone()).await;
    sessions::passes(store.clone()).await;
    shares::passes(store.clone()).await;
    sign_ins::passes(store.clone()).await;
    throttles::passes(store.clone()).await;
    sweep::passes(store).await;
}
