//! Throttles.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use store::{
    Error, Hash, Result,
    throttles::{Count, Throttles},
};

use crate::{PostgresStore, error::refused};

/// A row of the throttles.
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
        let (subject, now, ends_at) = (subject.as_slice(), now.to_sqlx(), ends_at.to_sqlx());
        let count = sqlx::query_as!(
            CountRow,
            "INSERT INTO throttles (subject, failures, ends_at) VALUES ($1, 1, $3)
             ON CONFLICT (subject) DO UPDATE
             SET failures = CASE WHEN throttles.ends_at > $2 THEN throttles.failures + 1 ELSE 1 END,
                 ends_at = CASE WHEN throttles.ends_at > $2 THEN throttles.ends_at ELSE excluded.ends_at END
             RETURNING failures, ends_at",
            subject,
            now,
            ends_at
        );
        count.fetch_one(self.alone()).await.map_err(refused)?.try_into()
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
