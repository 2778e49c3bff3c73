//! The module `saju` over REST.

use contract_kit::{
    operation::{Handle, Outcome, Request},
    prelude::*,
    problem::ProblemType as _,
};
use contracts::{
    problem::{InterpretationNotFound, SajuResultNotFound, SharedResultNotFound},
    saju::{
        CalculateSaju, DeleteSajuResult, GetInterpretation, GetSajuResult, GetSharedSaju, ListRecentSaju,
        ListSajuHistory, ShareSajuResult,
    },
};

use super::{Page, envelope};
use crate::{
    app::{accounts::person, any_result},
    server::Server,
};

/// The number of results that a dashboard shows.
const RECENT: i32 = 10;

impl Handle<CalculateSaju> for Server {
    async fn handle(&self, request: Request<CalculateSaju>) -> Outcome<CalculateSaju> {
        let account = self.app.account_of(&request.caller).await?;
        let result = self.app.calculate(&account, request.body).await?;
        Ok(Created { location: format!("/saju/results/{}", result.id.0), body: envelope(result) })
    }
}

impl Handle<GetSajuResult> for Server {
    async fn handle(&self, request: Request<GetSajuResult>) -> Outcome<GetSajuResult> {
        let result = self.app.results.get(person(&request.caller)?, request.parameters.id).await?;
        let result = result.ok_or_else(|| SajuResultNotFound.because("the caller has no result of this id"))?;
        Ok(self.written.answer(&result))
    }
}

impl Handle<DeleteSajuResult> for Server {
    async fn handle(&self, request: Request<DeleteSajuResult>) -> Outcome<DeleteSajuResult> {
        if self.app.delete_result(person(&request.caller)?, request.parameters.id).await? {
            Ok(NoContent)
        } else {
            Err(SajuResultNotFound.because("the caller has no result of this id").into())
        }
    }
}

impl Handle<ListSajuHistory> for Server {
    async fn handle(&self, request: Request<ListSajuHistory>) -> Outcome<ListSajuHistory> {
        let (person, asked) = (person(&request.caller)?, request.parameters);
        let page = Page { page: asked.page, limit: asked.limit };
        let results = self.app.results.list(person, &any_result(), page.part(asked.after)).await?;
        let total = self.app.store.count_results(person, &any_result(), asked.after).await?;
        Ok(page.envelope(results, total))
    }
}

impl Handle<ListRecentSaju> for Server {
    async fn handle(&self, request: Request<ListRecentSaju>) -> Outcome<ListRecentSaju> {
        let part = Page { page: 1, limit: RECENT }.part(None);
        Ok(envelope(self.app.results.list(person(&request.caller)?, &any_result(), part).await?))
    }
}

impl Handle<ShareSajuResult> for Server {
    async fn handle(&self, request: Request<ShareSajuResult>) -> Outcome<ShareSajuResult> {
        let share = self.app.share(person(&request.caller)?, request.body).await?;
        Ok(Created { location: format!("/saju/shared/{}", share.token.0), body: envelope(share) })
    }
}

impl Handle<GetSharedSaju> for Server {
    async fn handle(&self, request: Request<GetSharedSaju>) -> Outcome<GetSharedSaju> {
        let shown = self.app.shared(&request.parameters.token).await?;
        let shown =
            shown.ok_or_else(|| SharedResultNotFound.because("nothing is shared under this token, or no longer"))?;
        Ok(envelope(shown))
    }
}

impl Handle<GetInterpretation> for Server {
    async fn handle(&self, _: Request<GetInterpretation>) -> Outcome<GetInterpretation> {
        // Only the module `ai` creates interpretations, and this server does not serve it.
        Err(InterpretationNotFound.because("the caller has no interpretation of this id").into())
    }
}
