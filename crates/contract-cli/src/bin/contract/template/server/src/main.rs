//! A server that keeps the contract, with its notes in memory.

mod notes;
mod platform;

use std::{env, error::Error};

use contract_axum::{Mount, Settings, serve};
use contract_kit::build::Contract;
use contracts::{ApiContract, NotesModule};
use notes::Server;
use tokio::{net::TcpListener, signal};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let registry = ApiContract::registry().map_err(|mistakes| mistakes.to_string())?;
    let (settings, closing) = (Settings::default(), CancellationToken::new());
    let router = Mount::new(registry, Server::default(), settings.clone())
        .module::<NotesModule>()
        .until(closing.clone())
        .into_router()?;
    let listener = TcpListener::bind(env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".into())).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    let interrupted = closing.clone();
    tokio::spawn(async move {
        // Without a signal handler the process would end at once, which is as good.
        _ = signal::ctrl_c().await;
        interrupted.cancel();
    });
    serve(listener, router, &settings, closing).await;
    Ok(())
}
