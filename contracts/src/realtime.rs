//! The module `realtime`: the one connection of a person, and every message that travels on it.
//!
//! Clients send `{ type, id?, data }`; the server sends flat messages, and those that answer something repeat its `id`.
//! Which module receives a client message is said there: see [`crate::saju::Saju`] and [`crate::ai::Ai`].

use contract_kit::prelude::*;

use crate::{
    ai::{
        chat::{ChatMessage, RoomName},
        interpretation::{AIInterpretation, AIInterpretationInput, InterpretationId},
        models::AIModel,
    },
    auth::AccessToken,
    names::PersonName,
    problem::{Problem, RoomNotFound, RoomNotJoined},
    saju::{
        input::SajuCalculationInput,
        result::{SajuResult, SajuResultId},
    },
    users::{notifications::Notification, profile::UserId},
};

/// A client's own name for a message, by which it knows the answers.
#[contract(length(1..=64), example = "m-17")]
pub struct CorrelationId(pub String);

/// Something to say in a room.
#[contract]
pub struct ChatMessageData {
    /// Where.
    #[contract(default = "general")]
    pub room: RoomName,
    /// What, in Markdown.
    #[contract(length(1..=4000), example = "안녕하세요, 반갑습니다!")]
    pub content: String,
}

/// Whether a person is typing in a room.
#[contract]
pub struct TypingIndicatorData {
    /// Where.
    #[contract(default = "general")]
    pub room: RoomName,
    /// Whether they are; a client says so again every few seconds, and the server forgets it after ten.
    #[contract(default = true)]
    pub is_typing: bool,
}

/// A room to enter or to leave.
#[contract]
pub struct RoomData {
    /// Which room.
    #[contract(default = "general")]
    pub room: RoomName,
}

/// A token that goes on where another ends.
#[contract]
pub struct AuthenticateData {
    /// The new token, of the same person.
    pub token: AccessToken,
}

/// What a person's client sends on their connection.
#[contract]
pub enum ClientMessage {
    /// Calculate the Four Pillars.
    SajuCalculationRequest {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// What to compute.
        data: SajuCalculationInput,
    },
    /// Interpret a result.
    AiInterpretationRequest {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// What to interpret, and how.
        data: AIInterpretationInput,
    },
    /// Say something in a room.
    ChatMessage {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// What to say.
        data: ChatMessageData,
    },
    /// Show or hide that the person is typing.
    TypingIndicator {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// Where, and whether.
        data: TypingIndicatorData,
    },
    /// Enter a room.
    JoinRoom {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// Which room.
        data: RoomData,
    },
    /// Leave a room.
    LeaveRoom {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// Which room.
        data: RoomData,
    },
    /// Ask whether the connection is alive.
    Ping {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
    },
    /// Go on with a new token.
    Authenticate {
        /// The client's own name for the message.
        id: Option<CorrelationId>,
        /// The new token.
        data: AuthenticateData,
    },
}

/// The step that a calculation is at.
#[contract]
pub enum CalculationStep {
    /// The dates and the solar terms have been looked up: 20 per cent.
    Astronomy,
    /// The four pillars stand: 50 per cent.
    Pillars,
    /// The five elements and the ten gods are known: 80 per cent.
    Analysis,
}

