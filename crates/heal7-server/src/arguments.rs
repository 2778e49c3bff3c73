//! The arguments of the command line.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use heal7_server::config::{self, LogFormat, Migrate};

const EXAMPLES: &str = "\
Examples:
  server                                     run with no configuration: SQLite in the working folder
  heal7-server --listen 0.0.0.0:8080 --database postgres://heal7@db/heal7 --migrate off
  heal7-server migrate --database postgres://heal7@db/heal7
  heal7-server config --config server.toml         check a configuration, and show it whole

Every setting can stand in a TOML file (--config), in the environment (HEAL7_LISTEN,
HEAL7_TOKENS__ACCESS_SECONDS, DATABASE_URL), or, the commonest, in a flag. A flag comes before the
environment, the environment before the file.";

/// HEAL7's reference server: REST, GraphQL, WebSocket and server-sent events as the contract defines them.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum Command {
    /// Migrate the database to the newest version, and exit.
    Migrate,
    /// Print the effective configuration with its secrets hidden, and exit.
    Config,
}

#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// A TOML file with settings.
    #[arg(long, value_name = "FILE", env = "HEAL7_CONFIG", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// The address to listen on; `:9090` is port 9090 of this machine alone [default: 127.0.0.1:8080].
    ///
    /// Links begin with this address unless `public_url` is set.
    #[arg(long, value_name = "ADDRESS", global = true, value_parser = config::listening)]
    pub(crate) listen: Option<SocketAddr>,
    /// `sqlite:FILE` or `postgres://…` [default: sqlite:heal7.db].
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) database: Option<String>,
    /// The migration of the database at start [default: auto].
    #[arg(long, value_name = "WHEN", global = true)]
    pub(crate) migrate: Option<Migrate>,
    /// The form of the log [default: text].
    #[arg(long, value_name = "FORMAT", global = true)]
    pub(crate) log: Option<LogFormat>,
}

impl Settings {
    /// Returns the flags that are set, by the keys of their settings.
    pub(crate) fn by_key(&self) -> Vec<(&'static str, String)> {
        let flags = [
            ("listen", self.listen.map(|listen| listen.to_string())),
            ("database_url", self.database.clone()),
            ("migrate", self.migrate.as_ref().and_then(word)),
            ("log.format", self.log.as_ref().and_then(word)),
        ];
        flags.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

fn word(value: &impl ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}
