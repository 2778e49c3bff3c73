//! The module `saju`: calculating the Four Pillars (사주, saju), and saving and sharing the results.

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

/// The cache policy of a result.
pub const SAJU_RESULT: CachePolicy =
    CachePolicy { name: "sajuResult", max_age: 86_400, invalidated_by: &["user_birth_info_change"] };

/// The cache policy of an interpretation.
pub const AI_INTERPRETATION: CachePolicy =
    CachePolicy { name: "aiInterpretation", max_age: 21_600, invalidated_by: &["ai_model_update"] };

/// Calculating the Four Pillars (사주, saju), and saving and sharing the results.
#[module]
pub trait Saju {
    /// Calculate the Four Pillars.
    ///
    /// Calculates the chart and its parts and saves them as a new result, even if the same input was sent before. The
    /// response names the conventions that were used, and has a warning if a few minutes would have changed a pillar.
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

    /// Get a result.
    ///
    /// Returns the result with all its parts and the interpretations that are ready. Another user's result gives a
    /// 404, like a result that does not exist.
    #[get("/saju/results/{id}", errors(SajuResultNotFound), cache = SAJU_RESULT)]
    fn get_saju_result(
        /// The id of the result.
        id: SajuResultId,
    ) -> ApiResponse<SajuResult>;

    /// Delete a result.
    ///
    /// Also deletes its interpretations and its share tokens. The user's calculation history keeps an entry without the
    /// result.
    #[delete(
        "/saju/results/{id}",
        errors(SajuResultNotFound),
        invalidates(GetSajuResult, ListSajuHistory, ListRecentSaju, ListCalculationHistory)
    )]
    fn delete_saju_result(
        /// The id of the result.
        id: SajuResultId,
    ) -> NoContent;

    /// List the user's results.
    ///
    /// Returns whole results in pages, newest first. A page past the end is empty. `/users/calculation-history` returns
    /// the history without the results.
    #[get("/saju/history")]
    fn list_saju_history(
        /// The page number, counted from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The maximum number of results on a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
        /// The id of the last result that the client already has.
        ///
        /// `page` is then counted from the result after it, so new results do not shift the pages.
        after: Option<SajuResultId>,
    ) -> ApiResponse<Vec<SajuResult>>;

    /// List the user's last ten results.
    ///
    /// Returns a plain list without pages, newest first, for a dashboard that polls it every 30 seconds.
    #[get("/saju/recent", refetch = 30)]
    fn list_recent_saju() -> ApiResponse<Vec<SajuResult>>;

    /// Share a result.
    ///
    /// Creates a token with which anyone can see the result, and sends messages if `shareType` needs them. Each call
    /// creates another token, and the shared content does not change afterwards. Links are open to every user. Messages
    /// need a confirmed email address and are limited each day for each sender and each recipient. Beyond the limit,
    /// the call fails with 429: nothing is shared, and no message is sent.
    #[post(
        "/saju/share",
        errors(SajuResultNotFound, EmailNotConfirmed),
        idempotency_key = Optional,
        rate = "share",
        invalidates(ListCalculationHistory)
    )]
    fn share_saju_result(body: ShareInput) -> Created<ApiResponse<ShareResult>>;

    /// Get a shared result.
    ///
    /// Anyone with the token can see the chart and its parts, but neither the birth date as it was sent nor the
    /// account. An expired token gives a 404.
    #[get("/saju/shared/{token}", auth = Public, errors(SharedResultNotFound))]
    fn get_shared_saju(
        /// The token of the shared result.
        token: ShareToken,
    ) -> ApiResponse<SharedSajuResult>;

    /// Get an interpretation.
    ///
    /// Its id is the id of its request. While the interpretation is in progress, the call fails with 409;
    /// `/events/interpretations/{requestId}` reports the progress.
    #[get(
        "/saju/interpretations/{id}",
        errors(InterpretationNotFound, InterpretationNotReady),
        cache = AI_INTERPRETATION
    )]
    fn get_interpretation(
        /// The id of the interpretation.
        id: InterpretationId,
    ) -> ApiResponse<AIInterpretation>;

    /// Calculates the Four Pillars on the user's connection.
    ///
    /// Answered by `saju_calculation_started`, `saju_calculation_progress` and `saju_calculation_completed`, or by
    /// `saju_calculation_failed`.
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
        /// The maximum number of results.
        #[contract(range(1..=50), default = 10)]
        first: i32,
        /// The cursor to continue after: `pageInfo.endCursor` of the previous page.
        #[contract(length(1..=512))]
        after: Option<String>,
        /// The conditions for the results.
        filter: Option<SajuResultFilter>,
    ) -> Connection<SajuResult>;

    /// One of the caller's results; null if the caller has no result with this id.
    #[query]
    fn saju_result(
        /// The id of the result.
        id: SajuResultId,
    ) -> Option<SajuResult>;

    /// Calculate the Four Pillars and save them as a new result.
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
        /// The input of the calculation.
        input: SajuCalculationInput,
    ) -> SajuCalculationResult;

    /// Share one of the caller's results for thirty days.
    ///
    /// Messages need a confirmed email address.
    #[mutation(errors(SajuResultNotFound, EmailNotConfirmed), rate = "share")]
    fn share_saju_result(
        /// The id of the result.
        saju_id: SajuResultId,
        /// The way in which the result is shared.
        share_type: ShareType,
        /// The recipients; required unless `shareType` is `link`.
        #[contract(items(1..=20))]
        recipients: Option<Vec<Recipient>>,
    ) -> ShareResult;
}
