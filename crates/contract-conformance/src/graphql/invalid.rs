//! Errors that say that a request does not fit the contract.

use contract_model::registry::Registry;
use serde_json::Value;

/// The codes of violations of the contract's own constraints.
const OF_THE_CONTRACT: [&str; 14] = [
    "additionalProperties",
    "const",
    "enum",
    "format",
    "maximum",
    "maxItems",
    "maxLength",
    "minimum",
    "minItems",
    "minLength",
    "pattern",
    "required",
    "type",
    "unknown",
];

/// Whether some errors say that the document, its variables or its arguments are invalid. A platform may refuse arguments
/// by a rule that no schema can say; its violations then have codes of their own.
pub(super) fn say_invalid(registry: &Registry, errors: &[Value]) -> bool {
    errors.iter().any(|error| match error.pointer("/extensions/problem") {
        Some(problem) => is_invalid(registry, problem),
        // An error of the request itself needs no problem.
        None => error.get("path").is_none(),
    })
}

fn is_invalid(registry: &Registry, problem: &Value) -> bool {
    let violations = problem.get("violations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut codes = violations.iter().filter_map(|violation| violation.get("code")?.as_str());
    let is_of_platform = !violations.is_empty() && !codes.any(|code| OF_THE_CONTRACT.contains(&code));
    let definition = problem.get("code").and_then(Value::as_str).and_then(|code| registry.problem(code));
    !is_of_platform
        && definition.is_some_and(|problem| problem.implied.is_some() && matches!(problem.status, 400 | 422))
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
