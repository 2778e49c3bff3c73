//! Shares.

use async_trait::async_trait;
use contracts::{saju::sharing::SharedSajuResult, users::profile::CalculationHistoryEntry};
use heal7_store::{
    Hash, Result, document,
    shares::{Share, Shares},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{PostgresStore, error::refused, history, outbox, throttles};

#[async_trait]
impl Shares for PostgresStore {
    async fn insert_share(&self, share: &Share, entry: &CalculationHistoryEntry) -> Result<bool> {
        let (token, account, result) = (share.token.as_slice(), share.account.0.0, share.result.0.0);
        let (expires_at, document) = (share.shown.expires_at.0.to_sqlx(), document::write(&share.shown)?);
        let mut transaction = self.transaction().await?;
        // The lock makes the statement wait for a concurrent deletion of the result, after which it finds no row.
        let inserted = sqlx::query!(
            "INSERT INTO shares (token, result, expires_at, document)
             SELECT $1, id, $4, $5 FROM results WHERE id = $2 AND account = $3 FOR KEY SHARE",
            token,
            result,
            account,
            expires_at,
            document
        );
        if inserted.execute(&mut transaction).await.map_err(refused)?.rows_affected() == 0 {
            return Ok(false);
        }
        history::insert(&mut transaction, share.account, entry).await?;
        throttles::count_messages(&mut transaction, &share.quotas).await?;
        outbox::insert(&mut transaction, &share.messages).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn shared(&self, token: &Hash, now: Timestamp) -> Result<Option<SharedSajuResult>> {
        let (token, now) = (token.as_slice(), now.to_sqlx());
        let document =
            sqlx::query_scalar!("SELECT document FROM shares WHERE token = $1 AND expires_at > $2", token, now);
        let document = document.fetch_optional(self.alone()).await.map_err(refused)?;
        document.map(|document| document::read(&document)).transpose()
    }
}
