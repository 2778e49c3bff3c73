//! Known origins.

use async_trait::async_trait;
use contracts::users::profile::UserId;
use heal7_store::{Hash, Result, known_origins::KnownOrigins};
use jiff::Timestamp;

use crate::{Moment, SqliteStore, error::refused};

#[async_trait]
impl KnownOrigins for SqliteStore {
    async fn remember_origins(
        &self,
        account: UserId,
        origins: &[Hash],
        most: u32,
        expires_at: Timestamp,
    ) -> Result<()> {
        let (account, expires_at) = (account.0.0, Moment(expires_at));
        let mut transaction = self.transaction().await?;
        for origin in origins {
            let origin = origin.as_slice();
            let remembered = sqlx::query!(
                "INSERT INTO known_origins (hash, account, expires_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (hash) DO UPDATE SET account = excluded.account, expires_at = excluded.expires_at",
                origin,
                account,
                expires_at
            );
            remembered.execute(&mut transaction).await.map_err(refused)?;
        }
        let forgotten = sqlx::query!(
            "DELETE FROM known_origins WHERE hash IN (
                 SELECT hash FROM known_origins WHERE account = ?1 ORDER BY expires_at DESC LIMIT -1 OFFSET ?2
             )",
            account,
            most
        );
        forgotten.execute(&mut transaction).await.map_err(refused)?;
        transaction.commit().await
    }

    async fn is_known_origin(&self, origin: &Hash, now: Timestamp) -> Result<bool> {
        let (origin, now) = (origin.as_slice(), Moment(now));
        let known = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM known_origins WHERE hash = ?1 AND expires_at > ?2) AS "known!: bool""#,
            origin,
            now
        );
        known.fetch_one(&self.readers).await.map_err(refused)
    }
}
