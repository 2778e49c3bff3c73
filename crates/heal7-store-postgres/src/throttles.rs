//! Throttles.

use async_trait::async_trait;
use heal7_store::{
    Error, Hash, Result,
    throttles::{Count, Quota, Throttles},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::{Executor, Postgres};

use crate::{PostgresStore, connection::Transaction, error::refused};

/// A row of the table of throttles.
struct CountRow {
    failures: i32,
    ends_at: Timestamp,
}

impl TryFrom<CountRow> for Count {
    type Error = Error;

    fn try_from(row: CountRow) -> Result<Self> {
        Ok(Self { failures: u32::try_from(row.failures).map_err(Error::failed)?, ends_at: row.ends_at })
    }
}

/// Counts messages against their quotas, in the transaction that stores the messages.
pub(crate) async fn count_messages(transaction: &mut Transaction<'_>, quotas: &[Quota]) -> Result<()> {
    let mut counted = Vec::with_capacity(quotas.len());
    for quota in Quota::in_order(quotas) {
        counted.push(add(&mut *transaction, &quota.subject, quota.messages, quota.now, quota.ends_at).await?);
    }
    Quota::check(quotas, &counted)
}

/// Adds to the count of a subject.
async fn add(
    executor: impl Executor<'_, Database = Postgres>,
    subject: &Hash,
    amount: u32,
    now: Timestamp,
    ends_at: Timestamp,
) -> Result<Count> {
    let (subject, now, ends_at) = (subject.as_slice(), now.to_sqlx(), ends_at.to_sqlx());
    let amount = i32::try_from(amount).map_err(Error::failed)?;
    let count = sqlx::query_as!(
        CountRow,
        "INSERT INTO throttles (subject, failures, ends_at) VALUES ($1, $4, $3)
         ON CONFLICT (subject) DO UPDATE
         SET failures = CASE WHEN throttles.ends_at > $2 THEN throttles.failures ELSE 0 END + excluded.failures,
             ends_at = CASE WHEN throttles.ends_at > $2 THEN throttles.ends_at ELSE excluded.ends_at END
         RETURNING failures, ends_at",
        subject,
        now,
        ends_at,
        amount
    );
    count.fetch_one(executor).await.map_err(refused)?.try_into()
}

#[async_trait]
impl Throttles for PostgresStore {
    async fn failures(&self, subject: &Hash, now: Timestamp) -> Result<Option<Count>> {
        let (subject, now) = (subject.as_slice(), now.to_sqlx());
        let count = sqlx::query_as!(
            CountRow,
            "SELECT failures, ends_at FROM throttles WHERE subject = $1 AND ends_at > $2",
            subject,
            now
        );
        count.fetch_optional(self.alone()).await.map_err(refused)?.map(Count::try_from).transpose()
    }

    async fn count_failure(&self, subject: &Hash, now: Timestamp, ends_at: Timestamp) -> Result<Count> {
        add(self.alone(), subject, 1, now, ends_at).await
    }

    async fn forget_failures(&self, subject: &Hash) -> Result<()> {
        let subject = subject.as_slice();
        sqlx::query!("DELETE FROM throttles WHERE subject = $1", subject)
            .execute(self.alone())
            .await
            .map_err(refused)?;
        Ok(())
    }
}
