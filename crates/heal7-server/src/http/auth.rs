//! The module `auth` over REST.

use contract_kit::{
    operation::{Client, Handle, Outcome, Request},
    prelude::*,
    problem::{Failure, ProblemType as _, RaisedBy, Violation},
};
use contracts::{
    auth::{
        AuthProfile, AuthSession, FinishSocialLogin, GetAuthProfile, Login, Logout, OAuthState, Refresh, Register,
        SocialAuthorization, SocialLoginInput, SocialProvider, StartSocialLogin,
    },
    envelope::ApiResponse,
    problem::{
        BadRequest, InvalidRefreshToken, InvalidToken, RefreshTokenReused, SocialLoginFailed, SocialProviderUnavailable,
    },
    users::notifications::NotificationType,
};
use heal7_store::accounts::{Account, Identity};
use jiff::Timestamp;

use super::envelope;
use crate::{
    app::{
        accounts::{Registration, permissions, user},
        names,
        providers::{ProviderError, Vouched},
        secrets,
        sessions::Refreshed,
    },
    cookies,
    devices::origin,
    sentences::Sentences,
    server::Server,
};

/// The number of seconds after which a client may retry when a provider did not answer.
const RETRY_AFTER: u32 = 5;

impl Server {
    async fn sign_in<D>(&self, account: &Account, client: &Client) -> Result<ApiResponse<AuthSession>, Failure<D>> {
        let pair = self.app.sessions.begin(account.id).await?;
        self.app.remember_origin(account, origin(client)).await;
        Ok(envelope(self.app.auth_session(account, pair)))
    }
}

impl Handle<Register> for Server {
    async fn handle(&self, request: Request<Register>) -> Outcome<Register> {
        let account = self.app.register(request.body).await?;
        Ok(Created { location: "/users/profile".into(), body: self.sign_in(&account, &request.client).await? })
    }
}

impl Handle<Login> for Server {
    async fn handle(&self, request: Request<Login>) -> Outcome<Login> {
        let Request { client, body, .. } = request;
        let account = self.app.check_password(&body.email.0, &body.password, origin(&client)).await?;
        self.sign_in(&account, &client).await
    }
}

impl Handle<Refresh> for Server {
    async fn handle(&self, request: Request<Refresh>) -> Outcome<Refresh> {
        let Request { client, body, .. } = request;
        let token = cookies::refresh_token(&self.app, &client, &body.refresh_token.0);
        let token =
            token.ok_or_else(|| InvalidRefreshToken.because("the cookie and the body do not belong together"))?;
        match self.app.sessions.refresh(token).await? {
            Refreshed::Pair(pair) => {
                let account = self.app.enabled(self.app.account(pair.account).await?)?;
                self.app.remember_origin(&account, origin(&client)).await;
                Ok(envelope(self.app.auth_session(&account, pair)))
            }
            Refreshed::Reused(person) => {
                let account = self.app.account(person).await?;
                let sentences = Sentences::new(account.preferences.language);
                self.app.notify(&account, NotificationType::Warning, sentences.session_ended(), None).await?;
                Err(RefreshTokenReused.because("every session that stems from it has ended: sign in again").into())
            }
            Refreshed::Unknown => {
                Err(InvalidRefreshToken.because("it has ended, or is none of ours: sign in again").into())
            }
        }
    }
}

impl Handle<Logout> for Server {
    async fn handle(&self, request: Request<Logout>) -> Outcome<Logout> {
        let session = request.caller.session.and_then(|session| session.parse().ok());
        let session = session.ok_or_else(|| InvalidToken.because("the token belongs to no session"))?;
        self.app.sessions.end(session).await?;
        Ok(NoContent)
    }
}

