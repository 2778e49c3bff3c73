//! Faults of the messages on a socket: at the help desk, and in GraphQL over WebSocket.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{
    Fault,
    graphql::{self, each_object, replace},
};

/// The close code of a conversation that ended normally.
const NORMAL: u16 = 1000;

/// A message on a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    Text(String),
    Binary(Bytes),
    Close(Option<(u16, String)>),
}

/// The messages that a relay passes on.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub to_server: Vec<Frame>,
    pub to_client: Vec<Frame>,
    /// Whether both connections end immediately, without close frames.
    pub is_cut: bool,
}

impl Said {
    fn to_server(frames: impl IntoIterator<Item = Frame>) -> Self {
        Self { to_server: frames.into_iter().collect(), ..Self::default() }
    }

    fn to_client(frames: impl IntoIterator<Item = Frame>) -> Self {
        Self { to_client: frames.into_iter().collect(), ..Self::default() }
    }
}

/// One conversation with its fault.
#[derive(Debug)]
pub(super) struct Talk {
    fault: Fault,
    /// An answer that is held back until another one has overtaken it.
    held: Option<Frame>,
    is_introduced: bool,
    /// The number of acknowledgements that the client did not request.
    unasked: u32,
}

/// The path of the sockets whose messages a fault is about.
pub(super) fn path(fault: Fault) -> Option<&'static str> {
    match fault {
        Fault::DeskAnswersWithAWrongTag
        | Fault::DeskAnswersWithoutText
        | Fault::DeskDoesNotAnswer
        | Fault::DeskAnswersTwice
        | Fault::DeskAnswersOutOfTurn
        | Fault::DeskSwapsAnswers
        | Fault::DeskAnswersUnderAnotherId
        | Fault::DeskIgnoresUnknownMessages
        | Fault::DeskTakesAnEmptyQuestion
        | Fault::DeskBreaksAtMalformedText
        | Fault::DeskClosesWithTheWrongCode => Some("/desk"),
        Fault::SubscriptionNeedsNoInit
        | Fault::SubscriptionDoesNotComplete
        | Fault::SubscriptionUnderAnotherId
        | Fault::SubscriptionWithWrongTypeName
        | Fault::GraphqlPingIsIgnored
        | Fault::GraphqlWrongCloseCode => Some(graphql::PATH),
        _ => None,
    }
}

impl Talk {
    pub(super) fn new(fault: Fault) -> Self {
        Self { fault, held: None, is_introduced: false, unasked: 0 }
    }

    pub(super) fn is_holding(&self) -> bool {
        self.held.is_some()
    }

    /// Passes on the answer that was held back.
    pub(super) fn let_go(&mut self) -> Said {
        Said::to_client(self.held.take())
    }

    pub(super) fn hear_client(&mut self, frame: Frame) -> Said {
        let message = json(&frame);
        let tag = message.as_ref().and_then(|message| message["type"].as_str()).unwrap_or_default();
        match (self.fault, &frame) {
            (Fault::DeskIgnoresUnknownMessages, Frame::Text(_))
                if message.is_some() && !["ask", "ping"].contains(&tag) =>
            {
                Said::default()
            }
            (Fault::DeskTakesAnEmptyQuestion, Frame::Text(_)) => Said::to_server([changed(frame, |message| {
                replace(members(message), "text", |text| if text == "" { "…".into() } else { text });
            })]),
            (Fault::DeskBreaksAtMalformedText, Frame::Text(_)) if message.is_none() => {
                Said { is_cut: true, ..Said::default() }
            }
            (Fault::DeskClosesWithTheWrongCode, Frame::Binary(_)) => {
                Said::to_client([Frame::Close(Some((NORMAL, String::new())))])
            }
            (Fault::SubscriptionNeedsNoInit, Frame::Text(_)) => {
                let is_first = !self.is_introduced;
                self.is_introduced = true;
                if is_first && tag == "subscribe" {
                    self.unasked += 1;
                    let init = Frame::Text(json!({ "type": "connection_init" }).to_string());
                    return Said::to_server([init, frame]);
                }
                Said::to_server([frame])
            }
            _ => Said::to_server([frame]),
        }
    }

    pub(super) fn hear_server(&mut self, frame: Frame) -> Said {
        let message = json(&frame).unwrap_or_default();
        let is = |tag: &str| message["type"] == tag;
        match (self.fault, &frame) {
            (Fault::GraphqlWrongCloseCode, Frame::Close(Some((4400..=4499, reason)))) => {
                Said::to_client([Frame::Close(Some((NORMAL, reason.clone())))])
            }
            (_, Frame::Binary(_) | Frame::Close(_)) => Said::to_client(self.held.take().into_iter().chain([frame])),
            (Fault::DeskAnswersWithAWrongTag, _) if is("answer") => {
                Said::to_client([changed(frame, |message| message["type"] = "reply".into())])
            }
            (Fault::DeskAnswersWithoutText, _) => Said::to_client([changed(frame, |message| {
                members(message).shift_remove("text");
            })]),
            (Fault::DeskDoesNotAnswer | Fault::GraphqlPingIsIgnored, _) if is("pong") => Said::default(),
            (Fault::DeskAnswersTwice, _) if is("answer") => Said::to_client([frame.clone(), frame]),
            (Fault::DeskAnswersOutOfTurn, _) if is("answer") => {
                Said::to_client([Frame::Text(json!({ "type": "pong" }).to_string()), frame])
            }
            (Fault::DeskSwapsAnswers, _) => match self.held.take() {
                Some(held) => Said::to_client([frame, held]),
                None => {
                    self.held = Some(frame);
                    Said::default()
                }
            },
            (Fault::DeskAnswersUnderAnotherId, _) => Said::to_client([changed(frame, |message| {
                replace(members(message), "id", |_| "q-0".into());
            })]),
            (Fault::SubscriptionNeedsNoInit, _) if is("connection_ack") && self.unasked > 0 => {
                self.unasked -= 1;
                Said::default()
            }
            (Fault::SubscriptionDoesNotComplete, _) if is("complete") => Said::default(),
            (Fault::SubscriptionUnderAnotherId, _) if is("next") => {
                Said::to_client([changed(frame, |message| message["id"] = "another".into())])
            }
            (Fault::SubscriptionWithWrongTypeName, _) => Said::to_client([changed(frame, |message| {
                each_object(message, &mut |members| {
                    replace(
                        members,
                        "__typename",
                        |name| if name == "OrderEventPlaced" { "Placed".into() } else { name },
                    );
                });
            })]),
            _ => Said::to_client([frame]),
        }
    }
}

fn json(frame: &Frame) -> Option<Value> {
    if let Frame::Text(text) = frame { serde_json::from_str(text).ok() } else { None }
}

/// A message with its JSON changed, if it is an object.
fn changed(frame: Frame, change: impl FnOnce(&mut Value)) -> Frame {
    match json(&frame) {
        Some(mut message) if message.is_object() => {
            change(&mut message);
            Frame::Text(message.to_string())
        }
        _ => frame,
    }
}

fn members(message: &mut Value) -> &mut serde_json::Map<String, Value> {
    message.as_object_mut().expect("only objects are changed")
}
