//! Notifications: messages of the platform to a user that are not the response to a call.

use contract_kit::prelude::*;

/// The id of a notification. The ids of later notifications sort after those of earlier ones.
#[contract(example = "01936f60-1d2e-7f3a-8b4c-5d6e7f8091a2")]
pub struct NotificationId(pub Uuid);

/// A message of the platform to a user.
#[contract(object)]
pub struct Notification {
    /// The id of the notification.
    pub id: NotificationId,
    /// The severity of the notification.
    #[contract(rename = "type")]
    pub kind: NotificationType,
    /// The text of the notification, in the user's language.
    #[contract(length(1..=500), example = "AI 해석이 완료되었습니다.")]
    pub message: String,
    /// The action that the user can take; absent if there is no action.
    pub action: Option<NotificationAction>,
    /// The time at which the notification was created.
    #[contract(example = "2026-01-15T09:31:20Z")]
    pub created_at: DateTime,
}

/// The severity of a notification.
#[contract]
pub enum NotificationType {
    /// Good to know.
    Info,
    /// Something needs attention.
    Warning,
    /// Something went wrong.
    Error,
}

/// An action that a user can take on a notification.
#[contract(object)]
pub struct NotificationAction {
    /// The label of the button, in the user's language.
    #[contract(length(1..=40), example = "해석 보기")]
    pub label: String,
    /// The address that the button opens.
    #[contract(example = "https://heal7.com/interpretations/01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f")]
    pub url: Option<Uri>,
}
