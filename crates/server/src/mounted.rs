//! The modules that are served, and the router over them. A module that is listed here is served whole, or this does not
//! compile.

use std::sync::Arc;

use async_graphql::{MergedObject, MergedSubscription, Schema};
use axum::{Router, middleware};
use contract_axum::{Mount, Settings};
use contract_kit::{
    diagnostic::Diagnostics,
    graphql::sdl_options,
    module::{GraphqlModule, Module},
    registry::build::Contract as _,
    unimplemented::Unimplemented,
};
use contracts::{
    Heal7Contract, auth::AuthModule, realtime::RealtimeModule, saju::SajuModule, system::SystemModule,
    users::UsersModule,
};
use tokio_util::sync::CancellationToken;

use crate::{app::App, config::Config, cookies, devices, observe, pages};

/// The names of the modules that are served.
pub const MODULES: [&str; 5] =
    [AuthModule::NAME, RealtimeModule::NAME, SajuModule::NAME, SystemModule::NAME, UsersModule::NAME];

type Roots<M, B> =
    (<M as GraphqlModule<B>>::Query, <M as GraphqlModule<B>>::Mutation, <M as GraphqlModule<B>>::Subscription);

/// What can be read.
#[derive(MergedObject)]
pub struct Query<B: Served>(<SajuModule as GraphqlModule<B>>::Query, <UsersModule as GraphqlModule<B>>::Query);

/// What can be changed.
#[derive(MergedObject)]
pub struct Mutation<B: Served>(<SajuModule as GraphqlModule<B>>::Mutation);

/// What can be followed.
#[derive(MergedSubscription)]
pub struct Subscription<B: Served>(
    <UsersModule as GraphqlModule<B>>::Subscription,
    <SystemModule as GraphqlModule<B>>::Subscription,
);

/// Implements every module that is served.
pub trait Served:
    contracts::auth::Auth
    + contracts::realtime::Realtime
    + contracts::saju::Saju
    + contracts::system::System
    + contracts::users::Users
    + Clone
{
}

impl<S> Served for S where
    S: contracts::auth::Auth
        + contracts::realtime::Realtime
        + contracts::saju::Saju
        + contracts::system::System
        + contracts::users::Users
        + Clone
{
}

/// The GraphQL schema of the modules that are served, over a backend.
fn schema<B: Served>(backend: &B) -> async_graphql::SchemaBuilder<Query<B>, Mutation<B>, Subscription<B>> {
    let (saju_query, saju_mutation, _): Roots<SajuModule, B> = SajuModule::roots(backend);
    let (users_query, _, users_subscription): Roots<UsersModule, B> = UsersModule::roots(backend);
    let (_, _, system_subscription): Roots<SystemModule, B> = SystemModule::roots(backend);
    Schema::build(
        Query(saju_query, users_query),
        Mutation(saju_mutation),
        Subscription(users_subscription, system_subscription),
    )
}

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
/// When the contract has a mistake.
pub fn router(app: Arc<App>, settings: Settings, closing: CancellationToken) -> Result<Router, Diagnostics> {
    let sdl = schema(&Unimplemented).finish().sdl_with_options(sdl_options());
    let registry = Heal7Contract::registry()?;
    // The documents show what is served; the router also knows the modules that are not, and says so.
    let pages = pages::router(Arc::clone(&app), &registry.clone().only(&MODULES, sdl));
    let schema = schema(&app);
    let cookies = app.config.cookies.enabled.then(|| middleware::from_fn_with_state(Arc::clone(&app), cookies::keep));
    let devices = middleware::from_fn_with_state(Arc::clone(&app), devices::recognise);
    let router = Mount::new(registry, app, settings)
        .module::<AuthModule>()
        .module::<RealtimeModule>()
        .module::<SajuModule>()
        .module::<SystemModule>()
        .module::<UsersModule>()
        .graphql(schema)
        .beside(pages)
        .until(closing)
        .into_router();
    let router = cookies.into_iter().fold(router, Router::layer).layer(devices);
    Ok(router.layer((middleware::from_fn(observe::follow), middleware::from_fn(observe::count))))
}
