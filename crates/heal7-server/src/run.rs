//! The life of the server, from the command line to its end.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use heal7_server::{
    app::App,
    config::{self, Config, Migrate},
    descriptors, mounted,
    open::open,
    stop,
};
use tokio::{net::TcpListener, runtime};
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

async fn serve(mut config: Config) -> Result<()> {
    let store = open(&config).await?;
    match config.migrate {
        Migrate::Auto => store.migrate().await.context("the database was not brought to the newest version")?,
        Migrate::Off if !store.is_migrated().await? => {
            bail!("the database is not at the newest version: run `heal7-server migrate`")
        }
        Migrate::Off => {}
    }
    let (listen, drain) = (config.listen, config.drain());
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}: is another server there? `--listen 127.0.0.1:0` takes a free port")
    })?;
    let address = listener.local_addr()?;
    // The port is known by now, even if any free one was requested; links use it.
    config.listen = address;
    if config.public_url.is_none() && !address.ip().is_loopback() {
        tracing::warn!("links lead to {}: set `public_url` to the address that clients know", config.public_url());
    }
    let mut settings = mounted::settings(&config);
    settings.connections.total = descriptors::prepare(&config)?;
    let app = Arc::new(App::new(config, store)?);
    app.ask_status().await;
    tokio::spawn(Arc::clone(&app.database).watch());
    tokio::spawn(Arc::clone(&app).watch_status());
    tokio::spawn(Arc::clone(&app).sweep());
    tokio::spawn(Arc::clone(&app).deliver());
    let closing = CancellationToken::new();
    let router = mounted::router(app, settings.clone(), closing.clone())?;
    // The handler is installed before the log reports the server, since a reader of that line may stop it at once.
    stop::on_signal(closing.clone(), drain).context("the process cannot listen to signals")?;
    tracing::info!("listening on http://{address}, documentation at http://{address}/docs");
    contract_axum::serve(listener, router, &settings, closing).await;
    tracing::info!("stopped");
    Ok(())
}
