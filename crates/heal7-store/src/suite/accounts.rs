//! Accounts.

use std::sync::Arc;

use contracts::auth::SocialProvider;

use super::given::{crowd, later, message, stranger};
use crate::{
    Store,
    accounts::{Account, Identity, NewAccount},
};

/// Accounts are stored, found and changed; when several callers want the same address, one gets it.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    are_found(&store).await;
    are_kept_whole_or_not_at_all(&store).await;
    have_one_address_and_identity(&store).await;
    are_changed_by_who_has_read_the_newest(&store).await;
}

async fn are_found(store: &Arc<dyn Store>) {
    let mut new = stranger();
    new.account.email = format!("İ.{}@Example.com", new.account.id.0);
    new.account.nickname = Some("길동이\0%_'\"".to_owned());
    new.account.bio = Some("😀\n별".to_owned());
    new.account.avatar_url = Some("https://cdn.heal7.com/a.webp".to_owned());
    let identity = Identity { provider: SocialProvider::Kakao, subject: new.account.id.0.to_string() };
    new.identity = Some(identity.clone());
    assert!(store.insert_account(&new).await.expect("an account is kept"), "nobody has the address yet");

    let Account { id, ref email, .. } = new.account;
    let upper = email.to_uppercase();
    assert_eq!(store.account(id).await.expect("by id"), Some(new.account.clone()));
    assert_eq!(store.account_of_email(email).await.expect("by address"), Some(new.account.clone()));
    assert_eq!(store.account_of_email(&upper).await.expect("by address"), Some(new.account.clone()), "{upper}");
    assert_eq!(store.account_of_identity(&identity).await.expect("by identity"), Some(new.account.clone()));

    let other = Identity { provider: SocialProvider::Naver, ..identity };
    assert_eq!(store.account(stranger().account.id).await.expect("by id"), None);
    assert_eq!(store.account_of_email("nobody@example.com").await.expect("by address"), None);
    assert_eq!(store.account_of_email("%").await.expect("by address"), None);
    assert_eq!(store.account_of_identity(&other).await.expect("by identity"), None, "another provider's namesake");

    let mut bare = stranger();
    bare.account.password_hash = None;
    bare.account.birth_info = None;
    assert!(store.insert_account(&bare).await.expect("an account is kept"));
    assert_eq!(store.account(bare.account.id).await.expect("by id"), Some(bare.account));
}

async fn are_kept_whole_or_not_at_all(store: &Arc<dyn Store>) {
    let mut first = stranger();
    first.identity = Some(Identity { provider: SocialProvider::Google, subject: first.account.id.0.to_string() });
    assert!(store.insert_account(&first).await.expect("an account is kept"));
    let told = store.notifications(first.account.id, None, 10).await.expect("notifications");
    assert_eq!(told, [first.notification.notification.clone()], "an account is told of itself");

    let same_address = NewAccount {
        account: Account { email: first.account.email.to_uppercase(), ..stranger().account },
        ..stranger()
    };
    let same_identity = NewAccount { identity: first.identity.clone(), ..stranger() };
    for (mut refused, why) in [(same_address, "address"), (same_identity, "identity")] {
        refused.notification.account = refused.account.id;
        let letter = message("환영합니다", later(0));
        refused.messages = vec![letter.clone()];
        assert!(!store.insert_account(&refused).await.expect("a refusal is no failure"), "the {why} is taken");
        let id = refused.account.id;
        assert_eq!(store.account(id).await.expect("by id"), None, "nothing is kept where the {why} is taken");
        assert_eq!(store.notifications(id, None, 10).await.expect("notifications"), []);
        let sent = store.take_messages(10_000, later(0), later(0)).await.expect("messages");
        assert!(!sent.contains(&letter), "nothing is sent where the {why} is taken");
    }
}

async fn have_one_address_and_identity(store: &Arc<dyn Store>) {
    let email = stranger().account.email;
    let identity = Identity { provider: SocialProvider::Naver, subject: email.clone() };
    let inserted = crowd(store, |store, number| {
        let mut new = stranger();
        new.account.email = if number % 2 == 0 { email.to_uppercase() } else { email.clone() };
        async move { store.insert_account(&new).await.expect("a refusal is no failure") }
    });
    assert_eq!(inserted.await.into_iter().filter(|kept| *kept).count(), 1, "one of a crowd gets an address");
    let inserted = crowd(store, |store, _| {
        let new = NewAccount { identity: Some(identity.clone()), ..stranger() };
        async move { store.insert_account(&new).await.expect("a refusal is no failure") }
    });
    assert_eq!(inserted.await.into_iter().filter(|kept| *kept).count(), 1, "one of a crowd gets an identity");
}

async fn are_changed_by_who_has_read_the_newest(store: &Arc<dyn Store>) {
    let new = stranger();
    let id = new.account.id;
    assert!(store.insert_account(&new).await.expect("an account is kept"));
    let changed = Account {
        email: format!("new.{}", new.account.email),
        email_verified: true,
        password_hash: None,
        name: "성춘향".to_owned(),
        nickname: Some("춘향".to_owned()),
        birth_info: None,
        is_disabled: true,
        updated_at: later(60),
        ..new.account.clone()
    };
    assert!(store.update_account(&changed).await.expect("a change"), "what was read is the newest");
    let kept = store.account(id).await.expect("by id").expect("an account that was kept");
    assert_eq!(kept, Account { version: changed.version + 1, ..changed.clone() });
    assert_eq!(store.account_of_email(&new.account.email).await.expect("by address"), None, "the old address is free");
    assert_eq!(store.account_of_email(&changed.email).await.expect("by address"), Some(kept.clone()));

    assert!(!store.update_account(&changed).await.expect("a refusal is no failure"), "it was changed meanwhile");
    assert!(!store.update_account(&stranger().account).await.expect("a refusal is no failure"), "there is none");

    let won = crowd(store, |store, number| {
        let changed = Account { name: number.to_string(), ..kept.clone() };
        async move { store.update_account(&changed).await.expect("a refusal is no failure").then_some(changed.name) }
    });
    let won: Vec<String> = won.await.into_iter().flatten().collect();
    assert_eq!(won.len(), 1, "of a crowd that read the same, one changes it");
    let kept = store.account(id).await.expect("by id").expect("an account that was kept");
    assert_eq!((&kept.name, kept.version), (&won[0], 2), "what the winner wrote is kept");
}
