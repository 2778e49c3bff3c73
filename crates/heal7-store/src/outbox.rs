//! The outbox: messages to people that are still to be sent. They are kept with what they tell of, so that none is lost
//! and none is sent of what did not happen.

use std::str::FromStr;

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Result;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// To an email address.
    Email,
    /// To a friend at KakaoTalk.
    Kakao,
}

impl Medium {
    /// The word that it is kept as.
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
    /// Which message.
    pub id: Uuid,
    /// How it travels.
    pub medium: Medium,
    /// To whom.
    pub recipient: String,
    /// A line that says what it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
}

/// The outbox.
#[async_trait]
pub trait Outbox {
    /// Takes messages out for sending, oldest first. Nobody else gets them before `until`; who has not
    /// [sent](Outbox::sent) them by then has failed.
    async fn take_messages(&self, limit: u32, now: Timestamp, until: Timestamp) -> Result<Vec<Message>>;

    /// A message has been sent, and is forgotten.
    async fn sent(&self, id: Uuid) -> Result<()>;
}
