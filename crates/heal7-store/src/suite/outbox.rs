//! The outbox.

use std::sync::Arc;

use jiff::Timestamp;

use super::given::{CROWD, crowd, id, later, message, stranger};
use crate::{
    Store,
    outbox::{Medium, Message},
};

/// The number of messages that the crowd shares.
const MANY: usize = 3 * CROWD;

/// A message is taken by one caller, and again by another if the first one fails to send it.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    empty(&store).await;
    // The messages are written in another order than their ids were created in.
    let second = message("둘\0%", later(2));
    let first = Message { medium: Medium::Kakao, ..message("하나", later(1)) };
    let third = message("셋", later(3));
    keep(&store, [&second, &first, &third].map(Clone::clone).to_vec()).await;

    assert_eq!(take(&store, 2, 10, 70).await, [first.clone(), second.clone()], "oldest first");
    assert_eq!(take(&store, 2, 10, 70).await, std::slice::from_ref(&third), "nobody gets what another one has");
    assert_eq!(take(&store, 2, 69, 70).await, []);
    store.sent(first.id).await.expect("a message has been sent");
    store.sent(first.id).await.expect("what is forgotten stays forgotten");
    store.sent(id().0).await.expect("what never was stays so");
    assert_eq!(take(&store, 9, 70, 130).await, [second, third], "who has not sent them by then has failed");
    assert_eq!(take(&store, 0, 130, 190).await, []);
    empty(&store).await;

    keep(&store, (0..MANY).map(|number| message(&number.to_string(), later(0))).collect()).await;
    let taken = crowd(&store, |store, _| async move {
        let mut taken = Vec::new();
        loop {
            let some = store.take_messages(2, later(0), later(60)).await.expect("messages");
            assert!(some.len() <= 2, "no more than were asked for");
            if some.is_empty() {
                return taken;
            }
            taken.extend(some.into_iter().map(|message| message.id));
        }
    });
    let mut taken: Vec<_> = taken.await.into_iter().flatten().collect();
    assert_eq!(taken.len(), MANY, "a crowd takes each message once");
    taken.sort_unstable();
    taken.dedup();
    assert_eq!(taken.len(), MANY, "no message is taken twice");
    empty(&store).await;
}

/// Stores messages the way the server does: with the account that they are about.
async fn keep(store: &Arc<dyn Store>, messages: Vec<Message>) {
    let mut new = stranger();
    new.messages = messages;
    assert!(store.insert_account(&new).await.expect("an account is kept"));
}

async fn take(store: &Arc<dyn Store>, limit: u32, now: i64, until: i64) -> Vec<Message> {
    store.take_messages(limit, later(now), later(until)).await.expect("messages")
}

/// Marks all messages of earlier tests as sent.
async fn empty(store: &Arc<dyn Store>) {
    for message in store.take_messages(u32::MAX, Timestamp::MAX, later(0)).await.expect("messages") {
        store.sent(message.id).await.expect("a message has been sent");
    }
}
