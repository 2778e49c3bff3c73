//! Which failures of SQLite are the moment's and which are the program's.

use store::Error;

/// SQLite's code for a file that another process has locked.
const BUSY: i32 = 5;

/// The low byte of a code; the rest says more of the same.
const PRIMARY: i32 = 0xff;

/// A failure of the database as the store tells it.
pub(crate) fn refused(error: sqlx::Error) -> Error {
    let momentary = match &error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => {
            error.code().and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| code & PRIMARY == BUSY)
        }
        _ => false,
    };
    if momentary { Error::unavailable(error) } else { Error::failed(error) }
}
