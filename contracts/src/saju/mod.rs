//! The module `saju`: computing the Four Pillars (사주, saju), keeping the results, and sharing them.

pub mod daeun;
pub mod gyeokguk;
pub mod input;
pub mod pillars;
pub mod result;
pub mod sharing;
pub mod sipsin;
pub mod wuxing;

use contract_kit::prelude::*;

use self::{
    input::SajuCalculationInput,
    result::{SajuCalculationResult, SajuResult, SajuResultFilter, SajuResultId},
    sharing::{Recipient, ShareInput, ShareResult, ShareToken, ShareType, SharedSajuResult},
};
use crate::{
    ai::interpretation::{AIInterpretation, InterpretationId},
    envelope::ApiResponse,
    problem::{
        AmbiguousLocalTime, CalculationFailed, EmailNotConfirmed, InterpretationNotFound, InterpretationNotReady,
        InvalidGender, InvalidLatitude, InvalidLongitude, InvalidLunarDate, InvalidSolarDate, InvalidTime,
        LeapMonthAbsent, NonexistentLocalTime, OutOfRange, SajuResultNotFound, SharedResultNotFound, UnknownTimezone,
    },
    realtime::ClientMessageSajuCalculationRequest,
    users::ListCalculationHistory,
};

/// How long a result stays fresh.
pub const SAJU_RESULT: CachePolicy =
    CachePolicy { name: "sajuResult", max_age: 86_400, invalidated_by: &["user_birth_info_change"] };

/// How long an interpretation stays fresh.
pub const AI_INTERPRETATION: CachePolicy =
    CachePolicy { name: "aiInterpretation", max_age: 21_600, invalidated_by: &["ai_model_update"] };