/// What the server sends on a person's connection.
#[contract]
pub enum ServerMessage {
    /// The calculation has begun.
    SajuCalculationStarted {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Per cent: 0.
        #[contract(range(0..=100), example = 0)]
        progress: i32,
        /// A sentence for the person, in their own language.
        #[contract(length(1..=300), example = "사주 계산을 시작합니다...")]
        message: String,
    },
    /// The calculation has come to another step.
    SajuCalculationProgress {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// The step it is at.
        #[contract(example = CalculationStep::Pillars)]
        step: CalculationStep,
        /// Per cent: 20, 50 and 80, as the step says.
        #[contract(range(0..=100), example = 50)]
        progress: i32,
        /// A sentence for the person, in their own language.
        #[contract(length(1..=300), example = "사주판을 구성하고 있습니다...")]
        message: String,
    },
    /// The calculation is done.
    SajuCalculationCompleted {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Per cent: 100.
        #[contract(range(0..=100), example = 100)]
        progress: i32,
        /// The whole result, as it has been kept.
        result: SajuResult,
    },
    /// The calculation failed.
    SajuCalculationFailed {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Why.
        problem: Problem,
    },
    /// A request for an interpretation has been taken up.
    AiInterpretationStarted {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Which request.
        request_id: InterpretationId,
        /// Which result is interpreted.
        saju_id: SajuResultId,
        /// The models that are asked.
        #[contract(example = vec![AIModel::Claude, AIModel::Gpt])]
        models: Vec<AIModel>,
        /// Seconds until it is expected to be ready.
        #[contract(range(0..), example = 20)]
        estimated_time: i32,
    },
    /// A model has begun or is done.
    AiInterpretationProgress {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Which request.
        request_id: InterpretationId,
        /// How far it has come, in per cent.
        #[contract(range(0..=100), example = 50)]
        progress: i32,
        /// The model that is at work; absent while none is.
        #[contract(example = AIModel::Gpt)]
        current_model: Option<AIModel>,
        /// The models that are done.
        #[contract(items(..=9), example = vec![AIModel::Claude])]
        completed_models: Vec<AIModel>,
        /// Seconds until it is expected to be ready.
        #[contract(range(0..), example = 10)]
        estimated_time_remaining: Option<i32>,
    },
    /// An interpretation is ready.
    AiInterpretationCompleted {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Which request.
        request_id: InterpretationId,
        /// The interpretation.
        result: AIInterpretation,
    },
    /// An interpretation failed, or its request was refused.
    AiInterpretationFailed {
        /// The client's own name for the request.
        id: Option<CorrelationId>,
        /// Which request; absent where it was refused.
        request_id: Option<InterpretationId>,
        /// Why.
        #[contract(example = Problem::example_of_ai_failure())]
        problem: Problem,
    },
    /// Something was said in a room that the person is in.
    ChatMessage {
        /// The client's own name for the message, where it was this client's.
        id: Option<CorrelationId>,
        /// What was said.
        message: ChatMessage,
    },
    /// Somebody in a room began or stopped typing.
    TypingIndicator {
        /// Where.
        room: RoomName,
        /// Who.
        user_id: UserId,
        /// What they are called in rooms.
        #[contract(example = PersonName("길동이".to_owned()))]
        name: PersonName,
        /// Whether they are typing.
        is_typing: bool,
    },
    /// Somebody entered a room, perhaps the person themselves.
    UserJoined {
        /// The client's own name for its message, where it was this client.
        id: Option<CorrelationId>,
        /// Where.
        room: RoomName,
        /// Who.
        user_id: UserId,
        /// What they are called in rooms.
        #[contract(example = PersonName("길동이".to_owned()))]
        name: PersonName,
        /// When.
        #[contract(example = "2026-01-15T09:34:00Z")]
        timestamp: DateTime,
    },
    /// Somebody left a room, perhaps the person themselves.
    UserLeft {
        /// The client's own name for its message, where it was this client.
        id: Option<CorrelationId>,
        /// Where.
        room: RoomName,
        /// Who.
        user_id: UserId,
        /// When.
        #[contract(example = "2026-01-15T09:39:00Z")]
        timestamp: DateTime,
    },
    /// The platform tells the person something.
    Notification {
        /// What it tells.
        notification: Notification,
    },
    /// The token is about to end: send `authenticate` with a new one.
    Reauthenticate {
        /// When the server closes the connection with 4401 unless it has a new token.
        #[contract(example = "2026-01-15T09:45:00Z")]
        expires_at: DateTime,
    },
    /// A message could not be taken.
    Error {
        /// The client's own name for the message, where it could be read.
        id: Option<CorrelationId>,
        /// Why.
        problem: Problem,
    },
    /// The connection is alive.
    Pong {
        /// The client's own name for the ping.
        id: Option<CorrelationId>,
        /// The clock of the server.
        #[contract(example = "2026-01-15T09:33:00Z")]
        timestamp: DateTime,
    },
}

/// The one connection of a person.
#[module]
pub trait Realtime {
    /// One person's connection.
    ///
    /// The token travels as a subprotocol: the client offers `heal7.v1` and `bearer.` followed by the token in
    /// base64url, and the server takes `heal7.v1`. A client without a valid token, or without the subprotocol, still gets
    /// a connection, which is closed with 4401; one with another person's path is closed with 4403. A browser then sees
    /// why. The connection ends with 4401 when its session does. Everybody begins in the room `general`. Before a token
    /// expires, the server asks for a new one with `reauthenticate`.
    #[websocket(
        "/ws/{user_id}",
        owner = user_id,
        subprotocol = "heal7.v1",
        reauthenticate("reauthenticate", "authenticate")
    )]
    fn user_socket(
        /// Whose connection: the person whom the token speaks for.
        user_id: UserId,
        client: ClientMessage,
    ) -> ServerMessage;

    /// Something said in a room: everybody there gets it, the sender with the `id` of the message.
    #[receive(errors(RoomNotFound, RoomNotJoined), answers("chat_message"), causes(UserSocket("chat_message")))]
    fn chat_message(message: ClientMessageChatMessage);

    /// The person began or stopped typing: everybody else in the room is told.
    #[receive(errors(RoomNotFound, RoomNotJoined), causes(UserSocket("typing_indicator")))]
    fn typing_indicator(message: ClientMessageTypingIndicator);

    /// The person enters a room: everybody there is told.
    #[receive(errors(RoomNotFound), answers("user_joined"), causes(UserSocket("user_joined")))]
    fn join_room(message: ClientMessageJoinRoom);

    /// The person leaves a room: everybody there is told.
    #[receive(errors(RoomNotJoined), answers("user_left"), causes(UserSocket("user_left")))]
    fn leave_room(message: ClientMessageLeaveRoom);

    /// A sign of life: answered by `pong`.
    #[receive(answers("pong"))]
    fn ping(message: ClientMessagePing);

    /// A new token: answered by nothing when it is good, and by `error` before the connection ends.
    #[receive]
    fn authenticate(message: ClientMessageAuthenticate);
}
