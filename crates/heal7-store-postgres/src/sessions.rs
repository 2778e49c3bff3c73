//! Sessions and their refresh tokens.

use async_trait::async_trait;
use heal7_store::{
    Hash, Result,
    rows::{ExchangedRow, SessionRow},
    sessions::{Rotation, Session, Sessions, Successor},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{PostgresStore, connection::Transaction, error::refused};

/// Stores a refresh token.
async fn insert_token(transaction: &mut Transaction<'_>, session: Uuid, hash: &Hash, ends: Timestamp) -> Result<()> {
    let (hash, ends) = (hash.as_slice(), ends.to_sqlx());
    let inserted =
        sqlx::query!("INSERT INTO refresh_tokens (hash, session, expires_at) VALUES ($1, $2, $3)", hash, session, ends);
    inserted.execute(transaction).await.map_err(refused)?;
    Ok(())
}

#[async_trait]
impl Sessions for PostgresStore {
    async fn begin_session(&self, session: &Session, token: &Hash, expires_at: Timestamp) -> Result<()> {
        let (account, begun_at) = (session.account.0.0, session.begun_at.to_sqlx());
        let mut transaction = self.transaction().await?;
        sqlx::query!("INSERT INTO sessions (id, account, begun_at) VALUES ($1, $2, $3)", session.id, account, begun_at)
            .execute(&mut transaction)
            .await
            .map_err(refused)?;
        insert_token(&mut transaction, session.id, token, expires_at).await?;
        transaction.commit().await
    }

    async fn rotate(&self, token: &Hash, successor: &Successor, now: Timestamp) -> Result<Rotation> {
        let (hash, nonce, now) = (token.as_slice(), successor.nonce.as_slice(), now.to_sqlx());
        let mut transaction = self.transaction().await?;
        // Of several transactions at once, one changes the row. The others wait for it, read the row again, and find
        // the token exchanged.
        let session = sqlx::query_as!(
            SessionRow,
            "UPDATE refresh_tokens SET nonce = $2, exchanged_at = $3 FROM sessions
             WHERE hash = $1 AND exchanged_at IS NULL AND expires_at > $3
               AND sessions.id = refresh_tokens.session AND ended_at IS NULL
             RETURNING id, account, begun_at",
            hash,
            nonce,
            now
        );
        if let Some(session) = session.fetch_optional(&mut transaction).await.map_err(refused)? {
            insert_token(&mut transaction, session.id, &successor.hash, successor.expires_at).await?;
            transaction.commit().await?;
            return Ok(Rotation::Rotated(session.into()));
        }
        let before = sqlx::query_as!(
            ExchangedRow,
            r#"SELECT id, account, begun_at, nonce AS "nonce!", exchanged_at AS "exchanged_at!"
               FROM refresh_tokens JOIN sessions ON sessions.id = refresh_tokens.session
               WHERE hash = $1 AND exchanged_at IS NOT NULL AND expires_at > $2 AND ended_at IS NULL"#,
            hash,
            now
        );
        let before = before.fetch_optional(&mut transaction).await.map_err(refused)?;
        before.map_or(Ok(Rotation::Unknown), Rotation::try_from)
    }

    async fn end_session(&self, id: Uuid, now: Timestamp) -> Result<()> {
        let now = now.to_sqlx();
        let mut transaction = self.transaction().await?;
        sqlx::query!("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, now)
            .execute(&mut transaction)
            .await
            .map_err(refused)?;
        sqlx::query!("DELETE FROM refresh_tokens WHERE session = $1", id)
            .execute(&mut transaction)
            .await
            .map_err(refused)?;
        transaction.commit().await
    }

    async fn is_open(&self, id: Uuid) -> Result<bool> {
        let open = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM sessions WHERE id = $1 AND ended_at IS NULL) AS "open!""#,
            id
        );
        open.fetch_one(self.alone()).await.map_err(refused)
    }
}
