//! Signing up, in and out: the session, its tokens, and the providers that vouch for a person.

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

/// A token that speaks for a person for a short time: a JWT, sent as `Authorization: Bearer`.
#[contract(
    id,
    length(20..=4096),
    pattern = r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$",
    message = "This is not an access token.",
    example = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTkzNmY1ZSJ9.c2lnbmF0dXJl"
)]
pub struct AccessToken(pub String);

/// A token that is exchanged once for a new session; the exchange answers another one.
#[contract(id, length(32..=512), pattern = "^[A-Za-z0-9_-]+$", message = "This is not a refresh token.", example = "rt_4Zk9vX2mQ7sL1pN8dR5tB3wY6hC0jF")]
pub struct RefreshToken(pub String);

/// A random value that ties the answer of a sign-in provider to the request that began it.
#[contract(id, length(16..=256), pattern = "^[A-Za-z0-9_-]+$", message = "This is not the state of a sign-in.", example = "st_8Hq2LxV5nR1cT7yKb4Wd")]
pub struct OAuthState(pub String);

/// Something that a person may do; more will come.
#[contract(open)]
pub enum Permission {
    /// Compute results and share them.
    SajuCalculate,
    /// Ask for interpretations.
    AiInterpret,
    /// Talk with an AI model.
    AiChat,
    /// Ask for comprehensive interpretations.
    AiComprehensive,
    /// Run the platform.
    Admin,
}

/// Who vouches for a person instead of a password.
#[contract]
pub enum SocialProvider {
    /// Google.
    Google,
    /// Kakao.
    Kakao,
    /// Naver.
    Naver,
}

/// A new account.
#[contract]
pub struct RegistrationInput {
    /// The address to sign in with.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// The password, as typed. One that is easy to guess is refused.
    #[contract(length(8..=128), example = "별이빛나는밤에1976")]
    pub password: String,
    /// What the person is called.
    pub name: PersonName,
}

/// What a person signs in with.
#[contract]
pub struct LoginCredentials {
    /// The address of the account.
    #[contract(example = "hong@example.com")]
    pub email: EmailAddress,
    /// The password, as typed.
    #[contract(length(1..=128), example = "별이빛나는밤에1976")]
    pub password: String,
}

/// The exchange of a refresh token.
#[contract]
pub struct RefreshInput {
    /// The newest refresh token of the session.
    pub refresh_token: RefreshToken,
}

/// What a provider sent back to the client.
#[contract]
pub struct SocialLoginInput {
    /// The authorisation code.
    #[contract(length(1..=2048), example = "4/0AbCdEfGhIjKlMnOp")]
    pub code: String,
    /// The state that the sign-in began with.
    pub state: OAuthState,
    /// Where the provider sent the person; the same address as at the beginning.
    #[contract(example = "https://heal7.com/auth/callback")]
    pub redirect_uri: Option<Uri>,
}

/// Where a person signs in with a provider.
#[contract]
pub struct SocialAuthorization {
    /// The provider's page, to be opened in the browser.
    #[contract(
        example = "https://kauth.kakao.com/oauth/authorize?client_id=heal7&response_type=code&state=st_8Hq2LxV5nR1cT7yKb4Wd"
    )]
    pub authorization_url: Uri,
    /// The state that the provider will send back.
    pub state: OAuthState,
}

/// A session: who it is, and the tokens that speak for them.
#[contract]
pub struct AuthSession {
    /// The person.
    pub user: User,
    /// The access token.
    pub token: AccessToken,
    /// Seconds until the access token expires.
    #[contract(range(1..), example = 900)]
    pub expires_in: i32,
    /// The refresh token; each is good for one exchange.
    pub refresh_token: RefreshToken,
    /// What the person may do.
    #[contract(example = vec![Permission::SajuCalculate, Permission::AiInterpret, Permission::AiChat])]
    pub permissions: Vec<Permission>,
}

/// Whom a token speaks for.
#[contract]
pub struct AuthProfile {
    /// The person.
    pub user: User,
    /// What the person may do.
    #[contract(example = vec![Permission::SajuCalculate, Permission::AiInterpret, Permission::AiChat])]
    pub permissions: Vec<Permission>,
    /// When the token expires.
    #[contract(example = "2026-01-15T09:45:00Z")]
    pub expires_at: DateTime,
}

/// Signing up, in and out.
#[module(auth = Public)]
pub trait Auth {
    /// Register an account.
    ///
    /// Makes the account and signs the person in, so that a repeat is a 409. A password that is easy to guess is a 422
    /// with a violation at `/password` whose code is `guessable`. The address is confirmed by a message that is sent to
    /// it; until then `emailVerified` is false.
    #[post(
        "/auth/register",
        errors(EmailTaken),
        rate = "auth",
        session(begins, access = "/data/token", refresh = "/data/refreshToken", expires_in = "/data/expiresIn")
    )]
    fn register(body: RegistrationInput) -> Created<ApiResponse<AuthSession>>;

    /// Sign in with a password.
    ///
    /// Begins a new session beside those that the person has on other devices. A wrong address and a wrong password
    /// are the same problem, and take the same time. After too many wrong passwords the next attempt from the same place
    /// has to wait, each time longer: a 429 says in `Retry-After` for how long.
    #[post(
        "/auth/login",
        errors(InvalidCredentials, AccountDisabled),
        rate = "auth",
        session(begins, access = "/data/token", refresh = "/data/refreshToken", expires_in = "/data/expiresIn")
    )]
    fn login(body: LoginCredentials) -> ApiResponse<AuthSession>;

    /// Exchange a refresh token.
    ///
    /// Answers new tokens and ends the old refresh token. A token that comes again within a short grace gets the same
    /// answer, because two tabs may refresh at once; after that it ends every session that stems from it.
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
    /// Ends the session that the token belongs to: its refresh token is revoked, and its open channels are closed.
    #[post(
        "/auth/logout",
        auth = Bearer,
        rate = "auth",
        invalidates(GetAuthProfile, GetProfile, GetPreferences),
        session(ends)
    )]
    fn logout() -> NoContent;

    /// Whom the token speaks for.
    ///
    /// Answers the person and what they may do. A client calls this once at start to find out whether a kept token is
    /// still good.
    #[get("/auth/profile", auth = Bearer)]
    fn get_auth_profile() -> ApiResponse<AuthProfile>;

    /// Begin a sign-in with a provider.
    ///
    /// Answers the provider's page and a state, and never a redirect: the client opens the page itself and keeps the
    /// state to compare it with what the provider sends back.
    #[get("/auth/social/{provider}", errors(SocialProviderUnavailable), rate = "auth")]
    fn start_social_login(
        /// Who vouches for the person.
        provider: SocialProvider,
        /// Where the provider shall send the person back; one of the addresses that are registered for the client.
        #[contract(example = "https://heal7.com/auth/callback")]
        redirect_uri: Option<Uri>,
    ) -> ApiResponse<SocialAuthorization>;

    /// Finish a sign-in with a provider.
    ///
    /// Exchanges the authorisation code for a session. The first time it makes the account; an address that already
    /// has one with a password must sign in with that.
    #[post(
        "/auth/social/{provider}",
        errors(SocialLoginFailed, SocialProviderUnavailable, AccountDisabled, EmailTaken),
        rate = "auth",
        session(begins, access = "/data/token", refresh = "/data/refreshToken", expires_in = "/data/expiresIn")
    )]
    fn finish_social_login(
        /// Who vouches for the person.
        provider: SocialProvider,
        body: SocialLoginInput,
    ) -> ApiResponse<AuthSession>;
}
