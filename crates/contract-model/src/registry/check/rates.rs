//! Checks rate classes: the same work counts against the same class, over REST and over GraphQL.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::Registry,
};

/// Checks that an operation and a GraphQL field with the same name, which do the same work, have the same class.
/// Otherwise callers who have used up one of them continue through the other.
pub(super) fn agree(registry: &Registry, diagnostics: &mut Diagnostics) {
    for field in registry.fields() {
        let Some(operation) = registry.operations.iter().find(|operation| operation.id == field.name) else { continue };
        let (over_rest, over_graphql) = (&operation.policy.rate, &field.rate);
        if over_rest != over_graphql {
            let name =
                |class: &Option<String>| class.as_ref().map_or("no class".to_owned(), |class| format!("`{class}`"));
            let subject = field.path();
            diagnostics.push(
                Diagnostic::error(
                    "rate-class",
                    subject,
                    format!(
                        "it counts against {}, but the operation of this name against {}",
                        name(over_graphql),
                        name(over_rest)
                    ),
                )
                .help("give both the same `rate = \"…\"`, or one of them another name"),
            );
        }
    }
}
