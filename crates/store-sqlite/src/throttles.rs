//! Throttles.

use async_trait::async_trait;
use jiff::Timestamp;
use store::{
    Hash, Result,
    throttles::{Count, Throttles},
};

use crate::{Moment, SqliteStore, error::refused};

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
        let (subject, now, ends_at) = (subject.as_slice(), Moment(now), Moment(ends_at));
        let count = sqlx::query_as!(
            Count,
            r#"INSERT INTO throttles (subject, failures, ends_at) VALUES (?1, 1, ?3)
               ON CONFLICT (subject) DO UPDATE
               SET failures = CASE WHEN throttles.ends_at > ?2 THEN throttles.failures + 1 ELSE 1 END,
                   ends_at = CASE WHEN throttles.ends_at > ?2 THEN throttles.ends_at ELSE excluded.ends_at END
               RETURNING failures AS "failures: u32", ends_at AS "ends_at: Moment""#,
            subject,
            now,
            ends_at
        );
        count.fetch_one(&self.writer).await.map_err(refused)
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
