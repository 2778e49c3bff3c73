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
    consequences::Answered,
    feeds::Stream,
    operations::{parameters_of, place},
    renewal::renewals,
    sockets::Receiver,
    unmade,
};
use crate::{
    answer::{
        listing::Conditions,
        messages,
        reply::{Outcome, Responder},
        request::Input,
    },
    control::{
        consequence::{CLOSE, Consequence},
        rehearsal::{Course, Stage},
        rule::Rule,
        subject::{Subject, message_item},
        values::CallValues,
    },
    identity::person_of,
};

/// The close code of a socket whose server has failed (RFC 6455, section 7.4.1).
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
            let named = parameters_of(&channel.parameters, &opening.parameters);
            let values = CallValues::of_request(&named, Value::Null);
            let course = opening.extensions.get::<Course>().cloned().unwrap_or_default();
            if let Some(later) = mock.decide(&channel.id, Stage::Read(&values)) {
                course.follow(&later).await;
            }
            let rule = course.rule();
            if let Some(code) = &rule.code {
                return Err(mock.problem_with_code(code));
            }
            let (input, person) = (Input { named, body: None }, person_of(opening.caller.as_ref()));
            if input.names_unavailable(&mock.state().view(person.as_deref())) {
                return Err(mock.not_found(&channel.errors));
            }
            let outgoing = match channel.transport {
                Transport::Sse => feed(mock, channel, &opening, rule.series)?,
                Transport::Websocket => socket(mock, self.index, &opening, values, rule.clone()),
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

/// The series of a feed after the last event that the client has seen, at most `most` messages, followed by the events
/// that requests cause. The numbers of these events begin after the longest series of the feed, so that a number means
/// the same event to a client that reconnects. A series of entities also contains earlier events, with their numbers.
fn feed(mock: &Mock, channel: &Channel, opening: &Opening, most: Option<usize>) -> Result<Outgoing, Failed> {
    let person = person_of(opening.caller.as_ref());
    let place = place(&channel.path, &opening.parameters);
    let named = parameters_of(&channel.parameters, &opening.parameters);
    let view_person = person.as_deref();
    let conditions = Conditions::new(&named);
    let name = Stream::channel(&channel.id);
    let next = mock.0.feeds.next(name.clone());
    let series = messages::series(&mock.state().view(view_person), &channel.server, &place, named, &channel.ends);
    let series = series.map_err(|error| unmade(&error))?;
    let is_entity = mock.facts().entity_pool(&channel.server).is_some();
    let longest = if is_entity { messages::SERIES } else { series.len() };
    let seen = opening.last_event_id.as_deref().and_then(|id| id.parse::<usize>().ok());
    let numbered = series.into_iter().take(most.unwrap_or(usize::MAX)).enumerate().filter_map(|(index, message)| {
        let live = message.get("id").filter(|_| is_entity).and_then(|id| mock.0.feeds.number_of(name.clone(), id));
        match (live, seen) {
            // They come again below: a client that reconnects continues there, and an event may be newer than this
            // feed.
            (Some(_), Some(_)) => None,
            (Some(live), None) if live >= next => None,
            (Some(live), None) => Some(event(longest + live + 1, message)),
            (None, seen) => (index >= seen.unwrap_or_default()).then(|| event(index + 1, message)),
        }
    });
    let rest = stream::iter(numbered.collect::<Vec<_>>());
    if !channel.ends.is_empty() {
        return Ok(rest.boxed());
    }
    let from = match seen {
        Some(seen) => seen.saturating_sub(longest).min(next),
        None if is_entity => next,
        None => 0,
    };
    let live = mock.0.feeds.listen_from(name, from, view_person);
    let (mock, server) = (mock.clone(), channel.server.clone());
    let about = live.filter(move |(_, value)| future::ready(conditions.are_met(mock.facts(), &server, value)));
    Ok(rest.chain(about.map(move |(number, value)| event(longest + number + 1, Value::clone(&value)))).boxed())
}

/// A channel that ends after this many messages.
fn cut(outgoing: Outgoing, count: usize, code: u16) -> Outgoing {
    let close = stream::once(async move { Sent::Close { code, reason: "ended by a rule".into() } });
    outgoing.take(count).chain(close).boxed()
}

fn event(number: usize, message: Value) -> Sent<Outbound> {
    Sent::Event { id: number.to_string(), message: Box::new(message) }
}

fn socket(mock: &Mock, index: usize, opening: &Opening, values: CallValues, rule: Rule) -> Outgoing {
    let person = person_of(opening.caller.as_ref());
    let expiry = opening.caller.as_ref().and_then(|caller| caller.expires_at);
    let (receiver, expiries) = mock.0.sockets.open(opening.connection.id, index, person.clone(), expiry);
    let renewals = match mock.facts().registry.channels[index].reauthentication {
        Some(_) => renewals(mock, index, person.clone(), expiries),
        None => stream::pending().boxed(),
    };
    let open = OpenSocket { mock: mock.clone(), index, person, values, then: rule.then, receiver: Some(receiver) };
    open.lead_to(None);
    let messages = stream::unfold(open, |mut open| async move {
        let message = open.receiver.as_mut()?.next().await?;
        Some((Sent::Message(Box::new(message) as Outbound), open))
    });
    stream::select(messages, renewals).boxed()
}

/// A socket whose end has consequences.
struct OpenSocket {
    mock: Mock,
    index: usize,
    person: Option<String>,
    values: CallValues,
    then: Vec<Consequence>,
    receiver: Option<Receiver>,
}

impl OpenSocket {
    fn lead_to(&self, end: Option<&str>) {
        let subject = Subject::Channel(&self.mock.facts().registry.channels[self.index]);
        let values = self.mock.known(&self.values, self.person.as_deref());
        let call = Answered { subject, values: &values, person: self.person.as_deref() };
        self.mock.lead_to(&self.then, end, call);
    }
}

impl Drop for OpenSocket {
    fn drop(&mut self) {
        // The socket must not receive messages about its own end.
        drop(self.receiver.take());
        self.lead_to(Some(CLOSE));
    }
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
        let expiry = mock.check_token(token, socket.person.as_deref())?;
        socket.expiry.send_replace(expiry);
    }
    let person = socket.person.as_deref();
    let Some(receiver) = channel.receivers.get(tag) else { return Ok(()) };
    let values = CallValues::of_request(&[], message.clone());
    let deviation = mock.decide(&message_item(&channel.id, tag), Stage::Whole(&values)).unwrap_or_default();
    if let Some(latency) = deviation.latency {
        tokio::time::sleep(latency).await;
    }
    let rule = deviation.rule;
    let call = Answered { subject: Subject::Message { channel, tag, receiver }, values: &values, person };
    if let Some(code) = &rule.code {
        let failed = mock.problem_with_code(code);
        mock.fail(&rule, &failed, call);
        return Err(failed);
    }
    let tags = if rule.answers.is_empty() { &receiver.answers } else { &rule.answers };
    let answers = {
        let responder = Responder { state: &mock.state(), person };
        messages::answers(&responder, facts, channel, tags, message).map_err(|error| unmade(&error))?
    };
    mock.publish_message(socket.channel, connection.id, &receiver.causes, message, &answers, person);
    mock.conclude(&rule, None, call, &mut Outcome::default());
    for answer in answers {
        // The mock waits for a client that reads slowly, as a real server would.
        if socket.sender.send(answer).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}
