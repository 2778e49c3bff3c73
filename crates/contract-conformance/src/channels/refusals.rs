//! Invalid messages, and frames that are not messages: they are refused, and the socket stays open or is closed with a
//! reason.

use std::collections::BTreeMap;

use contract_data::facts::refer;
use contract_model::{registry::Channel, schema::Schema};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{
    QUIET,
    conversation::tags,
    draft::{ChannelDraft, Opened},
    each,
    listener::{Listener, Message},
    message::ClientMessage,
    socket::{End, Frame, Heard, Socket},
    steps,
    turn::Turn,
};
use crate::{
    rest::expect::shown,
    rules::{self, Rule},
    suite::Suite,
    variations::{Variation, variations},
    world::Person,
};

/// The maximum number of invalid values that are sent per message, taking the places in turn.
const OF_ONE_MESSAGE: usize = 40;
/// The size of a message that exceeds any reasonable limit, in bytes.
const LARGE: usize = 4 << 20;
/// The number of unanswered frames after which the others are skipped: each takes the whole time of an answer.
const SILENT: usize = 2;

/// A frame that must be refused.
struct Case<'a> {
    rule: &'static Rule,
    frame: Frame,
    /// The valid message from which the frame is derived.
    near: Option<ClientMessage<'a>>,
    /// The place of the cause.
    about: String,
    /// The reason for the refusal, as the end of a sentence: `because …`.
    because: String,
    /// Whether the server may close the connection while the frame is being sent.
    may_be_cut: bool,
}

/// The reaction of a server.
enum Reaction {
    Refused,
    Closed,
    Silent,
    /// The frame was accepted, or the socket ended without a clear reason, which is reported.
    Wrong,
}

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let person = suite.first_person();
    let Some((draft, _)) = ChannelDraft::fresh(suite, channel, &person).await else { return };
    let listener = Listener::new(suite, channel);
    let mut groups: Vec<Vec<Case<'_>>> =
        tags(suite, channel).into_iter().map(|tag| wrong_values(suite, channel, tag, &person)).collect();
    groups.push(strange(suite, channel));
    each(suite, groups, async |cases| all(&listener, &draft, cases).await).await;
    goes_on(&listener, &draft).await;
}

/// A message with an invalid value at each of its places.
fn wrong_values<'a>(suite: &Suite<'a>, channel: &'a Channel, tag: &str, person: &Person) -> Vec<Case<'a>> {
    let (Some(union), Some(near)) = (channel.client.as_deref(), ClientMessage::of(suite, channel, tag, person)) else {
        return Vec::new();
    };
    let property = suite.contract.registry().union(union).map_or("type", |(property, _)| property);
    let check = |value: &Value| suite.contract.validator.named(union, value);
    let another = |schema: &Schema| suite.value(schema, person, 1);
    let found = variations(suite.contract, &refer(union), &near.value, &check, &another);
    // Another tag makes it a different message.
    let is_wrong = |variation: &Variation| {
        !variation.violations.is_empty() && variation.value.get(property) == near.value.get(property)
    };
    let mut of_place: BTreeMap<String, usize> = BTreeMap::new();
    // The last variations of a place concern its constraints, the first ones its presence.
    let mut wrong: Vec<(usize, Variation)> = Vec::new();
    for variation in found.into_iter().rev().filter(is_wrong) {
        let round = of_place.entry(variation.place.clone()).or_default();
        wrong.push((*round, variation));
        *round += 1;
    }
    wrong.sort_by_key(|(round, _)| *round);
    let case = |(_, variation): (usize, Variation)| {
        let because = format!("{} {}", variation.place, variation.difference);
        Case {
            rule: &rules::CHANNEL_UNKNOWN_MESSAGE,
            frame: Frame::Text(variation.value.to_string()),
            near: Some(near.clone()),
            about: because.clone(),
            because,
            may_be_cut: false,
        }
    };
    wrong.into_iter().take(OF_ONE_MESSAGE).map(case).collect()
}

/// Messages of unknown types, and frames that are not messages.
fn strange<'a>(suite: &Suite<'a>, channel: &Channel) -> Vec<Case<'a>> {
    let union = channel.client.as_deref().and_then(|union| suite.contract.registry().union(union));
    let tag = union.map_or("type", |(tag, _)| tag);
    let case = |rule, frame, about: &str, because: &str| Case {
        rule,
        frame,
        near: None,
        about: about.into(),
        because: because.into(),
        may_be_cut: false,
    };
    let unknown = |value: Value, because: &str| {
        case(&rules::CHANNEL_UNKNOWN_MESSAGE, Frame::Text(value.to_string()), "unknown type", because)
    };
    let malformed = |frame: Frame, about: &str, because: &str| case(&rules::CHANNEL_MALFORMED, frame, about, because);
    let large = json!({ tag: "conformance_unknown", "padding": "x".repeat(LARGE) }).to_string();
    let large = malformed(Frame::Text(large), "too large", "it has more than 4 MiB");
    vec![
        unknown(json!({ tag: "conformance_unknown" }), "its type is unknown"),
        unknown(json!({}), "it has no type"),
        unknown(json!({ tag: 7 }), "its type is a number"),
        malformed(Frame::Text("{\"".into()), "no message", "it ends in the middle of JSON"),
        malformed(Frame::Text(String::new()), "no message", "it is empty"),
        malformed(Frame::Text(json!([]).to_string()), "no message", "it is a list"),
        malformed(Frame::Binary(b"conformance".to_vec()), "binary", "it is binary"),
        Case { may_be_cut: true, ..large },
    ]
}

