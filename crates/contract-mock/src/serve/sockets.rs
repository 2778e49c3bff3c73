//! The open sockets, each with a sender for its messages.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::Value;
use tokio::sync::{mpsc, watch};

use super::renewal::Expiry;

/// The number of messages that may wait to be written on a socket.
const WAITING: usize = 64;

/// The open sockets by the ids of their connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Sockets(Arc<Mutex<HashMap<u64, Socket>>>);

#[derive(Debug, Clone)]
pub(super) struct Socket {
    /// The index of its channel.
    pub channel: usize,
    pub person: Option<String>,
    pub sender: mpsc::Sender<Value>,
    /// The moment at which the socket's token expires.
    pub expiry: Arc<watch::Sender<Expiry>>,
}

impl Sockets {
    /// Adds a socket, and returns the messages that are sent to it.
    pub(super) fn open(
        &self,
        connection: u64,
        channel: usize,
        person: Option<String>,
        expiry: Expiry,
    ) -> (Receiver, watch::Receiver<Expiry>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        let (expiry, expiries) = watch::channel(expiry);
        self.lock().insert(connection, Socket { channel, person, sender, expiry: Arc::new(expiry) });
        (Receiver { messages: receiver, sockets: self.clone(), connection }, expiries)
    }

    /// An open socket.
    pub(super) fn get(&self, connection: u64) -> Option<Socket> {
        self.lock().get(&connection).cloned()
    }

    /// Sends a message to every socket of a person on a channel. A socket that reads too slowly misses it.
    pub(super) fn send(&self, channel: usize, person: Option<&str>, message: &Value) {
        let sockets = self.lock();
        let receivers =
            sockets.values().filter(|socket| socket.channel == channel && socket.person.as_deref() == person);
        receivers.for_each(|socket| _ = socket.sender.try_send(message.clone()));
    }

    /// Sends a message to every socket of a channel, or to all but one. A socket that reads too slowly misses it.
    pub(super) fn send_to_all_but(&self, channel: usize, one: Option<u64>, message: &Value) {
        let sockets = self.lock();
        let others = sockets.iter().filter(|(id, socket)| Some(**id) != one && socket.channel == channel);
        others.for_each(|(_, socket)| _ = socket.sender.try_send(message.clone()));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Socket>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The messages that are sent to a socket. The socket counts as open until this value is dropped.
pub(super) struct Receiver {
    messages: mpsc::Receiver<Value>,
    sockets: Sockets,
    connection: u64,
}

impl Receiver {
    pub(super) async fn next(&mut self) -> Option<Value> {
        self.messages.recv().await
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.sockets.lock().remove(&self.connection);
    }
}