/// Computing the Four Pillars, keeping the results, and sharing them.
#[module]
pub trait Saju {
    /// Calculate the Four Pillars.
    ///
    /// Computes the chart and its parts and keeps them as a new result, also where the same input was sent before. The
    /// answer names the conventions that were used, and warns where a few minutes would have changed a pillar.
    #[post(
        "/saju/calculate",
        errors(
            InvalidSolarDate,
            InvalidTime,
            InvalidLunarDate,
            LeapMonthAbsent,
            NonexistentLocalTime,
            AmbiguousLocalTime,
            OutOfRange,
            UnknownTimezone,
            InvalidLongitude,
            InvalidLatitude,
            InvalidGender,
            CalculationFailed
        ),
        idempotency_key = Optional,
        rate = "calculate",
        invalidates(ListSajuHistory, ListRecentSaju, ListCalculationHistory)
    )]
    fn calculate_saju(body: SajuCalculationInput) -> Created<ApiResponse<SajuResult>>;

    /// One result.
    ///
    /// With all its parts and the interpretations that are ready. Another person's result is a 404, as one that does
    /// not exist.
    #[get("/saju/results/{id}", errors(SajuResultNotFound), cache = SAJU_RESULT)]
    fn get_saju_result(
        /// Which result.
        id: SajuResultId,
    ) -> ApiResponse<SajuResult>;

    /// Delete a result.
    ///
    /// With its interpretations and the tokens it is shared under. The log of the person keeps an entry without it.
    #[delete(
        "/saju/results/{id}",
        errors(SajuResultNotFound),
        invalidates(GetSajuResult, ListSajuHistory, ListRecentSaju, ListCalculationHistory)
    )]
    fn delete_saju_result(
        /// Which result.
        id: SajuResultId,
    ) -> NoContent;

    /// The person's results, newest first.
    ///
    /// Whole results, page by page; a page past the end is empty. The log without the results is
    /// `/users/calculation-history`.
    #[get("/saju/history")]
    fn list_saju_history(
        /// Which page, from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The most results a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
        /// The last result that is already here; `page` is then counted from the next one, so that new results do not
        /// shift the pages.
        after: Option<SajuResultId>,
    ) -> ApiResponse<Vec<SajuResult>>;

    /// The person's last ten results, newest first.
    ///
    /// A plain list without pages, for a dashboard that asks for it every half minute.
    #[get("/saju/recent", refetch = 30)]
    fn list_recent_saju() -> ApiResponse<Vec<SajuResult>>;

    /// Share a result.
    ///
    /// Makes a token under which anybody may see the result, and sends messages where the kind of sharing asks for
    /// them. Each call makes another token; what they show does not change afterwards. A link is open to everybody;
    /// messages need a confirmed address, and a day has a limit for each sender and each recipient: beyond it, nothing
    /// is shared and nobody gets a message.
    #[post(
        "/saju/share",
        errors(SajuResultNotFound, EmailNotConfirmed),
        idempotency_key = Optional,
        rate = "share",
        invalidates(ListCalculationHistory)
    )]
    fn share_saju_result(body: ShareInput) -> Created<ApiResponse<ShareResult>>;

    /// A shared result.
    ///
    /// Anybody who has the token sees the chart and its parts, and neither the birth date as it was sent nor the
    /// account. A token that has ended is a 404.
    #[get("/saju/shared/{token}", auth = Public, errors(SharedResultNotFound))]
    fn get_shared_saju(
        /// The token it is shared under.
        token: ShareToken,
    ) -> ApiResponse<SharedSajuResult>;

    /// One interpretation.
    ///
    /// Its id is that of the request it was made for. As long as it is being made this is a 409, and
    /// `/events/interpretations/{requestId}` tells how it comes along.
    #[get(
        "/saju/interpretations/{id}",
        errors(InterpretationNotFound, InterpretationNotReady),
        cache = AI_INTERPRETATION
    )]
    fn get_interpretation(
        /// Which interpretation.
        id: InterpretationId,
    ) -> ApiResponse<AIInterpretation>;

    /// A calculation on the person's connection: answered by `saju_calculation_started`, `…_progress` and
    /// `…_completed`, or by `…_failed`.
    #[receive(
        errors(
            InvalidSolarDate,
            InvalidTime,
            InvalidLunarDate,
            LeapMonthAbsent,
            NonexistentLocalTime,
            AmbiguousLocalTime,
            OutOfRange,
            UnknownTimezone,
            InvalidLongitude,
            InvalidLatitude,
            InvalidGender,
            CalculationFailed
        ),
        answers("saju_calculation_started", "saju_calculation_progress", "saju_calculation_completed"),
        rate = "calculate"
    )]
    fn saju_calculation_request(message: ClientMessageSajuCalculationRequest);

    /// The caller's results, newest first.
    #[query]
    fn my_saju_results(
        /// How many results.
        #[contract(range(1..=50), default = 10)]
        first: i32,
        /// The cursor after which to go on: `pageInfo.endCursor` of the page before.
        #[contract(length(1..=512))]
        after: Option<String>,
        /// Which results.
        filter: Option<SajuResultFilter>,
    ) -> Connection<SajuResult>;

    /// One of the caller's results; null where there is none with this id.
    #[query]
    fn saju_result(
        /// Which result.
        id: SajuResultId,
    ) -> Option<SajuResult>;

    /// Calculate the Four Pillars and keep them as a new result.
    #[mutation(
        errors(
            InvalidSolarDate,
            InvalidTime,
            InvalidLunarDate,
            LeapMonthAbsent,
            NonexistentLocalTime,
            AmbiguousLocalTime,
            OutOfRange,
            UnknownTimezone,
            InvalidLongitude,
            InvalidLatitude,
            InvalidGender,
            CalculationFailed
        ),
        rate = "calculate"
    )]
    fn calculate_saju(
        /// What to compute.
        input: SajuCalculationInput,
    ) -> SajuCalculationResult;

    /// Share one of the caller's results for thirty days. Messages need a confirmed address.
    #[mutation(errors(SajuResultNotFound, EmailNotConfirmed), rate = "share")]
    fn share_saju_result(
        /// Which result.
        saju_id: SajuResultId,
        /// How.
        share_type: ShareType,
        /// To whom; needed unless `shareType` is `link`.
        #[contract(items(1..=20))]
        recipients: Option<Vec<Recipient>>,
    ) -> ShareResult;
}
