//! Valid client messages: each is answered as the contract declares.

use contract_model::registry::Channel;

use super::{
    QUIET,
    draft::ChannelDraft,
    each,
    listener::Listener,
    message::ClientMessage,
    socket::Heard,
    turn::{Turn, TurnEnd},
};
use crate::{judge::is_invalid, rules, suite::Suite};

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let person = suite.first_person();
    let Some((draft, _)) = ChannelDraft::fresh(suite, channel, &person).await else { return };
    let listener = Listener::new(suite, channel);
    let brings = channel.reauthentication.as_ref().map(|renewal| renewal.brings.as_str());
    let tags = tags(suite, channel).into_iter().filter(|tag| Some(*tag) != brings);
    each(suite, tags, async |tag| {
        let Some(message) = ClientMessage::of(suite, channel, tag, &person) else { return };
        if valid(&listener, &draft, &message).await {
            let Some(second) = ClientMessage::of(suite, channel, tag, &person) else { return };
            together(&listener, &draft, [&message, &second]).await;
        }
    })
    .await;
}

/// The tags of the client messages, without those that the target does not serve yet.
pub(super) fn tags<'a>(suite: &Suite<'a>, channel: &'a Channel) -> Vec<&'a str> {
    let union = channel.client.as_deref().and_then(|union| suite.contract.registry().union(union));
    let all = union.into_iter().flat_map(|(_, variants)| variants).map(|variant| variant.value.as_str());
    all.filter(|tag| !suite.options.is_pending(&format!("{} >{tag}", channel.id))).collect()
}

/// Sends one message on its own socket, and returns whether it was answered.
async fn valid(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, message: &ClientMessage<'_>) -> bool {
    let Listener { suite, channel, .. } = listener;
    let Some(mut socket) = draft.socket(suite).await else { return false };
    let end = Turn::new(listener, message).take(&mut socket).await;
    let repeat = socket.steps(suite.client.base());
    let cause = listener.cause(Some(message.tag));
    let is_answered = matches!(end, TurnEnd::Answered(_));
    match end {
        TurnEnd::Answered(_) => suite.seen.note(&channel.id, format!(">{}", message.tag)),
        TurnEnd::Refused(refusal) => {
            let Some(problem) = listener.problem_in(&refusal) else { return false };
            let code = listener.judge_problem(Some(message.tag), problem, &repeat);
            if code.is_some() && is_invalid(suite.contract.registry(), problem) {
                let expected = "no refusal as invalid: the message fits the contract".into();
                listener.report(&rules::VALID_REQUEST, cause, expected, problem.to_string(), &repeat);
            }
        }
        TurnEnd::Closed(end) if end.is_absence() => {}
        TurnEnd::Closed(end) => {
            let expected = "a socket that goes on: the message fits the contract".into();
            listener.report(&rules::CHANNEL_ANSWERS, format!("{cause}: closed"), expected, end.shown(), &repeat);
        }
        TurnEnd::Failed => {}
    }
    socket.leave(QUIET).await;
    is_answered
}

/// Sends two messages of one type at once. The answer to the first must come first, because both read only.
async fn together(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, messages: [&ClientMessage<'_>; 2]) {
    let Listener { suite, channel, .. } = listener;
    let [first, second] = messages;
    let (Some((one, schema)), Some((other, _))) = (&first.id, &second.id) else { return };
    let Some(receiver) = channel.receivers.get(first.tag) else { return };
    let [answer] = receiver.answers.as_slice() else { return };
    // Longer work may be overtaken by other work, and a rate limit may stop the second message.
    if !listener.echoes(answer, schema) || receiver.rate.is_some() {
        return;
    }
    let Some(mut socket) = draft.socket(suite).await else { return };
    for message in messages {
        socket.say(message.frame(), suite.options.timeout).await;
    }
    let repeat = socket.steps(suite.client.base());
    while let Heard::Text(text) = socket.hear(suite.options.timeout).await {
        let Some(message) = listener.judge(&rules::CHANNEL_MESSAGE, &text, &repeat) else { break };
        let id = message.value.get("id").and_then(serde_json::Value::as_str);
        if message.tag != *answer || id.is_none() {
            continue;
        }
        if id == Some(one) {
            break;
        }
        if id == Some(other) {
            let cause = format!("{}: order of two", listener.cause(Some(first.tag)));
            let expected = format!("the answer to `{one}` before the one to `{other}`, as the messages were sent");
            let found = format!("the answer to `{other}` first");
            listener.report(&rules::CHANNEL_ANSWERS, cause, expected, found, &repeat);
            break;
        }
    }
    socket.leave(QUIET).await;
}
