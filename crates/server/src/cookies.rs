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
/// The most bytes of a body that has a refresh token.
const LIMIT: usize = 16 * 1024;

/// Takes the token out of the cookie on the way in, and puts it there on the way out.
pub(crate) async fn keep(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if request.method() != Method::POST || !path.starts_with(PATH) {
        return next.run(request).await;
    }
    let mut request = if path == "/auth/refresh" { with_token(request).await } else { request };
    // An answer that is compressed could not be read here, and the token would go out with it.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let mut response = next.run(request).await;
    if path == "/auth/logout" && response.status().is_success() {
        set(&mut response, &cookie(&app, String::new(), Duration::ZERO));
        return response;
    }
    if response.status().is_success() { without_token(&app, response).await } else { response }
}

/// The word that stands in place of a token.
fn word(token: &str) -> String {
    secrets::successor(WORD, token, PURPOSE)
}

/// A refresh whose word belongs to the cookie, with the token itself; every other one as it came.
async fn with_token(request: Request) -> Request {
    let (mut parts, body) = request.into_parts();
    // A body that is too large is cut off, and then refused as what it is: no JSON.
    let bytes = to_bytes(body, LIMIT).await.unwrap_or_default();
    let said: Option<Value> = serde_json::from_slice(&bytes).ok();
    let token = said.as_ref().and_then(|said| said[PROPERTY].as_str()).zip(of(&parts.headers));
    let token = token.and_then(|(said, token)| is_same(said, &word(&token)).then_some(token));
    let body = match (said, token) {
        (Some(mut said), Some(token)) => {
            said[PROPERTY] = token.into();
            said.to_string().into()
        }
        _ => bytes,
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Request::from_parts(parts, Body::from(body))
}

/// The token in the cookie, where there is one.
fn of(headers: &HeaderMap) -> Option<String> {
    let said = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = said.flat_map(|said| Cookie::split_parse(said.to_owned()).flatten());
    cookies.filter(|cookie| cookie.name() == NAME).last().map(|cookie| cookie.value().to_owned())
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
    set(&mut response, &cookie(app, token, Duration::seconds(app.config.tokens.refresh_seconds)));
    response
}

fn cookie(app: &App, token: String, age: Duration) -> Cookie<'static> {
    let config::Cookies { secure, same_site, .. } = app.config.cookies;
    let same_site = match same_site {
        config::SameSite::Strict => SameSite::Strict,
        config::SameSite::Lax => SameSite::Lax,
        config::SameSite::None => SameSite::None,
    };
    Cookie::build((NAME, token)).path(PATH).http_only(true).secure(secure).same_site(same_site).max_age(age).build()
}

fn set(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::try_from(cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
