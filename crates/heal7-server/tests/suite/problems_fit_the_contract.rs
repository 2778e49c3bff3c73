//! The problem of every fault matches the contract, in each language of the platform.

use std::collections::BTreeSet;

use contract_axum::{Fault, Occurrence};
use contract_kit::{
    build::Contract,
    problem::{Details, Violation},
    registry::Registry,
    validate::Validator,
};
use contracts::{Heal7Contract, users::profile::Language};
use heal7_server::problem::{body, of_fault, preferred};
use serde_json::{Value, json};

/// One fault of each kind.
fn faults() -> Vec<Fault> {
    let violations = vec![
        Violation { pointer: "/location/latitude".into(), code: "maximum".into(), detail: "is too large".into() },
        Violation { pointer: "query/limit".into(), code: "type".into(), detail: "is no integer".into() },
        Violation { pointer: String::new(), code: "required".into(), detail: "x".repeat(5000) },
    ];
    vec![
        Fault::Unreadable("y".repeat(5000), violations.clone()),
        Fault::UnsupportedVersion("v2".into()),
        Fault::Unauthenticated,
        Fault::TokenExpired,
        Fault::InvalidToken,
        Fault::Forbidden,
        Fault::NotFound,
        Fault::MethodNotAllowed { allowed: "GET, HEAD".into() },
        Fault::NotAcceptable,
        Fault::KeyInUse,
        Fault::KeyReused,
        Fault::PayloadTooLarge(1),
        Fault::UnsupportedMediaType("text/plain".into()),
        Fault::Invalid(violations),
        Fault::TooManyRequests { retry_after: 3 },
        Fault::ModuleUnavailable,
        Fault::Overloaded { retry_after: 3 },
        Fault::Internal("the secret".into()),
        Fault::Timeout,
    ]
}

/// Returns the details of the problem with which the server answers a fault.
fn occurrence_of(registry: &Registry, fault: Fault) -> Details {
    match of_fault(&fault) {
        Some(failure) => *failure.details,
        None => fault.problem(registry).map(|problem| fault.into_details(problem)).unwrap(),
    }
}

fn told(registry: &Registry, details: &Details, languages: Option<&str>) -> Value {
    let definition = registry.problems.iter().find(|problem| problem.code == details.code).unwrap();
    let occurrence = Occurrence { definition, instance: "/saju/calculate", request_id: "r-1", languages };
    serde_json::to_value(body(details, &occurrence)).unwrap()
}

#[test]
fn each_fault_has_its_own_valid_problem() {
    let registry = Heal7Contract::registry().unwrap();
    let validator = Validator::new(&registry);
    let mut codes = BTreeSet::new();
    for fault in faults() {
        let details = occurrence_of(&registry, fault);
        let problem = told(&registry, &details, None);
        let violations = validator.named("Problem", &problem);
        assert!(violations.is_empty(), "{problem:#}\n{violations:#?}");
        assert!(!problem.to_string().contains("secret"), "a cause is never sent: {problem:#}");
        assert!(codes.insert(details.code.clone()), "{} stands for two faults", details.code);
    }
    assert_eq!(codes.len(), 19);
}

#[test]
fn violations_are_listed_by_pointer_and_by_property() {
    let registry = Heal7Contract::registry().unwrap();
    let fault = faults().into_iter().find(|fault| matches!(fault, Fault::Invalid(_))).unwrap();
    let problem = told(&registry, &occurrence_of(&registry, fault), None);
    assert_eq!(
        problem["violations"][0],
        json!({ "pointer": "/location/latitude", "code": "maximum", "detail": "is too large" })
    );
    let errors = problem["errors"].as_object().unwrap();
    assert_eq!(errors.keys().collect::<Vec<_>>(), ["", "limit", "location.latitude"]);
    assert_eq!(errors["limit"], json!(["is no integer"]));
    assert_eq!(errors[""][0].as_str().unwrap().chars().count(), 1000, "what is too long is cut");
}

/// The test includes the codes that only clients use, since all platforms share the sentences.
#[test]
fn every_code_has_a_sentence_in_each_language() {
    let registry = Heal7Contract::registry().unwrap();
    let validator = Validator::new(&registry);
    let mut sentences = BTreeSet::new();
    for definition in &registry.problems {
        for languages in ["ko", "en", "ja"] {
            let code: &'static str = String::leak(definition.code.clone());
            let details = Details {
                code: code.into(),
                status: definition.status,
                title: "A title".into(),
                detail: None,
                violations: Vec::new(),
                retry_after: None,
                cause: None,
            };
            let problem = told(&registry, &details, Some(languages));
            assert!(validator.named("Problem", &problem).is_empty(), "{problem:#}");
            let sentence = problem["message"].as_str().unwrap().to_owned();
            let has = |range: std::ops::RangeInclusive<char>| sentence.chars().any(|char| range.contains(&char));
            let (hangul, kana) = (has('가'..='힣'), has('ぁ'..='ヿ'));
            assert_eq!((hangul, kana), (languages == "ko", languages == "ja"), "{languages}: {sentence}");
            assert!(sentences.insert(sentence.clone()), "two codes say {sentence:?}");
        }
    }
    assert_eq!(sentences.len(), 3 * registry.problems.len());
}

#[test]
fn accept_language_selects_the_language() {
    for (languages, expected) in [
        (None, Language::Ko),
        (Some(""), Language::Ko),
        (Some("fr"), Language::Ko),
        (Some("en-US,en;q=0.9,ko;q=0.8"), Language::En),
        (Some("fr;q=0.9, ja;q=0.5, en;q=0.4"), Language::Ja),
        (Some("ko-KR"), Language::Ko),
        (Some("en;q=0.2,ja;q=0.7"), Language::Ja),
        (Some(";;;,q=,,*"), Language::Ko),
    ] {
        assert_eq!(preferred(languages), expected, "{languages:?}");
    }
}
