//! The keys that sign access tokens.

use async_trait::async_trait;
use heal7_store::{
    Result,
    keys::{SigningKey, SigningKeys},
};

use crate::{Moment, SqliteStore, error::refused};

#[async_trait]
impl SigningKeys for SqliteStore {
    async fn signing_key(&self, offered: &SigningKey) -> Result<SigningKey> {
        let created_at = Moment(offered.created_at);
        let mut transaction = self.transaction().await?;
        sqlx::query!(
            "INSERT INTO signing_keys (period, private_key, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            offered.period,
            offered.private_key,
            created_at
        )
        .execute(&mut transaction)
        .await
        .map_err(refused)?;
        let kept = sqlx::query_as!(
            SigningKey,
            r#"SELECT period, private_key, created_at AS "created_at: Moment" FROM signing_keys WHERE period = ?1"#,
            offered.period
        );
        let kept = kept.fetch_one(&mut transaction).await.map_err(refused)?;
        transaction.commit().await?;
        Ok(kept)
    }

    async fn signing_keys(&self, from: i64) -> Result<Vec<SigningKey>> {
        let keys = sqlx::query_as!(
            SigningKey,
            r#"SELECT period AS "period!", private_key, created_at AS "created_at: Moment" FROM signing_keys
               WHERE period >= ?1 ORDER BY period"#,
            from
        );
        keys.fetch_all(&self.readers).await.map_err(refused)
    }
}
