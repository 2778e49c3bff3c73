//! Faults: the reasons, in terms of HTTP, for which a request does not reach its handler or has no response. The
//! contract has a problem for each.

use std::any::Any;

use contract_model::{
    exchange::{Details, Violation},
    registry::{Implied, ProblemDefinition, Registry},
};

/// A reason for which a request does not reach its handler, or has no response. Its text is for the caller.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// 400: the request cannot be read, or a parameter is unknown, repeated, missing or of the wrong form.
    #[error("{0}")]
    Unreadable(String, Vec<Violation>),
    /// 400: the version header names an unsupported version.
    #[error("{0}")]
    UnsupportedVersion(String),
    /// 401: a token is required and missing.
    #[error("send `Authorization: Bearer` with a token")]
    Unauthenticated,
    /// 401: the token has expired.
    #[error("the token has expired: refresh it, and call again")]
    TokenExpired,
    /// 401: the token is not valid on this platform.
    #[error("the token is not valid: sign in again")]
    InvalidToken,
    /// 403: the call names an owner other than the caller.
    #[error("the call names another person than its token")]
    Forbidden,
    /// 404: no operation has this path.
    #[error("no operation has this path")]
    NotFound,
    /// 405: the path has no operation with this method.
    #[error("this path takes {allowed}")]
    MethodNotAllowed {
        /// The allowed methods, as `Allow` lists them.
        allowed: String,
    },
    /// 406: the caller accepts none of the media types of the response.
    #[error("`Accept` leaves out the media type of the answer")]
    NotAcceptable,
    /// 413: the body is larger than this many bytes.
    #[error("the body may have at most {0} bytes")]
    PayloadTooLarge(usize),
    /// 415: the body has a media type other than these.
    #[error("{0}")]
    UnsupportedMediaType(String),
    /// 409: the first request under this idempotency key has not been answered yet.
    #[error("wait for the answer to the first request with this key")]
    KeyInUse,
    /// 422: this idempotency key belongs to another request.
    #[error("make a new key for each request")]
    KeyReused,
    /// 422: the body can be read, but does not fit the contract.
    #[error("a value does not fit the contract")]
    Invalid(Vec<Violation>),
    /// 429: there were too many requests.
    #[error("wait {retry_after} seconds")]
    TooManyRequests {
        /// The number of seconds after which to retry.
        retry_after: u32,
    },
    /// 503: this server does not mount the module that the request belongs to.
    #[error("this server does not serve this part of the contract")]
    ModuleUnavailable,
    /// 503: the server has reached one of its limits (connections, planning of GraphQL documents).
    #[error("the server is at its limit: try again in {retry_after} seconds")]
    Overloaded {
        /// The number of seconds after which to retry.
        retry_after: u32,
    },
    /// 500: a bug, or a failure for which the handler has no problem. The reason is only logged.
    #[error("the cause is in the log of the server")]
    Internal(String),
    /// 504: the response took too long.
    #[error("the answer was not ready in time")]
    Timeout,
}

impl Fault {
    /// Returns the fault of a handler that panicked.
    pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Self::Internal(text.unwrap_or("a handler panicked").to_owned())
    }

    /// Returns its HTTP status, and the condition under which a contract implies its problem.
    pub const fn kind(&self) -> (u16, Implied) {
        match self {
            Self::Unreadable(..) | Self::UnsupportedVersion(_) => (400, Implied::Always),
            Self::Unauthenticated | Self::TokenExpired | Self::InvalidToken => (401, Implied::Bearer),
            Self::Forbidden => (403, Implied::Owner),
            Self::NotFound => (404, Implied::Unrouted),
            Self::MethodNotAllowed { .. } => (405, Implied::Unrouted),
            Self::NotAcceptable => (406, Implied::Always),
            Self::KeyInUse => (409, Implied::Key),
            Self::PayloadTooLarge(_) => (413, Implied::Body),
            Self::UnsupportedMediaType(_) => (415, Implied::Body),
            Self::Invalid(_) => (422, Implied::Body),
            Self::KeyReused => (422, Implied::Key),
            Self::TooManyRequests { .. } => (429, Implied::Always),
            Self::Internal(_) => (500, Implied::Always),
            Self::ModuleUnavailable | Self::Overloaded { .. } => (503, Implied::Always),
            Self::Timeout => (504, Implied::Always),
        }
    }

    /// Returns the problem for the fault, where an implementation names none: the first one of the contract with the
    /// fault's status and condition, or one with the status that is implied everywhere.
    pub fn problem<'a>(&self, registry: &'a Registry) -> Option<&'a ProblemDefinition> {
        let (status, condition) = self.kind();
        let implied = |condition| {
            let mut problems = registry.problems.iter();
            problems.find(|problem| problem.status == status && problem.implied == Some(condition))
        };
        implied(condition).or_else(|| implied(Implied::Always))
    }

    /// Converts the fault into an occurrence of a problem.
    pub fn into_details(self, problem: &ProblemDefinition) -> Details {
        let detail = Some(self.to_string());
        let (mut violations, mut retry_after, mut cause) = (Vec::new(), None, None);
        match self {
            Self::Unreadable(_, found) | Self::Invalid(found) => violations = found,
            Self::TooManyRequests { retry_after: seconds } | Self::Overloaded { retry_after: seconds } => {
                retry_after = Some(seconds);
            }
            // One second is enough for most requests.
            Self::KeyInUse => retry_after = Some(1),
            Self::Internal(reason) => cause = Some(reason.into()),
            Self::UnsupportedVersion(_)
            | Self::Unauthenticated
            | Self::TokenExpired
            | Self::InvalidToken
            | Self::Forbidden
            | Self::NotFound
            | Self::MethodNotAllowed { .. }
            | Self::NotAcceptable
            | Self::PayloadTooLarge(_)
            | Self::UnsupportedMediaType(_)
            | Self::KeyReused
            | Self::ModuleUnavailable
            | Self::Timeout => {}
        }
        Details {
            code: problem.code.clone().into(),
            status: problem.status,
            title: problem.title.clone().into(),
            detail,
            violations,
            retry_after,
            cause,
        }
    }
}
