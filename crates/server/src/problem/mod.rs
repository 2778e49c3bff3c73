//! Problems in the words of the contract: which one stands for a fault of HTTP, what its body says, and the sentence
//! for the person, in their own language ([`messages`]).

mod messages;

use std::collections::BTreeMap;

use contract_axum::{Fault, Occurrence};
use contract_kit::{
    problem::{Details, ProblemCode as _, Violation as Found},
    values::{False, Uri},
};
use contracts::{
    problem::{
        BadRequest, ErrorType, Forbidden, IdempotencyKeyInUse, IdempotencyKeyReused, InternalError, InvalidToken,
        MethodNotAllowed, ModuleUnavailable, NotAcceptable, NotFound, PayloadTooLarge, Problem, ProblemCode,
        ServiceUnavailable, Timeout, TokenExpired, TooManyRequests, Unauthenticated, UnsupportedMediaType,
        UnsupportedVersion, ValidationFailed, Violation,
    },
    users::profile::Language,
};
use serde_json::Value;

/// Where problems are described, a page a code.
const PAGES: &str = "https://heal7.com/contracts/problems/";
/// The longest texts that the contract allows.
const DETAIL: usize = 2000;
const POINTER: usize = 500;
const VIOLATION: usize = 1000;

/// The contract's problem for something that went wrong before a handler was asked.
pub fn of_fault(fault: Fault) -> Details {
    match fault {
        Fault::Unreadable(detail, violations) => BadRequest.because(detail).violations(violations).into(),
        Fault::UnsupportedVersion(detail) => UnsupportedVersion.because(detail).into(),
        Fault::Unauthenticated => Unauthenticated.because("send `Authorization: Bearer` with a token").into(),
        Fault::TokenExpired => TokenExpired.because("refresh the token and call again").into(),
        Fault::InvalidToken => InvalidToken.because("sign in again").into(),
        Fault::Forbidden => Forbidden.because("the call names another person than the token").into(),
        Fault::NotFound => NotFound.because("no operation has this path").into(),
        Fault::MethodNotAllowed { allowed } => MethodNotAllowed.because(format!("this path takes {allowed}")).into(),
        Fault::NotAcceptable => NotAcceptable.because("`Accept` leaves out the media type of the answer").into(),
        Fault::KeyInUse => {
            IdempotencyKeyInUse.because("wait for the answer to the first request").retry_after(1).into()
        }
        Fault::KeyReused => IdempotencyKeyReused.because("make a new key for each request").into(),
        Fault::PayloadTooLarge(limit) => PayloadTooLarge.because(format!("the body may have {limit} bytes")).into(),
        Fault::UnsupportedMediaType(detail) => UnsupportedMediaType.because(detail).into(),
        Fault::Invalid(violations) => {
            ValidationFailed.because("`violations` says what does not fit").violations(violations).into()
        }
        Fault::TooManyRequests { retry_after } => {
            TooManyRequests.because(format!("wait {retry_after} seconds")).retry_after(retry_after).into()
        }
        Fault::ModuleUnavailable => ModuleUnavailable.because("this server does not mount the module").into(),
        Fault::Overloaded { retry_after } => ServiceUnavailable
            .because(format!("the server is at its limit: try again in {retry_after} seconds"))
            .retry_after(retry_after)
            .into(),
        Fault::Internal(cause) => InternalError.because("the cause is in the server's log").caused_by(cause).into(),
        Fault::Timeout => Timeout.because("the answer was not ready in time").into(),
    }
}

/// The body of a problem.
pub fn body(details: &Details, occurrence: &Occurrence<'_>) -> Problem {
    let definition = occurrence.definition;
    let code: ProblemCode = word(&details.code);
    let language = preferred(occurrence.languages);
    let violations: Vec<_> = details.violations.iter().map(violation).collect();
    Problem {
        kind: Uri(format!("{PAGES}{}", details.code.to_lowercase().replace('_', "-"))),
        title: details.title.clone().into_owned(),
        status: details.status.into(),
        detail: cut(details.detail.as_deref().unwrap_or(&details.title), DETAIL),
        instance: occurrence.instance.to_owned(),
        success: False,
        message: messages::message(&code, language).to_owned(),
        code,
        error_type: word::<ErrorType>(&definition.error_type),
        recoverable: definition.recoverable,
        retryable: definition.retryable,
        request_id: occurrence.request_id.to_owned(),
        errors: (!violations.is_empty()).then(|| by_property(&violations)),
        violations: (!violations.is_empty()).then_some(violations),
    }
}

/// The language that a caller reads best: Korean, where they do not say.
pub fn preferred(languages: Option<&str>) -> Language {
    let known = [("ko", Language::Ko), ("en", Language::En), ("ja", Language::Ja)];
    let liked = accept_language::intersection_ordered(languages.unwrap_or_default(), &known.map(|(name, _)| name));
    let best = liked.first().and_then(|liked| known.iter().find(|(name, _)| name == liked));
    best.map_or(Language::Ko, |(_, language)| *language)
}

/// A word of the contract as its type; the registry and the types come of one declaration.
fn word<T: serde::de::DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(Value::String(word.to_owned())).expect("the word is one of the contract's")
}

fn violation(found: &Found) -> Violation {
    Violation { pointer: cut(&found.pointer, POINTER), code: found.code.clone(), detail: cut(&found.detail, VIOLATION) }
}

/// The same by the path of the property, as forms name their fields: `location.latitude`, `limit`.
fn by_property(violations: &[Violation]) -> BTreeMap<String, Vec<String>> {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Violation { pointer, detail, .. } in violations {
        let parameter = ["path/", "query/", "header/"].iter().find_map(|place| pointer.strip_prefix(place));
        let path = parameter.unwrap_or_else(|| pointer.trim_start_matches('/')).replace('/', ".");
        reasons.entry(path).or_default().push(detail.clone());
    }
    reasons
}

/// The beginning of a text, at most so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
