//! The module `users`: a person's own data, what they are told, and what is recommended to them.

pub mod notifications;
pub mod profile;
pub mod recommendations;

use contract_kit::prelude::*;

use self::{
    notifications::Notification,
    profile::{BirthInfo, CalculationHistoryEntry, HistoryEntryId, Preferences, UserId, UserProfile, UserProfilePatch},
    recommendations::{ContentType, RecommendedContent},
};
use crate::{
    auth::GetAuthProfile,
    envelope::ApiResponse,
    problem::{
        BirthInfoNotFound, InvalidLunarDate, InvalidSolarDate, LeapMonthAbsent, NonexistentLocalTime, OutOfRange,
        PreconditionFailed, UnknownTimezone, UnreadableImage,
    },
    saju::GetSajuResult,
};

/// How long a profile and its parts stay fresh.
pub const USER_PROFILE: CachePolicy =
    CachePolicy { name: "userProfile", max_age: 300, invalidated_by: &["profile_update", "logout"] };

/// A person's own data, what they are told, and what is recommended to them.
#[module]
pub trait Users {
    /// The person's profile.
    ///
    /// Always the caller's own: nobody can read another person's profile.
    #[get("/users/profile", cache = USER_PROFILE)]
    fn get_profile() -> ApiResponse<UserProfile>;

    /// Change the profile.
    ///
    /// What is absent stays as it is, and null clears a value (RFC 7396). Answers the whole profile.
    #[patch("/users/profile", errors(PreconditionFailed), invalidates(GetProfile, GetAuthProfile))]
    fn update_profile(
        /// The `ETag` of the profile that the change was made on; without it the last change wins.
        #[header("If-Match")]
        #[contract(length(1..=128), example = "W/\"3f1c9a\"")]
        if_match: Option<String>,
        body: UserProfilePatch,
    ) -> ApiResponse<UserProfile>;

    /// Set the person's picture.
    ///
    /// Replaces the picture there was; the server makes it square and strips what a camera wrote into it. Answers the
    /// profile with the new `avatarUrl`.
    #[put(
        "/users/profile/avatar",
        bytes("image/png", "image/jpeg", "image/webp", 5_000_000),
        errors(UnreadableImage),
        rate = "upload",
        invalidates(GetProfile, GetAuthProfile)
    )]
    fn upload_avatar(body: File) -> ApiResponse<UserProfile>;

    /// The person's birth info.
    ///
    /// What the calculation form is filled in with. Until the person has given it, this is a 404.
    #[get("/users/birth-info", errors(BirthInfoNotFound), cache = USER_PROFILE)]
    fn get_birth_info() -> ApiResponse<BirthInfo>;

    /// Set the person's birth info.
    ///
    /// Replaces what there was and makes kept results stale. The date must exist in its calendar, and the time in its
    /// place; results that were computed before keep the input they were computed from.
    #[put(
        "/users/birth-info",
        errors(
            InvalidSolarDate,
            InvalidLunarDate,
            LeapMonthAbsent,
            NonexistentLocalTime,
            OutOfRange,
            UnknownTimezone,
            PreconditionFailed
        ),
        invalidates(GetBirthInfo, GetProfile, GetSajuResult)
    )]
    fn set_birth_info(
        /// The `ETag` of the birth info that the change was made on; without it the last change wins.
        #[header("If-Match")]
        #[contract(length(1..=128), example = "W/\"3f1c9a\"")]
        if_match: Option<String>,
        body: BirthInfo,
    ) -> ApiResponse<BirthInfo>;

    /// The person's preferences.
    ///
    /// A new account has the platform's defaults: nebula, Korean, and everything but marketing.
    #[get("/users/preferences", cache = USER_PROFILE)]
    fn get_preferences() -> ApiResponse<Preferences>;

    /// Set the person's preferences.
    ///
    /// Replaces all of them, so that what is absent is forgotten. The person's other devices see the change when what
    /// they have is no longer fresh.
    #[put("/users/preferences", errors(PreconditionFailed), invalidates(GetPreferences, GetProfile))]
    fn set_preferences(
        /// The `ETag` of the preferences that the change was made on; without it the last change wins.
        #[header("If-Match")]
        #[contract(length(1..=128), example = "W/\"3f1c9a\"")]
        if_match: Option<String>,
        body: Preferences,
    ) -> ApiResponse<Preferences>;

    /// What the person had computed, interpreted, shared and deleted.
    ///
    /// A log, newest first: each entry names the result it is about as long as that is there. A page past the end is
    /// empty.
    #[get("/users/calculation-history")]
    fn list_calculation_history(
        /// Which page, from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The most entries a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
        /// The last entry that is already here; `page` is then counted from the next one, so that new entries do not
        /// shift the pages.
        after: Option<HistoryEntryId>,
    ) -> ApiResponse<Vec<CalculationHistoryEntry>>;

    /// The person's notifications, as they come.
    ///
    /// Sends what has come since `Last-Event-ID`, and then each notification when it is made. The event is
    /// `Notification`, its id the notification's own.
    #[sse("/events/notifications")]
    fn notification_feed() -> Notification;

    /// Content that suits a person, best first: what strengthens a weak element of their newest result, and without a
    /// result what most people like.
    #[query(owner = user_id)]
    fn recommended_content(
        /// Whom it shall suit: the caller.
        user_id: UserId,
        /// One kind of content; all kinds where it is absent.
        #[contract(rename = "type")]
        content_type: Option<ContentType>,
        /// How many pieces.
        #[contract(range(1..=50), default = 5)]
        limit: i32,
    ) -> Vec<RecommendedContent>;

    /// A person's notifications, each when it is made.
    #[subscription(owner = user_id)]
    fn notifications(
        /// Whose notifications: the caller's.
        user_id: UserId,
    ) -> Notification;
}
