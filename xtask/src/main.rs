//! The project's commands: `cargo xtask <command>`.

mod bench;
mod dev;
mod features;
mod fuzz;
mod generate;
mod list;
mod pages;
mod plan;
mod serve;
mod sources;
mod sqlx;
mod steps;
mod terminal;
mod test;
mod verify;
mod zod;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use contract_kit::{build::Contract, diagnostic::Diagnostics, registry::Registry};
use emit::Emission;

/// Nothing has drifted, everything passed.
const SUCCESS: u8 = 0;
/// The command could not do its work.
const FAILURE: u8 = 1;
/// What is committed is not what the contract says.
const DRIFT: u8 = 4;

/// Generating is making and dropping a hundred thousand small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Generates every format from the contract, and says what has drifted from it",
    after_help = "Examples:\n  cargo xtask dev                     generate, verify, say where everything is, and serve\n  cargo xtask serve                   run the reference server\n  cargo xtask verify --format github  annotate a pull request\n  cargo xtask list --type SajuResult  which operations reach a type\n  cargo xtask zod schema.json         Zod schemas of any JSON Schema document\n\nExit codes: 0 success, 1 failure, 2 wrong usage, 4 drift"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write what the contract says; files that are right already keep their time.
    Generate(generate::Arguments),
    /// Compare what is there with what the contract says; needs no network and no Node.
    #[command(after_help = "Exit codes: 0 everything is fresh, 4 something has drifted, 1 the contract has mistakes")]
    Verify {
        #[command(flatten)]
        output: Output,
        /// How to say what has drifted.
        #[arg(long, value_enum, default_value_t)]
        format: verify::Format,
    },
    /// List the items of the contract.
    List(list::Arguments),
    /// Install what the tests need and run them all.
    Test(test::Arguments),
    /// Send mutated input to every parser that meets the network, for as long as it is told.
    Fuzz(fuzz::Arguments),
    /// Print Zod schemas for any JSON Schema 2020-12 document.
    Zod(zod::Arguments),
    /// Take what the server's pages load in a browser from their packages.
    Pages(pages::Arguments),
    /// Ask databases about the queries of the stores, and keep the answers, so that a build needs none.
    Sqlx(sqlx::Arguments),
    /// Have every cargo command build each dependency with the same features.
    Features(features::Arguments),
    /// Run the reference server.
    Serve(serve::Arguments),
    /// Generate, verify, say where everything is, and run the reference server.
    Dev(dev::Arguments),
    /// Measure this project beside others, and write docs/benchmarks.md.
    #[command(subcommand)]
    Bench(bench::Bench),
}

#[derive(Default, clap::Args)]
struct Output {
    /// The folder of generated files [default: generated/ of this project].
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

impl Output {
    fn folder(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| steps::root().join("generated"))
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            terminal::error(&format!("{error:#}"));
            ExitCode::from(FAILURE)
        }
    }
}

fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Verify { output, format } => verify::run(&output.folder(), format),
        Command::List(arguments) => list::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Zod(arguments) => zod::run(&arguments),
        Command::Pages(arguments) => pages::run(&arguments),
        Command::Sqlx(arguments) => sqlx::run(&arguments),
        Command::Features(arguments) => features::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Dev(arguments) => dev::run(&arguments),
        Command::Bench(bench) => bench::run(&bench),
    }
}

/// The contract as data, or every mistake in it.
fn contract() -> Result<Registry, Diagnostics> {
    contracts::Heal7Contract::registry()
}

/// The contract as data, where a mistake in it ends the command.
fn registry() -> anyhow::Result<Registry> {
    contract().map_err(|found| mistakes(&found))
}

/// Every generated file, or every mistake in the contract and in what stands beside it.
fn emission() -> anyhow::Result<Result<(Registry, Emission), Diagnostics>> {
    let sources = sources::of_project()?;
    let made = contracts::Heal7Contract::registry_with(|registry| emit::emit(registry, &sources));
    Ok(made.and_then(|(registry, emission)| Ok((registry, emission?))))
}

/// Mistakes as the error that ends a command.
fn mistakes(mistakes: &Diagnostics) -> anyhow::Error {
    anyhow::anyhow!("the contract cannot be used as it is\n{mistakes}")
}
