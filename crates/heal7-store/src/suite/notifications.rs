//! Notifications.

use std::sync::Arc;

use contracts::users::notifications::NotificationId;

use super::given::{id, notification, person};
use crate::Store;

/// A person gets the notifications after the last one they have, oldest first, and the newest if there are too many.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let (person, other) = (person(&store).await, person(&store).await);
    let begun = NotificationId(id());
    let mut kept = Vec::new();
    for _ in 0..4 {
        let new = notification(person);
        store.insert_notification(&new).await.expect("a notification is kept");
        kept.push(new.notification);
    }
    let told = async |account, after, limit| store.notifications(account, after, limit).await.expect("notifications");
    assert_eq!(told(person, Some(begun), 10).await, kept, "oldest first");
    assert_eq!(told(person, Some(begun), 2).await, kept[2..], "the newest two");
    assert_eq!(told(person, Some(kept[1].id), 10).await, kept[2..], "what came after the second");
    assert_eq!(told(person, Some(kept[3].id), 10).await, [], "nothing came after the last");
    assert_eq!(told(person, None, 10).await.len(), 5, "with the one that the account began with");
    assert_eq!(told(person, None, 4).await, kept);
    assert_eq!(told(other, Some(begun), 10).await, [], "nobody is told what is another's");

    let mut nobody = notification(person);
    nobody.account.0 = id();
    store.insert_notification(&nobody).await.expect_err("there is nobody to tell");
}
