//! Each mistake of a server is found by the right rule.

use std::time::Duration;

use contract_conformance::Hints;
use futures_util::future::join_all;
use tokio::{runtime::Handle, task::spawn_blocking};

use super::{
    contract::registry,
    of_channels,
    server::{Mistake, start},
    tested,
};

/// The maximum time of an answer: a mistake that omits an answer takes all of it.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asserts that each mistake leads only to findings of one rule.
async fn assert_found(mistakes: &[(Mistake, &'static str)]) {
    // Each run has its own thread, so that the computations of one do not delay the timeouts of the others.
    let runs = mistakes.iter().map(|(mistake, _)| {
        let mistake = *mistake;
        spawn_blocking(move || Handle::current().block_on(rules_of(mistake)))
    });
    let found = join_all(runs).await;
    let wrong: Vec<String> = mistakes
        .iter()
        .zip(found)
        .map(|((mistake, rule), found)| (mistake, rule, found.unwrap()))
        .filter(|(_, rule, found)| found != &[**rule])
        .map(|(mistake, rule, found)| format!("{mistake:?}: expected {rule}, found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The rules that a server with a mistake breaks.
async fn rules_of(mistake: Mistake) -> Vec<&'static str> {
    let url = start(Some(mistake)).await;
    let report = tested(registry(), &url, &Hints::default(), PATIENCE).await;
    let mut rules: Vec<&str> = of_channels(&registry(), &report).iter().map(|finding| finding.rule).collect();
    rules.dedup();
    rules
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_of_handshakes_are_found() {
    assert_found(&[
        (Mistake::ChoosesNoSubprotocol, "channel-handshake"),
        (Mistake::ClosesAtOnce, "channel-handshake"),
        (Mistake::FeedIsPlainText, "channel-handshake"),
        (Mistake::UnknownJobHasEvents, "problem-reached"),
        (Mistake::LetsEverybodyIn, "channel-authentication"),
        (Mistake::RefusesByHttp, "channel-authentication"),
        (Mistake::ClosesWithAnotherCode, "channel-authentication"),
        (Mistake::OpensForOthers, "channel-authentication"),
        (Mistake::OpensJobsOfOthers, "channel-authentication"),
        (Mistake::RefusesNewTokens, "channel-authentication"),
        (Mistake::TakesInvalidTokens, "channel-authentication"),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_of_answers_are_found() {
    assert_found(&[
        (Mistake::LeavesOutTheLastAnswer, "channel-answers"),
        (Mistake::ReordersAnswers, "channel-answers"),
        (Mistake::AnswersTwice, "channel-answers"),
        (Mistake::AnswersWithAnotherKind, "channel-answers"),
        (Mistake::AnswersWithoutTheId, "channel-answers"),
        (Mistake::SwapsTwoAnswers, "channel-answers"),
        (Mistake::RefusesAValidMessage, "valid-request"),
        (Mistake::SendsANumberAsText, "channel-message"),
        (Mistake::SendsNoJson, "channel-message"),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_of_refusals_are_found() {
    assert_found(&[
        (Mistake::IgnoresUnknownMessages, "channel-unknown-message"),
        (Mistake::TakesUnknownProperties, "channel-unknown-message"),
        (Mistake::TakesLongTexts, "channel-unknown-message"),
        (Mistake::ForgetsTheCodeOfAProblem, "problem-declared"),
        (Mistake::CutsAtMalformedText, "channel-malformed"),
        (Mistake::ClosesNormallyAtMalformedText, "channel-malformed"),
        (Mistake::FailsAtBinary, "server-error"),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_of_events_are_found() {
    assert_found(&[
        (Mistake::TellsNobody, "channel-event-caused"),
        (Mistake::CausesNoEvent, "channel-event-caused"),
        (Mistake::NamesEventsWrongly, "feed-event"),
        (Mistake::SendsEventsWithoutATag, "feed-event"),
        (Mistake::LeavesOutIds, "feed-resume"),
        (Mistake::SendsEventsTwice, "feed-resume"),
        (Mistake::RepeatsAfterTheId, "feed-resume"),
        (Mistake::LosesAfterTheId, "feed-resume"),
        (Mistake::RefusesUnknownIds, "feed-resume"),
        (Mistake::DoesNotEnd, "feed-event"),
    ])
    .await;
}
