//! One client message, and everything that the server sends in response.

use contract_model::registry::Receiver;
use tokio::time::Instant;

use super::{
    QUIET,
    listener::{Listener, Message},
    message::ClientMessage,
    socket::{End, Heard, Socket},
};
use crate::rules;

/// A sent message, and its declared answers.
pub(super) struct Turn<'t, 's, 'a> {
    pub listener: &'t Listener<'s, 'a>,
    pub message: &'t ClientMessage<'a>,
    /// The tags of the answers, in their order.
    pub answers: &'a [String],
}

/// The outcome of a turn.
#[derive(Debug)]
pub(super) enum TurnEnd {
    /// Every declared answer came, and nothing else. Contains the messages.
    Answered(Vec<Message>),
    /// The message that carries the problem.
    Refused(Message),
    Closed(End),
    /// A violation occurred, which is reported.
    Failed,
}

/// The client message to which a server message belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belongs {
    /// It has the `id` of this message.
    Here,
    /// It has another `id`.
    Elsewhere,
    /// It could have an `id`, but has none.
    Unmarked,
    /// Messages of its type have no `id`, or the client's message has none to repeat.
    Unnamed,
}

/// The progress of a turn.
struct Progress {
    /// The index of the next expected answer.
    next: usize,
    is_sound: bool,
    /// Whether the expected answer came without the `id`.
    is_unmarked: bool,
    came: Vec<Message>,
}

/// The meaning of a message for its turn.
enum Step {
    Goes,
    Waits,
    Ends(TurnEnd),
}

impl<'t, 's, 'a> Turn<'t, 's, 'a> {
    pub(super) fn new(listener: &'t Listener<'s, 'a>, message: &'t ClientMessage<'a>) -> Self {
        let receiver: Option<&'a Receiver> = listener.channel.receivers.get(message.tag);
        Self { listener, message, answers: receiver.map(|receiver| receiver.answers.as_slice()).unwrap_or_default() }
    }

    /// Sends the message, and waits for its answers and a short quiet after them.
    pub(super) async fn take(&self, socket: &mut Socket) -> TurnEnd {
        let timeout = self.listener.suite.options.timeout;
        socket.say(self.message.frame(), timeout).await;
        let mut progress = Progress { next: 0, is_sound: true, is_unmarked: false, came: Vec::new() };
        let is_complete = |progress: &Progress| progress.next == self.answers.len();
        let patience = |progress: &Progress| if is_complete(progress) { QUIET } else { timeout };
        let mut deadline = Instant::now() + patience(&progress);
        loop {
            let repeat = socket.steps(self.listener.suite.client.base());
            match socket.hear_until(deadline).await {
                Heard::Quiet if is_complete(&progress) => {
                    self.listener.record_answers(self.message, &progress.came);
                    return TurnEnd::Answered(progress.came);
                }
                Heard::Quiet => {
                    self.missing(&progress, &repeat);
                    return TurnEnd::Failed;
                }
                Heard::End(end) => return TurnEnd::Closed(end),
                Heard::Binary => self.listener.report(
                    &rules::CHANNEL_MESSAGE,
                    format!("{}: binary", self.listener.channel.id),
                    "messages as text".into(),
                    "a binary message".into(),
                    &repeat,
                ),
                Heard::Text(text) => {
                    let Some(message) = self.listener.judge(&rules::CHANNEL_MESSAGE, &text, &repeat) else {
                        progress.is_sound = false;
                        continue;
                    };
                    progress.is_sound &= message.is_sound;
                    match self.step(&mut progress, message, &repeat) {
                        Step::Goes => deadline = Instant::now() + patience(&progress),
                        Step::Waits => {}
                        Step::Ends(end) => return end,
                    }
                }
            }
        }
    }

