//! A server that keeps the contract, with its notes in memory.

mod notes;
mod platform;

use std::{env, error::Error, future::pending, io, process::ExitCode};

use contract_axum::{Mount, Settings, serve};
use contract_kit::build::Contract;
use contracts::{ApiContract, NotesModule};
use notes::Server;
use tokio::{net::TcpListener, signal};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> ExitCode {
    // The server tells the causes of its failures to its log alone.
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let registry = ApiContract::registry().map_err(|mistakes| mistakes.to_string())?;
    let (settings, closing) = (Settings::default(), CancellationToken::new());
    let router = Mount::new(registry, Server::default(), settings.clone())
        .module::<NotesModule>()
        .until(closing.clone())
        .into_router()?;
    let address = env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".into());
    let listener = TcpListener::bind(&address).await;
    let listener = listener.map_err(|error| format!("cannot listen on {address}: {error}"))?;
    println!("Listening on http://{}", listener.local_addr()?);
    tokio::spawn({
        let closing = closing.clone();
        async move {
            stopped().await;
            closing.cancel();
        }
    });
    serve(listener, router, &settings, closing).await;
    Ok(())
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
