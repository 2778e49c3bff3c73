//! Checks a request on its way to its handler against everything that the contract says about it, in one order.

pub(crate) mod accept;
pub(crate) mod body;
pub(crate) mod caller;
mod client;
mod parameters;

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts, RawPathParams, Request},
    http::{Extensions, HeaderMap, HeaderName},
};
use contract_model::{
    exchange::{Caller, Client, RawBody},
    registry::{Auth, Operation},
};
use serde_json::Value;

use crate::{
    fault::Fault,
    platform::{Platform, Usage},
    shared::Shared,
};

pub use self::client::cookies;
pub(crate) use self::parameters::Parameters;

/// The origin of a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    pub address: Option<IpAddr>,
}

/// The header in which each proxy adds the address that it got a request from.
const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

impl Origin {
    /// Returns the address of the peer, or, behind trusted proxies, the address that the first of them saw. Earlier
    /// entries in the header are not trusted, because any client can write them.
    pub(crate) fn read(request: &Request, trusted_proxies: usize) -> Self {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let header_values = request.headers().get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
        let forwarded: Vec<_> = header_values.flat_map(|value| value.split(',')).map(str::trim).collect();
        let seen = trusted_proxies.checked_sub(1).and_then(|back| forwarded.iter().rev().nth(back));
        Self { address: seen.and_then(|address| address.parse().ok()).or(peer) }
    }

    /// Returns the origin that was read when the request got its id.
    pub(crate) fn from_extensions(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or_default()
    }
}

/// A request that may reach its handler.
pub(crate) struct Admitted {
    pub caller: Option<Caller>,
    pub client: Client,
    /// The coerced values, by name.
    pub parameters: Value,
    pub body: RawBody,
    pub headers: HeaderMap,
    pub extensions: Extensions,
}

/// Checks a request against the contract.
pub(crate) async fn admit<S: Platform>(
    shared: &Shared<S>,
    operation: &Operation,
    request: Request,
) -> Result<Admitted, Fault> {
    let (mut parts, body) = request.into_parts();
    version(shared, &parts.headers)?;
    let caller = if operation.auth == Auth::Public && shared.settings.is_always_answered(parts.uri.path()) {
        // A path for operators responds at once, without looking up the token of the request.
        None
    } else {
        caller::authenticate(&shared.platform, operation.auth, &parts.headers).await?
    };
    let Origin { address } = Origin::from_extensions(&parts.extensions);
    let rate = operation.policy.rate.as_deref();
    let subject = caller.as_ref().map(|caller| caller.subject.as_str());
    let usage = Usage { item: &operation.id, is_message: false, rate, subject, address };
    shared.count(&usage).await?;
    if operation.answers.iter().any(|answer| answer.body.is_some()) {
        accept::check(&parts.headers, "application/json")?;
    }
    let path = RawPathParams::from_request_parts(&mut parts, &()).await;
    let path = path.map_err(|_| Fault::Unreadable("the path is not UTF-8".into(), Vec::new()))?;
    let asked = Parameters { item: &operation.id, declared: &operation.parameters };
    let parameters = asked.read(shared, &path, parts.uri.query(), &parts.headers)?;
    owner(operation.policy.owner.as_deref(), caller.as_ref(), &parameters)?;
    let body = body::read(shared, operation, &parts.headers, body).await?;
    let client = Client { address, cookies: cookies(&parts.headers) };
    Ok(Admitted { caller, client, parameters, body, headers: parts.headers, extensions: parts.extensions })
}

/// Checks the version header, which may only name the contract's version.
pub(crate) fn version<S>(shared: &Shared<S>, headers: &HeaderMap) -> Result<(), Fault> {
    let Some(version) = &shared.registry.info.version_header else { return Ok(()) };
    match headers.get(&version.name) {
        Some(header_value) if header_value.as_bytes() != version.value.as_bytes() => {
            Err(Fault::UnsupportedVersion(format!(
                "{} must be `{}`, but is `{}`",
                version.name,
                version.value,
                String::from_utf8_lossy(header_value.as_bytes())
            )))
        }
        _ => Ok(()),
    }
}

/// Checks that the parameter or argument with the owner names the caller.
pub(crate) fn owner(name: Option<&str>, caller: Option<&Caller>, values: &Value) -> Result<(), Fault> {
    let named = name.and_then(|name| values[name].as_str());
    let is_another = named.is_some_and(|named| caller.is_none_or(|caller| caller.subject != named));
    if is_another { Err(Fault::Forbidden) } else { Ok(()) }
}
