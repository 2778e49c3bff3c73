//! Events that calls and messages cause for listeners.

use std::sync::{Mutex, PoisonError};

use contract_data::facts::refer;
use contract_model::registry::{Auth, Caused, Channel, Transport};

use super::{
    conversation::tags,
    draft::{ChannelDraft, first_id, named_pools, shown_id},
    each,
    listener::{Listener, is_on},
    message::ClientMessage,
    observers::{Observer, expected},
    overheard::{self, Said},
    turn::{Turn, TurnEnd},
};
use crate::{calls::Call, rules, suite::Suite};

pub(super) async fn run(suite: &Suite<'_>, channels: &[&Channel]) {
    let of_calls = Call::all(suite)
        .flat_map(|call| call.causes().iter().filter_map(move |caused| Some((call, caused, on(channels, caused)?))));
    each(suite, of_calls, async |(call, caused, channel)| by_call(suite, call, caused, channel).await).await;
    let sockets = channels.iter().copied().filter(|channel| channel.transport == Transport::Websocket);
    let messages = sockets.flat_map(|sender| tags(suite, sender).into_iter().map(move |tag| (sender, tag)));
    let of_messages = messages.flat_map(|(sender, tag)| {
        let causes = sender.receivers.get(tag).map(|receiver| receiver.causes.as_slice()).unwrap_or_default();
        causes.iter().filter_map(move |caused| Some(Said { sender, tag, caused, channel: on(channels, caused)? }))
    });
    let of_messages: Vec<Said<'_>> = of_messages.collect();
    let (mut quiet, loud) = (Mutex::new(Vec::new()), of_messages.iter());
    each(suite, loud, async |said| {
        let is_about_new = !named_pools(suite, said.channel).is_empty();
        if is_about_new {
            about_new_thing(suite, said).await;
        } else if !overheard::at_once(suite, said).await {
            quiet.lock().unwrap_or_else(PoisonError::into_inner).push(said);
        }
    })
    .await;
    // One after another, so that they do not disturb each other.
    for said in quiet.get_mut().unwrap_or_else(PoisonError::into_inner).drain(..) {
        if let Some(repeat) = overheard::never(suite, said).await {
            unseen(&Listener::new(suite, said.channel), said.cause(), said.caused, &repeat);
        }
    }
}

/// The tested channel on which events are seen.
fn on<'a>(channels: &[&'a Channel], caused: &Caused) -> Option<&'a Channel> {
    channels.iter().copied().find(|channel| is_on(channel, caused))
}

async fn by_call(suite: &Suite<'_>, call: Call<'_>, caused: &Caused, channel: &Channel) {
    let person = suite.first_person();
    if call.auth() == Auth::Bearer && person.token.is_none() {
        return;
    }
    let listener = Listener::new(suite, channel);
    let pools = named_pools(suite, channel);
    let Some(mut draft) = ChannelDraft::of(suite, channel, &person) else { return };
    // A channel about a thing that the call creates can be opened only after the call.
    let mut observer = match pools.as_slice() {
        [] => {
            let Some(mut observer) = Observer::open(&listener, &draft).await else { return };
            observer.settle(&listener).await;
            Some(observer)
        }
        _ => None,
    };
    let Some(called) = call.make(suite, &person).await else { return };
    if observer.is_none() {
        for pool in pools {
            let Some(id) = shown_id(suite, &called, pool) else { return };
            name(suite, &mut draft, pool, &id);
        }
        observer = Observer::open(&listener, &draft).await;
    }
    let Some(mut observer) = observer else { return };
    if !observer.sees(&listener, caused, suite.options.timeout).await {
        let cause = format!("{} causes {}", call.name(), channel.id);
        let repeat = format!("{}; {}", called.repeat, observer.steps(&listener));
        unseen(&listener, cause, caused, &repeat);
    }
}

/// Replaces the ids of a pool with another id.
fn name(suite: &Suite<'_>, draft: &mut ChannelDraft<'_>, pool: &str, id: &str) {
    for parameter in &draft.channel.parameters {
        if suite.contract.facts.pool(&parameter.schema) == Some(pool) {
            draft.parameters.insert(parameter.name.clone(), id.into());
        }
    }
}

fn unseen(listener: &Listener<'_, '_>, cause: String, caused: &Caused, repeat: &str) {
    let found = format!("nothing of that kind within {} ms", listener.suite.options.timeout.as_millis());
    let expected = expected(listener.channel, caused);
    listener.report(&rules::CHANNEL_EVENT_CAUSED, cause, expected, found, repeat);
}

/// A message whose answers contain the id of a feed's thing.
async fn about_new_thing(suite: &Suite<'_>, said: &Said<'_>) {
    let Said { sender, tag, caused, channel } = said;
    let (person, of_sender) = (suite.first_person(), Listener::new(suite, sender));
    let Some(message) = ClientMessage::of(suite, sender, tag, &person) else { return };
    let Some(draft) = ChannelDraft::of(suite, sender, &person) else { return };
    let Some(mut socket) = draft.socket(suite).await else { return };
    let TurnEnd::Answered(came) = Turn::new(&of_sender, &message).take(&mut socket).await else { return };
    let Some(mut theirs) = ChannelDraft::of(suite, channel, &person) else { return };
    for pool in named_pools(suite, channel) {
        let schema = refer(&sender.server);
        let found = came.iter().find_map(|message| first_id(suite, &schema, &message.value, pool));
        let Some(id) = found else { return };
        name(suite, &mut theirs, pool, &id);
    }
    let listener = Listener::new(suite, channel);
    let Some(mut observer) = Observer::open(&listener, &theirs).await else { return };
    if !observer.sees(&listener, caused, suite.options.timeout).await {
        let repeat = format!("{}; {}", socket.steps(suite.client.base()), observer.steps(&listener));
        unseen(&listener, said.cause(), caused, &repeat);
    }
}
