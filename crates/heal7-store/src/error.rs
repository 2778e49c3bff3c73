//! The error of a store.

use contract_kit::problem::{Failure, ProblemType as _};
use contracts::problem::{InternalError, ServiceUnavailable, TooManyRequests};

/// The number of seconds after which a caller may retry when the store could not be reached.
const RETRY_AFTER: u32 = 2;

/// The reason why a store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database was not reached, has no free connection, or accepts no writes at the moment.
    #[error("the database is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A limit on messages is used up; nothing was stored.
    #[error("the messages of this day are used up: try again in {retry_after} seconds")]
    Exhausted {
        /// Seconds after which to try again.
        retry_after: u32,
    },
    /// The database refused a statement, or contains data that this program did not write.
    #[error("the database failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Creates an error for a failure that may be over in a moment.
    pub fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// Creates an error for a refused statement or for stored data that cannot be read.
    pub fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(cause.into())
    }
}

/// Callers learn only what they can act upon; the cause is logged.
impl<D> From<Error> for Failure<D> {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(_) => ServiceUnavailable
                .because("the database is not available")
                .retry_after(RETRY_AFTER)
                .caused_by(error)
                .into(),
            Error::Exhausted { retry_after } => {
                TooManyRequests.because(error.to_string()).retry_after(retry_after).into()
            }
            Error::Failed(_) => InternalError.because("the cause is in the server's log").caused_by(error).into(),
        }
    }
}
