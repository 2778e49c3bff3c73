//! The module `saju` over GraphQL.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_kit::{
    graphql::{Connection, Edge, Field, Resolve, TotalCount},
    operation::Caller,
    problem::{Failure, ProblemType as _, Violation},
    values::{True, Uuid},
};
use contracts::{
    problem::ValidationFailed,
    saju::{
        CalculateSajuMutation, MySajuResultsQuery, SajuResultQuery, ShareSajuResultMutation,
        result::{SajuCalculationResult, SajuResult, SajuResultId},
        sharing::{ShareInput, ShareResult},
    },
};
use heal7_store::Part;

use crate::{
    app::{accounts::person, any_result},
    sentences::Sentences,
    server::Server,
};

/// The number of days after which a share that was created over GraphQL expires.
const SHARED_FOR: i32 = 30;

impl Resolve<MySajuResultsQuery> for Server {
    async fn resolve(
        &self,
        caller: Caller,
        arguments: <MySajuResultsQuery as Field>::Arguments,
    ) -> Result<Connection<SajuResult>, Failure<MySajuResultsQuery>> {
        let person = person(&caller)?;
        let after = arguments.after.as_deref().map(read_cursor).transpose()?;
        let filter = arguments.filter.unwrap_or_else(any_result);
        let first = usize::try_from(arguments.first).unwrap_or_default();
        // One item more than requested shows whether there are more.
        let limit = u32::try_from(first + 1).unwrap_or(u32::MAX);
        let mut results = self.app.results.list(person, &filter, Part { after, offset: 0, limit }).await?;
        let has_more = results.len() > first;
        results.truncate(first);
        let store = Arc::clone(&self.app.store);
        let total = TotalCount::lazy(move || {
            let (store, filter) = (Arc::clone(&store), filter.clone());
            async move {
                let total = store.count_results(person, &filter, None).await;
                let total = total.map_err(|error| Failure::<MySajuResultsQuery>::from(error).details)?;
                Ok(i32::try_from(total).unwrap_or(i32::MAX))
            }
        });
        let edges = results.into_iter().map(|result| Edge { cursor: cursor(result.id), node: result });
        Ok(Connection { edges: edges.collect(), has_previous_page: after.is_some(), has_next_page: has_more, total })
    }
}

impl Resolve<SajuResultQuery> for Server {
    async fn resolve(
        &self,
        caller: Caller,
        arguments: <SajuResultQuery as Field>::Arguments,
    ) -> Result<Option<SajuResult>, Failure<SajuResultQuery>> {
        let result = self.app.results.get(person(&caller)?, arguments.id).await?;
        Ok(result.map(|result| SajuResult::clone(&result)))
    }
}

impl Resolve<CalculateSajuMutation> for Server {
    async fn resolve(
        &self,
        caller: Caller,
        arguments: <CalculateSajuMutation as Field>::Arguments,
    ) -> Result<SajuCalculationResult, Failure<CalculateSajuMutation>> {
        let account = self.app.account_of(&caller).await?;
        let result = self.app.calculate(&account, arguments.input).await?;
        let message = Some(Sentences::new(account.preferences.language).calculated().to_owned());
        Ok(SajuCalculationResult { success: True, message, result, estimated_processing_time: 0 })
    }
}

impl Resolve<ShareSajuResultMutation> for Server {
    async fn resolve(
        &self,
        caller: Caller,
        arguments: <ShareSajuResultMutation as Field>::Arguments,
    ) -> Result<ShareResult, Failure<ShareSajuResultMutation>> {
        let input = ShareInput {
            saju_id: arguments.saju_id,
            share_type: arguments.share_type,
            recipients: arguments.recipients,
            expires_in_days: SHARED_FOR,
        };
        self.app.share(person(&caller)?, input).await
    }
}

/// Returns the position of a result in the list, which is opaque to clients.
fn cursor(id: SajuResultId) -> String {
    URL_SAFE_NO_PAD.encode(id.0.0.as_bytes())
}

fn read_cursor(cursor: &str) -> Result<SajuResultId, Failure<MySajuResultsQuery>> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| uuid::Uuid::from_slice(&bytes).ok());
    bytes.map(|id| SajuResultId(Uuid(id))).ok_or_else(|| {
        let violation = Violation {
            pointer: "/after".into(),
            code: "cursor".into(),
            detail: "This must be a cursor of this list: send `pageInfo.endCursor` of the page before.".into(),
        };
        ValidationFailed.because("the cursor is not known").violations(vec![violation]).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_result() {
        let id = SajuResultId(Uuid::now_v7());
        assert_eq!(read_cursor(&cursor(id)).ok(), Some(id));
        for wrong in ["", "1", "not base64!", &URL_SAFE_NO_PAD.encode("short")] {
            let failure = read_cursor(wrong).expect_err("it is no cursor");
            assert_eq!(failure.details.violations[0].pointer, "/after");
        }
    }
}
