//! Chat: messages of users and AI models in rooms, and feedback on interpretations.

use contract_kit::{example::text, prelude::*};

use super::{
    interpretation::InterpretationId,
    models::{AIModel, AIModelName},
};
use crate::{names::NAME, saju::result::SajuResultId, users::profile::UserId};

/// The id of a chat message. The ids of later messages sort after those of earlier ones.
#[contract(example = "01936f61-2a3b-7c4d-8e5f-60718293a4b5")]
pub struct ChatMessageId(pub Uuid);

/// The name of a chat room.
///
/// Every connection starts in `general`. A conversation with an AI model has its own room.
#[contract(length(1..=64), pattern = "^[a-z0-9][a-z0-9:_-]*$", message = "Write the name of a room with lower-case letters, digits and - _ : only.", example = "general")]
pub struct RoomName(pub String);

/// The role of a message's author.
#[contract]
pub enum ChatRole {
    /// A user.
    User,
    /// An AI model.
    Assistant,
    /// The platform.
    System,
}

/// A message in a chat room.
#[contract]
pub struct ChatMessage {
    /// The id of the message.
    pub id: ChatMessageId,
    /// The room of the message.
    pub room: RoomName,
    /// The role of the author.
    pub role: ChatRole,
    /// The id of the author; absent if the author is not a user.
    pub user_id: Option<UserId>,
    /// The author's display name: the user's name in chat rooms, or the model's name.
    #[contract(length(1..=80), pattern = NAME, example = "길동이")]
    pub name: Option<String>,
    /// The text of the message, in Markdown.
    #[contract(length(1..=20_000), example = "올해 이직운이 어떤지 궁금해요.")]
    pub content: String,
    /// The time at which the message was sent.
    #[contract(example = "2026-01-15T09:35:00Z")]
    pub sent_at: DateTime,
}

/// A user's message to an AI model.
#[contract]
pub struct AIChatInput {
    /// The text of the message.
    #[contract(length(1..=4000), example = "올해 이직운이 어떤지 궁금해요.")]
    pub message: String,
    /// The room of the conversation to continue; absent to start a new one.
    #[contract(example = "ai:01936f61-1f2e-7d3c-8b4a-596877869504")]
    pub room: Option<RoomName>,
    /// The id of the result that the conversation is about.
    ///
    /// It stays the same for the whole conversation in that room.
    pub saju_id: Option<SajuResultId>,
    /// The model to ask; by default the first model of the user's preferences.
    pub model: Option<AIModelName>,
}

/// An AI model's reply to a user.
#[contract]
pub struct AIChatReply {
    /// The room of the conversation, to send with the next message.
    #[contract(example = "ai:01936f61-1f2e-7d3c-8b4a-596877869504")]
    pub room: RoomName,
    /// The user's message.
    #[contract(example = ChatMessage { room: "ai:01936f61-1f2e-7d3c-8b4a-596877869504".into(), ..ChatMessage::example() })]
    pub message: ChatMessage,
    /// The model's message.
    #[contract(example = ChatMessage {
        id: text("01936f61-2f40-7152-8364-75869708192a"),
        room: "ai:01936f61-1f2e-7d3c-8b4a-596877869504".into(),
        role: ChatRole::Assistant,
        user_id: None,
        name: Some("Claude".to_owned()),
        content: "올해는 목의 기운이 들어와 새로운 자리를 찾기에 좋은 흐름입니다.".to_owned(),
        sent_at: text("2026-01-15T09:35:06Z"),
    })]
    pub reply: ChatMessage,
    /// The model that replied.
    #[contract(example = AIModel::Claude)]
    pub model: AIModel,
}

/// A user's feedback on an interpretation.
#[contract]
pub struct AIFeedbackInput {
    /// The id of the interpretation.
    pub interpretation_id: InterpretationId,
    /// The rating, from 1 (worst) to 5 (best).
    #[contract(range(1..=5), example = 5)]
    pub rating: i32,
    /// A comment on the good and bad sides of the interpretation.
    #[contract(length(1..=2000), example = "제 상황과 정말 잘 맞는 풀이였어요.")]
    pub comment: Option<String>,
}
