//! Checks that the names of a contract can be names in the package.

use std::collections::{BTreeMap, BTreeSet};

use contract_model::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::Registry,
};

use super::{operations::type_stem, type_expression::is_identifier};
use crate::javascript::RESERVED_WORDS;

/// The names of the package's own exports.
const OWN: &[&str] = &["createClient", "isApplicationError", "unwrap", "unwrapPage"];

/// The types among the package's own exports.
const OWN_TYPES: &[&str] = &[
    "ApplicationError",
    "Brand",
    "CallOptions",
    "Client",
    "ClientOptions",
    "DataOf",
    "ErrorOf",
    "Failure",
    "NoAnswer",
    "PageOf",
    "Success",
];

/// Refuses invalid names, and two items with the same name.
pub(super) fn check(registry: &Registry) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut mistake = |subject: &str, message: String| {
        diagnostics.push(
            Diagnostic::error("typescript-name", subject, message)
                .help("give it another name: `name = \"…\"` in the attribute, or another name of the type"),
        );
    };
    let items = registry.operations.iter().map(|operation| &operation.id);
    let items = items.chain(registry.channels.iter().map(|channel| &channel.id)).chain(registry.types.keys());
    let generics = registry.generics.iter();
    let generics = generics.flat_map(|(name, generic)| std::iter::once(name).chain(&generic.parameters));
    for name in items.chain(generics).filter(|name| !is_identifier(name)) {
        mistake(name, format!("`{name}` is not an identifier of JavaScript: letters, digits and `_`, a letter first"));
    }
    for operation in &registry.operations {
        if RESERVED_WORDS.contains(&operation.id.as_str()) {
            mistake(&operation.id, format!("`{}` is a word of JavaScript and cannot name a function", operation.id));
        }
        if OWN.contains(&operation.id.as_str()) {
            mistake(&operation.id, format!("the TypeScript package has a function `{}` of its own", operation.id));
        }
    }
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in OWN_TYPES {
        types.entry((*name).to_owned()).or_default().insert("the package".into());
    }
    for name in registry.types.keys() {
        types.entry(name.clone()).or_default().insert(format!("the type {name}"));
    }
    for operation in &registry.operations {
        for suffix in ["Arguments", "Outcome"] {
            let name = format!("{}{suffix}", type_stem(operation));
            types.entry(name).or_default().insert(format!("the operation {}", operation.id));
        }
    }
    for (name, owners) in types.into_iter().filter(|(_, owners)| owners.len() > 1) {
        let owners = owners.into_iter().collect::<Vec<_>>().join(" and ");
        mistake(&name, format!("the TypeScript package would have two types of this name: of {owners}"));
    }
    diagnostics.into_result(())
}
