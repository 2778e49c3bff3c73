//! Callers without a valid token, and callers who open another person's channel. If the token is sent as a subprotocol,
//! a socket is accepted and then closed with a code, because a browser does not tell its page why a handshake failed.

use contract_model::registry::{Auth, Channel, Implied, Operation};

use super::{
    FORBIDDEN,
    draft::{ChannelDraft, Opened, named_pools, open},
    handshake::{declared, implied, judged, report_as},
    socket::{End, Heard},
};
use crate::{
    http::Request,
    judge::{Outcome, excerpt},
    rest::expect::shown,
    rules,
    suite::Suite,
    world::{Draft, Person},
};

/// The code of a socket whose caller has no valid token.
const UNAUTHENTICATED: u16 = 4401;
/// A token that no server has issued.
const INVALID: &str = "conformance.invalid.token";

/// A caller who must be refused.
struct Stranger<'r> {
    request: Request,
    /// The code with which a socket is closed.
    close: u16,
    /// The codes of the problems with which a handshake is refused.
    codes: Vec<String>,
    /// The code of the problem that the close code represents, if it is known.
    stands_for: Option<String>,
    because: &'r str,
}

pub(super) async fn run(suite: &Suite<'_>, channel: &Channel) {
    let first = suite.first_person();
    if channel.auth == Auth::Public || first.token.is_none() {
        return;
    }
    let Some((draft, _)) = ChannelDraft::fresh(suite, channel, &first).await else { return };
    let codes = implied(suite, channel, 401, Implied::Bearer);
    let tokens = [
        (None, "the caller has no token"),
        (Some(INVALID), "its token was not made by the target"),
        (suite.hints.expired_token.as_deref(), "its token has expired"),
    ];
    for (index, (token, because)) in tokens.into_iter().enumerate() {
        if token.is_none() && index > 0 {
            continue;
        }
        let changed = ChannelDraft { token: token.map(str::to_owned), ..draft.clone() };
        let stands_for = match codes.as_slice() {
            _ if channel.subprotocol.is_none() => None,
            [only] => Some(only.clone()),
            _ => answered(suite, token).await,
        };
        let (request, codes) = (changed.request(), codes.clone());
        refuse(suite, channel, Stranger { request, close: UNAUTHENTICATED, codes, stands_for, because }).await;
    }
    // If the suite knows only one person, both are the same.
    if let Some(second) = suite.people.get(1).filter(|second| second.token != first.token) {
        another(suite, &draft, &first, &second).await;
    }
}

/// The second person opens the first person's channel.
async fn another(suite: &Suite<'_>, draft: &ChannelDraft<'_>, first: &Person, second: &Person) {
    let channel = draft.channel;
    let mut draft = ChannelDraft { token: second.token.clone(), ..draft.clone() };
    if let (Some(owner), Some(id)) = (&channel.owner, &first.id) {
        draft.parameters.insert(owner.clone(), id.clone().into());
        let codes = implied(suite, channel, 403, Implied::Owner);
        let stands_for = if let [code] = codes.as_slice() { Some(code.clone()) } else { None };
        let because = "the channel is another person's";
        let request = draft.request();
        refuse(suite, channel, Stranger { request, close: FORBIDDEN, codes, stands_for, because }).await;
        return;
    }
    let facts = &suite.contract.facts;
    let is_own = |pool: &&str| facts.is_personal(pool) && !suite.hints.shared.iter().any(|shared| shared == pool);
    // An id that both persons have seen does not belong to the first person alone.
    let is_known = |pool: &str| {
        let seen = suite.pools.all(&second.label, pool);
        draft.parameters.values().any(|value| value.as_str().is_some_and(|id| seen.iter().any(|known| known == id)))
    };
    if !named_pools(suite, channel).iter().any(|pool| is_own(pool) && !is_known(pool)) {
        return;
    }
    let mut codes = declared(suite, channel, 404);
    codes.extend(declared(suite, channel, 403));
    let because = "it is about a thing of another person";
    let request = draft.request();
    refuse(suite, channel, Stranger { request, close: FORBIDDEN, codes, stands_for: None, because }).await;
}

/// Opens a channel as a caller who must be refused.
async fn refuse(suite: &Suite<'_>, channel: &Channel, stranger: Stranger<'_>) {
    let Stranger { request, close, mut codes, stands_for, because } = stranger;
    codes.retain(|code| !suite.hints.excepts(&channel.id, code));
    if codes.is_empty() {
        return;
    }
    let closes = channel.subprotocol.is_some();
    let how =
        if closes { format!("a socket that is closed with {close}") } else { format!("`{}`", codes.join("` or `")) };
    let expected = format!("{how}, because {because}");
    let cause = format!("{}: {because}", channel.id);
    let report = |found: String, repeat: &str| {
        report_as(suite, &rules::CHANNEL_AUTHENTICATION, channel, cause.clone(), expected.clone(), found, repeat);
    };
    match open(suite, channel, request.clone()).await {
        None => {}
        Some(Opened::Feed(feed)) => report("the feed opened".into(), &feed.steps(suite.client.base())),
        Some(Opened::Socket(mut socket)) => {
            let repeat = socket.steps(suite.client.base());
            match socket.hear(suite.options.timeout).await {
                Heard::End(End::Closed { code, .. }) if code == close => {
                    stands_for.into_iter().for_each(|problem| suite.seen.note(&channel.id, problem));
                }
                Heard::End(end) if end.is_absence() => {}
                Heard::End(end) => report(end.shown(), &repeat),
                Heard::Text(text) => report(format!("a message: {}", excerpt(text.as_bytes())), &repeat),
                Heard::Binary => report("a binary message".into(), &repeat),
                Heard::Quiet => report("the socket stays open".into(), &repeat),
            }
        }
        Some(Opened::Refused(response)) => {
            let verdict = judged(suite, channel, &request, &response, false);
            let is_expected = !closes && matches!(&verdict.outcome, Outcome::Problem(code) if codes.contains(code));
            let is_hidden = matches!(response.status, 429 | 500..)
                || (!closes && !verdict.is_sound && matches!(response.status, 401 | 403 | 404));
            if !is_expected && !is_hidden {
                report(shown(&response), &suite.curl(&request));
            }
        }
    }
}

/// The code of the problem with which an operation refuses a token: one close code represents several problems.
async fn answered(suite: &Suite<'_>, token: Option<&str>) -> Option<String> {
    let is_plain = |operation: &&Operation| {
        operation.method == "GET" && operation.auth == Auth::Bearer && !operation.path.contains('{')
    };
    let operation = suite.contract.registry().operations.iter().find(is_plain)?;
    let mut draft = Draft::of(suite, operation, &suite.first_person(), 0)?;
    draft.token = token.map(str::to_owned);
    match suite.ask(operation, draft.request(), &Person::nobody().label).await?.verdict.outcome {
        Outcome::Problem(code) => Some(code),
        Outcome::Success(_) | Outcome::NotModified | Outcome::Other(_) => None,
    }
}
