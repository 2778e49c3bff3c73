//! Accounts: registration, sign-in, and a person's changes to their own account.

use contract_kit::{
    operation::Caller,
    problem::{Failure, ProblemType as _, RaisedBy, Violation},
    values::{DateTime, EmailAddress, Uri, Uuid},
};
use contracts::{
    auth::{AccessToken, AuthSession, Permission, RefreshToken, RegistrationInput},
    names::PersonName,
    problem::{
        AccountDisabled, EmailTaken, InvalidCredentials, InvalidToken, PreconditionFailed, ServiceUnavailable,
        ValidationFailed,
    },
    users::{
        notifications::{Notification, NotificationAction, NotificationId, NotificationType},
        profile::{Biography, Language, NotificationPreferences, Preferences, Theme, User, UserId, UserProfile},
    },
};
use heal7_store::{
    accounts::{Account, Identity, NewAccount},
    notifications::NewNotification,
    outbox::{Medium, Message},
};
use jiff::Timestamp;

use super::{
    App,
    guessing::Origin,
    names,
    passwords::{Busy, NewPasswordError},
    results::now,
    sessions::Pair,
};
use crate::sentences::Sentences;

/// The path of the link in the message that asks a person to confirm their email address.
pub const VERIFY_EMAIL: &str = "/auth/verify-email";
/// The number of seconds after which a client may retry when too many passwords are being checked.
const RETRY_AFTER: u32 = 1;

/// The data of a new account.
pub struct Registration {
    /// The address.
    pub email: String,
    /// Whether a provider vouches for the address.
    pub email_verified: bool,
    /// The person's name.
    pub name: PersonName,
    /// The hash of the password, if they have one.
    pub password_hash: Option<String>,
    /// The identity at a provider, if they sign up with one.
    pub identity: Option<Identity>,
}

impl App {
    /// Creates an account with a password.
    ///
    /// # Errors
    /// When the address has an account already, or the password is easy to guess.
    pub async fn register<D>(&self, input: RegistrationInput) -> Result<Account, Failure<D>>
    where
        EmailTaken: RaisedBy<D>,
        ValidationFailed: RaisedBy<D>,
    {
        let about = vec![input.email.0.clone(), input.name.0.clone()];
        let password_hash = self.passwords.hash(&input.password, about).await.map_err(|error| match error {
            NewPasswordError::Busy(error) => busy(error),
            NewPasswordError::Guessable(detail) => {
                let violation = Violation { pointer: "/password".into(), code: "guessable".into(), detail };
                ValidationFailed.because("choose another password").violations(vec![violation]).into()
            }
        })?;
        let registration = Registration {
            email: input.email.0,
            email_verified: false,
            name: input.name,
            password_hash: Some(password_hash),
            identity: None,
        };
        self.make_account(registration).await
    }

