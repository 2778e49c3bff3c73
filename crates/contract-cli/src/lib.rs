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
//! A project with its own commands has [`Command`] as one variant of them, and calls [`Project::execute`] with it.

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

/// Success: no drift, and every check passed.
pub const SUCCESS: u8 = 0;
/// The command failed.
pub const FAILURE: u8 = 1;
/// Drift: the files differ from the contract.
pub const DRIFT: u8 = 4;

/// A program that has only the commands of a contract.
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

/// Parses the arguments of the process, runs the command that they name, and returns the exit code of the process.
pub fn run<C: Contract + 'static>(options: Options) -> ExitCode {
    let Arguments { command } = parse(&options.program);
    let mut terminal = Terminal::standard();
    let code = Project::new::<C>(options).execute(&command, &mut terminal);
    finish(code, &mut terminal)
}

/// Returns the exit code of the process after a command. Prints the reason, where the command failed.
pub fn finish(code: anyhow::Result<u8>, terminal: &mut Terminal<'_>) -> ExitCode {
    let code = code.unwrap_or_else(|error| {
        terminal.error(&format!("{error:#}"));
        FAILURE
    });
    ExitCode::from(code)
}
