//! `mock`: serves the contract from seeded data.

mod announce;
#[cfg_attr(not(feature = "network"), path = "no_proxy.rs")]
mod proxy;
mod watch;

use std::{
    future::pending,
    io::{self, IsTerminal},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    pin::pin,
};

use anyhow::Context;
use contract_mock::{Authentication, Ids, MockServer, Options, Validation};
use tokio::{runtime, signal, sync::mpsc};
use tracing_subscriber::EnvFilter;

use self::{
    proxy::{Proxy, Proxying},
    watch::Versions,
};
use crate::{Colour, Project, SUCCESS, Terminal, project::Place};

/// The default port, which other mock servers use too, so that frontends find it.
const PORT: u16 = 4010;

#[derive(clap::Args)]
#[command(after_help = proxy::HELP)]
pub struct Arguments {
    /// Serve the contract of this `registry.json`, without its Rust types.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// The address to listen on; port 0 selects a free one.
    #[arg(long, value_name = "ADDRESS", default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), PORT))]
    listen: SocketAddr,
    /// The seed of the data: the same seed gives the same data, here and in the generated msw handlers.
    #[arg(long, value_name = "TEXT", default_value = "mock")]
    seed: String,
    /// Whether calls that need a token are refused without a valid one; `off` accepts any token, and none.
    #[arg(long, value_name = "on|off", default_value = "on")]
    auth: AuthMode,
    /// The seconds for which a token is valid [default: the time in the response with the token].
    #[arg(long, value_name = "SECONDS")]
    token_seconds: Option<u32>,
    /// Keep refresh tokens in a cookie of this name, which scripts cannot read; responses have a placeholder instead.
    #[arg(long, value_name = "NAME")]
    refresh_cookie: Option<String>,
    /// The ids that exist: any id, or only those that a list contains or a request has created.
    #[arg(long, value_name = "any|known", default_value = "any")]
    ids: IdsMode,
    /// The handling of requests that do not fit the contract: refuse them, accept them with a warning, or accept them
    /// [default: on; with a proxy, warn].
    #[arg(long, value_name = "on|warn|off")]
    validate: Option<ValidationMode>,
    /// Start with the entities, accounts and rules of this file.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// Serve each new version of the registry; a version with mistakes is ignored.
    #[arg(long)]
    watch: bool,
    /// Do not serve `/__mock/`, where a mock can be observed, reset and made to fail.
    #[arg(long)]
    no_control: bool,
    /// The format of the messages: text for people, or lines of JSON.
    #[arg(long, value_name = "text|json", default_value = "text")]
    format: Format,
    #[command(flatten)]
    proxying: Proxying,
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
enum IdsMode {
    Any,
    Known,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum AuthMode {
    On,
    Off,
}

/// Serves until the process is asked to stop.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    // The file is also watched if the contract is compiled in.
    let file = arguments.registry.clone().unwrap_or_else(|| project.output(&Place::default()).join("registry.json"));
    let source = if arguments.watch { Some(&file) } else { arguments.registry.as_ref() };
    let registry = project.registry(source.map(PathBuf::as_path))?;
    let title = format!("{} {}", registry.info.title, registry.info.version);
    // The lines of a proxy; without a proxy, nothing sends any.
    let (sender, mut lines) = mpsc::unbounded_channel::<String>();
    let proxy = arguments.proxying.proxy(arguments.format, sender);
    let options = arguments.options(proxy.as_ref());
    log();
    let runtime =
        runtime::Builder::new_multi_thread().enable_all().build().context("could not start the async runtime")?;
    let pages = contract_pages::router(&registry);
    runtime.block_on(async {
        let server = MockServer::start_with(registry, &options, arguments.listen, pages).await?;
        if let Some(file) = &arguments.scenario {
            let shown = file.display().to_string();
            let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
            server.mock().play(&shown, &text)?;
        }
        if let Some(proxy) = &proxy {
            proxy::check_target(proxy, &server)?;
        }
        arguments.announce(&server, proxy.as_ref(), &title, terminal);
        let mut versions = if arguments.watch { Some(Versions::watch(&file, terminal)?) } else { None };
        // One wait for all events: a signal that arrives while a version is read is not missed.
        let mut stopped = pin!(stopped());
        loop {
            tokio::select! {
                () = &mut stopped => break,
                Some(line) = lines.recv() => terminal.line(line),
                Some(next) = next(&mut versions) => match next {
                    Some(versions) => versions.serve(project, &server, terminal),
                    None => break,
                },
            }
        }
        let mock = server.mock();
        server.stop().await;
        while let Ok(line) = lines.try_recv() {
            terminal.line(line);
        }
        match &proxy {
            Some(proxy) => arguments.proxying.finish(proxy, &mock, arguments.format, terminal),
            None => Ok(SUCCESS),
        }
    })
}

/// Waits for the next version of the registry. Returns `None` at once where none is watched, and `Some(None)` where the
/// file can no longer be watched.
async fn next(versions: &mut Option<Versions>) -> Option<Option<&Versions>> {
    let watched = versions.as_mut()?;
    let is_there = watched.next().await.is_some();
    Some(is_there.then_some(&*watched))
}

impl Arguments {
    fn options(&self, proxy: Option<&Proxy>) -> Options {
        Options {
            seed: self.seed.clone(),
            authentication: self.authentication(),
            token_seconds: self.token_seconds,
            ids: match self.ids {
                IdsMode::Any => Ids::Any,
                IdsMode::Known => Ids::Known,
            },
            refresh_cookie: self.refresh_cookie.clone(),
            validation: match self.validate {
                Some(ValidationMode::On) => Validation::On,
                None if proxy.is_none() => Validation::On,
                Some(ValidationMode::Warn) | None => Validation::Warn,
                Some(ValidationMode::Off) => Validation::Off,
            },
            front: proxy.map(proxy::front),
            control: !self.no_control,
            ..Options::default()
        }
    }

    fn authentication(&self) -> Authentication {
        match self.auth {
            AuthMode::On => Authentication::On,
            AuthMode::Off => Authentication::Off,
        }
    }

    /// Prints all addresses.
    fn announce(&self, server: &MockServer, proxy: Option<&Proxy>, title: &str, terminal: &mut Terminal<'_>) {
        let mut heading = |name: &str| {
            terminal.line(format!("{} of {title}", terminal.coloured(name, Colour::Bold)));
            terminal.line("");
        };
        let has_control = !self.no_control;
        match (self.format, proxy) {
            (Format::Json, Some(proxy)) => terminal.line(proxy::as_json(server, proxy).to_string()),
            (Format::Json, None) => terminal.line(announce::as_json(server).to_string()),
            (Format::Text, Some(proxy)) => {
                heading("Proxy");
                proxy::announce(server, proxy, has_control, terminal);
            }
            (Format::Text, None) => {
                heading("Mock");
                announce::mock(server, self.authentication(), has_control, terminal);
            }
        }
    }
}

/// Writes warnings and errors to standard error; `RUST_LOG` selects others.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A program with its own log keeps it.
    _ = subscriber.with_ansi(io::stderr().is_terminal()).try_init();
}

/// Resolves when the program is asked to stop: by Ctrl-C, or by SIGTERM as from containers.
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
