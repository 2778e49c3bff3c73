//! Idempotency keys.

use async_trait::async_trait;
use contract_kit::exchange::{Claim, Kept, Keyed};
use heal7_store::{Result, document, idempotency::Idempotency, rows::ClaimRow};
use jiff::Timestamp;

use crate::{Moment, SqliteStore, error::refused};

#[async_trait]
impl Idempotency for SqliteStore {
    async fn claim(&self, keyed: &Keyed, given_up: Timestamp, ends_at: Timestamp) -> Result<Claim> {
        let (subject, fingerprint) = (keyed.subject.as_deref().unwrap_or_default(), keyed.fingerprint.as_slice());
        let (claimed_at, given_up, ends_at) = (Moment(keyed.at), Moment(given_up), Moment(ends_at));
        let mut transaction = self.transaction().await?;
        let claimed = sqlx::query!(
            "INSERT INTO idempotency_keys (subject, operation, key, fingerprint, claimed_at, ends_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (subject, operation, key) DO UPDATE
             SET fingerprint = excluded.fingerprint, claimed_at = excluded.claimed_at, ends_at = excluded.ends_at,
                 status = NULL, headers = NULL, body = NULL
             WHERE idempotency_keys.ends_at <= ?5
                OR (idempotency_keys.status IS NULL AND idempotency_keys.claimed_at < ?7)",
            subject,
            keyed.operation,
            keyed.key,
            fingerprint,
            claimed_at,
            ends_at,
            given_up
        );
        if claimed.execute(&mut transaction).await.map_err(refused)?.rows_affected() == 1 {
            transaction.commit().await?;
            return Ok(Claim::First);
        }
        let taken = sqlx::query_as!(
            ClaimRow,
            r#"SELECT fingerprint = ?4 AS "same!: bool", status AS "status: i32", headers, body FROM idempotency_keys
               WHERE subject = ?1 AND operation = ?2 AND key = ?3"#,
            subject,
            keyed.operation,
            keyed.key,
            fingerprint
        );
        taken.fetch_one(&mut transaction).await.map_err(refused)?.try_into()
    }

    async fn settle(&self, keyed: &Keyed, answer: Option<&Kept>) -> Result<()> {
        let (subject, claimed_at) = (keyed.subject.as_deref().unwrap_or_default(), Moment(keyed.at));
        // A request whose claim has timed out must not change the claim of a later request.
        let settled = match answer {
            Some(answer) => {
                let headers = document::write(&answer.headers)?;
                sqlx::query!(
                    "UPDATE idempotency_keys SET status = ?5, headers = ?6, body = ?7
                     WHERE subject = ?1 AND operation = ?2 AND key = ?3 AND claimed_at = ?4 AND status IS NULL",
                    subject,
                    keyed.operation,
                    keyed.key,
                    claimed_at,
                    answer.status,
                    headers,
                    answer.body
                )
                .execute(&self.writer)
                .await
            }
            None => {
                sqlx::query!(
                    "DELETE FROM idempotency_keys
                     WHERE subject = ?1 AND operation = ?2 AND key = ?3 AND claimed_at = ?4 AND status IS NULL",
                    subject,
                    keyed.operation,
                    keyed.key,
                    claimed_at
                )
                .execute(&self.writer)
                .await
            }
        };
        settled.map_err(refused)?;
        Ok(())
    }
}