    fn step(&self, progress: &mut Progress, message: Message, repeat: &str) -> Step {
        let Self { listener, answers, .. } = self;
        let tag = message.tag.as_str();
        let is_caused = listener.caused.contains(tag);
        let belongs = self.belongs(&message);
        if listener.problem_in(&message).is_some() {
            let is_own = match belongs {
                Belongs::Here => true,
                Belongs::Elsewhere => false,
                Belongs::Unmarked | Belongs::Unnamed => !is_caused,
            };
            return if is_own { Step::Ends(TurnEnd::Refused(message)) } else { Step::Waits };
        }
        let due = answers.get(progress.next).map(String::as_str);
        match belongs {
            Belongs::Here | Belongs::Unnamed => {
                // A progress message may be repeated.
                let is_again = progress.next < answers.len()
                    && progress.next > 0
                    && answers.get(progress.next - 1).is_some_and(|last| last == tag);
                if due == Some(tag) {
                    progress.next += 1;
                } else if !is_again {
                    if tag.is_empty() || (belongs == Belongs::Unnamed && !listener.is_only_answer(tag)) {
                        return Step::Waits;
                    }
                    self.out_of_turn(progress, tag, repeat);
                    return Step::Ends(TurnEnd::Failed);
                }
                progress.came.push(message);
                Step::Goes
            }
            Belongs::Elsewhere | Belongs::Unmarked if listener.is_only_answer(tag) => {
                let own = self.message.id.as_ref().map(|(id, _)| id.as_str()).unwrap_or_default();
                let expected = format!("`{tag}` with the id `{own}` of the message that it answers");
                let found =
                    message.value.get("id").map_or_else(|| "no id".to_owned(), |found| format!("the id {found}"));
                self.report("id", expected, found, repeat);
                Step::Ends(TurnEnd::Failed)
            }
            Belongs::Elsewhere | Belongs::Unmarked => {
                progress.is_unmarked |= due == Some(tag) && belongs == Belongs::Unmarked;
                Step::Waits
            }
        }
    }

    fn belongs(&self, message: &Message) -> Belongs {
        let Some((own, schema)) = &self.message.id else { return Belongs::Unnamed };
        if !self.listener.echoes(&message.tag, schema) {
            return Belongs::Unnamed;
        }
        match message.value.get("id").and_then(serde_json::Value::as_str) {
            Some(id) if id == own => Belongs::Here,
            Some(_) => Belongs::Elsewhere,
            None => Belongs::Unmarked,
        }
    }

    /// Whether a message answers this client message.
    pub(super) fn is_answer(&self, message: &Message) -> bool {
        let is_declared = self.answers.contains(&message.tag);
        is_declared && matches!(self.belongs(message), Belongs::Here | Belongs::Unnamed)
    }

    fn out_of_turn(&self, progress: &Progress, tag: &str, repeat: &str) {
        let declared = if self.answers.is_empty() { "no answer".into() } else { self.answers.join(", then ") };
        let heard: Vec<&str> = progress.came.iter().map(|message| message.tag.as_str()).chain([tag]).collect();
        let about = if self.answers.iter().any(|answer| answer == tag) { "order" } else { tag };
        self.report(about, declared, heard.join(", then "), repeat);
    }

    fn missing(&self, progress: &Progress, repeat: &str) {
        // An invalid message was probably the answer.
        if !progress.is_sound {
            return;
        }
        let due = &self.answers[progress.next];
        let waited = self.listener.suite.options.timeout.as_millis();
        let mut found = format!("nothing of that kind within {waited} ms");
        if progress.is_unmarked {
            found = format!("`{due}` without the id of the message");
        }
        let about = if progress.is_unmarked { "id" } else { due };
        self.report(about, format!("`{due}` in answer to `{}`", self.message.tag), found, repeat);
    }

    fn report(&self, about: &str, expected: String, found: String, repeat: &str) {
        let cause = format!("{}: {about}", self.listener.cause(Some(self.message.tag)));
        self.listener.report(&rules::CHANNEL_ANSWERS, cause, expected, found, repeat);
    }
}
