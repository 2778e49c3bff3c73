//! Single rules that the shop breaks on purpose, so that suites of conformance can be tested.
//!
//! `table` lists the [faults](Fault). Most of them change requests and answers on their way to and from the sound shop:
//! `answers`, `requests`, `graphql`, `feeds`, `sockets` with `talk`, and `outages`. A shop that does another thing with its
//! books, orders and sessions asks for the fault where it does that.

mod answers;
mod exchange;
mod feeds;
mod graphql;
mod outages;
mod requests;
mod sockets;
mod table;
mod talk;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::header,
    middleware::{self, Next},
    response::Response,
};
use contract_kit::registry::Registry;

use self::exchange::{Answered, Asked, Head};
pub(crate) use self::outages::Life;
pub use self::table::Fault;

/// A fault, and everything that it takes to break the shop.
#[derive(Debug)]
pub(crate) struct Breaking {
    pub(crate) fault: Fault,
    pub(crate) registry: Registry,
    /// The sound shop, for sockets that are relayed.
    pub(crate) shop: SocketAddr,
    pub(crate) life: Life,
}

impl Breaking {
    /// A router that breaks the rule of the fault, over the sound one.
    pub(crate) fn router(self: Arc<Self>, sound: Router) -> Router {
        // A fault may change the target of a request, so it comes before routes are chosen.
        Router::new().fallback_service(sound).layer(middleware::from_fn_with_state(self, exchange))
    }
}

async fn exchange(State(breaking): State<Arc<Breaking>>, request: Request, next: Next) -> Response {
    let Breaking { fault, registry, shop, life } = &*breaking;
    if let Some(dead) = life.count(*fault) {
        return dead;
    }
    let mut request = request;
    if talk::path(*fault) == Some(request.uri().path()) {
        match sockets::relay(*fault, *shop, request).await {
            Ok(response) => return response,
            Err(refused) => request = refused,
        }
    }
    let mut asked = Asked::of(request);
    // A body that is compressed cannot be changed.
    asked.parts.headers.remove(header::ACCEPT_ENCODING);
    let head = Head::of(&asked.parts);
    requests::change(*fault, &mut asked).await;
    graphql::change_request(*fault, &mut asked).await;
    let response = next.run(asked.into_request()).await;
    let mut answered = Answered::of(feeds::change(*fault, response)).await;
    answers::change(*fault, registry, &head, &mut answered);
    graphql::change_answer(*fault, &head, &mut answered);
    outages::change(*fault, &head, answered).await
}
