//! The module `users` over GraphQL.

use contract_kit::{
    channel::Sent,
    graphql::{Events, Field, Resolve, Subscribe},
    operation::Caller,
    problem::Failure,
};
use contracts::users::{NotificationsSubscription, RecommendedContentQuery, recommendations::RecommendedContent};
use futures_util::StreamExt;

use crate::server::Server;

impl Resolve<RecommendedContentQuery> for Server {
    async fn resolve(
        &self,
        caller: Caller,
        arguments: <RecommendedContentQuery as Field>::Arguments,
    ) -> Result<Vec<RecommendedContent>, Failure<RecommendedContentQuery>> {
        let account = self.app.account_of(&caller).await?;
        let limit = usize::try_from(arguments.limit).unwrap_or_default();
        let language = account.preferences.language;
        Ok(self.app.recommend(account.id, language, arguments.content_type, limit).await?)
    }
}

impl Subscribe<NotificationsSubscription> for Server {
    async fn subscribe(
        &self,
        caller: Caller,
        _: <NotificationsSubscription as Field>::Arguments,
    ) -> Result<Events<NotificationsSubscription>, Failure<NotificationsSubscription>> {
        let events = self.notifications(&caller, None).await?;
        let messages = events.filter_map(|sent| async {
            match sent {
                Sent::Message(message) | Sent::Event { message, .. } => Some(Ok(message)),
                Sent::Close { .. } => None,
            }
        });
        Ok(messages.boxed())
    }
}
