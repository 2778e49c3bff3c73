//! Results.

use async_trait::async_trait;
use contracts::{
    saju::result::{SajuResult, SajuResultFilter, SajuResultId},
    users::profile::{CalculationHistoryEntry, UserId},
};
use heal7_store::{
    Error, Part, Result,
    document::{self, lower_case},
    results::{Conditions, Results},
};

use crate::{Moment, SqliteStore, error::refused, history};

/// A query of a person's results under conditions. The arguments are its beginning, its end after the conditions, and
/// the values.
macro_rules! filtered {
    ($select:tt, $rest:tt, $account:ident, $conditions:ident $(, $more:expr)*) => {
        sqlx::query_scalar!(
            $select + " FROM results
             WHERE account = ?1 AND id < ?2
               AND (?3 IS NULL OR instr(name_key, ?3) > 0)
               AND (?4 IS NULL OR gender = ?4)
               AND (?5 IS NULL OR is_lunar = ?5)
               AND (?6 IS NULL OR day_master = ?6)
               AND (?7 IS NULL OR created_at >= ?7)
               AND (?8 IS NULL OR created_at < ?8)
               AND (?9 IS NULL OR interpreted = ?9)" + $rest,
            $account.0.0,
            $conditions.before,
            $conditions.name_key,
            $conditions.gender,
            $conditions.is_lunar,
            $conditions.day_master,
            $conditions.created_from,
            $conditions.created_before,
            $conditions.interpreted
            $(, $more)*
        )
    };
}

#[async_trait]
impl Results for SqliteStore {
    async fn insert_result(&self, result: &SajuResult, entry: &CalculationHistoryEntry) -> Result<()> {
        let (id, account, document) = (result.id.0.0, result.user_id.0.0, document::write(result)?);
        let (name_key, gender, is_lunar) =
            (lower_case(&result.input.name.0), result.input.gender.as_str(), result.input.is_lunar);
        let (day_master, interpreted) = (result.sipsin.day_master.as_str(), !result.ai_interpretations.is_empty());
        let created_at = Moment(result.created_at.0);
        let mut transaction = self.transaction().await?;
        sqlx::query!(
            "INSERT INTO results
                 (id, account, name_key, gender, is_lunar, day_master, interpreted, created_at, document)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            id,
            account,
            name_key,
            gender,
            is_lunar,
            day_master,
            interpreted,
            created_at,
            document
        )
        .execute(&mut transaction)
        .await
        .map_err(refused)?;
        history::insert(&mut transaction, result.user_id, entry).await?;
        transaction.commit().await
    }

    async fn result(&self, account: UserId, id: SajuResultId) -> Result<Option<SajuResult>> {
        let (account, id) = (account.0.0, id.0.0);
        let document = sqlx::query_scalar!("SELECT document FROM results WHERE id = ?1 AND account = ?2", id, account);
        let document = document.fetch_optional(&self.readers).await.map_err(refused)?;
        document.map(|document| document::read(&document)).transpose()
    }

    async fn results(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        part: Part<SajuResultId>,
    ) -> Result<Vec<SajuResult>> {
        let conditions = Conditions::new(filter, part.after, Moment);
        let documents = filtered!(
            "SELECT document",
            " ORDER BY id DESC LIMIT ?10 OFFSET ?11",
            account,
            conditions,
            part.limit,
            part.offset
        );
        let documents = documents.fetch_all(&self.readers).await.map_err(refused)?;
        documents.iter().map(|document| document::read(document)).collect()
    }

    async fn count_results(
        &self,
        account: UserId,
        filter: &SajuResultFilter,
        after: Option<SajuResultId>,
    ) -> Result<u32> {
        let conditions = Conditions::new(filter, after, Moment);
        let count = filtered!("SELECT count(*)", "", account, conditions);
        u32::try_from(count.fetch_one(&self.readers).await.map_err(refused)?).map_err(Error::failed)
    }

    async fn delete_result(&self, account: UserId, id: SajuResultId, entry: &CalculationHistoryEntry) -> Result<bool> {
        let (owner, result) = (account.0.0, id.0.0);
        let mut transaction = self.transaction().await?;
        let deleted = sqlx::query!("DELETE FROM results WHERE id = ?1 AND account = ?2", result, owner);
        if deleted.execute(&mut transaction).await.map_err(refused)?.rows_affected() == 0 {
            return Ok(false);
        }
        // The entry must not refer to the deleted result.
        let entry = CalculationHistoryEntry { result_id: entry.result_id.filter(|of| *of != id), ..entry.clone() };
        history::insert(&mut transaction, account, &entry).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
