//! The AI models: which there are, what they can do, and how they are.

use contract_kit::prelude::*;

use super::interpretation::{InterpretationDepth, InterpretationType};
use crate::system::ServiceState;

/// An AI model of the platform; more will come.
#[contract(open)]
pub enum AIModel {
    /// Rules of the classical texts; always there, and free.
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

/// The name of an AI model in a request: one of those that `/ai/models` lists.
#[contract(length(1..=64), pattern = "^[a-z][a-z0-9_]*$", message = "Write the name of a model in lower case, such as claude.", example = "claude")]
pub struct AIModelName(pub String);

/// An AI model and how it is.
#[contract(object)]
pub struct AIModelStatus {
    /// Which model; what a request names it by.
    #[contract(example = AIModel::Claude)]
    pub id: AIModel,
    /// What people call it.
    #[contract(length(1..=80), example = "Claude")]
    pub name: String,
    /// Who makes it.
    #[contract(length(1..=80), example = "Anthropic")]
    pub provider: String,
    /// What it is good at, in the person's language.
    #[contract(length(1..=300), example = "섬세하고 따뜻한 문장으로 사주를 풀이합니다.")]
    pub description: String,
    /// How it is.
    pub status: ServiceState,
    /// What it can interpret.
    #[contract(items(1..=20), example = vec![InterpretationType::General, InterpretationType::Career])]
    pub types: Vec<InterpretationType>,
    /// How deep it can go.
    #[contract(items(1..=3), example = vec![InterpretationDepth::Basic, InterpretationDepth::Detailed])]
    pub depths: Vec<InterpretationDepth>,
    /// How many interpretations wait for it.
    #[contract(range(0..), example = 3)]
    pub queue_length: i32,
    /// How long an interpretation takes on average, in seconds; absent where it has made none yet.
    #[contract(range(0..), example = 12)]
    pub average_duration: Option<i32>,
    /// When it was last asked how it is.
    #[contract(example = "2026-01-15T09:29:50Z")]
    pub checked_at: DateTime,
}

/// How the AI service is as a whole.
#[contract]
pub struct AIServiceStatus {
    /// Operational where at least one model is.
    pub status: ServiceState,
    /// How many models there are.
    #[contract(range(0..), example = 9)]
    pub models_total: i32,
    /// How many of them can be asked.
    #[contract(range(0..), example = 8)]
    pub models_available: i32,
    /// How many interpretations wait.
    #[contract(range(0..), example = 3)]
    pub queue_length: i32,
    /// How long a new request waits before it begins, in seconds.
    #[contract(range(0..), example = 5)]
    pub estimated_wait: i32,
    /// When this was found out.
    #[contract(example = "2026-01-15T09:29:50Z")]
    pub checked_at: DateTime,
}
