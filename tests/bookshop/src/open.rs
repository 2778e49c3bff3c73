//! A running bookshop, on its own port.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
};
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
    /// The shop that answers.
    pub shop: Arc<Shop>,
    /// The server's address.
    pub address: SocketAddr,
    /// Ends every socket and feed.
    pub closing: CancellationToken,
    /// The number of requests that it has received.
    pub requests: Arc<AtomicU64>,
}

impl Open {
    /// Opens a shop with everything that the contract has.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn new(settings: Settings) -> Self {
        let opened = Opened::new(settings, None);
        let requests = Arc::default();
        let router = counted(opened.router, &requests);
        let address = serve(router, opened.settings, CancellationToken::new()).await;
        Self { shop: opened.shop, address, closing: opened.closing, requests }
    }

    /// Opens a shop that breaks one rule.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn with_fault(fault: Fault) -> Self {
        let opened = Opened::new(Settings::default(), Some(fault));
        let sound = serve(opened.router.clone(), opened.settings.clone(), CancellationToken::new()).await;
        let life = Life::default();
        let ended = life.ended.clone();
        let breaking = Arc::new(Breaking { fault, registry: opened.registry, shop: sound, life });
        let requests = Arc::default();
        let router = counted(breaking.router(opened.router), &requests);
        let address = serve(router, opened.settings, ended).await;
        Self { shop: opened.shop, address, closing: opened.closing, requests }
    }

    /// The URL of a path over HTTP.
    pub fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The URL of a path over WebSocket.
    pub fn ws(&self, path: &str) -> String {
        format!("ws://{}{path}", self.address)
    }
}

/// A shop before it has a port.
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

/// A router that counts each request before handling it.
fn counted(router: Router, requests: &Arc<AtomicU64>) -> Router {
    let requests = Arc::clone(requests);
    router.layer(middleware::from_fn(move |request: Request, next: Next| {
        requests.fetch_add(1, Ordering::Relaxed);
        next.run(request)
    }))
}

/// Serves a router on its own port, until the test ends or `ended` is cancelled.
async fn serve(router: Router, settings: Settings, ended: CancellationToken) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move {
        // A server that has ended does not shut its connections down gracefully.
        let serving = contract_axum::serve(listener, router, &settings, CancellationToken::new());
        ended.run_until_cancelled(serving).await
    });
    address
}
