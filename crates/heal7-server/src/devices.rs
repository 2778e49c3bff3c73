//! Device cookies: when a person signs in, their browser gets a secret, by which the account recognises it later.
//!
//! The secret gives no access. Its holder may try passwords of the account while other clients must wait, but no faster
//! than anybody else ([`guessing`](crate::app::guessing)). A client without a secret is given one with its request. The
//! handler stores the hash when the sign-in succeeds, and only then the client gets the secret, so that no answer
//! reveals whether an account exists.

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
/// The prefix of a secret.
const PREFIX: &str = "dv_";

/// Adds a secret to the request of a client that signs in, and sets it as a cookie when the sign-in succeeds.
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

/// Returns the origin of a request to sign in.
pub(crate) fn origin(client: &Client) -> Origin<'_> {
    Origin { address: client.address, device: client.cookie(NAME) }
}
