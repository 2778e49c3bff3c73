//! Problems that client messages declare: unknown things, and problems from the hints.

use contract_model::registry::Channel;

use super::{
    QUIET,
    conversation::tags,
    draft::ChannelDraft,
    each,
    listener::Listener,
    message::ClientMessage,
    turn::{Turn, TurnEnd},
};
use crate::{
    hints::ProblemHint,
    rules,
    suite::Suite,
    world::{Draft, Person, lay_over},
};

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let person = suite.first_person();
    let Some((draft, _)) = ChannelDraft::fresh(suite, channel, &person).await else { return };
    let listener = Listener::new(suite, channel);
    each(suite, tags(suite, channel), async |tag| unknown_things(&listener, &draft, tag, &person).await).await;
    for hint in suite.hints.problems.iter().filter(|hint| hint.item == channel.id) {
        hinted(&listener, &draft, hint, &person).await;
    }
}

/// Runs operations that must be called first.
pub(super) async fn prepare(suite: &Suite<'_>, before: &[String], person: &Person) {
    for id in before {
        let Some(operation) = suite.operation(id) else { continue };
        let Some(mut draft) = Draft::of(suite, operation, person, 0) else { continue };
        draft.use_session(person);
        suite.ask(operation, draft.request(), &person.label).await;
    }
}

/// Sends a message about an unknown thing. The contract does not require a refusal; if there is one, its problem must
/// be declared.
async fn unknown_things(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, tag: &str, person: &Person) {
    let Listener { suite, channel, .. } = listener;
    let may_not_exist = channel.receivers.get(tag).is_some_and(|receiver| {
        let mut problems = receiver.errors.iter().filter_map(|code| suite.contract.registry().problem(code));
        problems.any(|problem| problem.status == 404)
    });
    let message = ClientMessage::of(suite, channel, tag, person).zip(channel.client.as_deref());
    let message = message.and_then(|(message, union)| message.with_unknown_ids(suite, union));
    let Some(message) = message.filter(|_| may_not_exist) else { return };
    let Some(mut socket) = draft.socket(suite).await else { return };
    if let TurnEnd::Refused(refusal) = Turn::new(listener, &message).take(&mut socket).await
        && let Some(problem) = listener.problem_in(&refusal)
    {
        listener.judge_problem(Some(message.tag), problem, &socket.steps(suite.client.base()));
    }
    socket.leave(QUIET).await;
}

/// A problem that a message in the hints leads to.
async fn hinted(listener: &Listener<'_, '_>, draft: &ChannelDraft<'_>, hint: &ProblemHint, person: &Person) {
    let Listener { suite, channel, .. } = listener;
    let Some(tag) = &hint.message else { return };
    prepare(suite, &hint.before, person).await;
    let Some(mut message) = ClientMessage::of(suite, channel, tag, person) else { return };
    if let Some(over) = &hint.body {
        lay_over(&mut message.value, over);
    }
    let Some(mut socket) = draft.socket(suite).await else { return };
    for before in tags(suite, channel).into_iter().filter(|tag| hint.before.iter().any(|before| before == tag)) {
        if let Some(message) = ClientMessage::of(suite, channel, before, person) {
            Turn::new(listener, &message).take(&mut socket).await;
        }
    }
    let turn = Turn::new(listener, &message);
    let mut end = turn.take(&mut socket).await;
    if hint.repeat && !matches!(end, TurnEnd::Closed(_)) {
        end = turn.take(&mut socket).await;
    }
    let repeat = socket.steps(suite.client.base());
    let found = match end {
        TurnEnd::Refused(refusal) => {
            let problem = listener.problem_in(&refusal);
            match problem.and_then(|problem| listener.judge_problem(Some(message.tag), problem, &repeat)) {
                Some(code) if code == hint.code => None,
                Some(code) => Some(format!("`{code}`")),
                // An unknown code has already been reported.
                None => None,
            }
        }
        TurnEnd::Answered(_) => Some("no refusal".to_owned()),
        TurnEnd::Closed(end) => Some(end.shown()),
        TurnEnd::Failed => None,
    };
    if let Some(found) = found {
        let expected = format!("`{}`, because the hints say that this message leads to it", hint.code);
        let cause = format!("{}: {}", listener.cause(Some(message.tag)), hint.code);
        listener.report(&rules::PROBLEM_REACHED, cause, expected, found, &repeat);
    }
    socket.leave(QUIET).await;
}
