//! The module `saju` over REST.

use contract_kit::{
    operation::{Handle, Outcome, Request},
    prelude::*,
    problem::ProblemCode as _,
};
use contracts::{
    problem::{InterpretationNotFound, SajuResultNotFound, SharedResultNotFound},
    saju::{
        CalculateSaju, DeleteSajuResult, GetInterpretation, GetSajuResult, GetSharedSaju, ListRecentSaju,
        ListSajuHistory, ShareSajuResult,
    },
};

use super::{Page, envelope};
use crate::app::{App, accounts::person, any_result};

/// How many results a dashboard shows.
const RECENT: i32 = 10;

impl Handle<CalculateSaju> for App {
    async fn handle(&self, request: Request<CalculateSaju>) -> Outcome<CalculateSaju> {
        let result = self.calculate(person(&request.caller)?, request.body).await?;
        Ok(Created { location: format!("/saju/results/{}", result.id.0), body: envelope(result) })
    }
}

impl Handle<GetSajuResult> for App {
    async fn handle(&self, request: Request<GetSajuResult>) -> Outcome<GetSajuResult> {
        let near = self.results.get(person(&request.caller)?, request.parameters.id).await?;
        let near = near.ok_or_else(|| SajuResultNotFound.because("the caller has no result of this id"))?;
        Ok(near.answer.get_or_init(|| envelope(near.result.clone()).into()).clone())
    }
}

impl Handle<DeleteSajuResult> for App {
    async fn handle(&self, request: Request<DeleteSajuResult>) -> Outcome<DeleteSajuResult> {
        if self.delete_result(person(&request.caller)?, request.parameters.id).await? {
            Ok(NoContent)
        } else {
            Err(SajuResultNotFound.because("the caller has no result of this id").into())
        }
    }
}

impl Handle<ListSajuHistory> for App {
    async fn handle(&self, request: Request<ListSajuHistory>) -> Outcome<ListSajuHistory> {
        let (person, asked) = (person(&request.caller)?, request.parameters);
        let page = Page { page: asked.page, limit: asked.limit };
        let results = self.results.list(person, &any_result(), page.part(asked.after)).await?;
        let total = self.store.count_results(person, &any_result(), asked.after).await?;
        Ok(page.envelope(results, total))
    }
}

impl Handle<ListRecentSaju> for App {
    async fn handle(&self, request: Request<ListRecentSaju>) -> Outcome<ListRecentSaju> {
        let part = Page { page: 1, limit: RECENT }.part(None);
        Ok(envelope(self.results.list(person(&request.caller)?, &any_result(), part).await?))
    }
}

impl Handle<ShareSajuResult> for App {
    async fn handle(&self, request: Request<ShareSajuResult>) -> Outcome<ShareSajuResult> {
        let share = self.share(person(&request.caller)?, request.body).await?;
        Ok(Created { location: format!("/saju/shared/{}", share.token.0), body: envelope(share) })
    }
}

impl Handle<GetSharedSaju> for App {
    async fn handle(&self, request: Request<GetSharedSaju>) -> Outcome<GetSharedSaju> {
        let shown = self.shared(&request.parameters.token).await?;
        let shown =
            shown.ok_or_else(|| SharedResultNotFound.because("nothing is shared under this token, or no longer"))?;
        Ok(envelope(shown))
    }
}

impl Handle<GetInterpretation> for App {
    async fn handle(&self, _: Request<GetInterpretation>) -> Outcome<GetInterpretation> {
        // Interpretations are made by the module `ai`, which this server does not mount: there are none.
        Err(InterpretationNotFound.because("the caller has no interpretation of this id").into())
    }
}
