//! `mock`: serves the contract from seeded data.

use std::{
    future::pending,
    io::{self, IsTerminal},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    pin::pin,
    thread,
};

use anyhow::Context;
use contract_mock::{Authentication, FirstAccount, MockServer, Options, Validation};
use serde_json::{Map, Value, json};
use tokio::{runtime, signal, sync::mpsc};
use tracing_subscriber::EnvFilter;

use crate::{Colour, Project, SUCCESS, Terminal, changes::Changes, project::Place};

/// The port where nothing else is said; that of other mock servers too, so that frontends find it.
const PORT: u16 = 4010;

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  {program} mock\n  {program} mock --registry generated/registry.json --listen 127.0.0.1:0\n  \
                        {program} mock --seed demo --auth off\n\n\
                        Exit codes: 0 stopped, 1 the mock cannot start, 2 wrong usage"
)]
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
    /// How many seconds a token is valid; as long as the answer that brings it says, where this is left out.
    #[arg(long, value_name = "SECONDS")]
    token_seconds: Option<u32>,
    /// Keep refresh tokens in a cookie of this name, away from scripts; answers have a word in their place.
    #[arg(long, value_name = "NAME")]
    refresh_cookie: Option<String>,
    /// The fate of requests that do not fit the contract: refused, answered with a warning, or answered.
    #[arg(long, value_name = "on|warn|off", default_value = "on")]
    validate: ValidationMode,
    /// Begin with the entities, accounts and rules of this file.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// Serve each new version of the registry; the last good one stays while it has mistakes.
    #[arg(long)]
    watch: bool,
    /// Serve no `/__mock/`, where a mock is watched, reset and made to fail.
    #[arg(long)]
    no_control: bool,
    /// How to say where the mock is: for people, or as one line of JSON.
    #[arg(long, value_name = "text|json", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ValidationMode {
    On,
    Warn,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum AuthMode {
    On,
    Off,
}

/// Serves until the process is asked to stop.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    // The file is watched, also where the contract is compiled in.
    let file = arguments.registry.clone().unwrap_or_else(|| project.output(&Place::default()).join("registry.json"));
    let source = if arguments.watch { Some(&file) } else { arguments.registry.as_ref() };
    let registry = project.registry(source.map(PathBuf::as_path))?;
    let title = format!("{} {}", registry.info.title, registry.info.version);
    let authentication = match arguments.auth {
        AuthMode::On => Authentication::On,
        AuthMode::Off => Authentication::Off,
    };
    let validation = match arguments.validate {
        ValidationMode::On => Validation::On,
        ValidationMode::Warn => Validation::Warn,
        ValidationMode::Off => Validation::Off,
    };
    let options = Options {
        seed: arguments.seed.clone(),
        authentication,
        token_seconds: arguments.token_seconds,
        refresh_cookie: arguments.refresh_cookie.clone(),
        validation,
        control: !arguments.no_control,
        ..Options::default()
    };
    log();
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().context("there are no threads")?;
    let pages = contract_pages::router(&registry);
    runtime.block_on(async {
        let server = MockServer::start_with(registry, &options, arguments.listen, pages).await?;
        if let Some(file) = &arguments.scenario {
            let shown = file.display().to_string();
            let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
            server.mock().play(&shown, &text)?;
        }
        match arguments.format {
            Format::Json => terminal.line(announcement(&server).to_string()),
            Format::Text => {
                terminal.line(format!("{} of {title}", terminal.coloured("Mock", Colour::Bold)));
                terminal.line("");
                terminal.line(format!("  address   {}", terminal.coloured(&server.url(), Colour::Cyan)));
                account(&server.mock().first_account(), authentication, terminal);
                let url = format!("{}/docs", server.url());
                terminal.line(format!("  pages     {}", terminal.coloured(&url, Colour::Cyan)));
                if !arguments.no_control {
                    let url = format!("{}/__mock/", server.url());
                    terminal.line(format!("  requests  {}", terminal.coloured(&url, Colour::Cyan)));
                }
            }
        }
        if arguments.watch {
            follow(project, &file, &server, terminal).await?;
        } else {
            stopped().await;
        }
        server.stop().await;
        Ok(SUCCESS)
    })
}

/// Writes warnings and errors to standard error; `RUST_LOG` chooses others.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A program that has a log of its own keeps it.
    _ = subscriber.with_ansi(io::stderr().is_terminal()).try_init();
}

/// Serves each new version of a registry until the process is asked to stop.
async fn follow(
    project: &Project,
    file: &Path,
    server: &MockServer,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<()> {
    let path = file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?;
    let watched = Changes::watch(vec![path])?;
    let (sender, mut changes) = mpsc::channel(1);
    // It waits in a thread of its own, which ends with the process.
    thread::spawn(move || while watched.wait().unwrap_or(false) && sender.blocking_send(()).is_ok() {});
    terminal.progress(&format!("Watching {} (Ctrl-C ends)", file.display()));
    // One wait for all versions: a signal that comes while a version is read is not missed.
    let mut stopped = pin!(stopped());
    loop {
        tokio::select! {
            () = &mut stopped => return Ok(()),
            change = changes.recv() => {
                if change.is_none() {
                    return Ok(());
                }
            }
        }
        let replaced = project.registry(Some(file)).and_then(|registry| {
            let pages = contract_pages::router(&registry);
            Ok(server.replace(registry, pages)?)
        });
        match replaced {
            Ok(()) => terminal.progress(&format!("Serving the new {}", file.display())),
            Err(error) => {
                terminal.error(&format!("{error:#}"));
                terminal.note("the mock goes on with the last version that has no mistakes");
            }
        }
    }
}

/// Where the mock is and how to sign in, for a program.
fn announcement(server: &MockServer) -> Value {
    let FirstAccount { person, credentials, operation, token } = server.mock().first_account();
    let sign_in = credentials.zip(operation).map(|(credentials, operation)| {
        let credentials: Map<String, Value> =
            credentials.into_iter().map(|(name, value)| (name, value.into())).collect();
        json!({ "operation": operation, "credentials": credentials })
    });
    json!({ "url": server.url(), "token": token, "person": person, "signIn": sign_in })
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
