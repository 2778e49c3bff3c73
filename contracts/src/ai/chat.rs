//! Chat: what people and models say in rooms, and what people say of interpretations.

use contract_kit::{example::text, prelude::*};

use super::{
    interpretation::InterpretationId,
    models::{AIModel, AIModelName},
};
use crate::{names::NAME, saju::result::SajuResultId, users::profile::UserId};

/// Identifies a chat message; later ones sort after earlier ones.
#[contract(example = "01936f61-2a3b-7c4d-8e5f-60718293a4b5")]
pub struct ChatMessageId(pub Uuid);

/// The name of a room; everybody begins in `general`, and a talk with a model has a room of its own.
#[contract(length(1..=64), pattern = "^[a-z0-9][a-z0-9:_-]*$", message = "Write the name of a room with lower-case letters, digits and - _ : only.", example = "general")]
pub struct RoomName(pub String);

/// Who says something.
#[contract]
pub enum ChatRole {
    /// A person.
    User,
    /// A model.
    Assistant,
    /// The platform.
    System,
}

/// Something that was said in a room.
#[contract]
pub struct ChatMessage {
    /// Which message.
    pub id: ChatMessageId,
    /// Where it was said.
    pub room: RoomName,
    /// Who said it.
    pub role: ChatRole,
    /// Which person, where a person says it.
    pub user_id: Option<UserId>,
    /// What the person is called in rooms, or the model by people.
    #[contract(length(1..=80), pattern = NAME, example = "길동이")]
    pub name: Option<String>,
    /// What was said, in Markdown.
    #[contract(length(1..=20_000), example = "올해 이직운이 어떤지 궁금해요.")]
    pub content: String,
    /// When.
    #[contract(example = "2026-01-15T09:35:00Z")]
    pub sent_at: DateTime,
}

/// Something that a person says to a model.
#[contract]
pub struct AIChatInput {
    /// What they say.
    #[contract(length(1..=4000), example = "올해 이직운이 어떤지 궁금해요.")]
    pub message: String,
    /// The room in which to go on; absent for a new talk.
    #[contract(example = "ai:01936f61-1f2e-7d3c-8b4a-596877869504")]
    pub room: Option<RoomName>,
    /// The result that the talk is about; it stays so in that room.
    pub saju_id: Option<SajuResultId>,
    /// Which model to ask; the first of the person's preferences where it is absent.
    pub model: Option<AIModelName>,
}

/// What a model says to a person.
#[contract]
pub struct AIChatReply {
    /// The room in which the talk goes on.
    #[contract(example = "ai:01936f61-1f2e-7d3c-8b4a-596877869504")]
    pub room: RoomName,
    /// What the person said.
    #[contract(example = ChatMessage { room: "ai:01936f61-1f2e-7d3c-8b4a-596877869504".into(), ..ChatMessage::example() })]
    pub message: ChatMessage,
    /// What the model says.
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
    /// Which model it was.
    #[contract(example = AIModel::Claude)]
    pub model: AIModel,
}

/// What a person thinks of an interpretation.
#[contract]
pub struct AIFeedbackInput {
    /// Which interpretation.
    pub interpretation_id: InterpretationId,
    /// How good it was, from 1 to 5.
    #[contract(range(1..=5), example = 5)]
    pub rating: i32,
    /// What was good or bad about it.
    #[contract(length(1..=2000), example = "제 상황과 정말 잘 맞는 풀이였어요.")]
    pub comment: Option<String>,
}
