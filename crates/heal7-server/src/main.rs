//! `server`: HEAL7's reference server.

mod arguments;
mod log;
mod run;

use std::process::ExitCode;

use clap::Parser;

/// A request makes and drops many small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match run::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Before there is a log, and after it has ended, people look here.
            #[expect(clippy::print_stderr, reason = "it is the program's own last word")]
            {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
