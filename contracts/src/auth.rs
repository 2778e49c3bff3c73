//! The module `auth`: registration, sign-in and sign-out, with sessions, tokens and sign-in providers.

use contract_kit::prelude::*;

use crate::{
    envelope::ApiResponse,
    names::PersonName,
    problem::{
        AccountDisabled, EmailTaken, InvalidCredentials, InvalidRefreshToken, RefreshTokenReused, SocialLoginFailed,
        SocialProviderUnavailable,
    },
    users::{GetPreferences, GetProfile, profile::User},
};

/// A short-lived JWT that authenticates a user, sent as `Authorization: Bearer`.
#[contract(
    id,
    length(20..=4096),
    pattern = r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$",
    message = "This is not an access token.",
    example = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTkzNmY1ZSJ9.c2lnbmF0dXJl"
)]
pub struct AccessToken(pub String);

/// A token to exchange, once, for a new access token and a new refresh token.
#[contract(id, length(32..=512), pattern = "^[A-Za-z0-9_-]+$", message = "This is not a refresh token.", example = "rt_4Zk9vX2mQ7sL1pN8dR5tB3wY6hC0jF")]
pub struct RefreshToken(pub String);

/// A random value that links a provider's response to the sign-in that was started.
#[contract(id, length(16..=256), pattern = "^[A-Za-z0-9_-]+$", message = "This is not the state of a sign-in.", example = "st_8Hq2LxV5nR1cT7yKb4Wd")]
pub struct OAuthState(pub String);

/// A permission of a user. More permissions will be added.
#[contract(open)]
pub enum Permission {
    /// Calculate results and share them.
    SajuCalculate,
    /// Request interpretations.
    AiInterpret,
    /// Chat with an AI model.
    AiChat,
    /// Request comprehensive interpretations.
    AiComprehensive,
    /// Administer the platform.
    Admin,
}

/// A provider that users can sign in with instead of a password.
#[contract]
pub enum SocialProvider {
    /// Google.
    Google,
    /// Kakao.
    Kakao,
    /// Naver.
    Naver,
}

/// The data of a new account.
#[contract]
pub struct RegistrationInput {
    /// The email address to sign in with.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// The password, as typed. Passwords that are easy to guess are refused.
    #[contract(length(8..=128), example = "별이빛나는밤에1976")]
    pub password: String,
    /// The user's name.
    pub name: PersonName,
}

/// The email address and password of an account.
#[contract]
pub struct LoginCredentials {
    /// The email address of the account.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// The password, as typed.
    #[contract(length(1..=128), example = "별이빛나는밤에1976")]
    pub password: String,
}

/// A request to exchange a refresh token.
#[contract]
pub struct RefreshInput {
    /// The newest refresh token of the session.
    pub refresh_token: RefreshToken,
}

/// The values that a sign-in provider sent back to the client.
#[contract]
pub struct SocialLoginInput {
    /// The authorisation code.
    #[contract(length(1..=2048), example = "4/0AbCdEfGhIjKlMnOp")]
    pub code: String,
    /// The state that the sign-in started with.
    pub state: OAuthState,
    /// The address that the provider redirected to.
    ///
    /// It equals the one that the sign-in started with.
    #[contract(example = "https://heal7.com/auth/callback")]
    pub redirect_uri: Option<Uri>,
}

/// The provider's sign-in page and the state of the sign-in.
#[contract]
pub struct SocialAuthorization {
    /// The address of the provider's page, to open in the browser.
    #[contract(
        example = "https://kauth.kakao.com/oauth/authorize?client_id=heal7&response_type=code&state=st_8Hq2LxV5nR1cT7yKb4Wd"
    )]
    pub authorization_url: Uri,
    /// The state that the provider will send back.
    pub state: OAuthState,
}

/// A session: the user, the tokens and the permissions.
#[contract]
pub struct AuthSession {
    /// The signed-in user.
    pub user: User,
    /// The access token.
    pub token: AccessToken,
    /// The time until the access token expires, in seconds.
    #[contract(range(1..), example = 900)]
    pub expires_in: i32,
    /// The refresh token, valid for one exchange.
    pub refresh_token: RefreshToken,
    /// The permissions of the user.
    #[contract(example = vec![Permission::SajuCalculate, Permission::AiInterpret, Permission::AiChat])]
    pub permissions: Vec<Permission>,
}

