//! The cookie mode: a browser keeps the refresh token where no script can read it.
//!
//! The refresh token is in an `HttpOnly` cookie that browsers send only to `/auth/…`. In its place, the body contains a
//! word that is derived from it: the CSRF token. Neither of the two is enough alone: another site can make a browser
//! send the cookie, but does not know the word. Clients need no special code: they send the word where they would send
//! the refresh token. Access tokens are short-lived and do not change, so that sockets, feeds and GraphQL work the same
//! in both modes.

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

/// The name of the cookie.
const NAME: &str = "heal7_refresh";
/// The path below which a browser sends it.
const PATH: &str = "/auth";
/// The prefix of the word that replaces a token.
const WORD: &str = "cookie_";
/// The purpose of the word, which makes it differ from other derived secrets.
const PURPOSE: &[u8] = b"csrf";

/// The operations that begin, renew or end a session, from the contract.
pub(crate) struct Sessions {
    app: Arc<App>,
    /// The effects, by method and path.
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

    /// Returns the effect of the operation that a request calls.
    fn effect(&self, request: &Request) -> Option<SessionEffect> {
        let path = request.extensions().get::<MatchedPath>()?.as_str();
        self.effects.get(&(request.method().to_string(), path.to_owned())).cloned()
    }
}

/// Moves the refresh token of an answer into the cookie.
pub(crate) async fn keep(State(sessions): State<Arc<Sessions>>, mut request: Request, next: Next) -> Response {
    let Some(effect) = sessions.effect(&request) else { return next.run(request).await };
    // A compressed answer could not be read here, and would leave with the token in it.
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

/// Returns the refresh token of a client. In cookie mode it is the one in the cookie, if the word in the request
/// belongs to it; a token outside the cookie is not accepted.
pub(crate) fn refresh_token<'a>(app: &App, client: &'a Client, sent: &'a str) -> Option<&'a str> {
    if !app.config.cookies.enabled {
        return Some(sent);
    }
    client.cookie(NAME).filter(|token| is_same(sent, &word(token)))
}

/// Derives the word that replaces a token.
fn word(token: &str) -> String {
    secrets::successor(WORD, token, PURPOSE)
}

/// Compares two texts by their hashes, so that the time of the comparison reveals nothing.
fn is_same(one: &str, other: &str) -> bool {
    secrets::hash(one) == secrets::hash(other)
}

/// Moves the refresh token at the JSON pointer `place` of an answer into the cookie.
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

/// Returns the last cookie with this name.
pub(crate) fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut cookies = contract_axum::cookies(headers).into_iter().rev();
    cookies.find(|(known, _)| known == name).map(|(_, value)| value)
}

/// Builds a cookie that no script can read and that browsers send only to `/auth/…`.
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
