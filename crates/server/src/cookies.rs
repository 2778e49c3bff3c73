//! The cookie mode: a browser keeps the refresh token where no script can read it.
//!
//! The refresh token travels in an `HttpOnly` cookie that only `/auth/…` gets, and in its place the body has a word that
//! follows from it. The word alone is worth nothing, and the cookie alone is worth nothing, since another site can send
//! the cookie and does not know the word: it is the CSRF token. Clients do what they always do, and send the word where
//! they would send the refresh token. Access tokens are short-lived and stay as they are, so that sockets, feeds and
//! GraphQL work alike in both modes.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use contract_kit::operation::Client;
use cookie::{Cookie, SameSite, time::Duration};
use serde_json::Value;

use crate::{
    app::{App, secrets},
    config,
};

/// The cookie.
const NAME: &str = "heal7_refresh";
/// Who gets it.
const PATH: &str = "/auth";
/// What the word begins with that stands in place of a token.
const WORD: &str = "cookie_";
/// What the word is made for, so that it is no other secret.
const PURPOSE: &[u8] = b"csrf";
/// The property of requests and answers.
const PROPERTY: &str = "refreshToken";

/// Puts the refresh token of an answer into the cookie.
pub(crate) async fn keep(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if request.method() != Method::POST || !path.starts_with(PATH) {
        return next.run(request).await;
    }
    // An answer that is compressed could not be read here, and the token would go out with it.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let mut response = next.run(request).await;
    if path == "/auth/logout" && response.status().is_success() {
        set(&mut response, &build(&app, NAME, String::new(), Duration::ZERO));
        return response;
    }
    if response.status().is_success() { without_token(&app, response).await } else { response }
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

/// An answer whose token has gone into the cookie.
async fn without_token(app: &App, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let Ok(mut answer) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let Some(token) = answer["data"][PROPERTY].as_str().map(str::to_owned) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    answer["data"][PROPERTY] = word(&token).into();
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
