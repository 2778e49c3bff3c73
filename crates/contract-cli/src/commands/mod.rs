//! The commands.

#[cfg(feature = "network")]
mod conformance;
mod generate;
mod list;
mod mock;
mod verify;
mod zod;

use crate::{Project, Terminal};

/// A command of every project.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Write what the contract says; files that are right already keep their time.
    Generate(generate::Arguments),
    /// Compare what is there with what the contract says; needs no network and no Node.
    Verify(verify::Arguments),
    /// List the items of the contract.
    List(list::Arguments),
    /// Serve the contract from seeded data, without an implementation.
    Mock(mock::Arguments),
    /// Test whether a server keeps the contract.
    #[cfg(feature = "network")]
    Conformance(Box<conformance::Arguments>),
    /// Print Zod schemas for any JSON Schema 2020-12 document.
    Zod(zod::Arguments),
}

impl Command {
    /// `generate`, as it is without any argument.
    pub fn generate() -> Self {
        Self::Generate(generate::Arguments::default())
    }

    /// `verify`, as it is without any argument.
    pub fn verify() -> Self {
        Self::Verify(verify::Arguments::default())
    }
}

impl Project {
    /// Runs a command, and answers its exit code.
    ///
    /// # Errors
    /// When the command could not do its work.
    pub fn execute(&self, command: &Command, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
        match command {
            Command::Generate(arguments) => generate::run(self, arguments, terminal),
            Command::Verify(arguments) => verify::run(self, arguments, terminal),
            Command::List(arguments) => list::run(self, arguments, terminal),
            Command::Mock(arguments) => mock::run(self, arguments, terminal),
            #[cfg(feature = "network")]
            Command::Conformance(arguments) => conformance::run_command(self, arguments, terminal),
            Command::Zod(arguments) => zod::run(self, arguments, terminal),
        }
    }
}
