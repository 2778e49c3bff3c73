//! Observers on feeds and sockets, which must see events.

use contract_model::registry::{Caused, Channel};
use tokio::time::{Duration, Instant};

use super::{
    QUIET,
    draft::{ChannelDraft, Opened},
    feed::{Came, Feed},
    feeds,
    listener::Listener,
    socket::{Heard, Socket},
};
use crate::rules;

/// An open channel on which an event is to be seen.
pub(super) enum Observer {
    Feed(Box<Feed>),
    Socket(Box<Socket>),
}

impl Observer {
    /// Opens a channel; `None` if it is refused.
    pub(super) async fn open(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>) -> Option<Self> {
        match draft.open(listener.suite).await? {
            Opened::Feed(feed) => Some(Self::Feed(feed)),
            Opened::Socket(socket) => Some(Self::Socket(socket)),
            Opened::Refused(_) => None,
        }
    }

    /// Reads everything that came before the event.
    pub(super) async fn settle(&mut self, listener: &Listener<'_, '_>) {
        let deadline = Instant::now() + listener.suite.options.timeout;
        while Instant::now() < deadline {
            match self {
                Self::Feed(feed) => {
                    let Came::Event(_) = feed.next(QUIET).await else { return };
                }
                Self::Socket(socket) => {
                    let (Heard::Text(_) | Heard::Binary) = socket.hear(QUIET).await else { return };
                }
            }
        }
    }

    /// Whether one of the caused messages arrives in time.
    pub(super) async fn sees(&mut self, listener: &Listener<'_, '_>, caused: &Caused, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        let repeat = self.steps(listener);
        loop {
            let message = match self {
                Self::Feed(feed) => match feed.next_until(deadline).await {
                    Came::Event(event) => feeds::judge(listener, &event, &repeat),
                    Came::Over | Came::Broken(_) | Came::Quiet => return false,
                },
                Self::Socket(socket) => match socket.hear_until(deadline).await {
                    Heard::Text(text) => listener.judge(&rules::CHANNEL_MESSAGE, &text, &repeat),
                    Heard::Binary => continue,
                    Heard::End(_) | Heard::Quiet => return false,
                },
            };
            // Something that is not a message may have been the event, and is reported.
            let Some(message) = message else { return true };
            let is_event = caused.messages.is_empty() || caused.messages.contains(&message.tag);
            if is_event {
                listener.record_event(&message);
            }
            // So may a message that violates the contract.
            if is_event || !message.is_sound {
                return true;
            }
        }
    }

    /// A shell command that opens the channel again.
    pub(super) fn steps(&self, listener: &Listener<'_, '_>) -> String {
        let base = listener.suite.client.base();
        match self {
            Self::Feed(feed) => feed.steps(base),
            Self::Socket(socket) => socket.steps(base),
        }
    }
}

/// The expected events, in words for a person.
pub(super) fn expected(channel: &Channel, caused: &Caused) -> String {
    if caused.messages.is_empty() {
        return format!("a `{}` on `{}`", channel.server, channel.id);
    }
    format!("`{}` on `{}`", caused.messages.join("` or `"), channel.id)
}