    /// Creates an account.
    ///
    /// # Errors
    /// When the address or the identity has an account already.
    pub async fn make_account<D>(&self, registration: Registration) -> Result<Account, Failure<D>>
    where
        EmailTaken: RaisedBy<D>,
    {
        let now = now();
        let account = Account {
            id: UserId(Uuid::now_v7()),
            email: registration.email,
            email_verified: registration.email_verified,
            password_hash: registration.password_hash,
            name: registration.name.0,
            nickname: None,
            bio: None,
            avatar_url: None,
            birth_info: None,
            preferences: first_preferences(),
            is_disabled: false,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let sentences = Sentences::new(account.preferences.language);
        let notification = Notification {
            id: NotificationId(Uuid::now_v7()),
            kind: NotificationType::Info,
            message: sentences.welcome().into(),
            action: Some(NotificationAction {
                label: sentences.welcome_action().into(),
                url: Some(Uri(format!("{}/profile/birth-info", self.config.web_url))),
            }),
            created_at: DateTime(now),
        };
        let notification = NewNotification { account: account.id, notification };
        let (mut messages, mut quotas) = (Vec::new(), Vec::new());
        if !account.email_verified {
            messages.push(self.greeting(&account).await?);
            quotas.push(self.config.mail.greeting_quota(&account.email, now));
        }
        let new = NewAccount { account, identity: registration.identity, notification, messages, quotas };
        if self.store.insert_account(&new).await? {
            Ok(new.account)
        } else {
            Err(EmailTaken.because("sign in with the account that has the address").into())
        }
    }

    /// Writes the message that asks a person to confirm their address. It does not contain their name, since anybody
    /// can register with another person's address, and could otherwise send them any text as the name.
    async fn greeting(&self, account: &Account) -> heal7_store::Result<Message> {
        let token = self.tokens.sign_address(account.id, &account.email).await?;
        let url = format!("{}{VERIFY_EMAIL}?token={token}", self.config.public_url());
        let sentences = Sentences::new(account.preferences.language);
        Ok(Message {
            id: uuid::Uuid::now_v7(),
            medium: Medium::Email,
            recipient: account.email.clone(),
            subject: sentences.greeting_subject().into(),
            text: sentences.greeting_text(&url),
            created_at: account.created_at,
        })
    }

    /// Confirms an address by the token of that message; false if the token is invalid, or the account's address has
    /// changed.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn verify_email(&self, token: &str) -> heal7_store::Result<bool> {
        let Some((id, email)) = self.tokens.verify_address(token).await else { return Ok(false) };
        loop {
            let Some(mut account) = self.store.account(id).await?.filter(|account| account.email == email) else {
                return Ok(false);
            };
            account.email_verified = true;
            if self.store.update_account(&account).await? {
                return Ok(true);
            }
        }
    }

    /// Returns the account with this address and password.
    ///
    /// # Errors
    /// When the two do not match; when too many attempts have failed lately; when the account is closed. An unknown
    /// address gives the same error after the same time as a wrong password.
    pub async fn check_password<D>(
        &self,
        email: &str,
        password: &str,
        origin: Origin<'_>,
    ) -> Result<Account, Failure<D>>
    where
        InvalidCredentials: RaisedBy<D>,
        AccountDisabled: RaisedBy<D>,
    {
        let guess = self.begin_guess(email, origin).await?;
        let account = self.store.account_of_email(email).await?;
        let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let is_right = match self.passwords.verify(password, hash).await {
            Ok(is_right) => is_right,
            Err(error) => {
                self.take_back_guess(&guess).await?;
                return Err(busy(error));
            }
        };
        let Some(account) = account.filter(|_| is_right) else {
            return Err(InvalidCredentials.because("the address and the password do not belong together").into());
        };
        self.end_guess(&guess).await?;
        self.enabled(account)
    }

    /// Returns the account unless it is closed.
    ///
    /// # Errors
    /// When the account is closed.
    pub fn enabled<D>(&self, account: Account) -> Result<Account, Failure<D>>
    where
        AccountDisabled: RaisedBy<D>,
    {
        if account.is_disabled {
            return Err(AccountDisabled.because("the account is closed: write to us to have it opened").into());
        }
        Ok(account)
    }

    /// Builds the answer to a successful sign-in.
    pub fn auth_session(&self, account: &Account, pair: Pair) -> AuthSession {
        // The lifetime of a token begins at a whole second.
        let left = pair.access.expires_at.as_second() - Timestamp::now().as_second();
        AuthSession {
            user: user(account),
            token: AccessToken(pair.access.token),
            expires_in: i32::try_from(left.max(1)).unwrap_or(i32::MAX),
            refresh_token: RefreshToken(pair.refresh),
            permissions: permissions(account),
        }
    }

    /// Returns the account of a caller.
    ///
    /// # Errors
    /// When the account does not exist any more.
    pub async fn account_of<D>(&self, caller: &Caller) -> Result<Account, Failure<D>> {
        self.account(person(caller)?).await
    }

    /// Returns the account of a person who has called.
    ///
    /// # Errors
    /// When the account does not exist any more.
    pub async fn account<D>(&self, id: UserId) -> Result<Account, Failure<D>> {
        let gone = || InvalidToken.because("the account of this token is gone");
        Ok(self.store.account(id).await?.ok_or_else(gone)?)
    }

