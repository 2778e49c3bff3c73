//! Rate classes: the same work counts against the same class, whichever way it is asked for.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::Registry,
};

/// An operation and a GraphQL field of one name do the same work. Where one of them has no class, callers who have used
/// it up go on through the other.
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
