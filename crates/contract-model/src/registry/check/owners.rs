//! Checks the owner of a call: the person named by a parameter or an argument, who must be the caller.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Auth, Registry},
};

/// Checks every owner of an operation, a channel or a GraphQL field.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    for operation in &registry.operations {
        let names = operation.parameters.iter().map(|parameter| parameter.name.as_str());
        owner(&operation.id, operation.auth, operation.policy.owner.as_deref(), names, diagnostics);
    }
    for channel in &registry.channels {
        let names = channel.parameters.iter().map(|parameter| parameter.name.as_str());
        owner(&channel.id, channel.auth, channel.owner.as_deref(), names, diagnostics);
    }
    for field in registry.fields() {
        let names = field.arguments.iter().map(|argument| argument.name.as_str());
        owner(&field.path(), field.auth, field.owner.as_deref(), names, diagnostics);
    }
}

fn owner<'a>(
    subject: &str,
    auth: Auth,
    owner: Option<&str>,
    mut names: impl Iterator<Item = &'a str>,
    diagnostics: &mut Diagnostics,
) {
    let Some(owner) = owner else { return };
    if auth == Auth::Public {
        let message = format!("its owner is `{owner}`, but it needs no token, so no caller is known");
        diagnostics.push(Diagnostic::error("owner", subject, message).help("declare it with `auth = Bearer`"));
    }
    if !names.any(|name| name == owner) {
        let message = format!("its owner is `{owner}`, which is none of its parameters");
        diagnostics
            .push(Diagnostic::error("owner", subject, message).help("name the parameter that holds the person's id"));
    }
}
