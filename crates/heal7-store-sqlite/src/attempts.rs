//! Attempts.

use async_trait::async_trait;
use heal7_store::{
    Hash, Result,
    attempts::{Attempt, Attempts, Failures, Pace},
};
use jiff::Timestamp;

use crate::{Moment, SqliteStore, connection::Transaction, error::refused};

async fn failures_of(transaction: &mut Transaction, subject: &Hash) -> Result<Option<Failures>> {
    let subject = subject.as_slice();
    let failures = sqlx::query_as!(
        Failures,
        r#"SELECT failures AS "count: u32", next_at AS "next_at: Moment", ends_at AS "ends_at: Moment"
           FROM attempts WHERE subject = ?1"#,
        subject
    );
    failures.fetch_optional(transaction).await.map_err(refused)
}

async fn keep(transaction: &mut Transaction, subject: &Hash, failures: Failures) -> Result<()> {
    let (subject, next_at, ends_at) = (subject.as_slice(), Moment(failures.next_at), Moment(failures.ends_at));
    let kept = sqlx::query!(
        "INSERT INTO attempts (subject, failures, next_at, ends_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (subject) DO UPDATE
         SET failures = excluded.failures, next_at = excluded.next_at, ends_at = excluded.ends_at",
        subject,
        failures.count,
        next_at,
        ends_at
    );
    kept.execute(transaction).await.map_err(refused)?;
    Ok(())
}

#[async_trait]
impl Attempts for SqliteStore {
    async fn attempt(&self, subjects: &[(Hash, Pace)], now: Timestamp) -> Result<Attempt> {
        let mut transaction = self.transaction().await?;
        let (mut counted, mut held_off) = (Vec::new(), None);
        for (subject, pace) in subjects {
            match pace.count(failures_of(&mut transaction, subject).await?, now) {
                Ok(failures) => counted.push((subject, failures)),
                Err(until) => held_off = held_off.max(Some(until)),
            }
        }
        if let Some(until) = held_off {
            return Ok(Attempt::HeldOff { until });
        }
        for (subject, failures) in counted {
            keep(&mut transaction, subject, failures).await?;
        }
        transaction.commit().await?;
        Ok(Attempt::Counted)
    }

    async fn take_back_attempt(&self, subject: &Hash, now: Timestamp) -> Result<()> {
        let (subject, now) = (subject.as_slice(), Moment(now));
        let taken_back = sqlx::query!(
            "UPDATE attempts SET failures = failures - 1, next_at = ?2 WHERE subject = ?1 AND failures > 0",
            subject,
            now
        );
        taken_back.execute(&self.writer).await.map_err(refused)?;
        Ok(())
    }

    async fn forget_attempts(&self, subject: &Hash) -> Result<()> {
        let subject = subject.as_slice();
        let forgotten = sqlx::query!("DELETE FROM attempts WHERE subject = ?1", subject);
        forgotten.execute(&self.writer).await.map_err(refused)?;
        Ok(())
    }
}
