//! The modules that are served, and the router over them. A module that is listed here is served whole, or this does not
//! compile.

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

/// Their names.
pub const MODULES: &[&str] = Served::NAMES;

/// The paths that operators ask: they are answered even where the server is at the bound of its connections.
const ALWAYS_ANSWERED: [&str; 2] = ["/health", "/ready"];

/// How patient the server is, as it is set.
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

/// Everything that is served, until `closing` is cancelled: then sockets and feeds end.
///
/// # Errors
/// When the contract has a mistake, or a fault has no problem of it.
pub fn router(app: Arc<App>, settings: Settings, closing: CancellationToken) -> anyhow::Result<Router> {
    let registry = Heal7Contract::registry()?;
    let sessions = app.config.cookies.enabled.then(|| Arc::new(Sessions::new(Arc::clone(&app), &registry)));
    let mount = Mount::new(registry, Server::new(Arc::clone(&app)), settings).modules::<Served>();
    // The documents show what is served; the router also knows the modules that are not, and says so.
    let pages = pages::router(Arc::clone(&app), &mount.served());
    let cookies = sessions.map(|sessions| middleware::from_fn_with_state(sessions, cookies::keep));
    let devices = middleware::from_fn_with_state(app, devices::recognise);
    let router = mount.beside(pages).until(closing).into_router()?;
    let router = cookies.into_iter().fold(router, Router::layer).layer(devices);
    Ok(router.layer((middleware::from_fn(observe::follow), middleware::from_fn(observe::count))))
}
