//! Notifications from the platform to a person.

use async_trait::async_trait;
use contracts::users::{
    notifications::{Notification, NotificationId},
    profile::UserId,
};

use crate::Result;

/// A notification to store.
#[derive(Debug, Clone, PartialEq)]
pub struct NewNotification {
    /// The account that receives it.
    pub account: UserId,
    /// The notification itself.
    pub notification: Notification,
}

/// The notifications.
#[async_trait]
pub trait Notifications {
    /// Stores a notification.
    async fn insert_notification(&self, new: &NewNotification) -> Result<()>;

    /// Returns a person's notifications after `after`, or all if it is absent, oldest first. If there are more than
    /// `limit`, returns the newest ones.
    async fn notifications(
        &self,
        account: UserId,
        after: Option<NotificationId>,
        limit: u32,
    ) -> Result<Vec<Notification>>;
}
