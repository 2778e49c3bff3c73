//! Checks that restricted calls have a problem for callers who are not allowed.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Implied, Registry},
};

/// The conditions, each with the reason and the solution. The other conditions may share a problem that is implied
/// everywhere, such as one for all requests that cannot be read.
const CONDITIONS: [(Implied, &str, &str); 3] = [
    (
        Implied::Bearer,
        "it needs a token, but no problem is implied where a token is absent or wrong",
        "declare one with `implied = Bearer`, such as `Unauthenticated` with the status 401",
    ),
    (
        Implied::Owner,
        "it has an owner, but no problem is implied where the caller is another person",
        "declare one with `implied = Owner`, such as `Forbidden` with the status 403",
    ),
    (
        Implied::Key,
        "it takes an idempotency key, but no problem is implied where a key is in use or belongs to another request",
        "declare two with `implied = Key`: `KeyInUse` with the status 409, and `KeyReused` with the status 422",
    ),
];

/// Reports the first item of each condition without a problem: one declaration fixes all of them.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    for (condition, reason, help) in CONDITIONS {
        if registry.problems.iter().any(|problem| problem.implied == Some(condition)) {
            continue;
        }
        if let Some(subject) = registry.first_under(condition) {
            diagnostics.push(Diagnostic::error("implied", subject, reason).help(help));
        }
    }
}
