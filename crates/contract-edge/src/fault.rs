//! What can go wrong before a handler is asked, in the terms of HTTP; the contract has a code for each.

use std::any::Any;

use contract_model::exchange::Violation;

/// Something that keeps a request from its handler.
#[derive(Debug)]
pub enum Fault {
    /// 400: the request cannot be read, or a parameter is unknown, repeated, missing or of the wrong form.
    Unreadable(String, Vec<Violation>),
    /// 400: the header that names a version of the API names another one.
    UnsupportedVersion(String),
    /// 401: there is no token, and one is needed.
    Unauthenticated,
    /// 401: the token has ended.
    TokenExpired,
    /// 401: the token is not one of this platform.
    InvalidToken,
    /// 403: the call names another person than the caller.
    Forbidden,
    /// 404: no operation has this path.
    NotFound,
    /// 405: the path has no operation with this method.
    MethodNotAllowed {
        /// The methods it has, as `Allow` lists them.
        allowed: String,
    },
    /// 406: the caller accepts none of the media types that the answer can have.
    NotAcceptable,
    /// 413: the body is larger than this many bytes.
    PayloadTooLarge(usize),
    /// 415: the body is of none of these media types.
    UnsupportedMediaType(String),
    /// 409: the first request under this idempotency key has not been answered yet.
    KeyInUse,
    /// 422: this idempotency key belongs to another request.
    KeyReused,
    /// 422: the body can be read and does not fit the contract.
    Invalid(Vec<Violation>),
    /// 429: there were too many requests.
    TooManyRequests {
        /// Seconds after which to try again.
        retry_after: u32,
    },
    /// 503: this server does not mount the module that the message belongs to.
    ModuleUnavailable,
    /// 503: the server is at one of its limits (connections, planning of GraphQL documents).
    Overloaded {
        /// Seconds after which to try again.
        retry_after: u32,
    },
    /// 500: a bug, or something that the handler does not know how to name.
    Internal(String),
    /// 504: the answer took too long.
    Timeout,
}

impl Fault {
    /// A handler that has panicked.
    pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Self::Internal(text.unwrap_or("a handler panicked").to_owned())
    }
}
