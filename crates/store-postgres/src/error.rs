//! Which failures of PostgreSQL are the moment's and which are the program's.

use store::Error;

/// The codes of a server that is there and has no time: connections (08), too many of them, shutting down, starting up.
const MOMENTARY: [&str; 3] = ["08", "53300", "57P0"];

/// A failure of the database as the store tells it.
pub(crate) fn refused(error: sqlx::Error) -> Error {
    let momentary = match &error {
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Io(_)
        | sqlx::Error::Tls(_) => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| MOMENTARY.iter().any(|momentary| code.starts_with(momentary)))
        }
        _ => false,
    };
    if momentary { Error::unavailable(error) } else { Error::failed(error) }
}
