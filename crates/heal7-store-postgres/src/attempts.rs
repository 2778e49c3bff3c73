//! Attempts.

use async_trait::async_trait;
use heal7_store::{
    Error, Hash, Result,
    attempts::{Attempt, Attempts, Failures, Pace},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{PostgresStore, connection::Transaction, error::refused};

/// A row of the table of attempts.
struct FailuresRow {
    failures: i32,
    next_at: Timestamp,
    ends_at: Timestamp,
}

impl TryFrom<FailuresRow> for Failures {
    type Error = Error;

    fn try_from(row: FailuresRow) -> Result<Self> {
        let count = u32::try_from(row.failures).map_err(Error::failed)?;
        Ok(Self { count, next_at: row.next_at, ends_at: row.ends_at })
    }
}

/// Reads the failures of a subject and locks them until the transaction ends. It locks the subject's hash, because a
/// subject without a row has nothing else to lock.
async fn failures_of(transaction: &mut Transaction<'_>, subject: &Hash) -> Result<Option<Failures>> {
    transaction.lock(subject).await?;
    let subject = subject.as_slice();
    let failures =
        sqlx::query_as!(FailuresRow, "SELECT failures, next_at, ends_at FROM attempts WHERE subject = $1", subject);
    failures.fetch_optional(transaction).await.map_err(refused)?.map(Failures::try_from).transpose()
}

async fn keep(transaction: &mut Transaction<'_>, subject: &Hash, failures: Failures) -> Result<()> {
    let (subject, next_at, ends_at) = (subject.as_slice(), failures.next_at.to_sqlx(), failures.ends_at.to_sqlx());
    let count = i32::try_from(failures.count).unwrap_or(i32::MAX);
    let kept = sqlx::query!(
        "INSERT INTO attempts (subject, failures, next_at, ends_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject) DO UPDATE
         SET failures = excluded.failures, next_at = excluded.next_at, ends_at = excluded.ends_at",
        subject,
        count,
        next_at,
        ends_at
    );
    kept.execute(transaction).await.map_err(refused)?;
    Ok(())
}

#[async_trait]
impl Attempts for PostgresStore {
    async fn attempt(&self, subjects: &[(Hash, Pace)], now: Timestamp) -> Result<Attempt> {
        // The subjects are locked in one order, so that two attempts at the same subjects do not deadlock.
        let mut subjects = subjects.to_vec();
        subjects.sort_unstable_by_key(|(subject, _)| *subject);
        let mut transaction = self.transaction().await?;
        let (mut counted, mut held_off) = (Vec::new(), None);
        for (subject, pace) in &subjects {
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
        let (subject, now) = (subject.as_slice(), now.to_sqlx());
        let taken_back = sqlx::query!(
            "UPDATE attempts SET failures = failures - 1, next_at = $2 WHERE subject = $1 AND failures > 0",
            subject,
            now
        );
        taken_back.execute(self.alone()).await.map_err(refused)?;
        Ok(())
    }

    async fn forget_attempts(&self, subject: &Hash) -> Result<()> {
        let subject = subject.as_slice();
        let forgotten = sqlx::query!("DELETE FROM attempts WHERE subject = $1", subject);
        forgotten.execute(self.alone()).await.map_err(refused)?;
        Ok(())
    }
}
