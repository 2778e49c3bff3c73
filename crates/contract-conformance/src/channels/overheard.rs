//! Messages that others on a channel hear.
//!
//! The contract does not say where somebody must be to hear a message, such as in a room. So a message counts as unheard only
//! where nobody hears it in any of some scenes.

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

/// How long an event may take at first; where none was seen, there is more time.
const SOON: Duration = Duration::from_secs(1);

/// A message that causes an event for those who listen.
pub(super) struct Said<'a> {
    pub sender: &'a Channel,
    pub tag: &'a str,
    pub caused: &'a Caused,
    /// The channel on which it is heard.
    pub channel: &'a Channel,
}

/// Those who are there, and what they did before.
#[derive(Debug, Clone, Copy)]
enum Scene {
    /// Another socket of the sender, and one of the second person.
    Both,
    /// The second person alone: somebody who is there twice does not come or go with one socket.
    Other,
    /// The sender sent every other message before that causes events: somebody who is there already does not come.
    OtherAfterAll,
    /// The second person sent the same message before: they are where it leads to.
    OtherAfterSame,
}

/// The scenes in which nobody disturbs anybody else.
const ALONE: [Scene; 3] = [Scene::Other, Scene::OtherAfterAll, Scene::OtherAfterSame];

/// Whether somebody heard a message.
enum Heard {
    Yes,
    /// With a line that repeats it.
    No(String),
    /// The message was not taken, or nobody could listen.
    Unknown,
}

impl Said<'_> {
    /// The place of the cause, for findings.
    pub(super) fn cause(&self) -> String {
        format!("{} >{} causes {}", self.sender.id, self.tag, self.channel.id)
    }
}

/// Whether a message is heard by somebody, or nobody can tell.
pub(super) async fn at_once(suite: &Suite<'_>, said: &Said<'_>) -> bool {
    !matches!(heard(suite, said, Scene::Both, SOON).await, Heard::No(_))
}

/// A line that repeats a message which nobody hears, whatever came before it; nothing where somebody hears it.
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

/// Those who listen in a scene.
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
