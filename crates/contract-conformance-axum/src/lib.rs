//! Tests a router of axum against its contract, inside a Rust test.
//!
//! The suite itself knows a target only by its address. Here the target is in the same process: it listens on a free
//! port of this machine, and a [`Switch`] makes it fail, so that the problems of a full limiter or a failing store are
//! also tested.
//!
//! ```no_run
//! # async fn example(registry: contract_conformance::Registry, router_of: impl Fn(contract_edge::Settings) -> axum::Router) {
//! use contract_conformance::{Contract, Hints, Options, text};
//! use contract_conformance_axum::{Switch, check};
//! use contract_edge::Settings;
//!
//! let switch = Switch::default();
//! let settings = Settings { rehearsal: Some(switch.rehearsal()), ..Settings::default() };
//! let router = router_of(settings.clone());
//! let contract = Contract::new(registry);
//! let report = check(router, &settings, &contract, &Hints::default(), &Options::default(), Some(&switch)).await.unwrap();
//! assert!(report.findings.is_empty(), "{}", text(&report, str::to_owned));
//! # }
//! ```

mod switch;

use std::{io, net::SocketAddr};

use axum::Router;
use contract_conformance::{Contract, Hints, Observer, Options, Provoke, Report, Untestable, run};
use contract_edge::{Settings, serve};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use self::switch::Switch;

/// A router that listens on a free port of this machine until it is dropped.
#[derive(Debug)]
pub struct Served {
    address: SocketAddr,
    _closing: DropGuard,
}

/// The reason why a router cannot be tested.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no free port.
    #[error("the router cannot listen on a port of this machine")]
    Listen(#[from] io::Error),
    /// The router does not answer.
    #[error(transparent)]
    Untestable(#[from] Untestable),
}

impl Served {
    /// Opens a router.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn new(router: Router, settings: &Settings) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let closing = CancellationToken::new();
        let (settings, ended) = (settings.clone(), closing.clone());
        tokio::spawn(async move { serve(listener, router, &settings, ended).await });
        Ok(Self { address, _closing: closing.drop_guard() })
    }

    /// The base URL of the router, without a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Serves a router and tests it. `switch` is the one that provided the rehearsal for the router's settings.
///
/// # Errors
/// When the router cannot be served, or does not answer.
pub async fn check(
    router: Router,
    settings: &Settings,
    contract: &Contract,
    hints: &Hints,
    options: &Options,
    switch: Option<&Switch>,
) -> Result<Report, CheckError> {
    let served = Served::new(router, settings).await?;
    let faults = switch.map(|switch| switch as &dyn Provoke);
    let observer = Observer { faults, ..Observer::default() };
    Ok(run(contract, &served.url(), hints, options, observer).await?)
}
