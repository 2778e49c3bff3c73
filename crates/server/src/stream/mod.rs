//! What goes on: sockets and feeds. A stream ends when the session it was opened in does.

mod realtime;
mod saju;
mod system;
mod users;

use std::sync::Arc;

use contract_kit::operation::Caller;
use futures_util::{
    StreamExt,
    stream::{BoxStream, Stream},
};

use crate::app::App;

impl App {
    /// A stream that ends with the session of a caller.
    fn until_session_ends<T: Send + 'static>(
        &self,
        caller: &Caller,
        stream: impl Stream<Item = T> + Send + 'static,
    ) -> BoxStream<'static, T> {
        let Some(session) = caller.session.as_ref().and_then(|session| session.parse().ok()) else {
            return stream.boxed();
        };
        let end = self.sessions.end_of(session);
        stream.take_until(async move { Arc::clone(&end).cancelled().await }).boxed()
    }
}
