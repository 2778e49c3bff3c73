//! The log.

use async_trait::async_trait;
use contracts::users::profile::{CalculationHistoryEntry, HistoryEntryId, UserId};
use heal7_store::{Error, Part, Result, history::History, rows::HistoryRow};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{PostgresStore, connection::Transaction, error::refused};

/// Stores an entry.
pub(crate) async fn insert(
    transaction: &mut Transaction<'_>,
    account: UserId,
    entry: &CalculationHistoryEntry,
) -> Result<()> {
    let (id, account, kind, at) = (entry.id.0.0, account.0.0, entry.kind.as_str(), entry.at.0.to_sqlx());
    let result = entry.result_id.map(|id| id.0.0);
    let inserted = sqlx::query!(
        "INSERT INTO history (id, account, kind, at, result) VALUES ($1, $2, $3, $4, $5)",
        id,
        account,
        kind,
        at,
        result
    );
    inserted.execute(transaction).await.map_err(refused)?;
    Ok(())
}

#[async_trait]
impl History for PostgresStore {
    async fn history(&self, account: UserId, part: Part<HistoryEntryId>) -> Result<Vec<CalculationHistoryEntry>> {
        let (account, before) = (account.0.0, part.after.map_or(Uuid::max(), |id| id.0.0));
        let rows = sqlx::query_as!(
            HistoryRow,
            "SELECT id, kind, at, result FROM history
             WHERE account = $1 AND id < $2
             ORDER BY id DESC LIMIT $3 OFFSET $4",
            account,
            before,
            i64::from(part.limit),
            i64::from(part.offset)
        );
        let rows = rows.fetch_all(self.alone()).await.map_err(refused)?;
        rows.into_iter().map(CalculationHistoryEntry::try_from).collect()
    }

    async fn count_history(&self, account: UserId, after: Option<HistoryEntryId>) -> Result<u32> {
        let (account, before) = (account.0.0, after.map_or(Uuid::max(), |id| id.0.0));
        let count = sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!" FROM history WHERE account = $1 AND id < $2"#,
            account,
            before
        );
        u32::try_from(count.fetch_one(self.alone()).await.map_err(refused)?).map_err(Error::failed)
    }
}