/// Sends frames one after another, on one socket as long as it is open.
async fn all(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, cases: Vec<Case<'_>>) {
    let mut open: Option<Socket> = None;
    let mut silent = 0;
    for case in cases {
        let mut socket = match open.take() {
            Some(socket) => socket,
            None => match draft.socket(listener.suite).await {
                Some(socket) => socket,
                None => return,
            },
        };
        socket.forget();
        match refused(listener, &mut socket, &case).await {
            Reaction::Refused => open = Some(socket),
            Reaction::Silent => {
                open = Some(socket);
                silent += 1;
            }
            Reaction::Closed => {}
            // Later messages on this socket could be mistaken for answers to the next frame.
            Reaction::Wrong => socket.leave(QUIET).await,
        }
        if silent == SILENT || listener.suite.is_lost() {
            break;
        }
    }
    if let Some(socket) = open {
        socket.leave(QUIET).await;
    }
}

async fn refused(listener: &Listener<'_, '_>, socket: &mut Socket, case: &Case<'_>) -> Reaction {
    let suite = listener.suite;
    socket.say(case.frame.clone(), suite.options.timeout).await;
    let repeat = socket.steps(suite.client.base());
    let deadline = Instant::now() + suite.options.timeout;
    let tag = case.near.as_ref().map(|near| near.tag);
    let report = |found: String| {
        let place = format!("{}: {}", listener.cause(tag), case.about);
        let how = if listener.tells_problems() { "a message with a problem" } else { "a message" };
        let expected =
            format!("{how}, or a closing with 1002, 1003, 1007 to 1009 or 4000 to 4999, because {}", case.because);
        listener.report(case.rule, place, expected, found, &repeat);
    };
    loop {
        match socket.hear_until(deadline).await {
            Heard::Quiet => {
                report(format!("nothing within {} ms", suite.options.timeout.as_millis()));
                return Reaction::Silent;
            }
            Heard::Binary => {}
            Heard::End(end) => {
                let is_cut = matches!(end, End::Cut(_)) && case.may_be_cut;
                if !(end.is_refusal() || end.is_absence() || is_cut) {
                    report(end.shown());
                }
                return Reaction::Closed;
            }
            Heard::Text(text) => {
                // An invalid message was probably the refusal.
                let judged = listener.judge(&rules::CHANNEL_MESSAGE, &text, &repeat);
                let Some(message) = judged.filter(|message| message.is_sound) else { return Reaction::Refused };
                match meaning(listener, case, &message) {
                    Meaning::Nothing => {}
                    Meaning::Refusal => {
                        if let Some(problem) = listener.problem_in(&message) {
                            listener.judge_problem(tag, problem, &repeat);
                        }
                        return Reaction::Refused;
                    }
                    Meaning::Acceptance => {
                        report(format!("an answer as to a valid message: {text}"));
                        return Reaction::Wrong;
                    }
                }
            }
        }
    }
}

/// The meaning of a message for the preceding frame.
enum Meaning {
    Nothing,
    Refusal,
    Acceptance,
}

fn meaning(listener: &Listener<'_, '_>, case: &Case<'_>, message: &Message) -> Meaning {
    if listener.problem_in(message).is_some() {
        // The failure of other work is an event, and contains the id of that work.
        let named = message.value.get("id").and_then(Value::as_str);
        let own = case.near.as_ref().and_then(|near| near.id.as_ref()).map(|(id, _)| id.as_str());
        let is_other = listener.caused.contains(message.tag.as_str()) && named.is_some() && named != own;
        return if is_other { Meaning::Nothing } else { Meaning::Refusal };
    }
    if !listener.tells_problems() && listener.code_in(&message.value).is_some() {
        return Meaning::Refusal;
    }
    if case.near.as_ref().is_some_and(|near| Turn::new(listener, near).is_answer(message)) {
        return Meaning::Acceptance;
    }
    // A channel without problem messages may refuse in words.
    let is_other = listener.tells_problems() || listener.caused.contains(message.tag.as_str());
    if is_other { Meaning::Nothing } else { Meaning::Refusal }
}

/// After all frames, a new socket opens and stays open.
async fn goes_on(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>) {
    let suite = listener.suite;
    let found = match draft.open(suite).await {
        Some(Opened::Socket(mut socket)) => match socket.hear(QUIET).await {
            Heard::End(end) if !end.is_absence() => end.shown(),
            Heard::End(_) | Heard::Text(_) | Heard::Binary | Heard::Quiet => return,
        },
        Some(Opened::Refused(response)) if response.status != 429 => shown(&response),
        Some(Opened::Refused(_) | Opened::Feed(_)) | None => return,
    };
    let cause = format!("{}: afterwards", listener.channel.id);
    let repeat = steps::of_socket(suite.client.base(), &draft.request(), &[]);
    let expected = "a new socket that stays open, whatever was sent on others".into();
    listener.report(&rules::CHANNEL_MALFORMED, cause, expected, found, &repeat);
}
