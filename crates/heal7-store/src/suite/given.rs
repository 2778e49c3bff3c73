//! Test data for the suite: people, results, instants, and many callers at once.

use std::{future::Future, sync::Arc};

use contract_kit::{example::Example as _, values};
use contracts::{
    saju::result::{SajuResult, SajuResultId},
    users::{
        notifications::{Notification, NotificationId},
        profile::{BirthInfo, CalculationHistoryEntry, HistoryEntryId, HistoryKind, Preferences, UserId},
    },
};
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    Hash, Store,
    accounts::{Account, NewAccount},
    notifications::NewNotification,
    outbox::{Medium, Message},
};

/// The current time in the tests: stores have no clock of their own.
pub(super) const NOW: Timestamp = Timestamp::constant(1_768_469_400, 0);

/// The number of callers that do the same at once.
pub(super) const CROWD: usize = 16;

/// Returns the instant that is so many seconds after [`NOW`].
pub(super) fn later(seconds: i64) -> Timestamp {
    NOW + SignedDuration::from_secs(seconds)
}

/// Creates an id that sorts after all earlier ones.
pub(super) fn id() -> values::Uuid {
    values::Uuid::now_v7()
}

/// Creates a unique hash.
pub(super) fn hash() -> Hash {
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    std::array::from_fn(|at| if at < 16 { one.as_bytes()[at] } else { other.as_bytes()[at - 16] })
}

/// Creates an account that is not stored yet.
pub(super) fn stranger() -> NewAccount {
    let id = UserId(id());
    NewAccount {
        account: Account {
            id,
            email: format!("{}@Example.com", id.0),
            email_verified: false,
            password_hash: Some("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".to_owned()),
            name: "홍길동".to_owned(),
            nickname: None,
            bio: None,
            avatar_url: None,
            birth_info: Some(BirthInfo::example()),
            preferences: Preferences::example(),
            is_disabled: false,
            version: 0,
            created_at: NOW,
            updated_at: NOW,
        },
        identity: None,
        notification: notification(id),
        messages: Vec::new(),
        quotas: Vec::new(),
    }
}

/// Stores a new account and returns its id.
pub(super) async fn person(store: &Arc<dyn Store>) -> UserId {
    let new = stranger();
    assert!(store.insert_account(&new).await.expect("an account is kept"), "nobody has the address yet");
    new.account.id
}

/// A notification.
pub(super) fn notification(account: UserId) -> NewNotification {
    NewNotification { account, notification: Notification { id: NotificationId(id()), ..Notification::example() } }
}

/// A message.
pub(super) fn message(text: &str, created_at: Timestamp) -> Message {
    Message {
        id: id().0,
        medium: Medium::Email,
        recipient: "friend@example.com".to_owned(),
        subject: "사주".to_owned(),
        text: text.to_owned(),
        created_at,
    }
}

/// Creates a result for this name.
pub(super) fn result(account: UserId, name: &str) -> SajuResult {
    let mut result = SajuResult { id: SajuResultId(id()), user_id: account, ..SajuResult::example() };
    name.clone_into(&mut result.input.name.0);
    result
}

/// Creates and stores a result.
pub(super) async fn kept_result(store: &Arc<dyn Store>, account: UserId, name: &str) -> SajuResult {
    let result = result(account, name);
    let entry = entry(HistoryKind::SajuCalculation, Some(result.id));
    store.insert_result(&result, &entry).await.expect("a result is kept");
    result
}

/// An entry of the log.
pub(super) fn entry(kind: HistoryKind, result_id: Option<SajuResultId>) -> CalculationHistoryEntry {
    CalculationHistoryEntry { id: HistoryEntryId(id()), kind, at: values::DateTime(NOW), result_id }
}

/// Calls `act` from many tasks at once and returns their results.
pub(super) async fn crowd<T, F>(store: &Arc<dyn Store>, act: impl Fn(Arc<dyn Store>, usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    for number in 0..CROWD {
        tasks.spawn(act(store.clone(), number));
    }
    tasks.join_all().await
}
