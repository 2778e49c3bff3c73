//! A proxy that runs for a test, and the servers behind it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, body::Bytes, extract::Request, response::Response};
use contract_mock::{Direction, Entry, MockServer, Options, Validation};
use contract_proxy::{Proxy, Totals};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use tokio::{net::TcpListener, task::AbortHandle, time};

use crate::real::registry;

/// A proxy in front of a server, with everything that it has reported.
pub(crate) struct Proxied {
    pub server: MockServer,
    pub client: Client,
    proxy: Proxy,
    reports: Arc<Mutex<Vec<Entry>>>,
}

impl Proxied {
    pub(crate) async fn to(url: &str) -> Self {
        Self::with(url, |_| {}).await
    }

    pub(crate) async fn with(url: &str, set: impl FnOnce(&mut Options)) -> Self {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let proxy = Proxy::new(url.parse().unwrap(), {
            let reports = Arc::clone(&reports);
            move |entry: &Entry| reports.lock().unwrap().push(entry.clone())
        });
        let mut options =
            Options { validation: Validation::Warn, front: Some(Arc::new(proxy.clone())), ..Options::default() };
        set(&mut options);
        let address = ([127, 0, 0, 1], 0).into();
        let server = MockServer::start_with(registry(), &options, address, Router::new()).await.unwrap();
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { server, client, proxy, reports }
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.server.url()))
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    /// Waits until there are this many reports, and a little longer, so that a further report is noticed.
    pub(crate) async fn reports(&self, number: usize) -> Vec<Entry> {
        for _ in 0..100 {
            if self.reports.lock().unwrap().len() >= number {
                break;
            }
            time::sleep(Duration::from_millis(20)).await;
        }
        time::sleep(Duration::from_millis(40)).await;
        let reports = self.reports.lock().unwrap().clone();
        assert_eq!(reports.len(), number, "{reports:#?}");
        reports
    }

    pub(crate) fn totals(&self) -> Totals {
        self.proxy.totals()
    }
}

/// The violations of an entry, each as `request /name: type`.
pub(crate) fn told(entry: &Entry) -> Vec<String> {
    let side = |direction| match direction {
        Direction::Request => "request",
        Direction::Answer => "answer",
    };
    entry
        .violations
        .iter()
        .map(|found| format!("{} {}: {}", side(found.direction), found.pointer, found.code))
        .collect()
}

/// A server that answers as a function says, until it is dropped.
pub(crate) struct Backend {
    pub address: SocketAddr,
    pub seen: Arc<Mutex<Vec<Request<Bytes>>>>,
    serving: AbortHandle,
}

impl Backend {
    pub(crate) async fn new(answer: impl Fn(&Request<Bytes>) -> Response + Clone + Send + Sync + 'static) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let router = Router::new().fallback({
            let seen = Arc::clone(&seen);
            move |request: Request| async move {
                let (parts, body) = request.into_parts();
                let request = Request::from_parts(parts, axum::body::to_bytes(body, usize::MAX).await.unwrap());
                let response = answer(&request);
                seen.lock().unwrap().push(request);
                response
            }
        });
        let router = router.layer(axum::extract::DefaultBodyLimit::disable());
        Self::serving(router, seen).await
    }

    pub(crate) async fn of(router: Router) -> Self {
        Self::serving(router, Arc::default()).await
    }

    async fn serving(router: Router, seen: Arc<Mutex<Vec<Request<Bytes>>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() }).abort_handle();
        Self { address, seen, serving }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// An answer with a JSON body.
pub(crate) fn json(status: u16, media_type: &str, body: &Value) -> Response {
    let response = Response::builder().status(status).header("content-type", media_type);
    response.body(body.to_string().into()).unwrap()
}
