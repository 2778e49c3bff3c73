//! The outbox: messages to people that are still to be sent. A message is stored in the transaction of the event that
//! it reports, so that no message is lost and none reports an event that did not happen.

use std::str::FromStr;

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Result;

/// The way in which a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// To an email address.
    Email,
    /// To a KakaoTalk friend.
    Kakao,
}

impl Medium {
    /// Returns the word that is stored for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Kakao => "kakao",
        }
    }
}

impl FromStr for Medium {
    type Err = &'static str;

    fn from_str(word: &str) -> std::result::Result<Self, Self::Err> {
        match word {
            "email" => Ok(Self::Email),
            "kakao" => Ok(Self::Kakao),
            _ => Err("expected one of email, kakao"),
        }
    }
}

/// A message to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The id of the message.
    pub id: Uuid,
    /// The way in which it is sent.
    pub medium: Medium,
    /// The address of the recipient.
    pub recipient: String,
    /// The subject line.
    pub subject: String,
    /// The text of the message.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
}

/// The outbox.
#[async_trait]
pub trait Outbox {
    /// Takes messages out for sending, oldest first. No other caller gets them before `until`. If the caller has not
    /// marked a message as [sent](Outbox::sent) by then, the sending has failed.
    async fn take_messages(&self, limit: u32, now: Timestamp, until: Timestamp) -> Result<Vec<Message>>;

    /// Marks a message as sent and deletes it.
    async fn sent(&self, id: Uuid) -> Result<()>;
}
