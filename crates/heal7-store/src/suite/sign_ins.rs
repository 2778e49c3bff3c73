//! Sign-ins with a provider.

use std::sync::Arc;

use contracts::auth::SocialProvider;

use super::given::{crowd, hash, later};
use crate::{Hash, Store, sign_ins::SignIn};

fn sign_in(provider: SocialProvider) -> SignIn {
    SignIn {
        state: hash(),
        provider,
        nonce: "n-0S6_WzA2Mj".to_owned(),
        code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
        redirect_uri: "https://heal7.com/callback?a=1&b=%20".to_owned(),
        expires_at: later(60),
    }
}

/// A sign-in can be taken once, before it expires.
///
/// # Panics
/// If the store behaves differently.
pub async fn passes(store: Arc<dyn Store>) {
    let take = async |state: &Hash, at| store.take_sign_in(state, later(at)).await.expect("a sign-in");
    for provider in [SocialProvider::Google, SocialProvider::Kakao, SocialProvider::Naver] {
        let kept = sign_in(provider);
        store.insert_sign_in(&kept).await.expect("a sign-in is kept");
        assert_eq!(take(&hash(), 0).await, None, "another state");
        assert_eq!(take(&kept.state, 60).await, None, "it was given up");
        assert_eq!(take(&kept.state, 59).await, Some(kept.clone()));
        assert_eq!(take(&kept.state, 59).await, None, "it was taken");
    }
    let kept = sign_in(SocialProvider::Google);
    store.insert_sign_in(&kept).await.expect("a sign-in is kept");
    let taken = crowd(&store, |store, _| {
        let state = kept.state;
        async move { store.take_sign_in(&state, later(0)).await.expect("a sign-in") }
    });
    assert_eq!(taken.await.into_iter().flatten().collect::<Vec<_>>(), [kept], "one of a crowd gets it");
}
