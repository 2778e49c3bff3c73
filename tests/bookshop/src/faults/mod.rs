//! Single rules that the shop breaks on purpose, so that conformance suites can be tested.
//!
//! `table` lists the [faults](Fault). Most of them change requests to the correct shop and its answers: `answers`,
//! `requests`, `graphql`, `feeds`, `sockets` with `talk`, and `outages`. A fault of books, orders or sessions is in the
//! code of the shop itself, which checks for it.

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

/// A fault, and everything that is needed to break the shop.
#[derive(Debug)]
pub(crate) struct Breaking {
    pub(crate) fault: Fault,
    pub(crate) registry: Registry,
    /// The correct shop, for sockets that are relayed.
    pub(crate) shop: SocketAddr,
    pub(crate) life: Life,
}

impl Breaking {
    /// A router that breaks the rule of the fault, in front of the correct one.
    pub(crate) fn router(self: Arc<Self>, sound: Router) -> Router {
        // A fault may change the target of a request, so it comes before routing.
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
    // A compressed body cannot be changed.
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
