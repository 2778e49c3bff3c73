//! Known origins.

use async_trait::async_trait;
use contracts::users::profile::UserId;
use heal7_store::{Hash, Result, known_origins::KnownOrigins};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{PostgresStore, error::refused};

#[async_trait]
impl KnownOrigins for PostgresStore {
    async fn remember_origins(
        &self,
        account: UserId,
        origins: &[Hash],
        most: u32,
        expires_at: Timestamp,
    ) -> Result<()> {
        let (account, expires_at, most) = (account.0.0, expires_at.to_sqlx(), i64::from(most));
        let mut transaction = self.transaction().await?;
        // Two transactions that delete the same rows in different orders would deadlock.
        transaction.lock(account.as_bytes()).await?;
        for origin in origins {
            let origin = origin.as_slice();
            let remembered = sqlx::query!(
                "INSERT INTO known_origins (hash, account, expires_at) VALUES ($1, $2, $3)
                 ON CONFLICT (hash) DO UPDATE SET account = excluded.account, expires_at = excluded.expires_at",
                origin,
                account,
                expires_at
            );
            remembered.execute(&mut transaction).await.map_err(refused)?;
        }
        let forgotten = sqlx::query!(
            "DELETE FROM known_origins WHERE hash IN (
                 SELECT hash FROM known_origins WHERE account = $1 ORDER BY expires_at DESC OFFSET $2
             )",
            account,
            most
        );
        forgotten.execute(&mut transaction).await.map_err(refused)?;
        transaction.commit().await
    }

    async fn is_known_origin(&self, origin: &Hash, now: Timestamp) -> Result<bool> {
        let (origin, now) = (origin.as_slice(), now.to_sqlx());
        let known = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM known_origins WHERE hash = $1 AND expires_at > $2) AS "known!""#,
            origin,
            now
        );
        known.fetch_one(self.alone()).await.map_err(refused)
    }
}