impl Handle<GetAuthProfile> for Server {
    async fn handle(&self, request: Request<GetAuthProfile>) -> Outcome<GetAuthProfile> {
        let account = self.app.account_of(&request.caller).await?;
        let expires_at = DateTime(request.caller.expires_at.unwrap_or(Timestamp::MAX));
        Ok(envelope(AuthProfile { user: user(&account), permissions: permissions(&account), expires_at }))
    }
}

impl Handle<StartSocialLogin> for Server {
    async fn handle(&self, request: Request<StartSocialLogin>) -> Outcome<StartSocialLogin> {
        let redirect_uri = request.parameters.redirect_uri.map(|uri| uri.0);
        if let Some(uri) = &redirect_uri
            && !self.app.providers.may_return_to(uri)
        {
            let violation = Violation {
                pointer: "query/redirectUri".into(),
                code: "redirect_uri".into(),
                detail: "This must be one of the addresses that are registered.".into(),
            };
            return Err(BadRequest.because("people are not sent back there").violations(vec![violation]).into());
        }
        let begun = self.app.providers.begin(request.parameters.provider, redirect_uri).map_err(unavailable)?;
        let (url, state, sign_in) = begun;
        self.app.store.insert_sign_in(&sign_in).await?;
        Ok(envelope(SocialAuthorization { authorization_url: Uri(url), state: OAuthState(state) }))
    }
}

impl Handle<FinishSocialLogin> for Server {
    async fn handle(&self, request: Request<FinishSocialLogin>) -> Outcome<FinishSocialLogin> {
        let provider = request.parameters.provider;
        let vouched = self.vouched(provider, request.body).await?;
        let identity = Identity { provider, subject: vouched.subject.clone() };
        let account = match self.app.store.account_of_identity(&identity).await? {
            Some(account) => self.app.enabled(account)?,
            None => {
                let registration = Registration {
                    name: names::vouched(vouched.name.as_deref(), &vouched.email),
                    email: vouched.email,
                    email_verified: vouched.email_verified,
                    password_hash: None,
                    identity: Some(identity),
                };
                self.app.make_account(registration).await?
            }
        };
        self.sign_in(&account, &request.client).await
    }
}

impl Server {
    /// Returns the identity that a provider confirms, if the sign-in began on this server.
    async fn vouched(
        &self,
        provider: SocialProvider,
        SocialLoginInput { code, state, redirect_uri }: SocialLoginInput,
    ) -> Result<Vouched, Failure<FinishSocialLogin>> {
        let begun = self.app.store.take_sign_in(&secrets::hash(&state.0), Timestamp::now()).await?;
        let same = |uri: &str| redirect_uri.as_ref().is_none_or(|given| given.0 == uri);
        let begun = begun.filter(|begun| begun.provider == provider && same(&begun.redirect_uri));
        let begun = begun.ok_or_else(|| SocialLoginFailed.because("no sign-in of this kind began with this state"))?;
        match self.app.providers.finish(begun, code).await {
            Ok(vouched) if is_address(&vouched.email) => Ok(vouched),
            Ok(_) => Err(SocialLoginFailed.because("the provider tells an address that is none").into()),
            Err(ProviderError::Refused(why)) => Err(SocialLoginFailed.because(why).into()),
            Err(error @ (ProviderError::NotSetUp | ProviderError::Unavailable(_))) => Err(unavailable(error)),
        }
    }
}

fn is_address(text: &str) -> bool {
    serde_json::from_value::<EmailAddress>(text.into()).is_ok()
}

/// Returns the problem of a provider that does not answer. A provider that is not configured causes no warning in the
/// log.
fn unavailable<D>(error: ProviderError) -> Failure<D>
where
    SocialProviderUnavailable: RaisedBy<D>,
{
    match error {
        ProviderError::NotSetUp => {
            SocialProviderUnavailable.because("the provider is not set up on this server").into()
        }
        error => {
            let raised = SocialProviderUnavailable.because("the provider does not answer");
            raised.retry_after(RETRY_AFTER).caused_by(error).into()
        }
    }
}
