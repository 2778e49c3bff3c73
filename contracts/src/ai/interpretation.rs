//! Interpretations: requests, their progress, and their outcome.
//!
//! One request produces one interpretation, and both have the same id. Several models may read the chart in parallel.
//! The reading with the highest confidence becomes the interpretation, which also lists all readings.

use contract_kit::prelude::*;

use super::models::{AIModel, AIModelName};
use crate::{problem::Problem, saju::result::SajuResultId};

/// The id of an interpretation and of its request.
#[contract(example = "01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f")]
pub struct InterpretationId(pub Uuid);

/// The topic of an interpretation.
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
    /// The current year (세운, seun).
    Yearly,
}

/// The depth of an interpretation.
#[contract]
pub enum InterpretationDepth {
    /// One paragraph.
    Basic,
    /// One page.
    Detailed,
    /// A complete interpretation; needs the permission `ai_comprehensive`.
    Comprehensive,
}

/// The status of a request for an interpretation.
#[contract]
pub enum InterpretationStatus {
    /// The request waits for a model.
    Queued,
    /// At least one model is reading the chart.
    Running,
    /// The interpretation is ready.
    Completed,
    /// Every model failed.
    Failed,
}

/// Default options for interpretation requests that omit them.
#[contract]
pub struct InterpretationOptions {
    /// The models to ask.
    #[contract(items(1..=9), example = vec![AIModelName::from("claude"), AIModelName::from("gpt")])]
    pub models: Option<Vec<AIModelName>>,
    /// The depth of the interpretation.
    #[contract(example = InterpretationDepth::Detailed)]
    pub depth: Option<InterpretationDepth>,
    /// The topic of the interpretation.
    #[contract(rename = "type")]
    pub kind: Option<InterpretationType>,
}

/// A request for an interpretation.
#[contract]
pub struct AIInterpretationInput {
    /// The id of the result to interpret.
    pub saju_id: SajuResultId,
    /// The models to ask.
    ///
    /// By default, the models of the user's preferences, or `heal7_classic` if there are none.
    #[contract(items(1..=9), example = vec![AIModelName::from("claude"), AIModelName::from("gpt")])]
    pub models: Option<Vec<AIModelName>>,
    /// The depth of the interpretation.
    #[contract(default = InterpretationDepth::Basic)]
    pub depth: InterpretationDepth,
    /// The topic of the interpretation.
    #[contract(rename = "type", default = InterpretationType::General)]
    pub kind: InterpretationType,
}

/// An accepted request for an interpretation.
#[contract(object)]
pub struct AIInterpretationRequest {
    /// The id of the request, used to follow its progress; equals `interpretationId`.
    pub request_id: InterpretationId,
    /// The id that the interpretation will have; equals `requestId`.
    pub interpretation_id: InterpretationId,
    /// The id of the result to interpret.
    pub saju_id: SajuResultId,
    /// The status of the request.
    pub status: InterpretationStatus,
    /// The models that the request uses.
    #[contract(example = vec![AIModel::Claude, AIModel::Gpt])]
    pub models: Vec<AIModel>,
    /// The depth of the interpretation.
    pub depth: InterpretationDepth,
    /// The topic of the interpretation.
    #[contract(rename = "type")]
    pub kind: InterpretationType,
    /// The expected time until the interpretation is ready, in seconds.
    #[contract(range(0..), example = 20)]
    pub estimated_time: i32,
    /// The time at which the request was accepted.
    #[contract(example = "2026-01-15T09:31:00Z")]
    pub requested_at: DateTime,
}

/// An interpretation of a result.
#[contract(object)]
pub struct AIInterpretation {
    /// The id of the interpretation; equals the id of its request.
    pub id: InterpretationId,
    /// The id of the interpreted result.
    pub saju_id: SajuResultId,
    /// The model that wrote the text: the one with the highest confidence.
    #[contract(example = AIModel::Claude)]
    pub model: AIModel,
    /// The topic of the interpretation.
    #[contract(rename = "type")]
    pub kind: InterpretationType,
    /// The depth of the interpretation.
    pub depth: InterpretationDepth,
    /// The text, in Markdown and in the user's language.
    #[contract(length(1..=20_000), example = "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.")]
    pub content: String,
    /// The model's confidence in the text, from 0 to 1.
    #[contract(range(0.0..=1.0), example = 0.87)]
    pub confidence: f64,
    /// The readings of all models, highest confidence first.
    ///
    /// The first reading is the text of the interpretation itself.
    #[contract(items(1..=9), example = vec![ModelReading::example(), ModelReading {
        model: AIModel::Gpt,
        content: "금과 수가 강한 사주로, 목과 화를 가까이하면 균형을 찾을 수 있습니다.".to_owned(),
        confidence: 0.81,
        ..ModelReading::example()
    }])]
    pub readings: Vec<ModelReading>,
    /// The time at which the interpretation was ready.
    #[contract(example = "2026-01-15T09:31:20Z")]
    pub generated_at: DateTime,
}

/// One model's reading of a chart.
#[contract(object)]
pub struct ModelReading {
    /// The model.
    #[contract(example = AIModel::Claude)]
    pub model: AIModel,
    /// The text, in Markdown and in the user's language.
    #[contract(length(1..=20_000), example = "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.")]
    pub content: String,
    /// The model's confidence in the text, from 0 to 1.
    #[contract(range(0.0..=1.0), example = 0.87)]
    pub confidence: f64,
    /// The time at which the model finished.
    #[contract(example = "2026-01-15T09:31:18Z")]
    pub generated_at: DateTime,
}

/// The progress of a request for an interpretation.
#[contract(object)]
pub struct InterpretationProgress {
    /// The id of the request.
    pub request_id: InterpretationId,
    /// The status of the request.
    #[contract(example = InterpretationStatus::Running)]
    pub status: InterpretationStatus,
    /// The progress, in percent.
    #[contract(range(0..=100), example = 50)]
    pub progress: i32,
    /// The model that is working; absent if none is.
    #[contract(example = AIModel::Gpt)]
    pub current_model: Option<AIModel>,
    /// The models that have finished.
    #[contract(items(..=9), example = vec![AIModel::Claude])]
    pub completed_models: Vec<AIModel>,
    /// The expected time until the interpretation is ready, in seconds.
    #[contract(range(0..), example = 10)]
    pub estimated_time_remaining: Option<i32>,
    /// The interpretation so far.
    ///
    /// Absent until the first model finishes; final when `status` is `completed`.
    #[contract(example = AIInterpretation { readings: vec![ModelReading::example()], ..AIInterpretation::example() })]
    pub result: Option<AIInterpretation>,
}

/// An event of a request for an interpretation.
#[contract]
pub enum InterpretationEvent {
    /// The first model has started.
    Started {
        /// The id of the request.
        request_id: InterpretationId,
        /// The models that the request uses.
        #[contract(example = vec![AIModel::Claude, AIModel::Gpt])]
        models: Vec<AIModel>,
        /// The expected time until the interpretation is ready, in seconds.
        #[contract(range(0..), example = 20)]
        estimated_time: i32,
    },
    /// A model has started or finished.
    Progress {
        /// The progress of the request.
        progress: InterpretationProgress,
    },
    /// The interpretation is ready. This is the last event of the feed.
    Completed {
        /// The id of the request.
        request_id: InterpretationId,
        /// The interpretation.
        result: AIInterpretation,
    },
    /// Every model failed. This is the last event of the feed.
    Failed {
        /// The id of the request.
        request_id: InterpretationId,
        /// The reason for the failure.
        #[contract(example = Problem::example_of_ai_failure())]
        problem: Problem,
    },
}
