//! Accounts: registering, signing in, and what a person changes of their own.

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

/// Where the link of a message leads that shows that an address is a person's.
pub const VERIFY_EMAIL: &str = "/auth/verify-email";
/// Seconds after which to try again where too many passwords are being checked.
const RETRY_AFTER: u32 = 1;

/// Somebody who registers.
pub struct Registration {
    /// The address.
    pub email: String,
    /// Whether a provider vouches for the address.
    pub email_verified: bool,
    /// What they are called.
    pub name: PersonName,
    /// The password's hash, where they have one.
    pub password_hash: Option<String>,
    /// The provider that vouches for them, where one does.
    pub identity: Option<Identity>,
}

impl App {
    /// Makes an account with a password.
    ///
    /// # Errors
    /// When the address has one, or the password is easy to guess.
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

    /// Makes an account.
    ///
    /// # Errors
    /// When the address or the identity has one.
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

    /// The message that asks a person to show that their address is theirs. It does not say their name: whoever registers
    /// with the address of somebody else could write what they like to them.
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

    /// Takes the token of that message; false where it is no good, or the account has another address by now.
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

    /// The account of an address and a password.
    ///
    /// # Errors
    /// When the two do not belong together, which takes the same time and looks the same where there is no such
    /// account; when they did not too often lately; when the account is closed.
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

    /// An account that is not closed.
    ///
    /// # Errors
    /// When it is.
    pub fn enabled<D>(&self, account: Account) -> Result<Account, Failure<D>>
    where
        AccountDisabled: RaisedBy<D>,
    {
        if account.is_disabled {
            return Err(AccountDisabled.because("the account is closed: write to us to have it opened").into());
        }
        Ok(account)
    }

    /// What somebody who has signed in is answered.
    pub fn auth_session(&self, account: &Account, pair: Pair) -> AuthSession {
        // A token is made at the beginning of a second.
        let left = pair.access.expires_at.as_second() - Timestamp::now().as_second();
        AuthSession {
            user: user(account),
            token: AccessToken(pair.access.token),
            expires_in: i32::try_from(left.max(1)).unwrap_or(i32::MAX),
            refresh_token: RefreshToken(pair.refresh),
            permissions: permissions(account),
        }
    }

    /// The account of a caller.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn account_of<D>(&self, caller: &Caller) -> Result<Account, Failure<D>> {
        self.account(person(caller)?).await
    }

    /// The account of a person who has called.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn account<D>(&self, id: UserId) -> Result<Account, Failure<D>> {
        let gone = || InvalidToken.because("the account of this token is gone");
        Ok(self.store.account(id).await?.ok_or_else(gone)?)
    }

    /// Changes an account, where it may be changed as it is. Nobody else's change is lost: one that comes between is
    /// looked at again.
    ///
    /// # Errors
    /// When it may not be changed.
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

    /// Keeps a notification and tells the person.
    ///
    /// # Errors
    /// When the store does not keep it.
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

/// Lets a change through that was made on what is there: `If-Match` names its entity tag, or `*` any that there is.
///
/// # Errors
/// When it was made on something else.
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

/// The person of a caller.
///
/// # Errors
/// When the subject of the token is no id of ours.
pub fn person<D>(caller: &Caller) -> Result<UserId, Failure<D>> {
    let id = caller.subject.parse().map_err(|_| InvalidToken.because("the token speaks for nobody here"))?;
    Ok(UserId(id))
}

/// An account as it is shown.
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

/// The profile of an account.
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

/// What somebody is called in rooms.
pub fn name_in_rooms(account: &Account) -> PersonName {
    let nickname = account.nickname.as_deref().and_then(names::nickname);
    nickname.map_or_else(|| names::person(&account.name), |nickname| PersonName(nickname.0))
}

/// What the owner of an account may do.
pub fn permissions(_: &Account) -> Vec<Permission> {
    vec![Permission::SajuCalculate, Permission::AiInterpret, Permission::AiChat]
}

/// The preferences of a new account.
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
