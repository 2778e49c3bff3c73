//! An implementation that does not fit the contract is refused before it serves anything.

use contract_edge::{Edge, Fault, IdempotencyStore, Settings};
use contract_model::{
    exchange::{Claim, Details, Kept, Keyed},
    registry::Registry,
};
use futures_util::{FutureExt, future::BoxFuture};
use serde_json::{Value, json};

use super::{Plain, changed, details};

/// A store for which every request is the first.
pub(super) struct Forgetful;

impl IdempotencyStore for Forgetful {
    fn claim<'a>(&'a self, _: &'a Keyed) -> BoxFuture<'a, Result<Claim, Box<Details>>> {
        async { Ok(Claim::First) }.boxed()
    }

    fn settle<'a>(&'a self, _: &'a Keyed, _: Option<Kept>) -> BoxFuture<'a, ()> {
        async {}.boxed()
    }
}

/// Returns the mistakes for which an implementation cannot serve a contract.
fn mistakes(registry: Registry, platform: Plain) -> Vec<String> {
    let Err(error) = Edge::new(registry, platform, Settings::default()).into_router() else { return Vec::new() };
    assert!(error.to_string().starts_with("the implementation cannot serve the contract:\n- "), "{error}");
    error.mistakes().to_vec()
}

/// Returns the bookshop without a problem.
fn without(code: &str) -> Registry {
    changed(|registry| registry["problems"].as_array_mut().unwrap().retain(|problem| problem["code"] != code))
}

#[test]
fn each_fault_has_a_problem_by_its_status_and_condition() {
    assert_eq!(mistakes(changed(|_| {}), Plain::default()), [""; 0]);
    for (code, fault, declare) in [
        ("TIMEOUT", "Timeout", "status = 504, implied = Always"),
        ("VALIDATION_FAILED", "Invalid", "status = 422, implied = Body"),
        ("KEY_IN_USE", "KeyInUse", "status = 409, implied = Key"),
        ("METHOD_NOT_ALLOWED", "MethodNotAllowed", "status = 405, implied = Unrouted"),
    ] {
        let expected = format!(
            "the contract has no problem for `Fault::{fault}`: declare one with `{declare}`, or name one in \
             `Platform::fault`"
        );
        assert_eq!(mistakes(without(code), Plain::default()), [expected]);
    }
    // One problem may be used for two faults.
    assert_eq!(mistakes(without("BUSY"), Plain::default()).len(), 2, "Overloaded and ModuleUnavailable");
}

#[test]
fn a_fault_that_cannot_occur_needs_no_problem() {
    let registry = changed(|registry| {
        for kind in ["operations", "channels"] {
            for item in registry[kind].as_array_mut().unwrap() {
                item["auth"] = json!("public");
                item["policy"]["idempotencyKey"] = Value::Null;
                item["policy"]["session"] = Value::Null;
            }
        }
        for field in registry["graphql"]["fields"].as_array_mut().unwrap() {
            field["auth"] = json!("public");
        }
        let needless = ["UNAUTHENTICATED", "KEY_IN_USE", "KEY_REUSED"];
        let problems = registry["problems"].as_array_mut().unwrap();
        problems.retain(|problem| !needless.iter().any(|code| problem["code"] == *code));
    });
    assert_eq!(mistakes(registry, Plain { keys: None, ..Plain::default() }), [""; 0]);
}

#[test]
fn a_platform_names_a_problem_that_the_contract_implies_there() {
    let named = |fault: fn(&Fault) -> Option<Details>| mistakes(changed(|_| {}), Plain { fault, ..Plain::default() });
    let busy = named(|fault| matches!(fault, Fault::Timeout).then(|| details("BUSY", 503)));
    assert_eq!(busy, [""; 0], "it is implied everywhere");
    let elsewhere = named(|fault| matches!(fault, Fault::Unauthenticated).then(|| details("NOT_FOUND", 404)));
    assert_eq!(
        elsewhere,
        [
            "`Platform::fault` answers `Fault::Unauthenticated` with `NOT_FOUND`, which the contract does not imply there: \
          answer with a problem that is declared with `status = 401, implied = Bearer`"
        ]
    );
    let declared = named(|fault| matches!(fault, Fault::NotFound).then(|| details("BOOK_NOT_FOUND", 404)));
    assert!(declared[0].contains("`BOOK_NOT_FOUND`, which the contract does not imply there"), "{declared:?}");
    let unknown = named(|fault| matches!(fault, Fault::NotFound).then(|| details("NOWHERE", 404)));
    assert_eq!(
        unknown,
        ["`Platform::fault` answers `Fault::NotFound` with `NOWHERE`, which is no problem of the contract: declare it"]
    );
}

#[test]
fn keys_need_a_store() {
    assert_eq!(
        mistakes(changed(|_| {}), Plain { keys: None, ..Plain::default() }),
        ["`addBook` takes an idempotency key, but nothing keeps its answers: return a store from \
          `Platform::idempotency`"]
    );
}
