//! The outbox.

use async_trait::async_trait;
use heal7_store::{
    Result,
    outbox::{Message, Outbox},
    rows::{self, MessageRow},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{PostgresStore, connection::Transaction, error::refused};

/// Stores messages.
pub(crate) async fn insert(transaction: &mut Transaction<'_>, messages: &[Message]) -> Result<()> {
    for message in messages {
        let (medium, created_at, document) =
            (message.medium.as_str(), message.created_at.to_sqlx(), rows::letter(message)?);
        let inserted = sqlx::query!(
            "INSERT INTO outbox (id, medium, document, created_at) VALUES ($1, $2, $3, $4)",
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
impl Outbox for PostgresStore {
    async fn take_messages(&self, limit: u32, now: Timestamp, until: Timestamp) -> Result<Vec<Message>> {
        let (now, until) = (now.to_sqlx(), until.to_sqlx());
        let taken = sqlx::query_as!(
            MessageRow,
            // Without `MATERIALIZED`, the planner might run the subquery again for each row, and take too many
            // messages.
            "WITH free AS MATERIALIZED (
                 SELECT id FROM outbox WHERE taken_until IS NULL OR taken_until <= $2
                 ORDER BY created_at, id LIMIT $1
                 FOR UPDATE SKIP LOCKED
             )
             UPDATE outbox SET taken_until = $3 FROM free WHERE outbox.id = free.id
             RETURNING outbox.id, medium, document, created_at",
            i64::from(limit),
            now,
            until
        );
        rows::messages(taken.fetch_all(self.alone()).await.map_err(refused)?)
    }

    async fn sent(&self, id: Uuid) -> Result<()> {
        sqlx::query!("DELETE FROM outbox WHERE id = $1", id).execute(self.alone()).await.map_err(refused)?;
        Ok(())
    }
}
