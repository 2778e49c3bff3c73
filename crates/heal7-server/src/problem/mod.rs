//! Problems of the contract: the problem of a fault of HTTP, the body of a problem, and the sentence for the person in
//! their own language ([`messages`]).

mod messages;

use std::collections::BTreeMap;

use contract_axum::{Fault, Occurrence};
use contract_kit::{
    problem::{Details, Failure, ProblemType as _, Violation as Found},
    values::{False, Uri},
};
use contracts::{
    problem::{InvalidToken, ModuleUnavailable, Problem, ProblemCode, TokenExpired, UnsupportedVersion, Violation},
    users::profile::Language,
};

/// The URL below which the problems are documented, one page per code.
const PAGES: &str = "https://heal7.com/contracts/problems/";
/// The maximum lengths of texts in the contract, in characters.
const DETAIL: usize = 2000;
const POINTER: usize = 500;
const VIOLATION: usize = 1000;

/// Returns the problem of a fault whose status several problems share.
pub fn of_fault(fault: &Fault) -> Option<Failure<ProblemCode>> {
    match fault {
        Fault::UnsupportedVersion(detail) => Some(UnsupportedVersion.because(detail).into()),
        Fault::TokenExpired => Some(TokenExpired.because(fault.to_string()).into()),
        Fault::InvalidToken => Some(InvalidToken.because(fault.to_string()).into()),
        Fault::ModuleUnavailable => Some(ModuleUnavailable.because(fault.to_string()).into()),
        _ => None,
    }
}

/// Builds the body of a problem.
pub fn body(details: &Details, occurrence: &Occurrence<'_>) -> Problem {
    let definition = occurrence.definition;
    let code: ProblemCode = occurrence.code();
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
        error_type: occurrence.error_type(),
        recoverable: definition.recoverable,
        retryable: definition.retryable,
        request_id: occurrence.request_id.to_owned(),
        errors: (!violations.is_empty()).then(|| by_property(&violations)),
        violations: (!violations.is_empty()).then_some(violations),
    }
}

/// Returns the best language for a caller; Korean if they name none that the platform has.
pub fn preferred(languages: Option<&str>) -> Language {
    let known = [("ko", Language::Ko), ("en", Language::En), ("ja", Language::Ja)];
    let liked = accept_language::intersection_ordered(languages.unwrap_or_default(), &known.map(|(name, _)| name));
    let best = liked.first().and_then(|liked| known.iter().find(|(name, _)| name == liked));
    best.map_or(Language::Ko, |(_, language)| *language)
}

fn violation(found: &Found) -> Violation {
    Violation { pointer: cut(&found.pointer, POINTER), code: found.code.clone(), detail: cut(&found.detail, VIOLATION) }
}

/// Returns the violations by the path of the property, as forms name their fields: `location.latitude`, `limit`.
fn by_property(violations: &[Violation]) -> BTreeMap<String, Vec<String>> {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Violation { pointer, detail, .. } in violations {
        let parameter = ["path/", "query/", "header/"].iter().find_map(|place| pointer.strip_prefix(place));
        let path = parameter.unwrap_or_else(|| pointer.trim_start_matches('/')).replace('/', ".");
        reasons.entry(path).or_default().push(detail.clone());
    }
    reasons
}

/// Returns the beginning of a text, with at most so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
