//! Device cookies: a browser in which somebody signs in gets a secret, by which the account knows it again.
//!
//! The secret opens nothing. Whoever has it may guess at the password of the account while others are held off, as slowly
//! as everybody ([`guessing`](crate::app::guessing)). A client that brings no secret is given one on the way in; the
//! handler keeps its hash when a sign-in succeeds, and the client is told of it only then, so that an answer never tells
//! whether an account exists.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use contract_kit::operation::Client;
use cookie::time::Duration;

use crate::{
    app::{App, guessing::Origin, secrets},
    cookies,
};

/// The name of the cookie.
const NAME: &str = "heal7_device";
/// The beginning of a secret.
const PREFIX: &str = "dv_";

/// Gives a client that signs in a secret, and has it keep the secret when it is in.
pub(crate) async fn recognise(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if request.method() != Method::POST || !path.starts_with("/auth/") || path == "/auth/logout" {
        return next.run(request).await;
    }
    let known = cookies::value(request.headers(), NAME).filter(|secret| secrets::is_secret(PREFIX, secret));
    let secret = known.unwrap_or_else(|| {
        let secret = secrets::secret(PREFIX);
        if let Ok(cookie) = HeaderValue::try_from(format!("{NAME}={secret}")) {
            request.headers_mut().append(header::COOKIE, cookie);
        }
        secret
    });
    let mut response = next.run(request).await;
    if response.status().is_success() {
        let age = Duration::seconds(app.config.passwords.known_seconds);
        cookies::set(&mut response, &cookies::build(&app, NAME, secret, age));
    }
    response
}

/// Returns where a request to sign in comes from.
pub(crate) fn origin(client: &Client) -> Origin<'_> {
    Origin { address: client.address, device: client.cookie(NAME) }
}
