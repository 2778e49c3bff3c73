//! The commands of the contract: `cargo xtask --help`.

use std::process::ExitCode;

use contract_cli::Options;
use contracts::ApiContract;

fn main() -> ExitCode {
    contract_cli::run::<ApiContract>(Options::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")))
}
