//! `ids.ts`: a constructor for each id, such as `asBookId`. Only constructors turn a text into a branded id.

use contract_model::registry::{Registry, Role};

use super::header;
use crate::{Artifact, text::Writer};

/// Emits the constructors.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let ids: Vec<_> =
        registry.types.iter().filter(|(_, definition)| definition.role == Role::Id).map(|(name, _)| name).collect();
    let mut writer = Writer::default();
    let names = ids.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    if !ids.is_empty() {
        writer.line(format!("import type {{ {names} }} from \"./types.js\";"));
    }
    for name in ids {
        writer.line("");
        writer.jsdoc(&[format!(
            "Says that `value` is a `{name}`; parse it with `{name}Schema` where it comes from outside."
        )]);
        writer.line(format!("export const {} = (value: string): {name} => value as {name};", constructor(name)));
    }
    Artifact::new("typescript/src/ids.ts", header() + &writer.finish())
}

/// Returns the name of an id's constructor.
pub(super) fn constructor(name: &str) -> String {
    format!("as{name}")
}
