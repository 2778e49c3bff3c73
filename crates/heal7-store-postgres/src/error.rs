//! The classification of PostgreSQL's failures: temporary ones, and mistakes of the program.

use heal7_store::{Error, watch::Trouble};
use sqlx::error::DatabaseError;

/// The codes of a server that does not write: a standby, a demoted primary, a full disk, an I/O error.
const REFUSED: [&str; 3] = ["25006", "53100", "58030"];

/// The codes of a connection that is unusable: broken, or to a server that is stopping or starting.
const LOST: [&str; 2] = ["08", "57P0"];

/// The codes of a server that has no free resources.
const BUSY: [&str; 1] = ["53"];

/// The codes of a statement that conflicted with others and may succeed on a retry: serialization failure, deadlock,
/// lock not available, cancelled.
const CONTENDED: [&str; 4] = ["40001", "40P01", "55P03", "57014"];

/// Converts a failure of the database to an error of the store.
pub(crate) fn refused(error: sqlx::Error) -> Error {
    let is_momentary = trouble(&error).is_some() || has_code(&error, &CONTENDED);
    if is_momentary { Error::unavailable(error) } else { Error::failed(error) }
}

/// Returns the meaning of a failure for the whole database, or `None` if only its statement failed.
pub(crate) fn trouble(error: &sqlx::Error) -> Option<Trouble> {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Some(Trouble::Doubtful),
        // Protocol errors come from a proxy that has no server, or from a connection that is cut during an answer.
        sqlx::Error::Protocol(_) | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => Some(Trouble::Lost),
        error if has_code(error, &REFUSED) => Some(Trouble::Refused),
        error if has_code(error, &LOST) => Some(Trouble::Lost),
        error if has_code(error, &BUSY) => Some(Trouble::Doubtful),
        _ => None,
    }
}

/// Whether the code of a failure begins with one of these.
fn has_code(error: &sqlx::Error, codes: &[&str]) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| codes.iter().any(|known| code.starts_with(known)))
}
