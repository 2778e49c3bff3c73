//! `cargo xtask dev`: the whole main workflow in one command.

use std::{
    env,
    process::{Child, Command},
};

use anyhow::Context;
use contract_cli::{Colour, Terminal};

use crate::{SUCCESS, project, serve};

/// The places of the results, with their audience.
const PLACES: &[(&str, &str)] = &[
    ("generated/typescript/", "the npm package: client, types, schemas, mocks (README.md says how to use it)"),
    ("generated/openapi/openapi.json", "REST, OpenAPI 3.1 (openapi.yaml beside it)"),
    ("generated/graphql/schema.graphql", "GraphQL"),
    ("generated/asyncapi/asyncapi.json", "WebSocket and Server-Sent Events, AsyncAPI 3.0"),
    ("generated/json-schema/", "one JSON Schema 2020-12 a type"),
    ("generated/registry.json", "the whole contract as data"),
    ("generated/losses.md", "features that a format cannot express"),
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Stop before the servers.
    #[arg(long)]
    no_serve: bool,
    /// Arguments for the reference server.
    #[arg(last = true)]
    server: Vec<String>,
}

/// Generates, verifies, prints where everything is, and serves: the mock and the reference server.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let (project, mut terminal) = (project(), Terminal::standard());
    terminal.progress("Generating every format from contracts/");
    project.execute(&contract_cli::Command::generate(), &mut terminal)?;
    terminal.progress("Verifying that what is there is what the contract says");
    let code = project.execute(&contract_cli::Command::verify(), &mut terminal)?;
    if code != SUCCESS {
        return Ok(code);
    }
    terminal.line("");
    let width = PLACES.iter().map(|(path, _)| path.len()).max().unwrap_or_default();
    for (path, what) in PLACES {
        let path = terminal.coloured(&format!("{path:<width$}"), Colour::Cyan);
        terminal.line(format!("  {path}  {what}"));
    }
    terminal.line("");
    terminal.line("Next: cargo xtask list, cargo xtask test; change contracts/ and run this again.");
    if arguments.no_serve {
        return Ok(SUCCESS);
    }
    terminal.line("");
    // Stopped together with the server: Ctrl-C reaches both, and otherwise the drop ends the mock.
    let _mock = MockProcess::start()?;
    serve::run(&serve::Arguments { release: false, server: arguments.server.clone() })
}

/// A mock in a separate process, which ends when this value is dropped.
struct MockProcess(Child);

impl MockProcess {
    fn start() -> anyhow::Result<Self> {
        let program = env::current_exe().context("the path of this program is not known")?;
        let child = Command::new(program).arg("mock").spawn().context("the mock cannot be started")?;
        Ok(Self(child))
    }
}

impl Drop for MockProcess {
    fn drop(&mut self) {
        // The process may have ended by itself.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}
