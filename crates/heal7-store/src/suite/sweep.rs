//! Deleting expired rows.

use std::sync::Arc;

use contract_kit::{
    example::Example as _,
    exchange::{Claim, Keyed},
    values::DateTime,
};
use contracts::{auth::SocialProvider, saju::sharing::SharedSajuResult, users::profile::HistoryKind};

use super::given::{NOW, crowd, entry, hash, id, kept_result, later, person};
use crate::{
    Store, Swept,
    attempts::{Attempt, Pace},
    sessions::{Rotation, Session, Successor},
    shares::Share,
    sign_ins::SignIn,
};

/// A sweep deletes expired rows and no others.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let (begun, end) = (later(1_000_000), later(1_000_060));
    store.sweep(begun).await.expect("what others have left");

    let owner = person(&store).await;
    let result = kept_result(&store, owner, "홍길동").await.id;
    let keyed =
        Keyed { subject: None, operation: id().to_string(), key: "k".to_owned(), fingerprint: hash(), at: begun };
    let (subject, origin) = (hash(), hash());
    // A failure without a delay is forgotten after `longest`, here a minute.
    let pace = Pace { free: 2, longest: end.duration_since(begun) };
    let (session, token) = (Session { id: id().0, account: owner, begun_at: NOW }, hash());
    let sign_in = SignIn {
        state: hash(),
        provider: SocialProvider::Google,
        nonce: String::new(),
        code_verifier: String::new(),
        redirect_uri: String::new(),
        expires_at: end,
    };
    let share = Share {
        token: hash(),
        account: owner,
        result,
        shown: SharedSajuResult { expires_at: DateTime(end), ..SharedSajuResult::example() },
        messages: Vec::new(),
        quotas: Vec::new(),
    };
    assert_eq!(store.claim(&keyed, begun, end).await.expect("a claim"), Claim::First);
    store.begin_session(&session, &token, end).await.expect("a session begins");
    store.insert_sign_in(&sign_in).await.expect("a sign-in is kept");
    store.count_failure(&subject, begun, end).await.expect("a count");
    assert_eq!(store.attempt(&[(subject, pace)], begun).await.expect("an attempt"), Attempt::Counted);
    store.remember_origins(owner, &[origin], 1, end).await.expect("an origin is remembered");
    assert!(store.insert_share(&share, &entry(HistoryKind::Share, Some(result))).await.expect("a share"));

    assert_eq!(store.sweep(later(1_000_059)).await.expect("a sweep"), Swept::default(), "nothing has ended yet");
    assert!(store.is_open(session.id).await.expect("a look"));
    let swept = crowd(&store, |store, _| async move { store.sweep(end).await.expect("a sweep").rows }).await;
    assert_eq!(
        swept.iter().sum::<u64>(),
        8,
        "a key, a token, its session, a sign-in, a count, an attempt, an origin and a share"
    );

    // The calls use a time before the end, so that they would still find rows that are merely hidden.
    assert_eq!(store.claim(&Keyed { fingerprint: hash(), ..keyed }, NOW, end).await.expect("a claim"), Claim::First);
    assert!(!store.is_open(session.id).await.expect("a look"));
    let successor = Successor { hash: hash(), nonce: [0; 16], expires_at: end };
    assert_eq!(store.rotate(&token, &successor, begun).await.expect("an exchange"), Rotation::Unknown);
    assert_eq!(store.take_sign_in(&sign_in.state, begun).await.expect("a sign-in"), None);
    assert_eq!(store.failures(&subject, begun).await.expect("a count"), None);
    assert!(!store.is_known_origin(&origin, begun).await.expect("a look"));
    assert_eq!(store.shared(&share.token, begun).await.expect("a share"), None);
    assert!(store.result(owner, result).await.expect("a result").is_some(), "what does not end stays");

    a_session_without_tokens_goes(&store).await;
}

/// A session that was ended is deleted by the next sweep, since nothing can resume it.
async fn a_session_without_tokens_goes(store: &Arc<dyn Store>) {
    let session = Session { id: id().0, account: person(store).await, begun_at: NOW };
    store.begin_session(&session, &hash(), later(2_000_000)).await.expect("a session begins");
    store.end_session(session.id, later(1)).await.expect("a session ends");
    assert_eq!(store.sweep(NOW).await.expect("a sweep"), Swept { rows: 1 });
}
