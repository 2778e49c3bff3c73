//! The reference server's mail to people, in its folder.

use std::fs;

use mail_parser::MessageParser;

use crate::heal7::Heal7;

/// A message to a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mail {
    /// The name of the recipient, or the address if there is no name.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The names of the message's headers.
    pub headers: Vec<String>,
}

impl Heal7 {
    /// Delivers the waiting messages, and reads all messages so far, by recipient.
    ///
    /// # Panics When a message cannot be read.
    pub async fn mail(&self) -> Vec<Mail> {
        self.app.deliver_once().await.expect("the outbox is read");
        let Ok(folder) = fs::read_dir(&self.messages) else { return Vec::new() };
        let paths = folder.map(|entry| entry.expect("the folder is read").path());
        let mut mail: Vec<_> = paths.map(|path| Mail::read(&fs::read(path).expect("a message is read"))).collect();
        mail.sort();
        mail
    }
}

impl Mail {
    fn read(bytes: &[u8]) -> Self {
        let email = MessageParser::default().parse(bytes).expect("it is a message");
        let to = email.to().and_then(|to| to.first()).expect("it has a recipient");
        Self {
            to: to.name().or(to.address()).expect("the recipient has a name").to_owned(),
            subject: email.subject().expect("it has a subject").to_owned(),
            text: email.body_text(0).expect("it has a text").into_owned(),
            headers: email.headers().iter().map(|header| header.name().to_owned()).collect(),
        }
    }
}
