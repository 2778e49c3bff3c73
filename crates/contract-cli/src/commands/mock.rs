//! `mock`: serves the contract from seeded data.

use std::{
    future::pending,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use anyhow::Context;
use contract_mock::{Authentication, FirstAccount, MockServer, Options};
use tokio::{runtime, signal};

use crate::{Colour, Project, SUCCESS, Terminal};

/// The port where nothing else is said; that of other mock servers too, so that frontends find it.
const PORT: u16 = 4010;

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  {program} mock\n  {program} mock --registry generated/registry.json --listen 127.0.0.1:0\n  \
                        {program} mock --seed demo --auth off\n\n\
                        Exit codes: 0 stopped, 1 the mock cannot start, 2 wrong usage")]
pub struct Arguments {
    /// Serve the contract of this `registry.json`, without its Rust types.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// The address to listen on; port 0 is any free one.
    #[arg(long, value_name = "ADDRESS", default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), PORT))]
    listen: SocketAddr,
    /// The seed of the data: the same seed gives the same data, here and in the generated msw handlers.
    #[arg(long, value_name = "TEXT", default_value = "mock")]
    seed: String,
    /// Whether calls that need a token are refused without a valid one; `off` takes any token, and none.
    #[arg(long, value_name = "on|off", default_value = "on")]
    auth: AuthMode,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum AuthMode {
    On,
    Off,
}

/// Serves until the process is asked to stop.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let registry = project.registry(arguments.registry.as_deref())?;
    let title = format!("{} {}", registry.info.title, registry.info.version);
    let authentication = match arguments.auth {
        AuthMode::On => Authentication::On,
        AuthMode::Off => Authentication::Off,
    };
    let options = Options { seed: arguments.seed.clone(), authentication, ..Options::default() };
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().context("there are no threads")?;
    runtime.block_on(async {
        let server = MockServer::start_with(registry, &options, arguments.listen, axum::Router::new()).await?;
        terminal.line(format!("{} of {title}", terminal.coloured("Mock", Colour::Bold)));
        terminal.line("");
        terminal.line(format!("  address   {}", terminal.coloured(&server.url(), Colour::Cyan)));
        account(&server.mock().first_account(), authentication, terminal);
        stopped().await;
        server.stop().await;
        Ok(SUCCESS)
    })
}

/// Shows how to sign in.
fn account(account: &FirstAccount, authentication: Authentication, terminal: &mut Terminal<'_>) {
    if authentication == Authentication::Off {
        terminal.line("  sign-in   not needed: any token is taken, and none");
        return;
    }
    if let (Some([(name, value), (secret, password)]), Some(operation)) = (&account.credentials, &account.operation) {
        terminal.line(format!("  sign-in   {operation} with {name} {value} and {secret} {password}"));
    }
    terminal.line(format!("  token     {}", terminal.coloured(&account.token, Colour::Cyan)));
}

/// Resolves when somebody asks the program to stop: Ctrl-C, or SIGTERM as containers send it.
async fn stopped() {
    let terminated = async {
        #[cfg(unix)]
        if let Ok(mut signals) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
            _ = signals.recv().await;
            return;
        }
        pending::<()>().await;
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        () = terminated => {}
    }
}
