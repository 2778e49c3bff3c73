//! Errors for invalid requests.

use contract_model::registry::Registry;
use serde_json::Value;

use crate::judge::is_invalid;

/// Whether the errors say that the document, its variables or its arguments are invalid. A platform may refuse
/// arguments by a rule that no schema can express; its violations then have their own codes.
pub(super) fn say_invalid(registry: &Registry, errors: &[Value]) -> bool {
    errors.iter().any(|error| match error.pointer("/extensions/problem") {
        Some(problem) => is_invalid(registry, problem),
        // An error of the request itself needs no problem.
        None => error.get("path").is_none(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rules_of_the_platform_have_codes_of_their_own() {
        let text = include_str!("../../../contract-model/tests/registries/bookshop.json");
        let registry = Registry::from_json(text).expect("it is a registry");
        let error = |problem: Value| [json!({ "message": "no", "path": ["a"], "extensions": { "problem": problem } })];
        let refused = |code: &str| {
            error(json!({ "code": "VALIDATION_FAILED", "violations": [{ "pointer": "/a", "code": code }] }))
        };
        assert!(say_invalid(&registry, &refused("maxLength")));
        assert!(!say_invalid(&registry, &refused("soldOut")));
        assert!(say_invalid(&registry, &error(json!({ "code": "VALIDATION_FAILED" }))));
        assert!(!say_invalid(&registry, &error(json!({ "code": "BOOK_NOT_FOUND" }))));
        assert!(say_invalid(&registry, &[json!({ "message": "unknown field" })]));
    }
}
