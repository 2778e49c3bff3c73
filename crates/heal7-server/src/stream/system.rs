//! The module `system` on a feed: the status of the platform.

use contract_kit::{
    channel::{Opening, Outgoing, Sent, Serve},
    problem::Failure,
};
use contracts::system::{SystemFeed, SystemStatusUpdate};
use futures_util::stream::BoxStream;

use crate::server::Server;

impl Server {
    /// Returns the status of the platform, or the changes that a client has missed since it was cut off, and then each
    /// change.
    pub fn system_changes(&self, last_event_id: Option<&str>) -> BoxStream<'static, Sent<SystemStatusUpdate>> {
        self.status_changes.listen(last_event_id)
    }
}

impl Serve<SystemFeed> for Server {
    async fn open(&self, opening: Opening<SystemFeed>) -> Result<Outgoing<SystemFeed>, Failure<SystemFeed>> {
        Ok(self.system_changes(opening.last_event_id.as_deref()))
    }
}
