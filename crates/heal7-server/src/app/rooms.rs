//! Rooms: the connections, the people in each room, and their messages, on this node.
//!
//! A connection has a queue of its own. A client that reads so slowly that its queue is full is disconnected, so that
//! it does not slow down others; it can connect again.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use contract_kit::{
    channel::Sent,
    values::{DateTime, Uuid},
};
use contracts::{
    ai::chat::{ChatMessage, ChatMessageId, ChatRole, RoomName},
    names::PersonName,
    realtime::{CorrelationId, ServerMessage},
    users::{notifications::Notification, profile::UserId},
};
use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::config;

/// The room in which every connection begins.
pub const GENERAL: &str = "general";

/// The rooms, and the connections in them.
pub struct Rooms {
    public: BTreeSet<String>,
    queue: usize,
    connections: Mutex<HashMap<u64, Connection>>,
}

/// The server's end of a connection.
struct Connection {
    person: UserId,
    name: PersonName,
    rooms: BTreeSet<String>,
    /// The rooms in which others see that the person is typing, with the number of the last typing indicator in each.
    typing: HashMap<String, u64>,
    /// Each message is boxed, because a queue reserves space for many items even while it is empty.
    queue: mpsc::Sender<Box<ServerMessage>>,
    too_slow: CancellationToken,
    /// When the token of the connection expires.
    expires_at: watch::Sender<Option<Timestamp>>,
}

/// The receiving end of a connection.
pub struct Subscription {
    /// The messages for the connection.
    pub messages: mpsc::Receiver<Box<ServerMessage>>,
    /// Cancelled when the client reads too slowly.
    pub too_slow: CancellationToken,
    /// When its token expires.
    pub expires_at: watch::Receiver<Option<Timestamp>>,
}

/// The reason why an action in a room is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomError {
    /// The room is unknown.
    Unknown,
    /// The connection is not in the room.
    NotJoined,
}

impl Rooms {
    /// Creates the configured rooms and `general`.
    pub fn new(config: &config::Rooms) -> Self {
        let public = config.public.iter().cloned().chain([GENERAL.to_owned()]).collect();
        Self { public, queue: config.queue, connections: Mutex::default() }
    }

    /// Adds a connection of a person, which joins `general`.
    pub fn connect(
        &self,
        connection: u64,
        person: UserId,
        name: PersonName,
        expires_at: Option<Timestamp>,
    ) -> Subscription {
        let (queue, messages) = mpsc::channel(self.queue);
        let too_slow = CancellationToken::new();
        let (expiry, expires_at) = watch::channel(expires_at);
        let peer = Connection {
            person,
            name,
            rooms: BTreeSet::new(),
            typing: HashMap::new(),
            queue,
            too_slow: too_slow.clone(),
            expires_at: expiry,
        };
        let mut connections = self.locked();
        connections.insert(connection, peer);
        enter(&mut connections, connection, GENERAL, None);
        drop(connections);
        Subscription { messages, too_slow, expires_at }
    }

    /// Removes a connection, and tells the other members of each room that the person has left it.
    pub fn disconnect(&self, connection: u64) {
        let mut connections = self.locked();
        let Some(peer) = connections.remove(&connection) else { return };
        for room in &peer.rooms {
            tell_of_leaving(&connections, &peer, room, None, connection);
        }
    }

    /// Checks that a room exists.
    ///
    /// # Errors
    /// When no room has this name.
    pub fn known(&self, room: &RoomName) -> Result<(), RoomError> {
        if self.public.contains(&room.0) { Ok(()) } else { Err(RoomError::Unknown) }
    }

    /// Joins a room.
    ///
    /// # Errors
    /// When no room has this name.
    pub fn join(&self, connection: u64, room: &RoomName, id: Option<CorrelationId>) -> Result<(), RoomError> {
        self.known(room)?;
        enter(&mut self.locked(), connection, &room.0, id);
        Ok(())
    }

    /// Leaves a room.
    ///
    /// # Errors
    /// When the connection is not in it.
    pub fn leave(&self, connection: u64, room: &RoomName, id: Option<CorrelationId>) -> Result<(), RoomError> {
        let mut connections = self.locked();
        let peer = connections.get_mut(&connection).ok_or(RoomError::NotJoined)?;
        if !peer.rooms.remove(&room.0) {
            return Err(RoomError::NotJoined);
        }
        peer.typing.remove(&room.0);
        let peer = &connections[&connection];
        tell_of_leaving(&connections, peer, &room.0, id, connection);
        Ok(())
    }

    /// Sends a message to a room. Everybody in it receives the message; the copy for the sender has the message's `id`.
    ///
    /// # Errors
    /// When the room is unknown, or the connection is not in it.
    pub fn say(
        &self,
        connection: u64,
        room: RoomName,
        content: String,
        id: Option<&CorrelationId>,
    ) -> Result<(), RoomError> {
        self.known(&room)?;
        let connections = self.locked();
        let speaker =
            connections.get(&connection).filter(|peer| peer.rooms.contains(&room.0)).ok_or(RoomError::NotJoined)?;
        let message = ChatMessage {
            id: ChatMessageId(Uuid::now_v7()),
            room,
            role: ChatRole::User,
            user_id: Some(speaker.person),
            name: Some(speaker.name.0.clone()),
            content,
            sent_at: DateTime(Timestamp::now()),
        };
        for (other, peer) in in_room(&connections, &message.room.0) {
            let id = id.filter(|_| other == connection).cloned();
            peer.send(ServerMessage::ChatMessage { id, message: message.clone() });
        }
        Ok(())
    }

