//! Opening channels: with valid requests of an allowed caller, and with invalid requests.

use contract_model::registry::{Auth, Channel, Implied, Location, Transport};
use serde_json::Value;

use super::{
    FORBIDDEN, QUIET,
    draft::{ChannelDraft, Opened, named_pools, open},
    feed::Feed,
    listener::Listener,
    socket::{End, Heard, Socket},
};
use crate::{
    findings::Violation,
    http::{Request, Response},
    judge::{Outcome, Verdict},
    recorded::{Exchange, Recorded},
    rest::expect::shown,
    rules::{self, Rule},
    suite::Suite,
};

/// Texts that most parameters refuse.
const STRANGE: [&str; 3] = ["conformance~unknown", "-1", " "];

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let person = suite.first_person();
    if channel.auth == Auth::Bearer && person.token.is_none() {
        return;
    }
    let Some((draft, is_new)) = ChannelDraft::fresh(suite, channel, &person).await else { return };
    valid(suite, &draft, is_new).await;
    if channel.auth == Auth::Public && draft.token.is_some() {
        valid(suite, &ChannelDraft { token: None, ..draft.clone() }, is_new).await;
    }
    wrong(suite, &draft).await;
}

/// Opens a channel as the contract says.
async fn valid(suite: &Suite<'_>, draft: &ChannelDraft<'_>, is_new: bool) {
    let channel = draft.channel;
    match draft.open(suite).await {
        Some(Opened::Socket(socket)) => socket_opened(suite, draft, *socket).await,
        Some(Opened::Feed(feed)) => feed_opened(suite, channel, &feed),
        Some(Opened::Refused(response)) => refused(suite, draft, &response, is_new),
        None => {}
    }
}

async fn socket_opened(suite: &Suite<'_>, draft: &ChannelDraft<'_>, mut socket: Socket) {
    let channel = draft.channel;
    let repeat = socket.steps(suite.client.base());
    let header = |name: &str| socket.headers.get(name).and_then(|value| value.to_str().ok());
    let accept = socket.request.accept();
    if header("sec-websocket-accept") != Some(accept.as_str()) {
        let found = named("Sec-WebSocket-Accept", header("sec-websocket-accept"));
        report(suite, channel, "Sec-WebSocket-Accept", named("Sec-WebSocket-Accept", Some(&accept)), found, &repeat);
    }
    let chosen = header("sec-websocket-protocol");
    if chosen != channel.subprotocol.as_deref() {
        let name = "Sec-WebSocket-Protocol";
        let expected = named(name, channel.subprotocol.as_deref());
        report(suite, channel, "subprotocol", expected, named(name, chosen), &repeat);
    }
    let listener = Listener::new(suite, channel);
    loop {
        match socket.hear(QUIET).await {
            Heard::Text(text) => _ = listener.judge(&rules::CHANNEL_MESSAGE, &text, &repeat),
            Heard::Binary => {}
            Heard::End(end) if end.is_absence() => return,
            Heard::End(End::Closed { code: FORBIDDEN, .. }) if is_of_somebody(suite, channel) => return,
            Heard::End(end) => {
                report(suite, channel, "closed", "a socket that stays open".into(), end.shown(), &repeat);
                return;
            }
            Heard::Quiet => break,
        }
    }
    suite.seen.note(&channel.id, "open");
    socket.leave(QUIET).await;
}

fn feed_opened(suite: &Suite<'_>, channel: &Channel, feed: &Feed) {
    let media_type = feed.media_type.as_deref().map(|value| value.split(';').next().unwrap_or(value).trim());
    if media_type.is_some_and(|found| found.eq_ignore_ascii_case("text/event-stream")) {
        suite.seen.note(&channel.id, "open");
        return;
    }
    let expected = named("Content-Type", Some("text/event-stream"));
    let found = named("Content-Type", feed.media_type.as_deref());
    report(suite, channel, "Content-Type", expected, found, &feed.steps(suite.client.base()));
}

/// Reports that a valid handshake was refused.
fn refused(suite: &Suite<'_>, draft: &ChannelDraft<'_>, response: &Response, is_new: bool) {
    let channel = draft.channel;
    let request = draft.request();
    let verdict = judged(suite, channel, &request, response, true);
    let registry = suite.contract.registry();
    let problem = match &verdict.outcome {
        Outcome::Problem(code) => registry.problem(code),
        Outcome::Success(_) | Outcome::NotModified | Outcome::Other(_) => None,
    };
    let is_unrouted = response.status == 404 && problem.is_none_or(|problem| problem.implied.is_some());
    if is_unrouted {
        let expected = "an open channel; or name it in the list of pending items (`--pending FILE`)";
        let (cause, found) = (channel.id.clone(), shown(response));
        report_as(suite, &rules::SERVED, channel, cause, expected.into(), found, &suite.curl(&request));
        return;
    }
    // Ids may belong to deleted things, limits may be reached, and the judge has already reported faults.
    let is_of_the_platform = problem.is_some_and(|problem| channel.errors.contains(&problem.code));
    let is_another = response.status == 403 && is_of_somebody(suite, channel);
    if (is_of_the_platform && !is_new) || is_another || response.status == 429 || response.status >= 500 {
        return;
    }
    report(suite, channel, "refused", "an open channel".into(), shown(response), &suite.curl(&request));
}

