//! The module `users` on a feed: notifications.

use std::collections::HashSet;

use contract_kit::{
    channel::{Opening, Outgoing, Sent, Serve},
    operation::Caller,
    problem::Failure,
};
use contracts::users::{
    NotificationFeed,
    notifications::{Notification, NotificationId},
};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};

use crate::{app::accounts::person, server::Server};

/// The maximum number of missed notifications that a client gets after it was cut off.
const CATCH_UP: u32 = 200;

impl Server {
    /// Returns a person's notifications after the last one that they have, and then each new one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn notifications<D>(
        &self,
        caller: &Caller,
        last_event_id: Option<&str>,
    ) -> Result<BoxStream<'static, Sent<Notification>>, Failure<D>> {
        let person = person(caller)?;
        // Listening begins before the query, so that no notification is missed in between.
        let live = self.app.notices.listen(person);
        let missed = match last_event_id {
            Some(id) => {
                let after = id.parse().ok().map(NotificationId);
                self.app.store.notifications(person, after, CATCH_UP).await?
            }
            None => Vec::new(),
        };
        let known: HashSet<_> = missed.iter().map(|notification| notification.id).collect();
        let live = stream::unfold(live, |mut live| async { live.recv().await.ok().map(|message| (message, live)) });
        let live = live.filter(move |notification| std::future::ready(!known.contains(&notification.id)));
        let all = stream::iter(missed)
            .chain(live)
            .map(|notification| Sent::Event { id: notification.id.0.to_string(), message: notification });
        Ok(all.boxed())
    }
}

impl Serve<NotificationFeed> for Server {
    async fn open(
        &self,
        opening: Opening<NotificationFeed>,
    ) -> Result<Outgoing<NotificationFeed>, Failure<NotificationFeed>> {
        self.notifications(&opening.caller, opening.last_event_id.as_deref()).await
    }
}
