//! The module `realtime`: the user's WebSocket connection and all of its messages.
//!
//! Clients send `{ type, id?, data }`. The server sends flat messages, and an answer repeats the `id` of the client
//! message. Other modules receive some of the client messages: see [`crate::saju::Saju`] and [`crate::ai::Ai`].

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

/// An id that a client gives to a message; the answers repeat it.
#[contract(length(1..=64), example = "m-17")]
pub struct CorrelationId(pub String);

/// A chat message to send.
#[contract]
pub struct ChatMessageData {
    /// The room.
    #[contract(default = "general")]
    pub room: RoomName,
    /// The text of the message, in Markdown.
    #[contract(length(1..=4000), example = "안녕하세요, 반갑습니다!")]
    pub content: String,
}

/// The typing state of the user in a room.
#[contract]
pub struct TypingIndicatorData {
    /// The room.
    #[contract(default = "general")]
    pub room: RoomName,
    /// Whether the user is typing.
    ///
    /// The server resets the state after ten seconds, so clients repeat the message every few seconds.
    #[contract(default = true)]
    pub is_typing: bool,
}

/// A room to join or leave.
#[contract]
pub struct RoomData {
    /// The name of the room.
    #[contract(default = "general")]
    pub room: RoomName,
}

/// A new access token for the connection.
#[contract]
pub struct AuthenticateData {
    /// The new access token, of the same user.
    pub token: AccessToken,
}

/// A message from the client on the user's connection.
#[contract]
pub enum ClientMessage {
    /// Calculate the Four Pillars.
    SajuCalculationRequest {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The input of the calculation.
        data: SajuCalculationInput,
    },
    /// Request an interpretation.
    AiInterpretationRequest {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The requested interpretation.
        data: AIInterpretationInput,
    },
    /// Send a chat message.
    ChatMessage {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The chat message.
        data: ChatMessageData,
    },
    /// Show or hide that the user is typing.
    TypingIndicator {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The room and the typing state.
        data: TypingIndicatorData,
    },
    /// Join a room.
    JoinRoom {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The room to join.
        data: RoomData,
    },
    /// Leave a room.
    LeaveRoom {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The room to leave.
        data: RoomData,
    },
    /// Check whether the connection is alive.
    Ping {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
    },
    /// Replace the access token of the connection.
    Authenticate {
        /// The client's id for the message; the answers repeat it.
        id: Option<CorrelationId>,
        /// The new access token.
        data: AuthenticateData,
    },
}

/// A step that a calculation has reached.
#[contract]
pub enum CalculationStep {
    /// The dates and the solar terms are known: 20 percent.
    Astronomy,
    /// The four pillars are known: 50 percent.
    Pillars,
    /// The five elements and the ten gods are known: 80 percent.
    Analysis,
}

