//! Channels: the series of a feed, and the answers to the messages of a socket.

use contract_edge::{
    Failed,
    handlers::{ChannelHandler, MessageHandler, Opening, Outbound, Outgoing},
};
use contract_model::{
    exchange::{Connection, Sent},
    registry::{Channel, Transport},
};
use futures_util::{
    FutureExt, StreamExt,
    future::{self, BoxFuture},
    stream,
};
use serde_json::Value;

use super::{
    Mock,
    feeds::Stream,
    operations::{parameters_of, place},
    unmade,
};
use crate::{
    answer::{listing::Conditions, messages, reply::Responder},
    control::rehearsal::Deviation,
};

/// The code of a socket whose server has failed (RFC 6455, section 7.4.1).
const FAILED: u16 = 1011;

/// A channel, by its index.
pub(super) struct MockChannel {
    pub index: usize,
}

/// A message that clients send: its union and its tag.
pub(super) struct MockMessage {
    pub union: String,
    pub tag: String,
}

impl ChannelHandler<Mock> for MockChannel {
    fn open<'a>(&'a self, mock: &'a Mock, opening: Opening) -> BoxFuture<'a, Result<Outgoing, Failed>> {
        async move {
            let channel = &mock.facts().registry.channels[self.index];
            let Deviation { rule, .. } = opening.extensions.get().cloned().unwrap_or_default();
            if let Some(code) = &rule.code {
                return Err(mock.problem_with_code(code));
            }
            let outgoing = match channel.transport {
                Transport::Sse => feed(mock, channel, &opening)?,
                Transport::Websocket => socket(mock, self.index, &opening),
            };
            Ok(match rule.end_after {
                Some(count) => cut(outgoing, count, rule.close_code.unwrap_or(FAILED)),
                None => outgoing,
            })
        }
        .boxed()
    }
}

impl MessageHandler<Mock> for MockMessage {
    fn receive<'a>(
        &'a self,
        mock: &'a Mock,
        connection: &'a Connection,
        message: Value,
    ) -> BoxFuture<'a, Result<(), Failed>> {
        async move { receive(mock, self, connection, &message).await }.boxed()
    }
}

/// The series of a feed from behind the last event that the client has seen, and then the events that requests cause.
fn feed(mock: &Mock, channel: &Channel, opening: &Opening) -> Result<Outgoing, Failed> {
    let person = mock.person(opening.caller.as_ref());
    let place = place(&channel.path, &opening.parameters);
    let named = parameters_of(&channel.parameters, &opening.parameters);
    let view_person = person.as_deref();
    let conditions = Conditions::new(&named);
    let series = messages::series(&mock.state().view(view_person), &channel.server, &place, named, &channel.ends);
    let series = series.map_err(|error| unmade(&error))?;
    let length = series.len();
    let seen = opening.last_event_id.as_deref().and_then(|id| id.parse::<usize>().ok());
    let numbered = series.into_iter().enumerate().map(|(index, message)| event(index + 1, message));
    let rest = stream::iter(numbered.skip(seen.unwrap_or_default()).collect::<Vec<_>>());
    if !channel.ends.is_empty() {
        return Ok(rest.boxed());
    }
    let name = Stream::channel(&channel.id);
    let live = mock.0.feeds.listen_from(name, seen.unwrap_or_default().saturating_sub(length), view_person);
    let (mock, server) = (mock.clone(), channel.server.clone());
    let about = live.filter(move |(_, value)| future::ready(conditions.are_met(mock.facts(), &server, value)));
    Ok(rest.chain(about.map(move |(number, value)| event(length + number + 1, Value::clone(&value)))).boxed())
}

/// A channel that ends after so many messages.
fn cut(outgoing: Outgoing, count: usize, code: u16) -> Outgoing {
    let close = stream::once(async move { Sent::Close { code, reason: "ended by a rule".into() } });
    outgoing.take(count).chain(close).boxed()
}

fn event(number: usize, message: Value) -> Sent<Outbound> {
    Sent::Event { id: number.to_string(), message: Box::new(message) }
}

fn socket(mock: &Mock, index: usize, opening: &Opening) -> Outgoing {
    let person = mock.person(opening.caller.as_ref());
    let receiver = mock.0.sockets.open(opening.connection.id, index, person);
    let messages = stream::unfold(receiver, |mut receiver| async move {
        let message = receiver.next().await?;
        Some((Sent::Message(Box::new(message) as Outbound), receiver))
    });
    messages.boxed()
}

async fn receive(
    mock: &Mock,
    MockMessage { union, tag }: &MockMessage,
    connection: &Connection,
    message: &Value,
) -> Result<(), Failed> {
    let facts = mock.facts();
    let Some(socket) = mock.0.sockets.get(connection.id) else { return Ok(()) };
    let channel = &facts.registry.channels[socket.channel];
    debug_assert_eq!(channel.client.as_ref(), Some(union), "the channel takes this message");
    if channel.reauthentication.as_ref().is_some_and(|renewal| renewal.brings == *tag) {
        let token = message.pointer("/data/token").and_then(Value::as_str).unwrap_or_default();
        mock.check_token(token)?;
    }
    let person = socket.person.as_deref();
    let answers = {
        let responder = Responder { state: &mock.state(), person };
        messages::answers(&responder, facts, channel, tag, message).map_err(|error| unmade(&error))?
    };
    let caused = channel.receivers.get(tag).map(|receiver| receiver.causes.as_slice()).unwrap_or_default();
    mock.publish_message(socket.channel, connection.id, caused, message, &answers, person);
    for answer in answers {
        // A client that reads slowly is waited for, as the server itself would.
        if socket.sender.send(answer).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}
