//! Problems for invalid requests.

use contract_model::registry::{Implied, Registry};
use serde_json::Value;

/// The codes of violations of the contract's own constraints.
const OF_THE_CONTRACT: [&str; 16] = [
    "additionalProperties",
    "const",
    "enum",
    "format",
    "json",
    "maximum",
    "maxItems",
    "maxLength",
    "minimum",
    "minItems",
    "minLength",
    "pattern",
    "repeated",
    "required",
    "type",
    "unknown",
];

/// Whether a problem says that the request violates the contract. A platform may refuse a request by a rule that no
/// schema can express; its violations then have their own codes.
pub(crate) fn is_invalid(registry: &Registry, problem: &Value) -> bool {
    let definition = problem.get("code").and_then(Value::as_str).and_then(|code| registry.problem(code));
    let is_of_values = definition.is_some_and(|definition| {
        matches!(definition.status, 400 | 422) && matches!(definition.implied, Some(Implied::Always | Implied::Body))
    });
    is_of_values && !is_of_platform(problem)
}

/// Whether a problem concerns only rules of the platform: its violations have their own codes.
fn is_of_platform(problem: &Value) -> bool {
    let violations = problem.get("violations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut codes = violations.iter().filter_map(|violation| violation.get("code")?.as_str());
    !violations.is_empty() && !codes.any(|code| OF_THE_CONTRACT.contains(&code))
}