/// A message from the server on the user's connection.
#[contract]
pub enum ServerMessage {
    /// The calculation has started.
    SajuCalculationStarted {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The progress, in percent: 0.
        #[contract(range(0..=100), example = 0)]
        progress: i32,
        /// A message for the user, in the user's language.
        #[contract(length(1..=300), example = "사주 계산을 시작합니다...")]
        message: String,
    },
    /// The calculation has reached another step.
    SajuCalculationProgress {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The step that the calculation has reached.
        #[contract(example = CalculationStep::Pillars)]
        step: CalculationStep,
        /// The progress, in percent: 20, 50 or 80, depending on the step.
        #[contract(range(0..=100), example = 50)]
        progress: i32,
        /// A message for the user, in the user's language.
        #[contract(length(1..=300), example = "사주판을 구성하고 있습니다...")]
        message: String,
    },
    /// The calculation is complete.
    SajuCalculationCompleted {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The progress, in percent: 100.
        #[contract(range(0..=100), example = 100)]
        progress: i32,
        /// The whole result, as it was saved.
        result: SajuResult,
    },
    /// The calculation failed.
    SajuCalculationFailed {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The reason for the failure.
        problem: Problem,
    },
    /// A request for an interpretation has been accepted.
    AiInterpretationStarted {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The id of the interpretation request.
        request_id: InterpretationId,
        /// The id of the result to interpret.
        saju_id: SajuResultId,
        /// The models that the request uses.
        #[contract(example = vec![AIModel::Claude, AIModel::Gpt])]
        models: Vec<AIModel>,
        /// The expected time until the interpretation is ready, in seconds.
        #[contract(range(0..), example = 20)]
        estimated_time: i32,
    },
    /// A model has started or finished.
    AiInterpretationProgress {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The id of the interpretation request.
        request_id: InterpretationId,
        /// The progress, in percent.
        #[contract(range(0..=100), example = 50)]
        progress: i32,
        /// The model that is working; absent if none is.
        #[contract(example = AIModel::Gpt)]
        current_model: Option<AIModel>,
        /// The models that have finished.
        #[contract(items(..=9), example = vec![AIModel::Claude])]
        completed_models: Vec<AIModel>,
        /// The expected time until the interpretation is ready, in seconds.
        #[contract(range(0..), example = 10)]
        estimated_time_remaining: Option<i32>,
    },
    /// An interpretation is ready.
    AiInterpretationCompleted {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The id of the interpretation request.
        request_id: InterpretationId,
        /// The interpretation.
        result: AIInterpretation,
    },
    /// An interpretation failed, or its request was refused.
    AiInterpretationFailed {
        /// The client's id for the request.
        id: Option<CorrelationId>,
        /// The id of the interpretation request; absent if the request was refused.
        request_id: Option<InterpretationId>,
        /// The reason for the failure.
        #[contract(example = Problem::example_of_ai_failure())]
        problem: Problem,
    },
    /// A chat message was sent in a room that the user has joined.
    ChatMessage {
        /// The client's id for the message; present only if this client sent it.
        id: Option<CorrelationId>,
        /// The chat message.
        message: ChatMessage,
    },
    /// A user in a room started or stopped typing.
    TypingIndicator {
        /// The room.
        room: RoomName,
        /// The id of the user.
        user_id: UserId,
        /// The user's name in chat rooms.
        #[contract(example = PersonName("길동이".to_owned()))]
        name: PersonName,
        /// Whether the user is typing.
        is_typing: bool,
    },
    /// A user joined a room; this may be the recipient of the message.
    UserJoined {
        /// The client's id for its own message; present only if this client sent it.
        id: Option<CorrelationId>,
        /// The room.
        room: RoomName,
        /// The id of the user.
        user_id: UserId,
        /// The user's name in chat rooms.
        #[contract(example = PersonName("길동이".to_owned()))]
        name: PersonName,
        /// The time of the event.
        #[contract(example = "2026-01-15T09:34:00Z")]
        timestamp: DateTime,
    },
    /// A user left a room; this may be the recipient of the message.
    UserLeft {
        /// The client's id for its own message; present only if this client sent it.
        id: Option<CorrelationId>,
        /// The room.
        room: RoomName,
        /// The id of the user.
        user_id: UserId,
        /// The time of the event.
        #[contract(example = "2026-01-15T09:39:00Z")]
        timestamp: DateTime,
    },
    /// The platform has a notification for the user.
    Notification {
        /// The notification.
        notification: Notification,
    },
    /// The access token is about to expire: send `authenticate` with a new one.
    Reauthenticate {
        /// The time at which the server closes the connection with 4401 unless it gets a new token.
        #[contract(example = "2026-01-15T09:45:00Z")]
        expires_at: DateTime,
    },
    /// A client message could not be processed.
    Error {
        /// The client's id for the message; absent if it could not be read.
        id: Option<CorrelationId>,
        /// The reason for the failure.
        problem: Problem,
    },
    /// The connection is alive.
    Pong {
        /// The client's id for the ping.
        id: Option<CorrelationId>,
        /// The current time of the server.
        #[contract(example = "2026-01-15T09:33:00Z")]
        timestamp: DateTime,
    },
}

/// The user's WebSocket connection.
#[module]
pub trait Realtime {
    /// The user's WebSocket connection.
    ///
    /// The access token is sent as a subprotocol: the client offers `heal7.v1` and `bearer.` followed by the token in
    /// base64url, and the server selects `heal7.v1`. Without a valid token or without the subprotocol, the server
    /// accepts the connection and closes it with 4401. If the path names another user, it closes the connection with
    /// 4403. This way, a browser sees the reason. The connection also closes with 4401 when its session ends. Every
    /// connection starts in the room `general`. Before the token expires, the server asks for a new one with
    /// `reauthenticate`.
    #[websocket(
        "/ws/{user_id}",
        owner = user_id,
        subprotocol = "heal7.v1",
        reauthenticate("reauthenticate", "authenticate")
    )]
    fn user_socket(
        /// The id of the signed-in user.
        user_id: UserId,
        client: ClientMessage,
    ) -> ServerMessage;

    /// Sends a chat message to a room.
    ///
    /// Every connection in the room gets it. The sender's copy has the `id` of the client message.
    #[receive(errors(RoomNotFound, RoomNotJoined), answers("chat_message"), causes(UserSocket("chat_message")))]
    fn chat_message(message: ClientMessageChatMessage);

    /// Tells the other connections in the room that the user started or stopped typing.
    #[receive(errors(RoomNotFound, RoomNotJoined), causes(UserSocket("typing_indicator")))]
    fn typing_indicator(message: ClientMessageTypingIndicator);

    /// Joins a room.
    ///
    /// The sender gets `user_joined`. The others in the room get it if the user had no connection there yet.
    #[receive(errors(RoomNotFound), answers("user_joined"), causes(UserSocket("user_joined")))]
    fn join_room(message: ClientMessageJoinRoom);

    /// Leaves a room.
    ///
    /// The sender gets `user_left`. The others in the room get it if the user has no other connection there.
    #[receive(errors(RoomNotJoined), answers("user_left"), causes(UserSocket("user_left")))]
    fn leave_room(message: ClientMessageLeaveRoom);

    /// Checks the connection; answered by `pong`.
    #[receive(answers("pong"))]
    fn ping(message: ClientMessagePing);

    /// Replaces the access token of the connection.
    ///
    /// A valid token gets no answer. For an invalid one, the server sends `error` and closes the connection.
    #[receive]
    fn authenticate(message: ClientMessageAuthenticate);
}
