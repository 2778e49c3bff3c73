//! The interface for a server that answers instead of a mock and uses the mock's state: a proxy.

use std::{error::Error, fmt::Debug};

use axum::{Router, http::StatusCode};
use contract_edge::{Occurrence, Platform};
use contract_model::{
    exchange::{Caller, Details},
    registry::Registry,
};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::{
    Entry, Mock, Options,
    control::routes::{self, PREFIX},
    serve::without_authentication,
};

/// A server that answers requests instead of a mock.
pub trait Front: Debug + Send + Sync {
    /// The router for every request except those to the routes that control the mock. Sockets and feeds end when
    /// `closing` is cancelled.
    ///
    /// # Errors
    /// When the contract cannot be served in this way.
    fn router(
        &self,
        mock: &Mock,
        options: &Options,
        closing: CancellationToken,
    ) -> Result<Router, Box<dyn Error + Send + Sync>>;
}

impl Mock {
    /// The router of a front, with the routes that control this mock.
    pub(crate) fn behind(&self, front: Router) -> Router {
        // Paths under the prefix are never passed to the other server.
        let own = Router::new().route(&format!("{PREFIX}/{{*rest}}"), axum::routing::any(StatusCode::NOT_FOUND));
        let control = if self.has_control() { routes::routes(self.clone()) } else { Router::new() };
        front.merge(own).merge(control)
    }

    /// The contract.
    pub fn registry(&self) -> &Registry {
        &self.facts().registry
    }

    /// The contract without authentication.
    pub fn open_registry(&self) -> Registry {
        without_authentication(self.registry().clone())
    }

    /// The caller of a request without a token, if none is needed.
    pub fn anybody(&self) -> Caller {
        self.first_caller()
    }

    /// Adds an entry to the journal, and sets its number.
    pub fn note(&self, entry: Entry) -> Entry {
        self.journal().add(entry)
    }

    /// The body of a problem in the contract's problem type.
    pub fn problem_body(&self, details: &Details, instance: &str, request_id: &str) -> Option<Value> {
        let definition = self.registry().problem(&details.code)?;
        Some(Platform::problem(self, details, &Occurrence { definition, instance, request_id, languages: None }))
    }
}
