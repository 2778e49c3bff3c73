//! The module `ai`: the models, interpretations by them, talks with them, and what people think of them.

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

/// The models, interpretations by them, talks with them, and what people think of them.
#[module]
pub trait Ai {
    /// The models that can be asked for something.
    ///
    /// What a form of choices is filled in with: without parameters every model of the platform, with them those that
    /// can do it. The best for most people comes first.
    #[get("/ai/models", auth = Public)]
    fn list_models(
        /// What they shall be able to interpret.
        #[contract(rename = "type")]
        interpretation_type: Option<InterpretationType>,
        /// How deep they shall be able to go.
        depth: Option<InterpretationDepth>,
        /// How they shall be.
        status: Option<ServiceState>,
    ) -> ApiResponse<Vec<AIModelStatus>>;

    /// How every model is.
    ///
    /// The same objects as `/ai/models` in the order of their ids, and never from a cache: a client asks for it every
    /// ten seconds.
    #[get("/ai/models/status", auth = Public, refetch = 10)]
    fn list_model_statuses() -> ApiResponse<Vec<AIModelStatus>>;

    /// How the AI service is.
    ///
    /// One state for all models together, and how long a new request would wait.
    #[get("/ai/status", auth = Public)]
    fn get_ai_status() -> ApiResponse<AIServiceStatus>;

    /// Ask for an interpretation.
    ///
    /// Takes the request up and answers before any model has begun. How it comes along is told on
    /// `/events/interpretations/{requestId}`, on the person's connection and by the subscription
    /// `aiInterpretationProgress`; when it is ready it also stands in the result.
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

    /// Say something to a model.
    ///
    /// Answers what the model says, when it has said all. The talk has a room of its own, in which the person's other
    /// devices follow it, and the model remembers what was said there.
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

    /// Say what an interpretation was worth.
    ///
    /// One opinion a person and interpretation: a second one takes the place of the first.
    #[post("/ai/feedback", errors(InterpretationNotFound))]
    fn send_feedback(body: AIFeedbackInput) -> NoContent;

    /// How one interpretation comes along.
    ///
    /// Sends how far it has come, then each event since `Last-Event-ID` or from now on, and ends with `completed` or
    /// `failed`.
    #[sse("/events/interpretations/{request_id}", errors(InterpretationNotFound), ends("completed", "failed"))]
    fn interpretation_feed(
        /// Which request.
        request_id: InterpretationId,
    ) -> InterpretationEvent;

    /// A request on the person's connection: answered by `ai_interpretation_started`, `…_progress` and `…_completed`,
    /// or by `…_failed`.
    #[receive(
        errors(SajuResultNotFound, UnknownAiModel, AiModelUnavailable, AiQuotaExceeded, InsufficientPermission),
        answers("ai_interpretation_started", "ai_interpretation_progress", "ai_interpretation_completed"),
        rate = "ai",
        causes(InterpretationFeed("started", "progress", "completed", "failed"), AiInterpretationProgressSubscription)
    )]
    fn ai_interpretation_request(message: ClientMessageAiInterpretationRequest);

    /// Every model of the platform and how it is.
    #[query(auth = Public)]
    fn ai_models() -> Vec<AIModelStatus>;

    /// Ask for an interpretation of one of the caller's results.
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
        /// Which result to interpret.
        saju_id: SajuResultId,
        /// Which models to ask; those of the caller's preferences where it is absent, else the classic rules.
        #[contract(items(1..=9))]
        models: Option<Vec<AIModelName>>,
        /// About what.
        #[contract(rename = "type")]
        interpretation_type: InterpretationType,
        /// How deep.
        #[contract(default = InterpretationDepth::Basic)]
        depth: InterpretationDepth,
    ) -> AIInterpretationRequest;

    /// How an interpretation comes along; ends when it is ready, and with an error when every model failed.
    #[subscription(errors(InterpretationNotFound, AiModelFailed))]
    fn ai_interpretation_progress(
        /// Which request.
        request_id: InterpretationId,
    ) -> InterpretationProgress;
}
