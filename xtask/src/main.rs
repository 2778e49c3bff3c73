//! The project's commands: `cargo xtask <command>`.

mod bench;
mod dev;
mod features;
mod fuzz;
mod npm;
mod pages;
mod serve;
mod sqlx;
mod steps;
mod terminal;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use contract_cli::{DRIFT, FAILURE, Options, Project, SUCCESS, Terminal};

/// The command line of the program.
const PROGRAM: &str = "cargo xtask";

/// Generating creates and drops a hundred thousand small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    about = "Generates every format from the contract, and says what has drifted from it",
    after_help = "Examples:\n  {program} dev                     generate, verify, say where everything is, and serve\n  \
                  {program} serve                   run the reference server\n  \
                  {program} mock                    run a mock of the contract\n  \
                  {program} verify --format github  annotate a pull request\n  \
                  {program} list --type SajuResult  which operations reach a type\n  \
                  {program} zod schema.json         Zod schemas of any JSON Schema document\n\n\
                  Exit codes: 0 success, 1 failure, 2 wrong usage, 4 drift"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    Contract(contract_cli::Command),
    /// Install what the tests need and run them all.
    Test(test::Arguments),
    /// Send mutated input to every parser that meets the network, for as long as it is told.
    Fuzz(fuzz::Arguments),
    /// Take what the server's pages load in a browser from their packages.
    Pages(pages::Arguments),
    /// Pack the program `contract` for npm: a main package, and one with the program for this platform.
    Npm(npm::Arguments),
    /// Ask databases about the queries of the stores, and keep the answers, so that a build needs none.
    Sqlx(sqlx::Arguments),
    /// Have every cargo command build each dependency with the same features.
    Features(features::Arguments),
    /// Run the reference server.
    Serve(serve::Arguments),
    /// Generate, verify, say where everything is, and run the mock and the reference server.
    Dev(dev::Arguments),
    /// Measure this project beside others, and write docs/benchmarks.md.
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let Arguments { command } = contract_cli::parse(PROGRAM);
    contract_cli::finish(run(command), &mut Terminal::standard())
}

fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Contract(command) => project().execute(&command, &mut Terminal::standard()),
        Command::Test(arguments) => test::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Pages(arguments) => pages::run(&arguments),
        Command::Npm(arguments) => npm::run(&arguments),
        Command::Sqlx(arguments) => sqlx::run(&arguments),
        Command::Features(arguments) => features::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Dev(arguments) => dev::run(&arguments),
        Command::Bench(bench) => bench::run(&bench),
    }
}

/// HEAL7's contract, with the places of its files.
fn project() -> Project {
    Project::new::<contracts::Heal7Contract>(Options {
        documents: Some("contracts/graphql".into()),
        changelog: Some("contracts/CHANGELOG.md".into()),
        license: Some("LICENSE".into()),
        ..Options::new(steps::root())
    })
}
