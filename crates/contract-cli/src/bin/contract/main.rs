//! `contract`: the commands that need no Rust types of a contract, and a workspace to declare one in.

mod new;
mod template;
mod toolkit;

use std::process::ExitCode;

use contract_cli::{Project, Terminal, finish, parse_for_files};

/// How the program is called.
const PROGRAM: &str = "contract";

/// Makes a workspace for a contract, and generates every format from a registry.json.
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
    /// Make a workspace with a small contract, a server that keeps it, and everything around them.
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
