//! A mock that listens.

use std::{
    fmt, io,
    net::SocketAddr,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{Router, extract::Request};
use contract_edge::{StartError, serve};
use contract_model::registry::Registry;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::{ServiceExt as _, service_fn};

use crate::{Mock, Options, Unmade};

/// A mock server that listens until it is dropped.
pub struct MockServer {
    options: Options,
    current: Arc<RwLock<Current>>,
    address: SocketAddr,
    closing: CancellationToken,
    // Ends the mock when it is dropped.
    _closing: DropGuard,
    serving: JoinHandle<()>,
}

/// The contract that is served now.
struct Current {
    mock: Mock,
    router: Router,
    /// Ends the sockets and feeds of this contract.
    closing: CancellationToken,
}

/// The reason why a mock does not start.
#[derive(Debug, thiserror::Error)]
pub enum MockError {
    /// Data of the contract cannot be made.
    #[error(transparent)]
    Unmade(#[from] Unmade),
    /// The contract cannot be served.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The server in place of the mock cannot be set up.
    #[error("the server in place of the mock cannot be set up")]
    Front(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The address is in use, or not an address of this machine.
    #[error("cannot listen on {address}: name another address, or port 0 for a free one")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The reason.
        source: io::Error,
    },
}

impl MockServer {
    /// Starts a mock on a free port of this machine.
    ///
    /// # Errors
    /// When the contract cannot be mocked, or when no port is free.
    pub async fn start(registry: Registry) -> Result<Self, MockError> {
        Self::start_with(registry, &Options::default(), SocketAddr::from(([127, 0, 0, 1], 0)), Router::new()).await
    }

    /// Starts a mock on an address, with the routes of `beside` next to those of the contract. A server that answers
    /// instead of the mock does not get these routes.
    ///
    /// # Errors When the contract cannot be mocked, or when the address is in use.
    pub async fn start_with(
        registry: Registry,
        options: &Options,
        address: SocketAddr,
        beside: Router,
    ) -> Result<Self, MockError> {
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|source| MockError::Listen { address, source })?;
        let address = listener.local_addr().map_err(|source| MockError::Listen { address, source })?;
        let closing = CancellationToken::new();
        let current = Current::new(registry, options, beside, &closing)?;
        let current = Arc::new(RwLock::new(current));
        let serving = tokio::spawn({
            let (settings, closing) = (options.settings.clone(), closing.clone());
            let router = delegating(Arc::clone(&current));
            async move { serve(listener, router, &settings, closing).await }
        });
        let guard = closing.clone().drop_guard();
        Ok(Self { options: options.clone(), current, address, closing, _closing: guard, serving })
    }

    /// Serves another version of the contract from now on. The new version keeps the data that it can have; sockets and
    /// feeds end.
    ///
    /// # Errors When the new version cannot be mocked; then the old version remains.
    pub fn replace(&self, registry: Registry, beside: Router) -> Result<(), MockError> {
        let next = Current::new(registry, &self.options, beside, &self.closing)?;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        next.mock.take_over(&current.mock);
        std::mem::replace(&mut *current, next).closing.cancel();
        Ok(())
    }

    /// The mock.
    pub fn mock(&self) -> Mock {
        self.current.read().unwrap_or_else(PoisonError::into_inner).mock.clone()
    }

    /// The address on which the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of the contract, without a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes every connection, and waits until all are closed.
    pub async fn stop(self) {
        self.closing.cancel();
        _ = self.serving.await;
    }
}

impl Current {
    fn new(
        registry: Registry,
        options: &Options,
        beside: Router,
        closing: &CancellationToken,
    ) -> Result<Self, MockError> {
        let mock = Mock::new(registry, options)?;
        let closing = closing.child_token();
        let router = options.router(&mock, beside, closing.clone())?;
        Ok(Self { mock, router, closing })
    }
}

impl Options {
    /// The router of a mock, or of the server that answers instead of it.
    fn router(&self, mock: &Mock, beside: Router, closing: CancellationToken) -> Result<Router, MockError> {
        if let Some(front) = &self.front {
            return Ok(mock.behind(front.router(mock, self, closing).map_err(MockError::Front)?));
        }
        Ok(mock.router(self.settings.clone(), beside, closing)?)
    }
}

/// A router that passes every request to the current router.
fn delegating(current: Arc<RwLock<Current>>) -> Router {
    Router::new().fallback_service(service_fn(move |request: Request| {
        let router = current.read().unwrap_or_else(PoisonError::into_inner).router.clone();
        router.oneshot(request)
    }))
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("address", &self.address).finish_non_exhaustive()
    }
}
