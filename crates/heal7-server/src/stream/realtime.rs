//! The module `realtime`: a person's connection, the rooms it is in, and its token.

use std::{sync::Arc, time::Duration};

use contract_kit::{
    channel::{Connection, Opening, Outgoing, Receive, Sent, Serve},
    exchange::TokenFault,
    problem::{Failure, ProblemType as _, RaisedBy},
    values::DateTime,
};
use contracts::{
    problem::{InvalidToken, RoomNotFound, RoomNotJoined, TokenExpired},
    realtime::{
        ClientMessageAuthenticate, ClientMessageChatMessage, ClientMessageJoinRoom, ClientMessageLeaveRoom,
        ClientMessagePing, ClientMessageTypingIndicator, ServerMessage, UserSocket,
    },
};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, sleep_until};

use crate::{
    app::{
        accounts::{name_in_rooms, person},
        rooms::{Connected, RoomError, Subscription, too_slow},
        status::clock,
    },
    server::Server,
};

/// The close code of a socket whose token has expired or whose session has ended.
const UNAUTHENTICATED: u16 = 4401;
/// The time for which others see that a person is typing, unless the person's client repeats it.
const TYPING: Duration = Duration::from_secs(10);
/// A time that is longer than the life of any socket, for a timer that never fires.
const NEVER: Duration = Duration::from_hours(24 * 365);

/// The server's end of a socket.
struct SocketConnection {
    subscription: Subscription,
    /// The token expiry for which the client has already been asked for a new token.
    asked_for: Option<Timestamp>,
    /// The time before the expiry at which the client is asked.
    lead: SignedDuration,
    /// The guard that removes the connection at the end.
    _connected: Connected,
}

impl Serve<UserSocket> for Server {
    async fn open(&self, opening: Opening<UserSocket>) -> Result<Outgoing<UserSocket>, Failure<UserSocket>> {
        let account = self.app.account_of(&opening.caller).await?;
        let connection = opening.connection.id;
        let name = name_in_rooms(&account);
        let subscription =
            self.app.rooms.connect(connection, person(&opening.caller)?, name, opening.caller.expires_at);
        let line = SocketConnection {
            subscription,
            asked_for: None,
            lead: SignedDuration::from_secs(self.app.config.tokens.reauthenticate_seconds),
            _connected: Connected { rooms: Arc::clone(&self.app.rooms), connection },
        };
        let messages = stream::unfold(Some(line), |line| async {
            let mut line = line?;
            match line.next().await {
                end @ Sent::Close { .. } => Some((end, None)),
                sent => Some((sent, Some(line))),
            }
        });
        Ok(messages.boxed())
    }
}

impl SocketConnection {
    /// Returns the next message for the connection, or its close message.
    async fn next(&mut self) -> Sent<ServerMessage> {
        loop {
            let expires_at = *self.subscription.expires_at.borrow_and_update();
            let asks_at = expires_at.filter(|end| self.asked_for != Some(*end)).map(|end| end - self.lead);
            tokio::select! {
                biased;
                () = self.subscription.too_slow.cancelled() => return too_slow(),
                () = at(expires_at) => return ended("the token has ended"),
                () = at(asks_at) => {
                    self.asked_for = expires_at;
                    if let Some(end) = expires_at {
                        return ServerMessage::Reauthenticate { expires_at: DateTime(end) }.into();
                    }
                }
                changed = self.subscription.expires_at.changed() => {
                    if changed.is_err() {
                        return ended("the connection is over");
                    }
                }
                message = self.subscription.messages.recv() => match message {
                    Some(message) => return (*message).into(),
                    None => return ended("the connection is over"),
                },
            }
        }
    }
}

/// Waits until a time; for ever without one.
async fn at(time: Option<Timestamp>) {
    let wait =
        time.map_or(NEVER, |time| Duration::try_from(time.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO));
    sleep_until(Instant::now() + wait).await;
}

fn ended(reason: &str) -> Sent<ServerMessage> {
    Sent::Close { code: UNAUTHENTICATED, reason: reason.to_owned() }
}

impl Receive<ClientMessageChatMessage> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessageChatMessage { id, data }: ClientMessageChatMessage,
    ) -> Result<(), Failure<ClientMessageChatMessage>> {
        self.app.rooms.say(connection.id, data.room, data.content, id.as_ref()).map_err(outside)
    }
}

impl Receive<ClientMessageTypingIndicator> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessageTypingIndicator { data, .. }: ClientMessageTypingIndicator,
    ) -> Result<(), Failure<ClientMessageTypingIndicator>> {
        let sign = self.app.rooms.typing(connection.id, &data.room, data.is_typing).map_err(outside)?;
        if data.is_typing {
            let (rooms, connection) = (Arc::clone(&self.app.rooms), connection.id);
            tokio::spawn(async move {
                tokio::time::sleep(TYPING).await;
                rooms.stopped_typing(connection, &data.room, sign);
            });
        }
        Ok(())
    }
}

impl Receive<ClientMessageJoinRoom> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessageJoinRoom { id, data }: ClientMessageJoinRoom,
    ) -> Result<(), Failure<ClientMessageJoinRoom>> {
        self.app.rooms.join(connection.id, &data.room, id).map_err(|_| unknown_room())
    }
}

impl Receive<ClientMessageLeaveRoom> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessageLeaveRoom { id, data }: ClientMessageLeaveRoom,
    ) -> Result<(), Failure<ClientMessageLeaveRoom>> {
        self.app.rooms.leave(connection.id, &data.room, id).map_err(|_| not_joined())
    }
}

impl Receive<ClientMessagePing> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessagePing { id }: ClientMessagePing,
    ) -> Result<(), Failure<ClientMessagePing>> {
        self.app.rooms.send(connection.id, ServerMessage::Pong { id, timestamp: clock() });
        Ok(())
    }
}

impl Receive<ClientMessageAuthenticate> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessageAuthenticate { data, .. }: ClientMessageAuthenticate,
    ) -> Result<(), Failure<ClientMessageAuthenticate>> {
        let caller = self.caller_of(&data.token.0).await.map_err(|fault| match fault {
            TokenFault::Expired => Failure::from(TokenExpired.because("the new token has ended already")),
            TokenFault::Invalid => InvalidToken.because("the new token is not good").into(),
        })?;
        if connection.subject.as_ref() != Some(&caller.subject) {
            return Err(InvalidToken.because("the new token is another person's").into());
        }
        self.app.rooms.prolong(connection.id, caller.expires_at);
        Ok(())
    }
}

fn outside<D>(outside: RoomError) -> Failure<D>
where
    RoomNotFound: RaisedBy<D>,
    RoomNotJoined: RaisedBy<D>,
{
    match outside {
        RoomError::Unknown => unknown_room(),
        RoomError::NotJoined => not_joined(),
    }
}

fn unknown_room<D>() -> Failure<D>
where
    RoomNotFound: RaisedBy<D>,
{
    RoomNotFound.because("there is no room of this name").into()
}

fn not_joined<D>() -> Failure<D>
where
    RoomNotJoined: RaisedBy<D>,
{
    RoomNotJoined.because("send `join_room` first").into()
}
