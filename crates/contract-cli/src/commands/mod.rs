//! The commands.

#[cfg(feature = "network")]
mod conformance;
mod generate;
mod list;
mod mock;
mod verify;
mod zod;

use crate::{Project, Terminal};

/// A command that every project has.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Generate all files of the contract; files that are already correct are not touched.
    Generate(generate::Arguments),
    /// Compare the generated files with the contract; needs no network and no Node.
    Verify(verify::Arguments),
    /// List the items of the contract.
    List(list::Arguments),
    /// Serve the contract from seeded data, without an implementation.
    Mock(mock::Arguments),
    /// Test whether a server conforms to the contract.
    #[cfg(feature = "network")]
    Conformance(Box<conformance::Arguments>),
    /// Print Zod schemas for any JSON Schema 2020-12 document.
    Zod(zod::Arguments),
}

impl Command {
    /// Returns `generate` without arguments.
    pub fn generate() -> Self {
        Self::Generate(generate::Arguments::default())
    }

    /// Returns `verify` without arguments.
    pub fn verify() -> Self {
        Self::Verify(verify::Arguments::default())
    }
}

impl Project {
    /// Runs a command, and returns its exit code.
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