    /// Changes an account if `may` allows the change to its current state. No concurrent change is lost: when another
    /// one comes first, the account is read and checked again.
    ///
    /// # Errors
    /// When `may` does not allow the change.
    pub async fn change_account<D>(
        &self,
        caller: &Caller,
        may: impl Fn(&Account) -> Result<(), Failure<D>>,
        change: impl Fn(&mut Account),
    ) -> Result<Account, Failure<D>> {
        loop {
            let account = self.account_of(caller).await?;
            may(&account)?;
            let mut changed = account.clone();
            change(&mut changed);
            if changed == account {
                return Ok(account);
            }
            changed.updated_at = now();
            if self.store.update_account(&changed).await? {
                changed.version += 1;
                return Ok(changed);
            }
        }
    }

    /// Stores a notification and sends it to the person's open connections.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn notify(
        &self,
        account: &Account,
        kind: NotificationType,
        message: &str,
        action: Option<NotificationAction>,
    ) -> heal7_store::Result<()> {
        let notification = Notification {
            id: NotificationId(Uuid::now_v7()),
            kind,
            message: message.to_owned(),
            action,
            created_at: DateTime(now()),
        };
        let new = NewNotification { account: account.id, notification };
        self.store.insert_notification(&new).await?;
        self.notices.publish(account.id, new.notification.clone());
        self.rooms.notify(account.id, &new.notification);
        Ok(())
    }
}

/// Allows a change if `If-Match` contains the current entity tag, or `*` and there is a current value.
///
/// # Errors
/// When the change is based on another version.
pub fn if_match<D>(if_match: Option<&str>, tag: Option<&str>) -> Result<(), Failure<D>>
where
    PreconditionFailed: RaisedBy<D>,
{
    let Some(known) = if_match else { return Ok(()) };
    if tag.is_some_and(|tag| known.split(',').map(str::trim).any(|known| known == "*" || known == tag)) {
        return Ok(());
    }
    Err(PreconditionFailed.because("read it again and repeat the change").into())
}

/// Returns the id of a caller's account.
///
/// # Errors
/// When the subject of the token is not an id of ours.
pub fn person<D>(caller: &Caller) -> Result<UserId, Failure<D>> {
    let id = caller.subject.parse().map_err(|_| InvalidToken.because("the token speaks for nobody here"))?;
    Ok(UserId(id))
}

/// Converts an account to the user of the contract.
pub fn user(account: &Account) -> User {
    User {
        id: account.id,
        email: EmailAddress(account.email.clone()),
        email_verified: account.email_verified,
        name: names::person(&account.name),
        avatar_url: account.avatar_url.clone().map(Uri),
        created_at: DateTime(account.created_at),
    }
}

/// Returns the profile of an account.
pub fn profile(account: &Account) -> UserProfile {
    UserProfile {
        id: account.id,
        email: EmailAddress(account.email.clone()),
        name: names::person(&account.name),
        nickname: account.nickname.as_deref().and_then(names::nickname),
        bio: account.bio.clone().map(Biography),
        avatar_url: account.avatar_url.clone().map(Uri),
        birth_info: account.birth_info.clone(),
        preferences: account.preferences.clone(),
        created_at: DateTime(account.created_at),
        updated_at: DateTime(account.updated_at),
    }
}

/// Returns the name of a person in rooms.
pub fn name_in_rooms(account: &Account) -> PersonName {
    let nickname = account.nickname.as_deref().and_then(names::nickname);
    nickname.map_or_else(|| names::person(&account.name), |nickname| PersonName(nickname.0))
}

/// Returns the permissions of an account's owner.
pub fn permissions(_: &Account) -> Vec<Permission> {
    vec![Permission::SajuCalculate, Permission::AiInterpret, Permission::AiChat]
}

/// Returns the preferences of a new account.
fn first_preferences() -> Preferences {
    Preferences {
        theme: Theme::Nebula,
        language: Language::Ko,
        notifications: NotificationPreferences { email: true, push: true, interpretations: true, marketing: false },
        calculation: None,
        interpretation: None,
    }
}

fn busy<D>(busy: Busy) -> Failure<D> {
    ServiceUnavailable.because(busy.to_string()).retry_after(RETRY_AFTER).into()
}
