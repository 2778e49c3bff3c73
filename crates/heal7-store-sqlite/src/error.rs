//! The classification of SQLite's failures: temporary ones, and mistakes of the program.

use heal7_store::{Error, watch::Trouble};

/// The low byte of a code of SQLite; the other bytes give details.
const PRIMARY: i32 = 0xff;

const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const NOMEM: i32 = 7;
const READONLY: i32 = 8;
const IOERR: i32 = 10;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
const PROTOCOL: i32 = 15;

/// Converts a failure of the database to an error of the store.
pub(crate) fn refused(error: sqlx::Error) -> Error {
    if trouble(&error).is_some() { Error::unavailable(error) } else { Error::failed(error) }
}

/// Returns the meaning of a failure for the whole database, or `None` if only its statement was wrong.
pub(crate) fn trouble(error: &sqlx::Error) -> Option<Trouble> {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Some(Trouble::Doubtful),
        sqlx::Error::WorkerCrashed
        | sqlx::Error::Io(_)
        | sqlx::Error::BeginFailed
        | sqlx::Error::InvalidSavePointStatement => Some(Trouble::Lost),
        sqlx::Error::Database(error) => match error.code()?.parse::<i32>().ok()? & PRIMARY {
            BUSY | LOCKED => Some(Trouble::Doubtful),
            NOMEM | READONLY | IOERR | FULL | CANTOPEN | PROTOCOL => Some(Trouble::Refused),
            _ => None,
        },
        _ => None,
    }
}
