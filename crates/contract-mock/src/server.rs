//! A mock that listens.

use std::{fmt, io, net::SocketAddr};

use axum::Router;
use contract_edge::{StartError, serve};
use contract_model::registry::Registry;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{Mock, Options, Unmade};

/// A mock that listens until it is dropped.
pub struct MockServer {
    mock: Mock,
    address: SocketAddr,
    closing: DropGuard,
    serving: JoinHandle<()>,
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
    /// The address is not free, or not of this machine.
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
    /// When the contract cannot be mocked, or no port is free.
    pub async fn start(registry: Registry) -> Result<Self, MockError> {
        Self::start_with(registry, &Options::default(), SocketAddr::from(([127, 0, 0, 1], 0)), Router::new()).await
    }

    /// Starts a mock on an address, with routes beside those of the contract.
    ///
    /// # Errors
    /// When the contract cannot be mocked, or the address is not free.
    pub async fn start_with(
        registry: Registry,
        options: &Options,
        address: SocketAddr,
        beside: Router,
    ) -> Result<Self, MockError> {
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|source| MockError::Listen { address, source })?;
        let address = listener.local_addr().map_err(|source| MockError::Listen { address, source })?;
        let mock = Mock::new(registry, options)?;
        let closing = CancellationToken::new();
        let router = mock.router(options.settings.clone(), beside, closing.clone())?;
        let settings = options.settings.clone();
        let serving = tokio::spawn({
            let closing = closing.clone();
            async move { serve(listener, router, &settings, closing).await }
        });
        Ok(Self { mock, address, closing: closing.drop_guard(), serving })
    }

    /// The mock itself.
    pub fn mock(&self) -> &Mock {
        &self.mock
    }

    /// The address at which it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of the contract, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends every connection, and waits until they have ended.
    pub async fn stop(self) {
        self.closing.disarm().cancel();
        _ = self.serving.await;
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("address", &self.address).finish_non_exhaustive()
    }
}
