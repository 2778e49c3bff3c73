//! A bookshop that is open to the public, on a port of its own.

use std::{net::SocketAddr, sync::Arc};

use contract_axum::{Mount, Settings};
use contract_kit::build::Contract;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{BookshopContract, catalogue::CatalogueModule, orders::OrdersModule, shop::Shop};

/// A server that runs as long as the test does.
#[derive(Debug)]
pub struct Open {
    /// Who answers.
    pub shop: Arc<Shop>,
    /// Where.
    pub address: SocketAddr,
    /// Ends every socket and feed.
    pub closing: CancellationToken,
}

impl Open {
    /// Opens a shop with everything that the contract has.
    ///
    /// # Panics
    /// When there is no port.
    pub async fn new(settings: Settings) -> Self {
        let shop = Arc::new(Shop::default());
        let closing = CancellationToken::new();
        let registry = BookshopContract::registry().expect("it has no mistakes");
        let router = Mount::new(registry, Arc::clone(&shop), settings.clone())
            .module::<CatalogueModule>()
            .module::<OrdersModule>()
            .until(closing.clone())
            .into_router()
            .expect("the shop keeps its contract");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        // What is not asked to end ends with the test.
        let never = CancellationToken::new();
        tokio::spawn(async move { contract_axum::serve(listener, router, &settings, never).await });
        Self { shop, address, closing }
    }

    /// An address over HTTP.
    pub fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// An address over WebSocket.
    pub fn ws(&self, path: &str) -> String {
        format!("ws://{}{path}", self.address)
    }
}
