//! The module `system` on a feed: how the platform is.

use contract_kit::{
    channel::{Opening, Outgoing, Sent, Serve},
    problem::Failure,
};
use contracts::system::{SystemFeed, SystemStatusUpdate};
use futures_util::stream::BoxStream;

use crate::server::Server;

impl Server {
    /// How the platform is, or what a client that was cut off has missed, and then each change.
    pub fn system_changes(&self, last_event_id: Option<&str>) -> BoxStream<'static, Sent<SystemStatusUpdate>> {
        self.status_changes.listen(last_event_id)
    }
}

impl Serve<SystemFeed> for Server {
    async fn open(&self, opening: Opening<SystemFeed>) -> Result<Outgoing<SystemFeed>, Failure<SystemFeed>> {
        Ok(self.system_changes(opening.last_event_id.as_deref()))
    }
}
