//! `contract`: the commands that need no Rust types of a contract, and a command that creates a workspace for a
//! contract.

mod new;
mod template;
mod toolkit;

use std::process::ExitCode;

use contract_cli::{Project, Terminal, finish, parse_for_files};

/// The name of the program.
const PROGRAM: &str = "contract";

/// Creates a workspace for a contract, and generates every format from a registry.json.
#[derive(clap::Parser)]
#[command(
    version,
    after_help = "Examples:\n  {program} new orders --toolkit path:../contracts-toolkit\n  \
                  {program} generate --registry registry.json --output formats\n  \
                  {program} verify --registry registry.json --output formats\n  \
                  {program} list --registry registry.json operations\n  \
                  {program} zod order.schema.json > src/order.ts\n\n\
                  Exit codes: 0 success, 1 failure, 2 wrong usage, 4 drift"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Create a workspace with a small contract, a server that implements it, and everything they need.
    New(new::Arguments),
    #[command(flatten)]
    Contract(contract_cli::Command),
}

fn main() -> ExitCode {
    let Arguments { command } = parse_for_files(PROGRAM);
    let mut terminal = Terminal::standard();
    let code = match &command {
        Command::New(arguments) => new::run(arguments, &mut terminal),
        Command::Contract(command) => Project::without_contract(PROGRAM).execute(command, &mut terminal),
    };
    finish(code, &mut terminal)
}
