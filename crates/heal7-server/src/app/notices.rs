//! The listeners for people's notifications, on this node.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use contracts::users::{notifications::Notification, profile::UserId};
use tokio::sync::broadcast;

/// The number of notifications that a listener may be behind before it is cut off; it can continue after its last one.
const BEHIND: usize = 64;

/// The listeners, by person.
#[derive(Default)]
pub struct Notices(Mutex<HashMap<UserId, broadcast::Sender<Notification>>>);

impl Notices {
    /// Sends a notification to the listeners of a person.
    pub fn publish(&self, person: UserId, notification: Notification) {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = people.get(&person)
            && line.send(notification).is_err()
        {
            people.remove(&person);
        }
    }

    /// Listens to a person's notifications from now on.
    pub fn listen(&self, person: UserId) -> broadcast::Receiver<Notification> {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        people.retain(|_, line| line.receiver_count() > 0);
        people.entry(person).or_insert_with(|| broadcast::channel(BEHIND).0).subscribe()
    }
}
