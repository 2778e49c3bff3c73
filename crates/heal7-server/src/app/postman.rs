//! Messages to people: they are taken out of the outbox, and sent or written to a folder.
//!
//! A message that cannot be sent stays in the outbox, and sending it is retried. A message that was sent but not
//! removed from the outbox is sent twice, which is better than never.

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context as _;
use heal7_store::outbox::{Medium, Message};
use jiff::{SignedDuration, Timestamp};
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message as Email, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::AsyncSmtpTransportBuilder,
};
use tokio::time;

use super::{App, streak::Streak};
use crate::config;

/// The time between two looks at the outbox.
const EVERY: Duration = Duration::from_secs(2);
/// The number of messages that are taken at a time.
const AT_A_TIME: u32 = 20;
/// The time that sending them may take, before another node takes them.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// The sender of messages.
pub struct Postman {
    from: Mailbox,
    smtp: Option<AsyncSmtpTransport<Tokio1Executor>>,
    folder: PathBuf,
}

impl Postman {
    /// Creates a sender with the configured mail server or folder.
    ///
    /// # Errors
    /// When a configured address is invalid.
    pub fn new(config: &config::Messages) -> anyhow::Result<Self> {
        let smtp = config.smtp_url.as_deref().map(AsyncSmtpTransport::<Tokio1Executor>::from_url);
        Ok(Self {
            from: config.from.parse().context("`messages.from` is no address")?,
            smtp: smtp
                .transpose()
                .context("`messages.smtp_url` is no mail server")?
                .map(AsyncSmtpTransportBuilder::build),
            folder: config.folder.clone(),
        })
    }

    /// Builds the email of a message. Each header becomes one line: `lettre` encodes it.
    fn email(&self, message: &Message) -> anyhow::Result<Email> {
        let to = match message.medium {
            // Only the address is used: a recipient with a name would add a text of their own.
            Medium::Email => Mailbox::new(None, message.recipient.parse()?),
            // Only Kakao's own gateway can send messages to Kakao friends. The file for it contains the friend on one
            // line:
            // `lettre` panics if the name of a mailbox has control characters.
            Medium::Kakao => {
                let friend = message.recipient.replace(char::is_control, " ");
                Mailbox::new(Some(friend), "friend@kakao.invalid".parse()?)
            }
        };
        let email = Email::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(format!("<{}@heal7>", message.id)))
            .subject(&message.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())?;
        Ok(email)
    }

    async fn send(&self, message: &Message) -> anyhow::Result<()> {
        let email = self.email(message)?;
        match (&self.smtp, message.medium) {
            (Some(smtp), Medium::Email) => _ = smtp.send(email).await?,
            _ => {
                tokio::fs::create_dir_all(&self.folder).await?;
                AsyncFileTransport::<Tokio1Executor>::new(&self.folder).send(email).await?;
            }
        }
        Ok(())
    }
}

impl App {
    /// Sends the messages in the outbox repeatedly.
    pub async fn deliver(self: Arc<Self>) {
        let mut ticks = time::interval(EVERY);
        let mut streak = Streak::new("read the outbox");
        loop {
            ticks.tick().await;
            streak.note(&self.deliver_once().await);
        }
    }

    /// Sends the messages that are in the outbox now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn deliver_once(&self) -> heal7_store::Result<()> {
        loop {
            let now = Timestamp::now();
            let messages = self.store.take_messages(AT_A_TIME, now, now + GIVEN_UP_AFTER).await?;
            if messages.is_empty() {
                return Ok(());
            }
            for message in messages {
                match self.postman.send(&message).await {
                    Ok(()) => self.store.sent(message.id).await?,
                    Err(error) => {
                        tracing::warn!(%error, id = %message.id, "a message was not sent, and is tried again");
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names of the headers of a message with this recipient and subject.
    fn headers(medium: Medium, recipient: &str, subject: &str) -> anyhow::Result<Vec<String>> {
        let message = Message {
            id: uuid::Uuid::nil(),
            medium,
            recipient: recipient.into(),
            subject: subject.into(),
            text: "Bcc: text@example.com\r\n".into(),
            created_at: Timestamp::UNIX_EPOCH,
        };
        let email = Postman::new(&config::Messages::default())?.email(&message)?.formatted();
        let email = String::from_utf8(email)?;
        let (head, _) = email.split_once("\r\n\r\n").context("a message has a body")?;
        let own = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        Ok(own.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect())
    }

    #[test]
    fn a_header_cannot_be_injected() {
        let plain = headers(Medium::Email, "bora@example.com", "HEAL7").expect("a good message");
        assert!(plain.contains(&"Subject".to_owned()) && !plain.contains(&"Bcc".to_owned()), "{plain:?}");
        for end in ["\r\n", "\n", "\r", "\u{2028}", "\u{85}", "\r\n\r\n"] {
            let injected = format!("a{end}Bcc: all@example.com{end}{end}Buy");
            assert_eq!(headers(Medium::Email, "bora@example.com", &injected).expect("an encoded subject"), plain);
            assert_eq!(headers(Medium::Kakao, &injected, "HEAL7").expect("an encoded friend"), plain);
            assert!(headers(Medium::Email, &format!("bora@example.com{end}Bcc: a@example.com"), "").is_err());
        }
        for many in ["a@example.com, b@example.com", "Buy now <a@example.com>", "a@example.com\0"] {
            assert!(headers(Medium::Email, many, "HEAL7").is_err(), "{many}");
        }
    }
}
