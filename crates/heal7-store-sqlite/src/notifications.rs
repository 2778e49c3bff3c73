//! Notifications.

use async_trait::async_trait;
use contracts::users::{
    notifications::{Notification, NotificationId},
    profile::UserId,
};
use heal7_store::{
    Result, document,
    notifications::{NewNotification, Notifications},
};
use uuid::Uuid;

use crate::{SqliteStore, connection::Transaction, error::refused};

/// Stores a notification.
pub(crate) async fn insert(transaction: &mut Transaction, new: &NewNotification) -> Result<()> {
    let (id, account) = (new.notification.id.0.0, new.account.0.0);
    let document = document::write(&new.notification)?;
    let inserted =
        sqlx::query!("INSERT INTO notifications (id, account, document) VALUES (?1, ?2, ?3)", id, account, document);
    inserted.execute(transaction).await.map_err(refused)?;
    Ok(())
}

#[async_trait]
impl Notifications for SqliteStore {
    async fn insert_notification(&self, new: &NewNotification) -> Result<()> {
        let mut transaction = self.transaction().await?;
        insert(&mut transaction, new).await?;
        transaction.commit().await
    }

    async fn notifications(
        &self,
        account: UserId,
        after: Option<NotificationId>,
        limit: u32,
    ) -> Result<Vec<Notification>> {
        let (account, after) = (account.0.0, after.map_or(Uuid::nil(), |id| id.0.0));
        let documents = sqlx::query_scalar!(
            "SELECT document FROM notifications WHERE account = ?1 AND id > ?2 ORDER BY id DESC LIMIT ?3",
            account,
            after,
            limit
        );
        let documents = documents.fetch_all(&self.readers).await.map_err(refused)?;
        documents.iter().rev().map(|document| document::read(document)).collect()
    }
}