    /// Shows or hides the typing indicator of a person to everybody else in the room. Returns the indicator's number,
    /// by which [`Self::stopped_typing`] recognises whether a later one has followed.
    ///
    /// # Errors
    /// When the room is unknown, or the connection is not in it.
    pub fn typing(&self, connection: u64, room: &RoomName, is_typing: bool) -> Result<u64, RoomError> {
        self.known(room)?;
        let mut connections = self.locked();
        let peer =
            connections.get_mut(&connection).filter(|peer| peer.rooms.contains(&room.0)).ok_or(RoomError::NotJoined)?;
        let sign = peer.typing.get(&room.0).copied().unwrap_or_default() + 1;
        peer.typing.insert(room.0.clone(), sign);
        tell_of_typing(&connections, connection, &room.0, is_typing);
        Ok(sign)
    }

    /// Hides the typing indicator with this number, unless a later one has followed.
    pub fn stopped_typing(&self, connection: u64, room: &RoomName, sign: u64) {
        let mut connections = self.locked();
        let Some(peer) = connections.get_mut(&connection) else { return };
        if peer.typing.get(&room.0) == Some(&sign) {
            peer.typing.insert(room.0.clone(), sign + 1);
            tell_of_typing(&connections, connection, &room.0, false);
        }
    }

    /// Sends a message to one connection.
    pub fn send(&self, connection: u64, message: ServerMessage) {
        if let Some(peer) = self.locked().get(&connection) {
            peer.send(message);
        }
    }

    /// Sends a notification to all connections of a person.
    pub fn notify(&self, person: UserId, notification: &Notification) {
        for peer in self.locked().values().filter(|peer| peer.person == person) {
            peer.send(ServerMessage::Notification { notification: notification.clone() });
        }
    }

    /// Sets the new expiry after the token of a connection has been replaced.
    pub fn prolong(&self, connection: u64, expires_at: Option<Timestamp>) {
        if let Some(peer) = self.locked().get(&connection) {
            peer.expires_at.send_replace(expires_at);
        }
    }

    /// Returns the number of connections.
    pub fn connections(&self) -> usize {
        self.locked().len()
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<u64, Connection>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    fn send(&self, message: ServerMessage) {
        if let Err(mpsc::error::TrySendError::Full(_)) = self.queue.try_send(Box::new(message)) {
            self.too_slow.cancel();
        }
    }
}

/// Returns the connections in a room.
fn in_room<'a>(
    connections: &'a HashMap<u64, Connection>,
    room: &'a str,
) -> impl Iterator<Item = (u64, &'a Connection)> {
    connections.iter().filter(move |(_, peer)| peer.rooms.contains(room)).map(|(connection, peer)| (*connection, peer))
}

/// Whether a person is in a room with a connection other than this one.
fn is_elsewhere(connections: &HashMap<u64, Connection>, person: UserId, room: &str, connection: u64) -> bool {
    in_room(connections, room).any(|(other, peer)| other != connection && peer.person == person)
}

/// Puts a connection into a room. The others are told only if the person was not in it yet; the connection itself
/// always is.
fn enter(connections: &mut HashMap<u64, Connection>, connection: u64, room: &str, id: Option<CorrelationId>) {
    let Some(peer) = connections.get_mut(&connection) else { return };
    peer.rooms.insert(room.to_owned());
    let peer = &connections[&connection];
    let joined = |id| ServerMessage::UserJoined {
        id,
        room: RoomName(room.to_owned()),
        user_id: peer.person,
        name: peer.name.clone(),
        timestamp: DateTime(Timestamp::now()),
    };
    if !is_elsewhere(connections, peer.person, room, connection) {
        in_room(connections, room)
            .filter(|(other, _)| *other != connection)
            .for_each(|(_, other)| other.send(joined(None)));
    }
    peer.send(joined(id));
}

/// Reports that a connection has left a room: to the connection itself, and to the others if the person is not in it
/// any more.
fn tell_of_leaving(
    connections: &HashMap<u64, Connection>,
    gone: &Connection,
    room: &str,
    id: Option<CorrelationId>,
    connection: u64,
) {
    let left = |id| ServerMessage::UserLeft {
        id,
        room: RoomName(room.to_owned()),
        user_id: gone.person,
        timestamp: DateTime(Timestamp::now()),
    };
    if !is_elsewhere(connections, gone.person, room, connection) {
        in_room(connections, room).for_each(|(_, other)| other.send(left(None)));
    }
    gone.send(left(id));
}

fn tell_of_typing(connections: &HashMap<u64, Connection>, connection: u64, room: &str, is_typing: bool) {
    let Some(peer) = connections.get(&connection) else { return };
    for (_, other) in in_room(connections, room).filter(|(other, _)| *other != connection) {
        other.send(ServerMessage::TypingIndicator {
            room: RoomName(room.to_owned()),
            user_id: peer.person,
            name: peer.name.clone(),
            is_typing,
        });
    }
}

/// A guard that removes a connection when it is dropped, no matter how the connection ended.
pub struct Connected {
    /// The rooms.
    pub rooms: Arc<Rooms>,
    /// The connection.
    pub connection: u64,
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.rooms.disconnect(self.connection);
    }
}

/// Returns the close message for a connection that reads too slowly.
pub fn too_slow<M>() -> Sent<M> {
    Sent::Close { code: 1013, reason: "too much is waiting to be read: connect again".into() }
}
