//! The modules that are served, and their router. A module in this list must be implemented completely, or the program
//! does not compile.

use std::sync::Arc;

use axum::{Router, middleware};
use contract_axum::{Mount, Settings};
use contract_kit::{build::Contract as _, module::Modules};
use contracts::{
    Heal7Contract, auth::AuthModule, realtime::RealtimeModule, saju::SajuModule, system::SystemModule,
    users::UsersModule,
};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    config::Config,
    cookies::{self, Sessions},
    devices, observe, pages,
    server::Server,
};

/// The modules that are served.
type Served = (AuthModule, RealtimeModule, SajuModule, SystemModule, UsersModule);

/// The names of the modules.
pub const MODULES: &[&str] = Served::NAMES;

/// The paths for operators: they are answered even when the limit of connections is reached.
const ALWAYS_ANSWERED: [&str; 2] = ["/health", "/ready"];

/// Returns the settings of the transports.
pub fn settings(config: &Config) -> Settings {
    Settings {
        origins: config.origins.clone(),
        credentials: config.cookies.enabled,
        trusted_proxies: config.trusted_proxies,
        graphql: config.graphql.clone(),
        always_answered: ALWAYS_ANSWERED.map(str::to_owned).to_vec(),
        ..config.http.settings(config.connections.bounds())
    }
}

/// Builds the router of the whole server. When `closing` is cancelled, its sockets and feeds end.
///
/// # Errors
/// When the contract has a mistake, or lacks the problem of a fault.
pub fn router(app: Arc<App>, settings: Settings, closing: CancellationToken) -> anyhow::Result<Router> {
    let registry = Heal7Contract::registry()?;
    let sessions = app.config.cookies.enabled.then(|| Arc::new(Sessions::new(Arc::clone(&app), &registry)));
    let mount = Mount::new(registry, Server::new(Arc::clone(&app)), settings).modules::<Served>();
    // The documents show only the served modules; the router also knows the others, and answers that they are not
    // served.
    let pages = pages::router(Arc::clone(&app), &mount.served());
    let cookies = sessions.map(|sessions| middleware::from_fn_with_state(sessions, cookies::keep));
    let devices = middleware::from_fn_with_state(app, devices::recognise);
    let router = mount.beside(pages).until(closing).into_router()?;
    let router = cookies.into_iter().fold(router, Router::layer).layer(devices);
    Ok(router.layer((middleware::from_fn(observe::follow), middleware::from_fn(observe::count))))
}
