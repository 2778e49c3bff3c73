//! Notifications: what the platform told a person.

use async_trait::async_trait;
use contracts::users::{
    notifications::{Notification, NotificationId},
    profile::UserId,
};

use crate::Result;

/// A notification that is to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewNotification {
    /// Who is told.
    pub account: UserId,
    /// What.
    pub notification: Notification,
}

/// The notifications.
#[async_trait]
pub trait Notifications {
    /// Keeps a notification.
    async fn insert_notification(&self, new: &NewNotification) -> Result<()>;

    /// What a person was told after `after`, or ever, oldest first and at most so many: the newest of them.
    async fn notifications(
        &self,
        account: UserId,
        after: Option<NotificationId>,
        limit: u32,
    ) -> Result<Vec<Notification>>;
}
