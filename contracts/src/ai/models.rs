//! The AI models: their names, abilities and status.

use contract_kit::prelude::*;

use super::interpretation::{InterpretationDepth, InterpretationType};
use crate::system::ServiceState;

/// An AI model of the platform. More models will be added.
#[contract(open)]
pub enum AIModel {
    /// The rules of the classical texts; always available and free.
    Heal7Classic,
    /// GPT, by OpenAI.
    Gpt,
    /// Claude, by Anthropic.
    Claude,
    /// Gemini, by Google.
    Gemini,
    /// HyperCLOVA X, by Naver.
    HyperclovaX,
    /// Exaone, by LG AI Research.
    Exaone,
    /// Solar, by Upstage.
    Solar,
    /// Llama, by Meta.
    Llama,
    /// Qwen, by Alibaba Cloud.
    Qwen,
}

/// The name of an AI model in a request: an `id` that `/ai/models` lists.
#[contract(length(1..=64), pattern = "^[a-z][a-z0-9_]*$", message = "Write the name of a model in lower case, such as claude.", example = "claude")]
pub struct AIModelName(pub String);

/// An AI model with its abilities and status.
#[contract(object)]
pub struct AIModelStatus {
    /// The id of the model, as used in requests.
    #[contract(example = AIModel::Claude)]
    pub id: AIModel,
    /// The display name of the model.
    #[contract(length(1..=80), example = "Claude")]
    pub name: String,
    /// The company that makes the model.
    #[contract(length(1..=80), example = "Anthropic")]
    pub provider: String,
    /// The strengths of the model, in the user's language.
    #[contract(length(1..=300), example = "섬세하고 따뜻한 문장으로 사주를 풀이합니다.")]
    pub description: String,
    /// The state of the model.
    pub status: ServiceState,
    /// The topics that the model can interpret.
    #[contract(items(1..=20), example = vec![InterpretationType::General, InterpretationType::Career])]
    pub types: Vec<InterpretationType>,
    /// The depths that the model supports.
    #[contract(items(1..=3), example = vec![InterpretationDepth::Basic, InterpretationDepth::Detailed])]
    pub depths: Vec<InterpretationDepth>,
    /// The number of interpretations that wait for the model.
    #[contract(range(0..), example = 3)]
    pub queue_length: i32,
    /// The average time for one interpretation, in seconds.
    ///
    /// Absent if the model has not made an interpretation yet.
    #[contract(range(0..), example = 12)]
    pub average_duration: Option<i32>,
    /// The time of the last status check.
    #[contract(example = "2026-01-15T09:29:50Z")]
    pub checked_at: DateTime,
}

/// The status of the AI service as a whole.
#[contract]
pub struct AIServiceStatus {
    /// The state of the service: `operational` if at least one model is.
    pub status: ServiceState,
    /// The number of models.
    #[contract(range(0..), example = 9)]
    pub models_total: i32,
    /// The number of models that are available for requests.
    #[contract(range(0..), example = 8)]
    pub models_available: i32,
    /// The number of interpretations that wait for a model.
    #[contract(range(0..), example = 3)]
    pub queue_length: i32,
    /// The expected waiting time of a new request, in seconds.
    #[contract(range(0..), example = 5)]
    pub estimated_wait: i32,
    /// The time of the last status check.
    #[contract(example = "2026-01-15T09:29:50Z")]
    pub checked_at: DateTime,
}
