//! Messages to people: taken out of the outbox, and sent or written to a folder.
//!
//! A message that cannot be sent stays in the outbox and is tried again; one that was sent and could not be taken out
//! is sent twice rather than never.

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

/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// How many messages are taken at a time.
const AT_A_TIME: u32 = 20;
/// How long sending those may take, before another node takes them.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// Sends messages.
pub struct Postman {
    from: Mailbox,
    smtp: Option<AsyncSmtpTransport<Tokio1Executor>>,
    folder: PathBuf,
}

impl Postman {
    /// With the mail server or the folder that is set.
    ///
    /// # Errors
    /// When an address makes no sense.
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

    /// The message as it travels. Whatever stands in a header is one line there: `lettre` encodes it.
    fn email(&self, message: &Message) -> anyhow::Result<Email> {
        let to = match message.medium {
            // An address alone: a recipient with a name would bring a text of its own.
            Medium::Email => Mailbox::new(None, message.recipient.parse()?),
            // Kakao's friends are reached by Kakao's own gateway only. What is written for it names the friend, on one
            // line: `lettre` panics at the name of a mailbox that has control characters.
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
    /// Sends what is in the outbox, again and again.
    pub async fn deliver(self: Arc<Self>) {
        let mut ticks = time::interval(EVERY);
        let mut streak = Streak::new("read the outbox");
        loop {
            ticks.tick().await;
            streak.note(&self.deliver_once().await);
        }
    }

    /// Sends what is in the outbox now.
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

    /// The names of the headers of a message whose recipient and subject are these.
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
