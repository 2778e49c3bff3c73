//! The module `ai`: AI models, interpretations, chat with a model, and feedback.

pub mod chat;
pub mod interpretation;
pub mod models;

use contract_kit::prelude::*;

use self::{
    chat::{AIChatInput, AIChatReply, AIFeedbackInput},
    interpretation::{
        AIInterpretationInput, AIInterpretationRequest, InterpretationDepth, InterpretationEvent, InterpretationId,
        InterpretationProgress, InterpretationType,
    },
    models::{AIModelName, AIModelStatus, AIServiceStatus},
};
use crate::{
    envelope::ApiResponse,
    problem::{
        AiModelFailed, AiModelUnavailable, AiQuotaExceeded, InsufficientPermission, InterpretationNotFound,
        RoomNotFound, SajuResultNotFound, UnknownAiModel,
    },
    realtime::{ClientMessageAiInterpretationRequest, UserSocket},
    saju::{GetInterpretation, GetSajuResult, result::SajuResultId},
    system::ServiceState,
    users::ListCalculationHistory,
};

/// AI models, interpretations, chat with a model, and feedback.
#[module]
pub trait Ai {
    /// List the AI models.
    ///
    /// Without parameters, returns every model of the platform, for example to fill a form. With parameters, returns
    /// the models that match all of them. The best model for most users comes first.
    #[get("/ai/models", auth = Public)]
    fn list_models(
        /// The topic that the models must support.
        #[contract(rename = "type")]
        interpretation_type: Option<InterpretationType>,
        /// The depth that the models must support.
        depth: Option<InterpretationDepth>,
        /// The state that the models must be in.
        status: Option<ServiceState>,
    ) -> ApiResponse<Vec<AIModelStatus>>;

    /// List the status of every AI model.
    ///
    /// Returns the same objects as `/ai/models`, sorted by id and never from a cache. Clients poll it every ten
    /// seconds.
    #[get("/ai/models/status", auth = Public, refetch = 10)]
    fn list_model_statuses() -> ApiResponse<Vec<AIModelStatus>>;

    /// Get the status of the AI service.
    ///
    /// Returns one state for all models together and the expected waiting time of a new request.
    #[get("/ai/status", auth = Public)]
    fn get_ai_status() -> ApiResponse<AIServiceStatus>;

    /// Request an interpretation.
    ///
    /// Accepts the request and responds before any model has started. The progress is reported on
    /// `/events/interpretations/{requestId}`, on the user's WebSocket connection, and by the subscription
    /// `aiInterpretationProgress`. The finished interpretation is also part of the result.
    #[post(
        "/ai/interpret",
        name = "requestAIInterpretation",
        errors(SajuResultNotFound, UnknownAiModel, AiModelUnavailable, AiQuotaExceeded, InsufficientPermission),
        idempotency_key = Optional,
        rate = "ai",
        invalidates(GetSajuResult, GetInterpretation, ListCalculationHistory),
        causes(
            InterpretationFeed("started", "progress", "completed", "failed"),
            AiInterpretationProgressSubscription,
            UserSocket("ai_interpretation_progress", "ai_interpretation_completed", "ai_interpretation_failed")
        )
    )]
    fn request_ai_interpretation(body: AIInterpretationInput) -> Accepted<ApiResponse<AIInterpretationRequest>>;

    /// Send a message to an AI model.
    ///
    /// Responds when the model's reply is complete. Each conversation has its own room. The user's other devices can
    /// follow the conversation there, and the model remembers the earlier messages of the room.
    #[post(
        "/ai/chat",
        errors(
            SajuResultNotFound,
            RoomNotFound,
            UnknownAiModel,
            AiModelUnavailable,
            AiModelFailed,
            AiQuotaExceeded,
            InsufficientPermission
        ),
        idempotency_key = Optional,
        rate = "ai"
    )]
    fn chat(body: AIChatInput) -> ApiResponse<AIChatReply>;

    /// Rate an interpretation.
    ///
    /// A user has one rating for each interpretation; a second one replaces the first.
    #[post("/ai/feedback", errors(InterpretationNotFound))]
    fn send_feedback(body: AIFeedbackInput) -> NoContent;

    /// The progress of one interpretation.
    ///
    /// Sends the current progress, then the events since `Last-Event-ID`, or from now on without that header. Ends with
    /// `completed` or `failed`.
    #[sse("/events/interpretations/{request_id}", errors(InterpretationNotFound), ends("completed", "failed"))]
    fn interpretation_feed(
        /// The id of the request.
        request_id: InterpretationId,
    ) -> InterpretationEvent;

    /// Requests an interpretation on the user's connection.
    ///
    /// Answered by `ai_interpretation_started`, `ai_interpretation_progress` and `ai_interpretation_completed`, or by
    /// `ai_interpretation_failed`.
    #[receive(
        errors(SajuResultNotFound, UnknownAiModel, AiModelUnavailable, AiQuotaExceeded, InsufficientPermission),
        answers("ai_interpretation_started", "ai_interpretation_progress", "ai_interpretation_completed"),
        rate = "ai",
        causes(InterpretationFeed("started", "progress", "completed", "failed"), AiInterpretationProgressSubscription)
    )]
    fn ai_interpretation_request(message: ClientMessageAiInterpretationRequest);

    /// All AI models of the platform with their status.
    #[query(auth = Public)]
    fn ai_models() -> Vec<AIModelStatus>;

    /// Request an interpretation of one of the caller's results.
    #[mutation(
        name = "requestAIInterpretation",
        errors(SajuResultNotFound, UnknownAiModel, AiModelUnavailable, AiQuotaExceeded, InsufficientPermission),
        rate = "ai",
        causes(
            InterpretationFeed("started", "progress", "completed", "failed"),
            AiInterpretationProgressSubscription,
            UserSocket("ai_interpretation_progress", "ai_interpretation_completed", "ai_interpretation_failed")
        )
    )]
    fn request_ai_interpretation(
        /// The id of the result to interpret.
        saju_id: SajuResultId,
        /// The models to ask.
        ///
        /// By default, the models of the caller's preferences, or `heal7_classic` if there are none.
        #[contract(items(1..=9))]
        models: Option<Vec<AIModelName>>,
        /// The topic of the interpretation.
        #[contract(rename = "type")]
        interpretation_type: InterpretationType,
        /// The depth of the interpretation.
        #[contract(default = InterpretationDepth::Basic)]
        depth: InterpretationDepth,
    ) -> AIInterpretationRequest;

    /// The progress of an interpretation.
    ///
    /// Completes when the interpretation is ready, and ends with an error if every model failed.
    #[subscription(errors(InterpretationNotFound, AiModelFailed))]
    fn ai_interpretation_progress(
        /// The id of the request.
        request_id: InterpretationId,
    ) -> InterpretationProgress;
}
