//! The cookie mode: a browser keeps the refresh token where no script can read it.
//!
//! The refresh token travels in an `HttpOnly` cookie that only `/auth/…` gets, and in its place the body has a word that
//! follows from it. The word alone is worth nothing, and the cookie alone is worth nothing, since another site can send
//! the cookie and does not know the word: it is the CSRF token. Clients do what they always do, and send the word where
//! they would send the refresh token. Access tokens are short-lived and stay as they are, so that sockets, feeds and
//! GraphQL work alike in both modes.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use contract_kit::{
    operation::Client,
    registry::{Registry, SessionEffect},
};
use cookie::{Cookie, SameSite, time::Duration};
use serde_json::Value;

use crate::{
    app::{App, secrets},
    config,
};

/// The cookie.
const NAME: &str = "heal7_refresh";
/// The path below which a browser sends it.
const PATH: &str = "/auth";
/// What the word begins with that stands in place of a token.
const WORD: &str = "cookie_";
/// What the word is made for, so that it is no other secret.
const PURPOSE: &[u8] = b"csrf";

/// The operations that begin, renew or end a session, as the contract declares them.
pub(crate) struct Sessions {
    app: Arc<App>,
    /// By method and path.
    effects: BTreeMap<(String, String), SessionEffect>,
}

impl Sessions {
    pub(crate) fn new(app: Arc<App>, registry: &Registry) -> Self {
        let effects = registry.operations.iter().filter_map(|operation| {
            let effect = operation.policy.session.clone()?;
            Some(((operation.method.clone(), operation.path.clone()), effect))
        });
        Self { app, effects: effects.collect() }
    }

    /// The effect of the operation that a request calls.
    fn effect(&self, request: &Request) -> Option<SessionEffect> {
        let path = request.extensions().get::<MatchedPath>()?.as_str();
        self.effects.get(&(request.method().to_string(), path.to_owned())).cloned()
    }
}

/// Puts the refresh token of an answer into the cookie.
pub(crate) async fn keep(State(sessions): State<Arc<Sessions>>, mut request: Request, next: Next) -> Response {
    let Some(effect) = sessions.effect(&request) else { return next.run(request).await };
    // An answer that is compressed could not be read here, and the token would go out with it.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let mut response = next.run(request).await;
    if !response.status().is_success() {
        return response;
    }
    match effect {
        SessionEffect::Ends => {
            set(&mut response, &build(&sessions.app, NAME, String::new(), Duration::ZERO));
            response
        }
        SessionEffect::Begins { tokens } | SessionEffect::Renews { tokens, .. } => match tokens.refresh {
            Some(place) => without_token(&sessions.app, response, &place).await,
            None => response,
        },
    }
}

/// Returns the refresh token that a client sent: in cookie mode the one in the cookie, where the word that was sent in
/// its place belongs to it. A token outside the cookie is then not accepted.
pub(crate) fn refresh_token<'a>(app: &App, client: &'a Client, sent: &'a str) -> Option<&'a str> {
    if !app.config.cookies.enabled {
        return Some(sent);
    }
    client.cookie(NAME).filter(|token| is_same(sent, &word(token)))
}

/// The word that stands in place of a token.
fn word(token: &str) -> String {
    secrets::successor(WORD, token, PURPOSE)
}

/// Compared by their hashes, so that how long it takes tells nothing.
fn is_same(one: &str, other: &str) -> bool {
    secrets::hash(one) == secrets::hash(other)
}

/// An answer whose refresh token, which stands at `place`, has gone into the cookie.
async fn without_token(app: &App, response: Response, place: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let Ok(mut answer) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let Some(member) = answer.pointer_mut(place) else { return Response::from_parts(parts, Body::from(bytes)) };
    let Some(token) = member.as_str().map(str::to_owned) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    *member = word(&token).into();
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut response = Response::from_parts(parts, Body::from(answer.to_string()));
    set(&mut response, &build(app, NAME, token, Duration::seconds(app.config.tokens.refresh_seconds)));
    response
}

/// Returns the last cookie of a name.
pub(crate) fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut cookies = contract_axum::cookies(headers).into_iter().rev();
    cookies.find(|(known, _)| known == name).map(|(_, value)| value)
}

/// Builds a cookie that no script can read and only `/auth/…` gets.
pub(crate) fn build(app: &App, name: &'static str, value: String, age: Duration) -> Cookie<'static> {
    let config::Cookies { secure, same_site, .. } = app.config.cookies;
    let same_site = match same_site {
        config::SameSite::Strict => SameSite::Strict,
        config::SameSite::Lax => SameSite::Lax,
        config::SameSite::None => SameSite::None,
    };
    Cookie::build((name, value)).path(PATH).http_only(true).secure(secure).same_site(same_site).max_age(age).build()
}

/// Adds a cookie to an answer.
pub(crate) fn set(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::try_from(cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
