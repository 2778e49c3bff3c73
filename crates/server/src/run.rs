//! From a command line to a server that runs, and to its end.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use axum::Router;
use contract_axum::Settings;
use server::{
    app::App,
    config::{self, Config, Migrate},
    mounted,
    open::open,
};
use tokio::{
    net::TcpListener,
    runtime,
    signal::unix::{self, Signal, SignalKind},
    time,
};
use tokio_util::sync::CancellationToken;

use crate::{
    arguments::{Arguments, Command},
    log,
};

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let settings = &arguments.settings;
    let config = config::load(settings.config.as_deref(), &settings.by_key())?;
    if arguments.command == Some(Command::Config) {
        #[expect(clippy::print_stdout, reason = "it is what was asked for")]
        {
            print!("{}", config.shown());
        }
        return Ok(());
    }
    let _log = log::start(&config)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().context("there are no threads")?;
    match arguments.command {
        Some(Command::Migrate) => runtime.block_on(migrate(&config)),
        Some(Command::Config) | None => runtime.block_on(serve(config)),
    }
}

async fn migrate(config: &Config) -> Result<()> {
    let store = open(config).await?;
    store.migrate().await.context("the database was not brought to the newest version")?;
    tracing::info!("the database is at the newest version");
    Ok(())
}

async fn serve(config: Config) -> Result<()> {
    let store = open(&config).await?;
    match config.migrate {
        Migrate::Auto => store.migrate().await.context("the database was not brought to the newest version")?,
        Migrate::Off if !store.is_migrated().await? => {
            bail!("the database is not at the newest version: run `server migrate`")
        }
        Migrate::Off => {}
    }
    let (listen, drain) = (config.listen, config.drain());
    let settings = mounted::settings(&config);
    let app = Arc::new(App::new(config, store)?);
    app.ask_status().await;
    tokio::spawn(Arc::clone(&app).watch_status());
    tokio::spawn(Arc::clone(&app).sweep());
    tokio::spawn(Arc::clone(&app).deliver());
    let closing = CancellationToken::new();
    let router = mounted::router(app, settings.clone(), closing.clone())?;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}: is another server there? `--listen 127.0.0.1:0` takes a free port")
    })?;
    let address = listener.local_addr()?;
    // Before it is said that we are here: who reads that may ask us to stop at once.
    let signals = Signals::listen()?;
    tracing::info!("listening on http://{address}, documentation at http://{address}/docs");
    until_asked_to_stop(listener, router, &settings, signals, closing, drain).await;
    Ok(())
}

/// Serves until the process is asked to stop; then nothing new is taken, sockets and feeds are ended, and what is open
/// has a while to end.
async fn until_asked_to_stop(
    listener: TcpListener,
    router: Router,
    settings: &Settings,
    signals: Signals,
    closing: CancellationToken,
    drain: Duration,
) {
    let stopping = closing.clone();
    tokio::spawn(async move {
        signals.asked_to_stop().await;
        tracing::info!("asked to stop: waiting for what is open");
        stopping.cancel();
    });
    tokio::select! {
        () = contract_axum::serve(listener, router, settings, closing.clone()) => {}
        () = async { closing.cancelled().await; time::sleep(drain).await } => {
            tracing::warn!("not everything that was open has ended in time");
        }
    }
    tracing::info!("stopped");
}

/// SIGTERM and SIGINT, which are heard from the moment that this is made.
struct Signals([Signal; 2]);

impl Signals {
    fn listen() -> Result<Self> {
        let listen = |kind| unix::signal(kind).context("the process cannot listen to signals");
        Ok(Self([listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?]))
    }

    async fn asked_to_stop(mut self) {
        let [terminated, interrupted] = &mut self.0;
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    }
}
