//! Shares.

use async_trait::async_trait;
use contracts::{saju::sharing::SharedSajuResult, users::profile::CalculationHistoryEntry};
use heal7_store::{
    Hash, Result, document,
    shares::{Share, Shares},
};
use jiff::Timestamp;

use crate::{Moment, SqliteStore, error::refused, history, outbox, throttles};

#[async_trait]
impl Shares for SqliteStore {
    async fn insert_share(&self, share: &Share, entry: &CalculationHistoryEntry) -> Result<bool> {
        let (token, account, result) = (share.token.as_slice(), share.account.0.0, share.result.0.0);
        let (expires_at, document) = (Moment(share.shown.expires_at.0), document::write(&share.shown)?);
        let mut transaction = self.transaction().await?;
        let inserted = sqlx::query!(
            "INSERT INTO shares (token, result, expires_at, document)
             SELECT ?1, id, ?4, ?5 FROM results WHERE id = ?2 AND account = ?3",
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
        let (token, now) = (token.as_slice(), Moment(now));
        let document =
            sqlx::query_scalar!("SELECT document FROM shares WHERE token = ?1 AND expires_at > ?2", token, now);
        let document = document.fetch_optional(&self.readers).await.map_err(refused)?;
        document.map(|document| document::read(&document)).transpose()
    }
}
