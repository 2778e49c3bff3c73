//! The keys that sign access tokens.

use async_trait::async_trait;
use heal7_store::{
    Result,
    keys::{SigningKey, SigningKeys},
};
use jiff_sqlx::ToSqlx as _;

use crate::{PostgresStore, error::refused};

#[async_trait]
impl SigningKeys for PostgresStore {
    async fn signing_key(&self, offered: &SigningKey) -> Result<SigningKey> {
        let created_at = offered.created_at.to_sqlx();
        let mut transaction = self.transaction().await?;
        sqlx::query!(
            "INSERT INTO signing_keys (period, private_key, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            offered.period,
            offered.private_key,
            created_at
        )
        .execute(&mut transaction)
        .await
        .map_err(refused)?;
        let kept = sqlx::query_as!(
            SigningKey,
            "SELECT period, private_key, created_at FROM signing_keys WHERE period = $1",
            offered.period
        );
        let kept = kept.fetch_one(&mut transaction).await.map_err(refused)?;
        transaction.commit().await?;
        Ok(kept)
    }

    async fn signing_keys(&self, from: i64) -> Result<Vec<SigningKey>> {
        let keys = sqlx::query_as!(
            SigningKey,
            "SELECT period, private_key, created_at FROM signing_keys
             WHERE period >= $1 ORDER BY period",
            from
        );
        keys.fetch_all(self.alone()).await.map_err(refused)
    }
}
