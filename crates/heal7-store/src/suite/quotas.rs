//! Quotas: the limits that messages count against when they are stored.

use std::sync::Arc;

use contract_kit::{example::Example as _, values::DateTime};
use contracts::{
    saju::{result::SajuResultId, sharing::SharedSajuResult},
    users::profile::{HistoryKind, UserId},
};

use super::given::{CROWD, crowd, entry, hash, id, kept_result, later, message, person, stranger};
use crate::{Error, Hash, Result, Store, accounts::NewAccount, shares::Share, throttles::Quota};

/// Creates a quota for so many messages, with a limit for a window of a minute.
fn quota(subject: Hash, messages: u32, limit: u32, now: i64) -> Quota {
    Quota { subject, messages, limit, now: later(now), ends_at: later(now + 60) }
}

/// A store with an account and a result to share.
struct Desk {
    store: Arc<dyn Store>,
    owner: UserId,
    result: SajuResultId,
}

impl Desk {
    async fn open(store: &Arc<dyn Store>) -> Self {
        let owner = person(store).await;
        Self { store: store.clone(), owner, result: kept_result(store, owner, "홍길동").await.id }
    }

    /// Shares the result with one message, and returns the share and whether it was stored.
    async fn share(&self, quotas: Vec<Quota>) -> (Share, Result<bool>) {
        let share = Share {
            token: hash(),
            account: self.owner,
            result: self.result,
            shown: SharedSajuResult { expires_at: DateTime(later(600)), ..SharedSajuResult::example() },
            messages: vec![message("함께 봐요", later(0))],
            quotas,
        };
        let kept = self.store.insert_share(&share, &entry(HistoryKind::Share, Some(self.result))).await;
        (share, kept)
    }

    /// Shares the result and asserts that the share is stored.
    async fn keeps(&self, quotas: Vec<Quota>) {
        let (_, kept) = self.share(quotas).await;
        assert!(kept.expect("the quotas suffice"), "the result is theirs");
    }

    /// Shares the result, asserts that a quota is exhausted and nothing is stored, and returns the seconds until a
    /// retry.
    async fn refuses(&self, quotas: Vec<Quota>) -> u32 {
        let before = self.store.count_history(self.owner, None).await.expect("a count");
        let (share, kept) = self.share(quotas).await;
        let Err(Error::Exhausted { retry_after }) = kept else { panic!("a quota is exhausted: {kept:?}") };
        assert_eq!(self.store.shared(&share.token, later(0)).await.expect("a share"), None);
        assert_eq!(self.store.count_history(self.owner, None).await.expect("a count"), before);
        let taken = self.store.take_messages(u32::MAX, later(0), later(0)).await.expect("messages");
        assert!(!taken.contains(&share.messages[0]), "nobody is told");
        retry_after
    }

    async fn count(&self, subject: &Hash) -> u32 {
        let count = self.store.failures(subject, later(0)).await.expect("a count");
        count.map_or(0, |count| count.failures)
    }
}

/// Messages are stored while every quota suffices; if one does not, nothing is stored and nothing is counted.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let desk = Desk::open(&store).await;
    let (sender, recipient, other) = (hash(), hash(), hash());
    desk.keeps(vec![quota(sender, 2, 4, 0), quota(recipient, 1, 1, 0)]).await;
    assert_eq!((desk.count(&sender).await, desk.count(&recipient).await), (2, 1));

    // No matter which quota is exhausted, the error names the window of the first one, that of the sender.
    let retry_after = desk.refuses(vec![quota(sender, 1, 4, 20), quota(recipient, 1, 1, 20)]).await;
    assert_eq!(retry_after, 40, "the window of the sender began with the first message");
    let retry_after = desk.refuses(vec![quota(other, 1, 4, 20), quota(recipient, 1, 1, 20)]).await;
    assert_eq!(retry_after, 60, "the window of this sender would begin now, and that of the recipient is not told");
    assert_eq!(desk.refuses(vec![quota(sender, 3, 4, 30)]).await, 30);
    let counts = (desk.count(&sender).await, desk.count(&recipient).await, desk.count(&other).await);
    assert_eq!(counts, (2, 1, 0), "what is refused is not counted");

    desk.keeps(vec![quota(sender, 2, 4, 40)]).await;
    desk.refuses(vec![quota(sender, 1, 4, 59)]).await;
    desk.keeps(vec![quota(sender, 3, 4, 60), quota(recipient, 1, 1, 60)]).await;
    desk.refuses(vec![quota(sender, 2, 4, 119)]).await;
    desk.refuses(vec![quota(hash(), 5, 4, 0)]).await;

    let missing = Desk { result: SajuResultId(id()), ..Desk::open(&store).await };
    let (_, kept) = missing.share(vec![quota(other, 1, 4, 0)]).await;
    assert!(!kept.expect("a refusal is no failure"), "no such result");
    assert_eq!(missing.count(&other).await, 0, "what is not kept is not counted");

    an_account_counts_too(&store).await;
    a_crowd_does_not_exceed_it(&store).await;
}

/// An account whose message exceeds a quota is not stored.
async fn an_account_counts_too(store: &Arc<dyn Store>) {
    let subject = hash();
    let with_message = || NewAccount {
        messages: vec![message("환영합니다", later(0))],
        quotas: vec![quota(subject, 1, 1, 0)],
        ..stranger()
    };
    assert!(store.insert_account(&with_message()).await.expect("the quota suffices"));
    let refused = with_message();
    let kept = store.insert_account(&refused).await;
    assert!(matches!(kept, Err(Error::Exhausted { retry_after: 60 })), "{kept:?}");
    assert_eq!(store.account(refused.account.id).await.expect("a look"), None);
    let anew = NewAccount { messages: Vec::new(), quotas: Vec::new(), ..refused };
    assert!(store.insert_account(&anew).await.expect("its address is free"));
}

/// When many callers share at once, with the recipients in any order, as many messages are stored as the quotas allow.
async fn a_crowd_does_not_exceed_it(store: &Arc<dyn Store>) {
    let desk = Arc::new(Desk::open(store).await);
    let (sender, one, two) = (hash(), hash(), hash());
    let limit = u32::try_from(CROWD / 2).expect("a small crowd");
    let kept = crowd(store, |_, number| {
        let desk = desk.clone();
        async move {
            let mut quotas = vec![quota(sender, 1, limit, 0), quota(one, 1, 1000, 0), quota(two, 1, 1000, 0)];
            if number % 2 == 0 {
                quotas.reverse();
            }
            match desk.share(quotas).await.1 {
                Ok(kept) => kept,
                Err(Error::Exhausted { .. }) => false,
                Err(failure) => panic!("{failure:?}"),
            }
        }
    });
    assert_eq!(kept.await.into_iter().filter(|kept| *kept).count(), CROWD / 2);
    assert_eq!([desk.count(&sender).await, desk.count(&one).await, desk.count(&two).await], [limit; 3]);
    assert_eq!(store.count_history(desk.owner, None).await.expect("a count"), limit + 1, "and the calculation");
}
