//! The commands of a contract, for a project's own program and for the program `contract`.
//!
//! A project of one contract has a program of a few lines:
//!
//! ```ignore
//! fn main() -> std::process::ExitCode {
//!     contract_cli::run::<OrdersContract>(contract_cli::Options::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")))
//! }
//! ```
//!
//! A project with commands of its own has [`Command`] as one variant of its own commands, and calls
//! [`Project::execute`] with it.

mod changes;
mod commands;
pub mod files;
mod help;
mod options;
mod plan;
mod project;
mod sources;
mod terminal;

use std::process::ExitCode;

use contract_kit::build::Contract;

pub use self::{
    commands::Command,
    help::{parse, parse_for_files},
    options::Options,
    project::Project,
    terminal::{Colour, Terminal},
};

/// Nothing has drifted, everything passed.
pub const SUCCESS: u8 = 0;
/// The command could not do its work.
pub const FAILURE: u8 = 1;
/// The files that are there are not what the contract says.
pub const DRIFT: u8 = 4;

/// A program with the commands of a contract and no others.
#[derive(clap::Parser)]
#[command(
    about = "Generates every format from the contract, and says what has drifted from it",
    after_help = "Examples:\n  {program} generate\n  {program} verify --format github\n  {program} list operations\n\n\
                  Exit codes: 0 success, 1 failure, 2 wrong usage, 4 drift"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Reads the arguments of the process, runs the command that they name, and answers the exit code of the process.
pub fn run<C: Contract + 'static>(options: Options) -> ExitCode {
    let Arguments { command } = parse(&options.program);
    let mut terminal = Terminal::standard();
    let code = Project::new::<C>(options).execute(&command, &mut terminal);
    finish(code, &mut terminal)
}

/// The exit code of the process after a command. Says why, where the command could not do its work.
pub fn finish(code: anyhow::Result<u8>, terminal: &mut Terminal<'_>) -> ExitCode {
    let code = code.unwrap_or_else(|error| {
        terminal.error(&format!("{error:#}"));
        FAILURE
    });
    ExitCode::from(code)
}
