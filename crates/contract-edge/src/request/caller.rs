//! Authenticates the caller.

use axum::http::{HeaderMap, header};
use contract_model::{
    exchange::{Caller, TokenFault},
    registry::Auth,
};

use crate::{fault::Fault, platform::Platform};

/// Returns the caller, if they sent a token. Where anybody may call, a refused token counts as no token.
pub(crate) async fn authenticate<S: Platform>(
    platform: &S,
    auth: Auth,
    headers: &HeaderMap,
) -> Result<Option<Caller>, Fault> {
    let token = bearer(headers);
    match (auth, token) {
        (_, Ok(Some(token))) => match (platform.authenticate(token).await, auth) {
            (Ok(caller), _) => Ok(Some(caller)),
            (Err(_), Auth::Public) => Ok(None),
            (Err(TokenFault::Expired), Auth::Bearer) => Err(Fault::TokenExpired),
            (Err(TokenFault::Invalid), Auth::Bearer) => Err(Fault::InvalidToken),
        },
        (Auth::Public, _) => Ok(None),
        (Auth::Bearer, Ok(None)) => Err(Fault::Unauthenticated),
        (Auth::Bearer, Err(fault)) => Err(fault),
    }
}

/// Returns the caller, if they sent a token. The token must be valid, because it decides what they may see.
pub(crate) async fn if_any<S: Platform>(platform: &S, headers: &HeaderMap) -> Result<Option<Caller>, Fault> {
    let auth = if bearer(headers)?.is_some() { Auth::Bearer } else { Auth::Public };
    authenticate(platform, auth, headers).await
}

/// Returns the token of `Authorization: Bearer …` (RFC 6750), if there is one.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Fault> {
    let mut header_values = headers.get_all(header::AUTHORIZATION).iter();
    match (header_values.next(), header_values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => token(value.to_str().map_err(|_| Fault::InvalidToken)?),
        (Some(_), Some(_)) => Err(Fault::InvalidToken),
    }
}

/// Returns the token of credentials. A scheme without a token counts as no credentials, because clients send that when
/// nobody is signed in.
pub(crate) fn token(credentials: &str) -> Result<Option<&str>, Fault> {
    let credentials = credentials.trim();
    let (scheme, token) = credentials.split_once(' ').unwrap_or((credentials, ""));
    match (scheme, token.trim()) {
        ("", _) => Ok(None),
        (scheme, token) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token).filter(|token| !token.is_empty())),
        _ => Err(Fault::Unauthenticated),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_without_a_token_counts_as_no_credentials() {
        for none in ["", " ", "Bearer", "bearer ", "Bearer   "] {
            assert!(matches!(token(none), Ok(None)), "{none:?}");
        }
        for one in ["Bearer a", "bearer  a ", " BEARER a"] {
            assert!(matches!(token(one), Ok(Some("a"))), "{one:?}");
        }
        for other in ["Basic a", "a", "Bearer:a", "Basic"] {
            assert!(matches!(token(other), Err(Fault::Unauthenticated)), "{other:?}");
        }
    }
}
