//! How much mail people may cause: so many messages a day for each who writes, and for each who is written to, counted
//! in the store for all nodes together.
//!
//! A refusal is the same whichever limit is used up, and names the end of the sender's own day: it tells neither which
//! of several recipients has enough messages, nor when others wrote to them. That somebody has enough of them can be
//! learnt by writing to them alone; silence instead would let the sender believe that a message arrives.

use std::collections::BTreeMap;

use contracts::users::profile::UserId;
use heal7_store::{outbox::Medium, throttles::Quota};
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization as _;

use super::secrets;
use crate::config;

/// How long a count lasts.
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl config::Mail {
    /// The limits for messages of a person to others.
    pub fn quotas(&self, sender: UserId, medium: Medium, recipients: &[String], now: Timestamp) -> Vec<Quota> {
        let mut messages: BTreeMap<String, u32> = BTreeMap::new();
        for recipient in recipients {
            *messages.entry(mailbox(medium, recipient)).or_default() += 1;
        }
        let all = messages.values().sum();
        if all == 0 {
            return Vec::new();
        }
        let sender = quota(&format!("mail from {}", sender.0), all, self.per_sender_a_day, now);
        let to = |(mailbox, number)| quota(&format!("mail to {mailbox}"), number, self.per_recipient_a_day, now);
        std::iter::once(sender).chain(messages.into_iter().map(to)).collect()
    }

    /// The limit for messages that ask whether an address is a person's. It is a count of its own, so that nobody who is
    /// written to often is kept from registering.
    pub fn greeting_quota(&self, email: &str, now: Timestamp) -> Quota {
        quota(&format!("greeting to {}", mailbox(Medium::Email, email)), 1, self.per_recipient_a_day, now)
    }
}

fn quota(subject: &str, messages: u32, limit: u32, now: Timestamp) -> Quota {
    Quota { subject: secrets::hash(subject), messages, limit, now, ends_at: now + DAY }
}

/// The mailbox of a recipient, as far as an address tells: many mail servers ignore letter case, dots, and what follows
/// a plus sign. Two people whose addresses differ in nothing else share a count.
fn mailbox(medium: Medium, recipient: &str) -> String {
    match (medium, recipient.rsplit_once('@')) {
        (Medium::Email, Some((local, domain))) => {
            let local = local.split('+').next().unwrap_or_default().replace('.', "");
            format!("email {}@{}", local.to_lowercase(), domain.to_lowercase())
        }
        _ => format!("{} {}", medium.as_str(), recipient.trim().nfkc()),
    }
}

#[cfg(test)]
mod tests {
    use contract_kit::values::Uuid;

    use super::*;

    #[test]
    fn addresses_of_one_mailbox_share_a_count() {
        let mail = config::Mail { per_sender_a_day: 50, per_recipient_a_day: 5 };
        let recipients = ["bora@example.com", "B.o.r.a+news@EXAMPLE.com", "cheol@example.com"].map(str::to_owned);
        let quotas = |medium| mail.quotas(UserId(Uuid::now_v7()), medium, &recipients, Timestamp::UNIX_EPOCH);
        let counted = |medium| quotas(medium).iter().map(|quota| (quota.messages, quota.limit)).collect::<Vec<_>>();
        assert_eq!(counted(Medium::Email), [(3, 50), (2, 5), (1, 5)], "the sender comes first");
        assert_eq!(counted(Medium::Kakao), [(3, 50), (1, 5), (1, 5), (1, 5)], "ids of a messenger are not addresses");
    }
}
