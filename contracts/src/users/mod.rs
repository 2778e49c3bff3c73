//! The module `users`: a user's own data, notifications and recommendations.

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

/// The cache policy of a profile and its parts.
pub const USER_PROFILE: CachePolicy =
    CachePolicy { name: "userProfile", max_age: 300, invalidated_by: &["profile_update", "logout"] };

/// A user's own data, notifications and recommendations.
#[module]
pub trait Users {
    /// Get the user's profile.
    ///
    /// Returns the caller's own profile; nobody can read another user's profile.
    #[get("/users/profile", cache = USER_PROFILE)]
    fn get_profile() -> ApiResponse<UserProfile>;

    /// Update the user's profile.
    ///
    /// Absent properties stay unchanged, and null clears a value (RFC 7396). Returns the whole profile.
    #[patch("/users/profile", errors(PreconditionFailed), invalidates(GetProfile, GetAuthProfile))]
    fn update_profile(
        /// The `ETag` of the profile that the change is based on.
        ///
        /// Without it, the last change wins.
        #[header("If-Match")]
        #[contract(length(1..=128), example = "W/\"3f1c9a\"")]
        if_match: Option<String>,
        body: UserProfilePatch,
    ) -> ApiResponse<UserProfile>;

    /// Set the user's picture.
    ///
    /// Replaces the current picture. The server crops the new one to a square and removes its metadata. Returns the
    /// profile with the new `avatarUrl`.
    #[put(
        "/users/profile/avatar",
        bytes("image/png", "image/jpeg", "image/webp", 5_000_000),
        errors(UnreadableImage),
        rate = "upload",
        invalidates(GetProfile, GetAuthProfile)
    )]
    fn upload_avatar(body: File) -> ApiResponse<UserProfile>;

    /// Get the user's birth info.
    ///
    /// Clients fill in the calculation form with it. Fails with 404 until the user has saved birth info.
    #[get("/users/birth-info", errors(BirthInfoNotFound), cache = USER_PROFILE)]
    fn get_birth_info() -> ApiResponse<BirthInfo>;

    /// Set the user's birth info.
    ///
    /// Replaces the saved birth info and invalidates cached results. The date must exist in its calendar, and the time
    /// at its place. Results that were calculated before keep the input that they were calculated from.
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
        /// The `ETag` of the birth info that the change is based on.
        ///
        /// Without it, the last change wins.
        #[header("If-Match")]
        #[contract(length(1..=128), example = "W/\"3f1c9a\"")]
        if_match: Option<String>,
        body: BirthInfo,
    ) -> ApiResponse<BirthInfo>;

    /// Get the user's preferences.
    ///
    /// A new account has the platform's defaults: the theme `nebula`, Korean, and all notifications except marketing.
    #[get("/users/preferences", cache = USER_PROFILE)]
    fn get_preferences() -> ApiResponse<Preferences>;

    /// Set the user's preferences.
    ///
    /// Replaces all preferences, so absent ones are removed. The user's other devices see the change when their cached
    /// copy expires.
    #[put("/users/preferences", errors(PreconditionFailed), invalidates(GetPreferences, GetProfile))]
    fn set_preferences(
        /// The `ETag` of the preferences that the change is based on.
        ///
        /// Without it, the last change wins.
        #[header("If-Match")]
        #[contract(length(1..=128), example = "W/\"3f1c9a\"")]
        if_match: Option<String>,
        body: Preferences,
    ) -> ApiResponse<Preferences>;

    /// List the user's calculation history.
    ///
    /// Returns a log of calculations, interpretations, shares and deletions, newest first. An entry names its result as
    /// long as the result exists. A page past the end is empty.
    #[get("/users/calculation-history")]
    fn list_calculation_history(
        /// The page number, counted from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The maximum number of entries on a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
        /// The id of the last entry that the client already has.
        ///
        /// `page` is then counted from the entry after it, so new entries do not shift the pages.
        after: Option<HistoryEntryId>,
    ) -> ApiResponse<Vec<CalculationHistoryEntry>>;

    /// The user's notifications.
    ///
    /// Sends the notifications since `Last-Event-ID`, then each new one. The event is `Notification`, and the event's
    /// id is the id of the notification.
    #[sse("/events/notifications")]
    fn notification_feed() -> Notification;

    /// Content recommended for the user, best first.
    ///
    /// The content strengthens weak elements of the user's newest result. Without a result, it is the content that most
    /// users like.
    #[query(owner = user_id)]
    fn recommended_content(
        /// The id of the caller.
        user_id: UserId,
        /// The kind of content; by default all kinds.
        #[contract(rename = "type")]
        content_type: Option<ContentType>,
        /// The maximum number of pieces of content.
        #[contract(range(1..=50), default = 5)]
        limit: i32,
    ) -> Vec<RecommendedContent>;

    /// The user's notifications, each as soon as it is created.
    #[subscription(owner = user_id)]
    fn notifications(
        /// The id of the caller.
        user_id: UserId,
    ) -> Notification;
}