/// Whether a channel may belong to another person, because the token's person is unknown.
fn is_of_somebody(suite: &Suite<'_>, channel: &Channel) -> bool {
    channel.owner.is_some() && suite.first_person().id.is_none()
}

/// Handshakes that violate the contract.
async fn wrong(suite: &Suite<'_>, draft: &ChannelDraft<'_>) {
    let channel = draft.channel;
    let unreadable = implied(suite, channel, 400, Implied::Always);
    if channel.transport == Transport::Websocket {
        let mut request = draft.request();
        for name in ["Connection", "Upgrade", "Sec-WebSocket-Version", "Sec-WebSocket-Key"] {
            request = request.without_header(name);
        }
        let rule = &rules::CHANNEL_HANDSHAKE;
        expect(suite, channel, rule, request, None, "the request is no handshake of a WebSocket").await;
    } else {
        let codes = implied(suite, channel, 406, Implied::Always);
        let request = draft.request().with_header("Accept", "application/pdf");
        expect(suite, channel, &rules::ACCEPT, request, Some(codes), "its `Accept` leaves out `text/event-stream`")
            .await;
    }
    let request = draft.request().with_query("conformanceUnknown", "1");
    let because = "it has a query parameter that the channel does not declare";
    expect(suite, channel, &rules::PARAMETER_UNKNOWN, request, Some(unreadable.clone()), because).await;
    if let Some(version) = &suite.contract.registry().info.version_header {
        let request = draft.request().with_header(&version.name, "conformance-0");
        let because = format!("`{}` names another version", version.name);
        expect(suite, channel, &rules::VERSION_HEADER, request, Some(unreadable.clone()), &because).await;
    }
    for parameter in &channel.parameters {
        let is_broken = |text: &&&str| {
            !suite.contract.validator.parameter(&channel.id, &parameter.name, &Value::from(**text)).is_empty()
        };
        let Some(text) = STRANGE.iter().find(is_broken) else { continue };
        let mut changed = draft.clone();
        changed.parameters.insert(parameter.name.clone(), Value::from(*text));
        // A server may look for the thing before it validates its id.
        let mut codes = unreadable.clone();
        codes.extend(declared(suite, channel, 404));
        if channel.owner.as_ref() == Some(&parameter.name) {
            codes.extend(implied(suite, channel, 403, Implied::Owner));
        }
        let because = format!("`{}` is not of its form", parameter.name);
        expect(suite, channel, &rules::PARAMETER_CONSTRAINT, changed.request(), Some(codes), &because).await;
    }
    let codes = declared(suite, channel, 404);
    let pools = named_pools(suite, channel);
    for parameter in channel.parameters.iter().filter(|parameter| parameter.location == Location::Path) {
        let pool = suite.contract.facts.pool(&parameter.schema).filter(|pool| pools.contains(pool));
        let Some(unknown) = pool.and_then(|pool| suite.unknown_id(pool)) else { continue };
        let mut changed = draft.clone();
        changed.parameters.insert(parameter.name.clone(), unknown.into());
        let because = format!("no thing has the `{}` of the path", parameter.name);
        expect(suite, channel, &rules::PROBLEM_REACHED, changed.request(), Some(codes.clone()), &because).await;
    }
}

/// Sends a handshake that must be refused with one of the problems in `codes`; with any problem if that is `None`. A
/// socket may also be accepted and closed with a reason.
pub(super) async fn expect(
    suite: &Suite<'_>,
    channel: &Channel,
    rule: &'static Rule,
    request: Request,
    mut codes: Option<Vec<String>>,
    because: &str,
) {
    codes.iter_mut().for_each(|codes| codes.retain(|code| !suite.hints.excepts(&channel.id, code)));
    if codes.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    let expected = match &codes {
        Some(codes) => format!("a refusal with `{}`, because {because}", codes.join("` or `")),
        None => format!("a refusal, because {because}"),
    };
    let cause = format!("{}: {because}", channel.id);
    match open(suite, channel, request.clone()).await {
        None => {}
        Some(Opened::Feed(feed)) => {
            let repeat = feed.steps(suite.client.base());
            report_as(suite, rule, channel, cause, expected, "the feed opened".into(), &repeat);
        }
        Some(Opened::Socket(mut socket)) => {
            let repeat = socket.steps(suite.client.base());
            let found = match socket.hear(suite.options.timeout).await {
                Heard::End(end) if end.is_refusal() || end.is_absence() => return,
                Heard::End(end) => end.shown(),
                Heard::Text(_) | Heard::Binary | Heard::Quiet => "the socket opened".into(),
            };
            report_as(suite, rule, channel, cause, expected, found, &repeat);
        }
        Some(Opened::Refused(response)) => {
            let verdict = judged(suite, channel, &request, &response, false);
            let is_expected = match (&verdict.outcome, &codes) {
                (Outcome::Problem(code), Some(codes)) => codes.contains(code),
                (Outcome::Problem(_), None) => true,
                (outcome, _) => matches!(outcome, Outcome::Other(400..)) && !verdict.is_sound,
            };
            if !is_expected && response.status != 429 && response.status < 500 {
                report_as(suite, rule, channel, cause, expected, shown(&response), &suite.curl(&request));
            }
        }
    }
}

