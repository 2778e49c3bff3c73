//! The implementation of the contract: the application with the state of its transports.

use std::sync::Arc;

use contract_axum::Replay;
use contracts::system::SystemStatusUpdate;

use crate::{app::App, http::WrittenResults};

/// The number of changes of the platform's status that are kept for clients that were cut off.
const STATUS_CHANGES: usize = 64;

/// An implementation of every module that is served.
pub struct Server {
    /// The application, which is independent of its transports.
    pub app: Arc<App>,
    /// The serialized answers of REST with results.
    pub(crate) written: WrittenResults,
    /// The changes of the platform's status.
    pub(crate) status_changes: Arc<Replay<SystemStatusUpdate>>,
}

impl Server {
    /// Creates the implementation of an application.
    pub fn new(app: Arc<App>) -> Self {
        let status_changes = Arc::new(Replay::new(STATUS_CHANGES));
        let told = Arc::clone(&status_changes);
        app.status.on_change(move |update| told.publish(update.clone()));
        Self { written: WrittenResults::new(&app.config.cache), status_changes, app }
    }
}
