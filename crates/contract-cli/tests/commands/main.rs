//! The commands of the library, run with the bookshop's contract and with writers instead of a terminal.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod files_of_a_project;
mod from_a_registry;
mod listing;

use std::path::Path;

use bookshop_contract::BookshopContract;
use clap::Parser;
use contract_cli::{Command, Options, Project, Terminal};

/// The result of a command.
#[derive(Debug)]
struct Ended {
    /// The exit code, or the message of the error.
    code: Result<u8, String>,
    results: String,
    messages: String,
}

/// Runs a command of a project.
fn run(project: &Project, arguments: &[&str]) -> Ended {
    #[derive(Parser)]
    struct Arguments {
        #[command(subcommand)]
        command: Command,
    }
    let arguments = Arguments::parse_from(["program"].iter().chain(arguments));
    let (mut results, mut messages) = (Vec::new(), Vec::new());
    let code = project.execute(&arguments.command, &mut Terminal::plain(&mut results, &mut messages));
    let [results, messages] = [results, messages].map(|output| String::from_utf8(output).unwrap());
    Ended { code: code.map_err(|error| format!("{error:#}")), results, messages }
}

/// Returns the bookshop as a project in a folder, with nothing but its contract.
fn bookshop(root: &Path) -> Project {
    Project::new::<BookshopContract>(Options { program: "cargo bookshop".into(), ..Options::new(root) })
}