/// Opens a channel while a fault is provoked, which the target must report as the problem with its status.
pub(super) async fn provoked(suite: &Suite<'_>, channel: &Channel, status: u16, because: &str) {
    let codes = implied(suite, channel, status, Implied::Always);
    let Some(draft) = ChannelDraft::of(suite, channel, &suite.first_person()) else { return };
    if codes.is_empty() {
        return;
    }
    let request = draft.request();
    let found = match open(suite, channel, request.clone()).await {
        None => return,
        Some(Opened::Feed(_) | Opened::Socket(_)) => "the channel opened".to_owned(),
        Some(Opened::Refused(response)) => {
            let verdict = judged(suite, channel, &request, &response, false);
            if matches!(&verdict.outcome, Outcome::Problem(code) if codes.contains(code)) {
                return;
            }
            shown(&response)
        }
    };
    let expected = format!("a refusal with `{}`, because {because}", codes.join("` or `"));
    let cause = format!("{}: {status}", channel.id);
    report_as(suite, &rules::PROBLEM_REACHED, channel, cause, expected, found, &suite.curl(&request));
}

/// Judges the answer that refuses a handshake, and records its problem.
pub(super) fn judged(
    suite: &Suite<'_>,
    channel: &Channel,
    request: &Request,
    response: &Response,
    may_be_unrouted: bool,
) -> Verdict {
    let codes: Vec<&str> =
        suite.contract.registry().problems_of_handshake(channel).map(|problem| problem.code.as_str()).collect();
    let verdict = suite.judge_refusal(&channel.id, request, response, &|problem| {
        codes.contains(&problem.code.as_str()) || (may_be_unrouted && problem.implied == Some(Implied::Unrouted))
    });
    if let Outcome::Problem(code) = &verdict.outcome {
        suite.seen.note(&channel.id, code.clone());
    }
    let (item, request, response) = (channel.id.clone(), request.clone(), response.clone());
    let exchange = Exchange { item, request, response, verdict };
    suite.record(Recorded::Exchange(&exchange));
    exchange.verdict
}

/// The codes of the problems that the contract implies for a handshake with a status, under a condition.
pub(super) fn implied(suite: &Suite<'_>, channel: &Channel, status: u16, condition: Implied) -> Vec<String> {
    let problems = suite.contract.registry().problems_of_handshake(channel);
    let found = problems.filter(|problem| problem.status == status && problem.implied == Some(condition));
    found.map(|problem| problem.code.clone()).collect()
}

/// The codes of the problems with a status that a handshake itself declares.
pub(super) fn declared(suite: &Suite<'_>, channel: &Channel, status: u16) -> Vec<String> {
    let problems = suite.contract.registry().problems.iter();
    let found = problems.filter(|problem| problem.status == status && channel.errors.contains(&problem.code));
    found.map(|problem| problem.code.clone()).collect()
}

/// A problem of the handshake that a request in the hints leads to.
pub(super) async fn hinted(suite: &Suite<'_>, channel: &Channel) {
    let hints = suite.hints.problems.iter().filter(|hint| hint.item == channel.id && hint.message.is_none());
    let person = suite.first_person();
    for hint in hints {
        super::problems::prepare(suite, &hint.before, &person).await;
        let Some(mut draft) = ChannelDraft::of(suite, channel, &person) else { continue };
        draft.parameters.extend(hint.parameters.clone());
        let because = format!("the hints say that this request leads to `{}`", hint.code);
        let codes = Some(vec![hint.code.clone()]);
        expect(suite, channel, &rules::PROBLEM_REACHED, draft.request(), codes, &because).await;
    }
}

fn named(name: &str, value: Option<&str>) -> String {
    value.map_or_else(|| format!("no `{name}`"), |value| format!("`{name}: {value}`"))
}

fn report(suite: &Suite<'_>, channel: &Channel, about: &str, expected: String, found: String, repeat: &str) {
    let cause = format!("{}: {about}", channel.id);
    report_as(suite, &rules::CHANNEL_HANDSHAKE, channel, cause, expected, found, repeat);
}

pub(super) fn report_as(
    suite: &Suite<'_>,
    rule: &'static Rule,
    channel: &Channel,
    cause: String,
    expected: String,
    found: String,
    repeat: &str,
) {
    let (item, reproduce) = (channel.id.as_str(), Some(repeat.to_owned()));
    suite.report(Violation { rule, item, cause, expected, found, reproduce });
}
