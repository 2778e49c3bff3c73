//! A person: the account, the profile, the birth info, the preferences, and the log of what they had computed.

use contract_kit::prelude::*;

use crate::{
    ai::interpretation::InterpretationOptions,
    names::{Nickname, PersonName},
    saju::{
        input::{CalendarDate, ClockTime, Gender, GeoLocation, SajuOptions},
        result::SajuResultId,
    },
};

/// Identifies a person.
#[contract(example = "01936f5e-7a10-7b3c-8d4e-5f60718293a4")]
pub struct UserId(pub Uuid);

/// Identifies an entry of the log.
#[contract(example = "01936f5e-8c01-7d5e-9f6a-7b8c9d0e1f2a")]
pub struct HistoryEntryId(pub Uuid);

/// The account of a person.
#[contract]
pub struct User {
    /// Which person.
    pub id: UserId,
    /// The address they sign in with.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// Whether they have shown that the address is theirs.
    pub email_verified: bool,
    /// What they are called.
    pub name: PersonName,
    /// Where their picture is.
    #[contract(example = "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp")]
    pub avatar_url: Option<Uri>,
    /// When they registered.
    #[contract(example = "2026-01-02T03:04:05Z")]
    pub created_at: DateTime,
}

/// What a person shows of themselves, and what the platform remembers for them.
#[contract]
pub struct UserProfile {
    /// Which person.
    pub id: UserId,
    /// The address they sign in with.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// What they are called.
    pub name: PersonName,
    /// What they are called in chat rooms.
    pub nickname: Option<Nickname>,
    /// A few words about themselves.
    pub bio: Option<Biography>,
    /// Where their picture is.
    #[contract(example = "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp")]
    pub avatar_url: Option<Uri>,
    /// When and where they were born, once they have said so.
    pub birth_info: Option<BirthInfo>,
    /// How they like the platform to be.
    pub preferences: Preferences,
    /// When they registered.
    #[contract(example = "2026-01-02T03:04:05Z")]
    pub created_at: DateTime,
    /// When the profile was last changed.
    #[contract(example = "2026-01-10T11:12:13Z")]
    pub updated_at: DateTime,
}

/// Changes to a profile: what is absent stays, null clears.
#[contract]
pub struct UserProfilePatch {
    /// What they are called.
    pub name: Option<PersonName>,
    /// What they are called in chat rooms.
    #[contract(example = Patch::Set(Nickname("길동이".to_owned())))]
    pub nickname: Patch<Nickname>,
    /// A few words about themselves.
    #[contract(example = Patch::Set(Biography("별과 사주를 좋아합니다.".to_owned())))]
    pub bio: Patch<Biography>,
}

/// A few words of a person about themselves.
#[contract(length(1..=500), example = "별과 사주를 좋아합니다.")]
pub struct Biography(pub String);

/// When and where a person was born.
#[contract]
pub struct BirthInfo {
    /// The birth date, in the calendar that `isLunar` names.
    pub birth_date: CalendarDate,
    /// The birth time as a clock at the place showed it; absent where it is not known.
    pub birth_time: Option<ClockTime>,
    /// Whether the date is of the Korean lunar calendar.
    #[contract(example = false)]
    pub is_lunar: bool,
    /// Whether the lunar month is a leap month (윤달, yundal).
    #[contract(example = false)]
    pub is_leap_month: Option<bool>,
    /// The gender, on which the direction of the luck pillars depends.
    pub gender: Gender,
    /// The place; Seoul's clock and the meridian 127.5 east where it is absent.
    pub location: Option<GeoLocation>,
}

/// How a person likes the platform to be.
#[contract]
pub struct Preferences {
    /// The colours of the user interface.
    #[contract(example = Theme::Nebula)]
    pub theme: Theme,
    /// The language of messages and interpretations.
    pub language: Language,
    /// What to be told about, and how.
    pub notifications: NotificationPreferences,
    /// The conventions for calculations that name none.
    pub calculation: Option<SajuOptions>,
    /// What to ask the AI models for when a request does not say.
    pub interpretation: Option<InterpretationOptions>,
}

/// The colours of the user interface.
#[contract]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The platform's own, before a night sky.
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

/// What a person wants to be told about, and how.
#[contract]
pub struct NotificationPreferences {
    /// By email.
    pub email: bool,
    /// On their devices.
    pub push: bool,
    /// When an interpretation is ready.
    pub interpretations: bool,
    /// News and offers of the platform.
    #[contract(example = false)]
    pub marketing: bool,
}

/// One thing that a person had done: an entry of a log that only grows.
#[contract]
pub struct CalculationHistoryEntry {
    /// Which entry.
    pub id: HistoryEntryId,
    /// What was done.
    pub kind: HistoryKind,
    /// When.
    #[contract(example = "2026-01-15T09:30:00Z")]
    pub at: DateTime,
    /// The result it was done with; absent once the person has deleted it.
    pub result_id: Option<SajuResultId>,
}

/// What an entry of the log is about; more will come.
#[contract(open)]
pub enum HistoryKind {
    /// The Four Pillars were computed.
    SajuCalculation,
    /// An interpretation was asked for.
    AiInterpretation,
    /// A result was shared.
    Share,
    /// A result was deleted.
    Deletion,
}
