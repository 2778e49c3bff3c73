//! The open files of the process: their maximum number, and the part of it that is left for connections.

use anyhow::{Context, Result, bail};

use crate::config::Config;

/// The files that the server needs for itself: the database file, logs, uploads that it reads, connections to
/// providers, and the runtime.
const OWN: usize = 64;
/// The minimum number of connections of a usable server.
const FEWEST: usize = 16;

/// Raises the limit of open files as far as the system allows, and returns the resulting number of connections.
///
/// # Errors
/// When the limit cannot be read, or is too small for the configured connections.
pub fn prepare(config: &Config) -> Result<usize> {
    let limit = rlimit::increase_nofile_limit(u64::MAX).context("cannot read how many files the process may open")?;
    let files = usize::try_from(limit).unwrap_or(usize::MAX);
    let total = connections(config, files)?;
    tracing::info!(
        files,
        connections = total,
        per_address = config.connections.per_address,
        reserve = config.connections.reserve,
        "the number of connections is bounded"
    );
    Ok(total)
}

/// Returns the number of connections of a process that may open so many files.
fn connections(config: &Config, files: usize) -> Result<usize> {
    let database = if config.database_url.starts_with("sqlite:") { 0 } else { config.database.connections as usize };
    let kept = OWN + database + config.connections.reserve;
    let left = files.saturating_sub(kept);
    let wanted = config.connections.total;
    if left < FEWEST || left < wanted {
        let (key, wanted) =
            if wanted == 0 { ("the fewest connections are", FEWEST) } else { ("`connections.total` is", wanted) };
        bail!(
            "{key} {wanted}, but the process may open {files} files, and {kept} of them are kept for the database, logs, \
             uploads and `connections.reserve`: raise the limit of open files (`ulimit -n`, `LimitNOFILE` of systemd) \
             to at least {}",
            kept + wanted.max(FEWEST)
        );
    }
    Ok(config.connections.bounds().total.min(left))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn config(total: usize) -> Config {
        let mut config = Config::default();
        config.connections.total = total;
        config
    }

    #[test]
    fn connections_are_as_many_as_the_open_files_allow() {
        assert_eq!(connections(&config(0), 256).unwrap(), 256 - OWN - 32);
        assert_eq!(connections(&config(0), 1_048_576).unwrap(), 10_000);
        assert_eq!(connections(&config(20_000), 1_048_576).unwrap(), 20_000);
        let postgres = Config { database_url: "postgres://db/heal7".into(), ..config(0) };
        assert_eq!(connections(&postgres, 256).unwrap(), 256 - OWN - 32 - 16);
    }

    #[test]
    fn a_number_that_the_open_files_do_not_allow_is_refused() {
        let refused = connections(&config(1000), 1024).unwrap_err().to_string();
        assert!(refused.contains("`connections.total` is 1000") && refused.contains("at least 1096"), "{refused}");
        let refused = connections(&config(0), 64).unwrap_err().to_string();
        assert!(refused.contains("may open 64 files"), "{refused}");
    }
}
