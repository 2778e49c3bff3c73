//! Limits on messages that people cause: a number of messages per day for each sender and for each recipient, counted
//! in the store for all nodes together.
//!
//! The error is the same no matter which limit is used up, and contains the end of the sender's own day. So it does not
//! reveal which of several recipients has too many messages, nor when others wrote to them. A sender can still find out
//! that a single recipient has too many, by writing to them alone; without an error the sender would believe that the
//! message arrives.

use std::collections::BTreeMap;

use contracts::users::profile::UserId;
use heal7_store::{outbox::Medium, throttles::Quota};
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization as _;

use super::secrets;
use crate::config;

/// The length of a window for counting.
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl config::Mail {
    /// Returns the quotas for messages of a person to others.
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

    /// Returns the quota for messages that ask a person to confirm their address. Its count is separate, so that a
    /// person who gets many other messages can still register.
    pub fn greeting_quota(&self, email: &str, now: Timestamp) -> Quota {
        quota(&format!("greeting to {}", mailbox(Medium::Email, email)), 1, self.per_recipient_a_day, now)
    }
}

fn quota(subject: &str, messages: u32, limit: u32, now: Timestamp) -> Quota {
    Quota { subject: secrets::hash(subject), messages, limit, now, ends_at: now + DAY }
}

/// Returns the mailbox of a recipient, as far as it follows from the address: many mail servers ignore letter case,
/// dots, and the part after a plus sign. Two people whose addresses differ only in these share a count.
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
