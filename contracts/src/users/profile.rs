//! A user: the account, the profile, the birth info, the preferences and the calculation history.

use contract_kit::prelude::*;

use crate::{
    ai::interpretation::InterpretationOptions,
    names::{Nickname, PersonName},
    saju::{
        input::{CalendarDate, ClockTime, Gender, GeoLocation, SajuOptions},
        result::SajuResultId,
    },
};

/// The id of a user.
#[contract(example = "01936f5e-7a10-7b3c-8d4e-5f60718293a4")]
pub struct UserId(pub Uuid);

/// The id of an entry of the calculation history.
#[contract(example = "01936f5e-8c01-7d5e-9f6a-7b8c9d0e1f2a")]
pub struct HistoryEntryId(pub Uuid);

/// A user account.
#[contract]
pub struct User {
    /// The id of the user.
    pub id: UserId,
    /// The email address that the user signs in with.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// Whether the user has confirmed the email address.
    pub email_verified: bool,
    /// The user's name.
    pub name: PersonName,
    /// The address of the user's picture.
    #[contract(example = "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp")]
    pub avatar_url: Option<Uri>,
    /// The time of the registration.
    #[contract(example = "2026-01-02T03:04:05Z")]
    pub created_at: DateTime,
}

/// A user's profile, with the birth info and the preferences.
#[contract]
pub struct UserProfile {
    /// The id of the user.
    pub id: UserId,
    /// The email address that the user signs in with.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// The user's name.
    pub name: PersonName,
    /// The user's name in chat rooms.
    pub nickname: Option<Nickname>,
    /// A short text by the user about themselves.
    pub bio: Option<Biography>,
    /// The address of the user's picture.
    #[contract(example = "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp")]
    pub avatar_url: Option<Uri>,
    /// The user's birth info; absent until the user has saved it.
    pub birth_info: Option<BirthInfo>,
    /// The user's preferences.
    pub preferences: Preferences,
    /// The time of the registration.
    #[contract(example = "2026-01-02T03:04:05Z")]
    pub created_at: DateTime,
    /// The time of the last change to the profile.
    #[contract(example = "2026-01-10T11:12:13Z")]
    pub updated_at: DateTime,
}

/// Changes to a profile: absent properties stay unchanged, null clears a value.
#[contract]
pub struct UserProfilePatch {
    /// The user's name.
    pub name: Option<PersonName>,
    /// The user's name in chat rooms.
    #[contract(example = Patch::Set(Nickname("길동이".to_owned())))]
    pub nickname: Patch<Nickname>,
    /// A short text by the user about themselves.
    #[contract(example = Patch::Set(Biography("별과 사주를 좋아합니다.".to_owned())))]
    pub bio: Patch<Biography>,
}

/// A short text by a user about themselves.
#[contract(length(1..=500), example = "별과 사주를 좋아합니다.")]
pub struct Biography(pub String);

/// The birth date, time and place of a person.
#[contract]
pub struct BirthInfo {
    /// The birth date, in the calendar that `isLunar` selects.
    pub birth_date: CalendarDate,
    /// The birth time on the local clock; absent if it is unknown.
    pub birth_time: Option<ClockTime>,
    /// Whether the date is in the Korean lunar calendar.
    #[contract(example = false)]
    pub is_lunar: bool,
    /// Whether the lunar month is a leap month (윤달, yundal).
    #[contract(example = false)]
    pub is_leap_month: Option<bool>,
    /// The gender; the direction of the luck pillars (대운, daeun) depends on it.
    pub gender: Gender,
    /// The birth place; by default Seoul's clock and the meridian 127.5 degrees east.
    pub location: Option<GeoLocation>,
}

/// A user's preferences.
#[contract]
pub struct Preferences {
    /// The theme of the user interface.
    #[contract(example = Theme::Nebula)]
    pub theme: Theme,
    /// The language of messages and interpretations.
    pub language: Language,
    /// The notifications that the user wants, and how they are sent.
    pub notifications: NotificationPreferences,
    /// The default conventions of calculations.
    pub calculation: Option<SajuOptions>,
    /// The default options of interpretation requests.
    pub interpretation: Option<InterpretationOptions>,
}

/// A theme of the user interface.
#[contract]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The platform's own theme, with a night sky.
    Nebula,
}

/// A language of the platform.
#[contract]
pub enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
    /// Japanese.
    Ja,
}

/// The notifications that a user wants, and how they are sent.
#[contract]
pub struct NotificationPreferences {
    /// Whether to send notifications by email.
    pub email: bool,
    /// Whether to send push notifications to the user's devices.
    pub push: bool,
    /// Whether to notify the user when an interpretation is ready.
    pub interpretations: bool,
    /// Whether to send news and offers of the platform.
    #[contract(example = false)]
    pub marketing: bool,
}

/// An entry of the calculation history, a log that only grows.
#[contract]
pub struct CalculationHistoryEntry {
    /// The id of the entry.
    pub id: HistoryEntryId,
    /// The kind of action.
    pub kind: HistoryKind,
    /// The time of the action.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub at: DateTime,
    /// The id of the result; absent after the user has deleted it.
    pub result_id: Option<SajuResultId>,
}

/// The kind of action in a history entry. More kinds will be added.
#[contract(open)]
pub enum HistoryKind {
    /// The Four Pillars were calculated.
    SajuCalculation,
    /// An interpretation was requested.
    AiInterpretation,
    /// A result was shared.
    Share,
    /// A result was deleted.
    Deletion,
}
