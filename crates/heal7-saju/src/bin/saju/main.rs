//! `saju`: the Four Pillars on the command line.

mod arguments;
mod batch;
mod chart;
mod json;
mod lunar;
mod terminal;
mod terms;

use std::process::ExitCode;

use clap::Parser;

use self::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Chart(arguments) => chart::run(&arguments),
        Command::Terms(arguments) => terms::run(&arguments),
        Command::Lunar(arguments) => lunar::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that stops early, such as `head`, is no failure.
        Err(error) if terminal::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::error(&error);
            ExitCode::FAILURE
        }
    }
}
