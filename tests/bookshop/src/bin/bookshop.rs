//! `bookshop`: the shop as a program, correct or with a fault, for external tools that test servers.

use std::{process::ExitCode, sync::atomic::Ordering};

use bookshop::{faults::Fault, open::Open};
use clap::Parser;
use contract_axum::Settings;
use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};

#[derive(Parser)]
#[command(
    about = "Opens the bookshop on a free port of this machine, and prints its address",
    after_help = "Ctrl-C or SIGTERM closes it: it then prints how many requests have come.\n\nExamples:\n  bookshop\n  bookshop --fault wrong-total\n  bookshop --list"
)]
struct Arguments {
    /// Break the rule of this fault.
    #[arg(long, value_name = "NAME", value_parser = fault)]
    fault: Option<Fault>,
    /// Print the faults as JSON, and open nothing.
    #[arg(long, conflicts_with = "fault")]
    list: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.list {
        print(&format!("{:#}", list()));
        return ExitCode::SUCCESS;
    }
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return ExitCode::FAILURE;
    };
    let shop = match arguments.fault {
        Some(fault) => Open::with_fault(fault).await,
        None => Open::new(Settings::default()).await,
    };
    print(&shop.http(""));
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    print(&shop.requests.load(Ordering::Relaxed).to_string());
    ExitCode::SUCCESS
}

/// The fault of this name.
fn fault(name: &str) -> Result<Fault, String> {
    let fault = Fault::ALL.iter().copied().find(|fault| fault.name() == name);
    fault.ok_or_else(|| "there is no such fault; --list shows all of them".into())
}

/// Every fault, in the order of the table.
fn list() -> Value {
    let fault =
        |fault: &Fault| json!({ "name": fault.name(), "rule": fault.rule(), "description": fault.description() });
    Fault::ALL.iter().map(fault).collect()
}

/// Prints a line that another program reads.
fn print(line: &str) {
    #[expect(clippy::print_stdout, reason = "it is the result of the program")]
    {
        println!("{line}");
    }
}
