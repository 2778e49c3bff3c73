//! Which of a program's migrations a database has.

use crate::{Error, Result};

/// A migration by what identifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The number in the name of its file.
    pub version: i64,
    /// Of its text.
    pub checksum: Vec<u8>,
}

/// A migration of the program and a migration of the database have the same number and another text.
#[derive(Debug, thiserror::Error)]
#[error("migration {0} of the database is not the one of this program")]
pub struct Changed(i64);

/// How many of a program's migrations the database has, both in order. A database may have more: a later program has
/// been there, and leaves the earlier one what it needs.
pub fn applied(program: &[Version], database: &[Version]) -> Result<usize> {
    for (ours, theirs) in program.iter().zip(database) {
        if ours != theirs {
            return Err(Error::failed(Changed(ours.version)));
        }
    }
    Ok(program.len().min(database.len()))
}

#[cfg(test)]
mod tests {
    use super::{Version, applied};

    fn versions(texts: &[&str]) -> Vec<Version> {
        let numbered = (1..).zip(texts);
        numbered.map(|(version, text)| Version { version, checksum: text.as_bytes().to_vec() }).collect()
    }

    #[test]
    fn applied_migrations_are_counted_and_conflicts_refused() {
        assert!(matches!(applied(&versions(&["a", "b"]), &[]), Ok(0)));
        assert!(matches!(applied(&versions(&["a", "b"]), &versions(&["a"])), Ok(1)));
        assert!(matches!(applied(&versions(&["a"]), &versions(&["a", "b"])), Ok(1)));
        assert!(applied(&versions(&["a", "b"]), &versions(&["a", "c"])).is_err());
    }
}
