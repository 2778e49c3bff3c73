//! The module `system` over GraphQL.

use contract_kit::{
    channel::Sent,
    graphql::{Events, Field, Subscribe},
    operation::Caller,
    problem::Failure,
};
use contracts::system::SystemStatusSubscription;
use futures_util::StreamExt;

use crate::server::Server;

impl Subscribe<SystemStatusSubscription> for Server {
    async fn subscribe(
        &self,
        _: Option<Caller>,
        _: <SystemStatusSubscription as Field>::Arguments,
    ) -> Result<Events<SystemStatusSubscription>, Failure<SystemStatusSubscription>> {
        let changes = self.system_changes(None).filter_map(|sent| async {
            match sent {
                Sent::Message(message) | Sent::Event { message, .. } => Some(Ok(message)),
                Sent::Close { .. } => None,
            }
        });
        Ok(changes.boxed())
    }
}
