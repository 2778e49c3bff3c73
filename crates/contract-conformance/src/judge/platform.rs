//! Rules of a platform that no schema can say, as its problems show them.

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

/// Whether a problem is about rules of the platform alone: its violations have codes of their own.
pub(crate) fn is_of_platform(problem: &Value) -> bool {
    let violations = problem.get("violations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut codes = violations.iter().filter_map(|violation| violation.get("code")?.as_str());
    !violations.is_empty() && !codes.any(|code| OF_THE_CONTRACT.contains(&code))
}
