//! Notifications: what the platform tells a person outside the answer to a call.

use contract_kit::prelude::*;

/// Identifies a notification; later ones sort after earlier ones.
#[contract(example = "01936f60-1d2e-7f3a-8b4c-5d6e7f8091a2")]
pub struct NotificationId(pub Uuid);

/// Something that the platform tells a person.
#[contract(object)]
pub struct Notification {
    /// Which notification.
    pub id: NotificationId,
    /// How serious it is.
    #[contract(rename = "type")]
    pub kind: NotificationType,
    /// What it says, in the person's language.
    #[contract(length(1..=500), example = "AI 해석이 완료되었습니다.")]
    pub message: String,
    /// What the person can do about it.
    pub action: Option<NotificationAction>,
    /// When it was made.
    #[contract(example = "2026-01-15T09:31:20Z")]
    pub created_at: DateTime,
}

/// How serious a notification is.
#[contract]
pub enum NotificationType {
    /// Good to know.
    Info,
    /// Something needs attention.
    Warning,
    /// Something went wrong.
    Error,
}

/// What a person can do about a notification.
#[contract(object)]
pub struct NotificationAction {
    /// What the button says, in the person's language.
    #[contract(length(1..=40), example = "해석 보기")]
    pub label: String,
    /// Where the button leads.
    #[contract(example = "https://heal7.com/interpretations/01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f")]
    pub url: Option<Uri>,
}