/// The user of an access token, with the user's permissions.
#[contract]
pub struct AuthProfile {
    /// The signed-in user.
    pub user: User,
    /// The permissions of the user.
    #[contract(example = vec![Permission::SajuCalculate, Permission::AiInterpret, Permission::AiChat])]
    pub permissions: Vec<Permission>,
    /// The time at which the access token expires.
    #[contract(example = "2026-01-15T09:45:00Z")]
    pub expires_at: DateTime,
}

/// Registration, sign-in and sign-out.
#[module(auth = Public)]
pub trait Auth {
    /// Register an account.
    ///
    /// Creates the account and signs the user in. A repeated call fails with 409. A password that is easy to guess
    /// fails with 422 and a violation at `/password` with the code `guessable`. A confirmation message is sent to the
    /// email address; `emailVerified` is false until the user confirms it.
    #[post(
        "/auth/register",
        errors(EmailTaken),
        rate = "auth",
        session(begins, access = "/data/token", refresh = "/data/refreshToken", expires_in = "/data/expiresIn")
    )]
    fn register(body: RegistrationInput) -> Created<ApiResponse<AuthSession>>;

    /// Sign in with a password.
    ///
    /// Starts a new session; the user's sessions on other devices stay open. A wrong address and a wrong password give
    /// the same problem, after the same time. After too many wrong passwords from one device or network, the next
    /// attempt from there must wait, longer each time. The response is then a 429 with the waiting time in
    /// `Retry-After`.
    #[post(
        "/auth/login",
        errors(InvalidCredentials, AccountDisabled),
        rate = "auth",
        session(begins, access = "/data/token", refresh = "/data/refreshToken", expires_in = "/data/expiresIn")
    )]
    fn login(body: LoginCredentials) -> ApiResponse<AuthSession>;

    /// Exchange a refresh token.
    ///
    /// Returns new tokens and invalidates the old refresh token. If the old token is sent again within a short grace
    /// period, it gets the same response, because two tabs may refresh at once. If it is sent again later, its session
    /// ends.
    #[post(
        "/auth/refresh",
        name = "refreshToken",
        errors(InvalidRefreshToken, RefreshTokenReused, AccountDisabled),
        rate = "auth",
        session(
            renews,
            with = "/refreshToken",
            access = "/data/token",
            refresh = "/data/refreshToken",
            expires_in = "/data/expiresIn"
        )
    )]
    fn refresh(body: RefreshInput) -> ApiResponse<AuthSession>;

    /// Sign out.
    ///
    /// Ends the session of the access token: both its tokens become invalid, and its open channels are closed.
    #[post(
        "/auth/logout",
        auth = Bearer,
        rate = "auth",
        invalidates(GetAuthProfile, GetProfile, GetPreferences),
        session(ends)
    )]
    fn logout() -> NoContent;

    /// Get the signed-in user.
    ///
    /// Returns the user and the user's permissions. Clients call this once at startup to check whether a stored token
    /// is still valid.
    #[get("/auth/profile", auth = Bearer)]
    fn get_auth_profile() -> ApiResponse<AuthProfile>;

    /// Start a sign-in with a provider.
    ///
    /// Returns the provider's page and a state; it never redirects. The client opens the page itself and keeps the
    /// state, to compare it with the state that the provider sends back.
    #[get("/auth/social/{provider}", errors(SocialProviderUnavailable), rate = "auth")]
    fn start_social_login(
        /// The sign-in provider.
        provider: SocialProvider,
        /// The address that the provider redirects to; must be registered for the client.
        #[contract(example = "https://heal7.com/auth/callback")]
        redirect_uri: Option<Uri>,
    ) -> ApiResponse<SocialAuthorization>;

    /// Finish a sign-in with a provider.
    ///
    /// Exchanges the authorisation code for a session. The first sign-in creates the account. If the email address
    /// already has an account, the call fails with 409 `EMAIL_TAKEN`: the user must sign in as before, for example with
    /// the password.
    #[post(
        "/auth/social/{provider}",
        errors(SocialLoginFailed, SocialProviderUnavailable, AccountDisabled, EmailTaken),
        rate = "auth",
        session(begins, access = "/data/token", refresh = "/data/refreshToken", expires_in = "/data/expiresIn")
    )]
    fn finish_social_login(
        /// The sign-in provider.
        provider: SocialProvider,
        body: SocialLoginInput,
    ) -> ApiResponse<AuthSession>;
}
