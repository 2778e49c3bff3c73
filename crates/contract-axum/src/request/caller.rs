//! Who calls.

use axum::http::{HeaderMap, header};
use contract_kit::{operation::Caller, registry::Auth};

use crate::{
    fault::Fault,
    platform::{Platform, TokenFault},
};

/// The caller, where they sent a token; where anybody may call, one that is refused is as none.
pub(crate) async fn of<S: Platform>(platform: &S, auth: Auth, headers: &HeaderMap) -> Result<Option<Caller>, Fault> {
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

/// The caller, where they sent a token, which is then to be good: what they may see hangs on it.
pub(crate) async fn if_any<S: Platform>(platform: &S, headers: &HeaderMap) -> Result<Option<Caller>, Fault> {
    if headers.contains_key(header::AUTHORIZATION) { of(platform, Auth::Bearer, headers).await } else { Ok(None) }
}

/// The token of `Authorization: Bearer …` (RFC 6750), where there is that header.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Fault> {
    let mut said = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (said.next(), said.next()) else {
        return if headers.contains_key(header::AUTHORIZATION) { Err(Fault::InvalidToken) } else { Ok(None) };
    };
    let value = value.to_str().map_err(|_| Fault::InvalidToken)?;
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            Ok(Some(token.trim()))
        }
        _ => Err(Fault::Unauthenticated),
    }
}
