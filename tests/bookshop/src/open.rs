//! A bookshop that is open to the public, on a port of its own.

use std::{net::SocketAddr, sync::Arc};

use axum::Router;
use contract_axum::{Mount, Settings};
use contract_kit::{build::Contract, registry::Registry};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{
    BookshopContract,
    catalogue::CatalogueModule,
    faults::{Breaking, Fault, Life},
    orders::OrdersModule,
    shop::Shop,
};

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
        let opened = Opened::new(settings, None);
        let address = serve(opened.router, opened.settings, CancellationToken::new()).await;
        Self { shop: opened.shop, address, closing: opened.closing }
    }

    /// Opens a shop that breaks one rule.
    ///
    /// # Panics
    /// When there is no port.
    pub async fn with_fault(fault: Fault) -> Self {
        let opened = Opened::new(Settings::default(), Some(fault));
        let sound = serve(opened.router.clone(), opened.settings.clone(), CancellationToken::new()).await;
        let life = Life::default();
        let ended = life.ended.clone();
        let breaking = Arc::new(Breaking { fault, registry: opened.registry, shop: sound, life });
        let address = serve(breaking.router(opened.router), opened.settings, ended).await;
        Self { shop: opened.shop, address, closing: opened.closing }
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

/// A shop on its way to a port.
struct Opened {
    shop: Arc<Shop>,
    registry: Registry,
    router: Router,
    settings: Settings,
    closing: CancellationToken,
}

impl Opened {
    fn new(settings: Settings, fault: Option<Fault>) -> Self {
        let shop = Arc::new(Shop::with_fault(fault));
        let closing = CancellationToken::new();
        let registry = BookshopContract::registry().expect("it has no mistakes");
        let router = Mount::new(registry.clone(), Arc::clone(&shop), settings.clone())
            .module::<CatalogueModule>()
            .module::<OrdersModule>()
            .until(closing.clone())
            .into_router()
            .expect("the shop keeps its contract");
        Self { shop, registry, router, settings, closing }
    }
}

/// Serves a router on a port of its own, as long as the test runs and `ended` is not cancelled.
async fn serve(router: Router, settings: Settings, ended: CancellationToken) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move {
        // A server that has ended takes no connection with it into a graceful end.
        let serving = contract_axum::serve(listener, router, &settings, CancellationToken::new());
        ended.run_until_cancelled(serving).await
    });
    address
}
