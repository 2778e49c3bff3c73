//! Why a store did not do what it was asked for.

use contract_kit::problem::{Failure, ProblemType as _};
use contracts::problem::{InternalError, ServiceUnavailable, TooManyRequests};

/// Seconds after which a store that could not be reached is asked again.
const RETRY_AFTER: u32 = 2;

/// Why a store did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database was not reached, has no connection to spare, or takes no writes for the moment.
    #[error("the database is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A limit of messages is used up; nothing was kept.
    #[error("the messages of this day are used up: try again in {retry_after} seconds")]
    Exhausted {
        /// Seconds after which to try again.
        retry_after: u32,
    },
    /// The database refused a statement, or holds what this program did not write.
    #[error("the database failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A failure that may be over in a moment.
    pub fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// The database refused, or what it holds cannot be read.
    pub fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(cause.into())
    }
}

/// A caller is told as much as they can act upon; the cause is logged.
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
