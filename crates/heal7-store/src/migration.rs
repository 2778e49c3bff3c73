//! Comparison of a program's migrations with those of a database.

use crate::{Error, Result};

/// The identity of a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The number in the name of the migration's file.
    pub version: i64,
    /// The checksum of the migration's text.
    pub checksum: Vec<u8>,
}

/// The error when a migration of the program and one of the database have the same number and different texts.
#[derive(Debug, thiserror::Error)]
#[error("migration {0} of the database is not the one of this program")]
pub struct Changed(i64);

/// Returns how many of a program's migrations the database has, both in order. A database may have more: a later
/// program has migrated it, and left everything that the earlier program needs.
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
