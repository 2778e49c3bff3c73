//! Throttles.

use async_trait::async_trait;
use heal7_store::{
    Hash, Result,
    throttles::{Count, Quota, Throttles},
};
use jiff::Timestamp;
use sqlx::{Executor, Sqlite};

use crate::{Moment, SqliteStore, connection::Transaction, error::refused};

/// Counts messages against their quotas, in the transaction that stores the messages.
pub(crate) async fn count_messages(transaction: &mut Transaction, quotas: &[Quota]) -> Result<()> {
    let mut counted = Vec::with_capacity(quotas.len());
    for quota in Quota::in_order(quotas) {
        counted.push(add(&mut *transaction, &quota.subject, quota.messages, quota.now, quota.ends_at).await?);
    }
    Quota::check(quotas, &counted)
}

/// Adds to the count of a subject.
async fn add(
    executor: impl Executor<'_, Database = Sqlite>,
    subject: &Hash,
    amount: u32,
    now: Timestamp,
    ends_at: Timestamp,
) -> Result<Count> {
    let (subject, now, ends_at) = (subject.as_slice(), Moment(now), Moment(ends_at));
    let count = sqlx::query_as!(
        Count,
        r#"INSERT INTO throttles (subject, failures, ends_at) VALUES (?1, ?4, ?3)
           ON CONFLICT (subject) DO UPDATE
           SET failures = CASE WHEN throttles.ends_at > ?2 THEN throttles.failures ELSE 0 END + excluded.failures,
               ends_at = CASE WHEN throttles.ends_at > ?2 THEN throttles.ends_at ELSE excluded.ends_at END
           RETURNING failures AS "failures: u32", ends_at AS "ends_at: Moment""#,
        subject,
        now,
        ends_at,
        amount
    );
    count.fetch_one(executor).await.map_err(refused)
}

#[async_trait]
impl Throttles for SqliteStore {
    async fn failures(&self, subject: &Hash, now: Timestamp) -> Result<Option<Count>> {
        let (subject, now) = (subject.as_slice(), Moment(now));
        let count = sqlx::query_as!(
            Count,
            r#"SELECT failures AS "failures: u32", ends_at AS "ends_at: Moment" FROM throttles
               WHERE subject = ?1 AND ends_at > ?2"#,
            subject,
            now
        );
        count.fetch_optional(&self.readers).await.map_err(refused)
    }

    async fn count_failure(&self, subject: &Hash, now: Timestamp, ends_at: Timestamp) -> Result<Count> {
        add(&self.writer, subject, 1, now, ends_at).await
    }

    async fn forget_failures(&self, subject: &Hash) -> Result<()> {
        let subject = subject.as_slice();
        sqlx::query!("DELETE FROM throttles WHERE subject = ?1", subject)
            .execute(&self.writer)
            .await
            .map_err(refused)?;
        Ok(())
    }
}
