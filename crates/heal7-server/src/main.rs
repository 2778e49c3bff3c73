//! `server`: HEAL7's reference server.

mod arguments;
mod log;
mod run;

use std::process::ExitCode;

use clap::Parser;

/// This allocator is fast for the many small values of a request.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match run::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The log may not have started yet, or may have ended, so the error goes to standard error.
            #[expect(clippy::print_stderr, reason = "it is the program's own last word")]
            {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
