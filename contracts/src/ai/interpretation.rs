//! Interpretations: what is asked for, how it comes along, and what comes of it.
//!
//! One request makes one interpretation, and both have one id. Several models may read the chart at the same time; the
//! interpretation is the reading with the most confidence, and keeps the others beside it.

use contract_kit::prelude::*;

use super::models::{AIModel, AIModelName};
use crate::{problem::Problem, saju::result::SajuResultId};

/// Identifies an interpretation, and the request that it is made for.
#[contract(example = "01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f")]
pub struct InterpretationId(pub Uuid);

/// What an interpretation is about.
#[contract]
pub enum InterpretationType {
    /// The chart as a whole.
    General,
    /// The person's character.
    Personality,
    /// Work and vocation.
    Career,
    /// Money.
    Wealth,
    /// Love, family and friends.
    Relationship,
    /// Body and mind.
    Health,
    /// The decades of luck (대운, daeun).
    Daeun,
    /// The year that is under way (세운, seun).
    Yearly,
}

/// How deep an interpretation goes.
#[contract]
pub enum InterpretationDepth {
    /// A paragraph.
    Basic,
    /// A page.
    Detailed,
    /// Everything there is to say; needs the permission `ai_comprehensive`.
    Comprehensive,
}

/// How far a request for an interpretation has come.
#[contract]
pub enum InterpretationStatus {
    /// It waits for a model.
    Queued,
    /// At least one model is reading the chart.
    Running,
    /// The interpretation is ready.
    Completed,
    /// Every model failed.
    Failed,
}

/// What to ask for when a request does not say.
#[contract]
pub struct InterpretationOptions {
    /// Which models to ask.
    #[contract(items(1..=9), example = vec![AIModelName::from("claude"), AIModelName::from("gpt")])]
    pub models: Option<Vec<AIModelName>>,
    /// How deep.
    #[contract(example = InterpretationDepth::Detailed)]
    pub depth: Option<InterpretationDepth>,
    /// About what.
    #[contract(rename = "type")]
    pub kind: Option<InterpretationType>,
}

/// A request for an interpretation.
#[contract]
pub struct AIInterpretationInput {
    /// Which result to interpret.
    pub saju_id: SajuResultId,
    /// Which models to ask; those of the person's preferences where it is absent, else the classic rules.
    #[contract(items(1..=9), example = vec![AIModelName::from("claude"), AIModelName::from("gpt")])]
    pub models: Option<Vec<AIModelName>>,
    /// How deep.
    #[contract(default = InterpretationDepth::Basic)]
    pub depth: InterpretationDepth,
    /// About what.
    #[contract(rename = "type", default = InterpretationType::General)]
    pub kind: InterpretationType,
}

/// A request that has been taken up.
#[contract(object)]
pub struct AIInterpretationRequest {
    /// The id by which to follow it; the same as `interpretationId`.
    pub request_id: InterpretationId,
    /// The id that the interpretation will have; the same as `requestId`.
    pub interpretation_id: InterpretationId,
    /// Which result is interpreted.
    pub saju_id: SajuResultId,
    /// How far it has come.
    pub status: InterpretationStatus,
    /// The models that are asked.
    #[contract(example = vec![AIModel::Claude, AIModel::Gpt])]
    pub models: Vec<AIModel>,
    /// How deep.
    pub depth: InterpretationDepth,
    /// About what.
    #[contract(rename = "type")]
    pub kind: InterpretationType,
    /// Seconds until it is expected to be ready.
    #[contract(range(0..), example = 20)]
    pub estimated_time: i32,
    /// When it was taken up.
    #[contract(example = "2026-01-15T09:31:00Z")]
    pub requested_at: DateTime,
}

/// An interpretation of a result.
#[contract(object)]
pub struct AIInterpretation {
    /// Which interpretation; the id of the request it was made for.
    pub id: InterpretationId,
    /// Which result it interprets.
    pub saju_id: SajuResultId,
    /// The model that wrote it: of those that were asked, the one with the most confidence.
    #[contract(example = AIModel::Claude)]
    pub model: AIModel,
    /// What it is about.
    #[contract(rename = "type")]
    pub kind: InterpretationType,
    /// How deep it goes.
    pub depth: InterpretationDepth,
    /// The text, in Markdown and in the person's language.
    #[contract(length(1..=20_000), example = "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.")]
    pub content: String,
    /// How sure the model is, from 0 to 1.
    #[contract(range(0.0..=1.0), example = 0.87)]
    pub confidence: f64,
    /// What each model read, the most confident first; the first is this interpretation's own.
    #[contract(items(1..=9), example = vec![ModelReading::example(), ModelReading {
        model: AIModel::Gpt,
        content: "금과 수가 강한 사주로, 목과 화를 가까이하면 균형을 찾을 수 있습니다.".to_owned(),
        confidence: 0.81,
        ..ModelReading::example()
    }])]
    pub readings: Vec<ModelReading>,
    /// When it was ready.
    #[contract(example = "2026-01-15T09:31:20Z")]
    pub generated_at: DateTime,
}

/// What one model read in a chart.
#[contract(object)]
pub struct ModelReading {
    /// The model.
    #[contract(example = AIModel::Claude)]
    pub model: AIModel,
    /// The text, in Markdown and in the person's language.
    #[contract(length(1..=20_000), example = "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.")]
    pub content: String,
    /// How sure the model is, from 0 to 1.
    #[contract(range(0.0..=1.0), example = 0.87)]
    pub confidence: f64,
    /// When the model was done.
    #[contract(example = "2026-01-15T09:31:18Z")]
    pub generated_at: DateTime,
}

/// How far a request has come.
#[contract(object)]
pub struct InterpretationProgress {
    /// Which request.
    pub request_id: InterpretationId,
    /// How far it has come.
    #[contract(example = InterpretationStatus::Running)]
    pub status: InterpretationStatus,
    /// The same in per cent.
    #[contract(range(0..=100), example = 50)]
    pub progress: i32,
    /// The model that is at work; absent while none is.
    #[contract(example = AIModel::Gpt)]
    pub current_model: Option<AIModel>,
    /// The models that are done.
    #[contract(items(..=9), example = vec![AIModel::Claude])]
    pub completed_models: Vec<AIModel>,
    /// Seconds until it is expected to be ready.
    #[contract(range(0..), example = 10)]
    pub estimated_time_remaining: Option<i32>,
    /// The interpretation so far: absent until one model is done, and final when `status` is `completed`.
    #[contract(example = AIInterpretation { readings: vec![ModelReading::example()], ..AIInterpretation::example() })]
    pub result: Option<AIInterpretation>,
}

/// What happens to a request for an interpretation.
#[contract]
pub enum InterpretationEvent {
    /// The first model has begun.
    Started {
        /// Which request.
        request_id: InterpretationId,
        /// The models that are asked.
        #[contract(example = vec![AIModel::Claude, AIModel::Gpt])]
        models: Vec<AIModel>,
        /// Seconds until it is expected to be ready.
        #[contract(range(0..), example = 20)]
        estimated_time: i32,
    },
    /// A model has begun or is done.
    Progress {
        /// How far the request has come.
        progress: InterpretationProgress,
    },
    /// The interpretation is ready: the last event of the feed.
    Completed {
        /// Which request.
        request_id: InterpretationId,
        /// The interpretation.
        result: AIInterpretation,
    },
    /// Every model failed: the last event of the feed.
    Failed {
        /// Which request.
        request_id: InterpretationId,
        /// Why.
        #[contract(example = Problem::example_of_ai_failure())]
        problem: Problem,
    },
}
