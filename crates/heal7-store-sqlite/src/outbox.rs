//! The outbox.

use async_trait::async_trait;
use heal7_store::{
    Result,
    outbox::{Message, Outbox},
    rows::{self, MessageRow},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Moment, SqliteStore, connection::Transaction, error::refused};

/// Stores messages.
pub(crate) async fn insert(transaction: &mut Transaction, messages: &[Message]) -> Result<()> {
    for message in messages {
        let (medium, created_at, document) =
            (message.medium.as_str(), Moment(message.created_at), rows::letter(message)?);
        let inserted = sqlx::query!(
            "INSERT INTO outbox (id, medium, document, created_at) VALUES (?1, ?2, ?3, ?4)",
            message.id,
            medium,
            document,
            created_at
        );
        inserted.execute(&mut *transaction).await.map_err(refused)?;
    }
    Ok(())
}

#[async_trait]
impl Outbox for SqliteStore {
    async fn take_messages(&self, limit: u32, now: Timestamp, until: Timestamp) -> Result<Vec<Message>> {
        let (now, until) = (Moment(now), Moment(until));
        let taken = sqlx::query_as!(
            MessageRow,
            r#"UPDATE outbox SET taken_until = ?3
               WHERE id IN (SELECT id FROM outbox WHERE taken_until IS NULL OR taken_until <= ?2
                            ORDER BY created_at, id LIMIT ?1)
               RETURNING id AS "id: Uuid", medium, document, created_at AS "created_at: Moment""#,
            limit,
            now,
            until
        );
        rows::messages(taken.fetch_all(&self.writer).await.map_err(refused)?)
    }

    async fn sent(&self, id: Uuid) -> Result<()> {
        sqlx::query!("DELETE FROM outbox WHERE id = ?1", id).execute(&self.writer).await.map_err(refused)?;
        Ok(())
    }
}
