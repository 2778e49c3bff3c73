//! Messages that other clients on a channel receive.
//!
//! The contract does not say what makes a client a receiver, such as being in the same room. So a message counts as
//! unheard only if no client receives it in any of several scenes.

use std::time::Duration;

use contract_model::registry::{Caused, Channel};
use futures_util::future::{join_all, select_ok};

use super::{
    QUIET,
    conversation::tags,
    draft::ChannelDraft,
    listener::Listener,
    message::ClientMessage,
    observers::Observer,
    socket::Socket,
    turn::{Turn, TurnEnd},
};
use crate::{suite::Suite, world::Person};

/// The time to wait for an event at first; if none is seen, a second attempt waits longer.
const SOON: Duration = Duration::from_secs(1);

/// A message that causes an event for listeners.
pub(super) struct Said<'a> {
    pub sender: &'a Channel,
    pub tag: &'a str,
    pub caused: &'a Caused,
    /// The channel on which the event is sent.
    pub channel: &'a Channel,
}

/// The other clients of a test, and their actions before the message.
#[derive(Debug, Clone, Copy)]
enum Scene {
    /// Another socket of the sender, and one of the second person.
    Both,
    /// Only the second person: a person who is connected twice neither joins nor leaves with one socket.
    Other,
    /// Like `Other`, after the sender has sent every other message that causes events, so that the sender has already
    /// joined.
    OtherAfterAll,
    /// Like `Other`, after the second person has sent the same message, and so is where it leads to.
    OtherAfterSame,
}

/// The scenes in which no client disturbs another.
const ALONE: [Scene; 3] = [Scene::Other, Scene::OtherAfterAll, Scene::OtherAfterSame];

/// Whether a client received a message's event.
enum Heard {
    Yes,
    /// No client did; with a shell command that repeats the test.
    No(String),
    /// The message was refused, or no client could listen.
    Unknown,
}

impl Said<'_> {
    /// The place of the cause, for findings.
    pub(super) fn cause(&self) -> String {
        format!("{} >{} causes {}", self.sender.id, self.tag, self.channel.id)
    }
}

/// Whether a client receives the event of a message, or none could listen.
pub(super) async fn at_once(suite: &Suite<'_>, said: &Said<'_>) -> bool {
    !matches!(heard(suite, said, Scene::Both, SOON).await, Heard::No(_))
}

/// A shell command that repeats a message whose event nobody receives in any scene; `None` if somebody receives it.
pub(super) async fn never(suite: &Suite<'_>, said: &Said<'_>) -> Option<String> {
    suite.people.get(1).filter(|second| second.token != suite.first_person().token)?;
    let mut line = None;
    for patience in [SOON, suite.options.timeout] {
        for scene in ALONE {
            match heard(suite, said, scene, patience).await {
                Heard::Yes => return None,
                Heard::No(repeat) => line = Some(repeat),
                Heard::Unknown => {}
            }
        }
    }
    line
}

async fn heard(suite: &Suite<'_>, said: &Said<'_>, scene: Scene, patience: Duration) -> Heard {
    let Said { sender, tag, caused, channel } = said;
    let listener = Listener::new(suite, channel);
    let mut observers = observers(&listener, said, scene).await;
    let (person, of_sender) = (suite.first_person(), Listener::new(suite, sender));
    let Some(draft) = ChannelDraft::of(suite, sender, &person) else { return Heard::Unknown };
    let Some(message) = ClientMessage::of(suite, sender, tag, &person) else { return Heard::Unknown };
    let Some(mut socket) = draft.socket(suite).await else { return Heard::Unknown };
    if matches!(scene, Scene::OtherAfterAll) {
        all_others(&of_sender, &mut socket, tag, &person).await;
    }
    join_all(observers.iter_mut().map(|observer| observer.settle(&listener))).await;
    let end = Turn::new(&of_sender, &message).take(&mut socket).await;
    if observers.is_empty() || !matches!(end, TurnEnd::Answered(_)) {
        return Heard::Unknown;
    }
    let hearing = observers.iter_mut().map(|observer| Box::pin(hears(observer, &listener, caused, patience)));
    let is_heard = select_ok(hearing).await.is_ok();
    let repeat = format!("{}; {}", observers[0].steps(&listener), socket.steps(suite.client.base()));
    socket.leave(QUIET).await;
    if is_heard { Heard::Yes } else { Heard::No(repeat) }
}

/// The listening clients of a scene.
async fn observers(listener: &Listener<'_, '_>, said: &Said<'_>, scene: Scene) -> Vec<Observer> {
    let Listener { suite, channel, .. } = listener;
    let people = match scene {
        Scene::Both => vec![suite.people.get(0), suite.people.get(1)],
        Scene::Other | Scene::OtherAfterAll | Scene::OtherAfterSame => vec![suite.people.get(1)],
    };
    let mut observers = Vec::new();
    for person in people.into_iter().flatten() {
        let Some(draft) = ChannelDraft::of(suite, channel, &person) else { continue };
        let Some(mut observer) = Observer::open(listener, &draft).await else { continue };
        let is_here = channel.id == said.sender.id && matches!(scene, Scene::OtherAfterSame);
        if let (true, Observer::Socket(socket)) = (is_here, &mut observer)
            && let Some(message) = ClientMessage::of(suite, channel, said.tag, &person)
        {
            Turn::new(listener, &message).take(socket).await;
        }
        observers.push(observer);
    }
    observers
}

/// Sends every other message that causes events.
async fn all_others(of_sender: &Listener<'_, '_>, socket: &mut Socket, but: &str, person: &Person) {
    let Listener { suite, channel, .. } = of_sender;
    for tag in tags(suite, channel) {
        let causes = channel.receivers.get(tag).is_some_and(|receiver| !receiver.causes.is_empty());
        if tag == but || !causes {
            continue;
        }
        if let Some(message) = ClientMessage::of(suite, channel, tag, person) {
            Turn::new(of_sender, &message).take(socket).await;
        }
    }
}

async fn hears(
    observer: &mut Observer,
    listener: &Listener<'_, '_>,
    caused: &Caused,
    patience: Duration,
) -> Result<(), ()> {
    observer.sees(listener, caused, patience).await.then_some(()).ok_or(())
}
