//! Sessions and their refresh tokens.

use std::sync::Arc;

use super::given::{NOW, crowd, hash, id, later, person};
use crate::{
    Hash, Store,
    sessions::{Rotation, Session, Successor},
};

/// When the first token of a session expires, in seconds.
const END: i64 = 600;

async fn begin(store: &Arc<dyn Store>) -> (Session, Hash) {
    let (session, token) = (Session { id: id().0, account: person(store).await, begun_at: NOW }, hash());
    store.begin_session(&session, &token, later(END)).await.expect("a session begins");
    (session, token)
}

fn successor(byte: u8) -> Successor {
    Successor { hash: hash(), nonce: [byte; 16], expires_at: later(2 * END) }
}

/// A session continues from token to token, each exchanged once, until it ends.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    goes_on(&store).await;
    ends(&store).await;
    has_one_successor(&store).await;
}

async fn goes_on(store: &Arc<dyn Store>) {
    let (session, token) = begin(store).await;
    assert!(store.is_open(session.id).await.expect("a look"), "it has begun");
    assert!(!store.is_open(id().0).await.expect("a look"), "it never was");

    let (second, third) = (successor(1), successor(2));
    let rotate =
        async |token: &Hash, to: &Successor, at| store.rotate(token, to, later(at)).await.expect("an exchange");
    assert_eq!(rotate(&hash(), &second, 10).await, Rotation::Unknown);
    assert_eq!(rotate(&token, &second, 10).await, Rotation::Rotated(session.clone()));
    let before = Rotation::Before { session: session.clone(), nonce: second.nonce, at: later(10) };
    assert_eq!(rotate(&token, &third, 20).await, before, "it was exchanged before");
    assert_eq!(rotate(&third.hash, &successor(3), 20).await, Rotation::Unknown, "who came late has no successor");
    assert_eq!(rotate(&second.hash, &third, END).await, Rotation::Rotated(session.clone()), "the successor goes on");
    assert_eq!(rotate(&token, &successor(3), END - 1).await, before);
    assert_eq!(rotate(&token, &successor(3), END).await, Rotation::Unknown, "it has ended");
    assert_eq!(rotate(&third.hash, &successor(3), 2 * END).await, Rotation::Unknown, "so has the last");
}

async fn ends(store: &Arc<dyn Store>) {
    let ((session, token), (other, _)) = (begin(store).await, begin(store).await);
    let second = successor(1);
    store.rotate(&token, &second, later(10)).await.expect("an exchange");
    for _ in 0..2 {
        store.end_session(session.id, later(20)).await.expect("a session ends, and stays ended");
    }
    store.end_session(id().0, later(20)).await.expect("what never was has ended");
    assert!(!store.is_open(session.id).await.expect("a look"));
    for token in [token, second.hash] {
        let rotation = store.rotate(&token, &successor(2), later(21)).await.expect("an exchange");
        assert_eq!(rotation, Rotation::Unknown, "all its tokens have ended");
    }
    assert!(store.is_open(other.id).await.expect("a look"), "others go on");
}

async fn has_one_successor(store: &Arc<dyn Store>) {
    let (session, token) = begin(store).await;
    let exchanged = crowd(store, |store, number| {
        let successor = successor(u8::try_from(number).expect("a small crowd"));
        async move { (store.rotate(&token, &successor, later(10)).await.expect("an exchange"), successor) }
    });
    let (won, lost): (Vec<_>, Vec<_>) =
        exchanged.await.into_iter().partition(|(rotation, _)| *rotation == Rotation::Rotated(session.clone()));
    let [(_, winner)] = won.as_slice() else { panic!("one of a crowd exchanges a token, not {}", won.len()) };
    let before = Rotation::Before { session: session.clone(), nonce: winner.nonce, at: later(10) };
    for (rotation, successor) in lost {
        assert_eq!(rotation, before, "the others are told of the winner");
        let rotation = store.rotate(&successor.hash, &self::successor(0), later(11)).await.expect("an exchange");
        assert_eq!(rotation, Rotation::Unknown, "and have nothing");
    }
    let rotation = store.rotate(&winner.hash, &successor(0), later(11)).await.expect("an exchange");
    assert_eq!(rotation, Rotation::Rotated(session), "the winner goes on");
}
