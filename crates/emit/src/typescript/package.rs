//! The package's own files: `package.json`, `index.ts`.

use contract_kit::registry::{Registry, Role};
use heck::ToLowerCamelCase;
use serde_json::json;

use super::header;
use crate::Artifact;

/// Emits `package.json`.
pub(super) fn manifest(registry: &Registry) -> Artifact {
    let info = &registry.info;
    let entry = |name: &str| json!({ "types": format!("./dist/{name}.d.ts"), "default": format!("./dist/{name}.js") });
    let manifest = json!({
        "name": info.package,
        "version": info.version,
        "description": format!("Types and Zod schemas of the {}.", info.title),
        "license": info.license,
        "type": "module",
        "sideEffects": false,
        "files": ["dist", "src"],
        "exports": { ".": entry("index"), "./schemas": entry("schemas") },
        "peerDependencies": { "zod": ">=4.6" },
        "peerDependenciesMeta": { "zod": { "optional": true } },
    });
    Artifact::json("typescript/package.json", &manifest)
}

/// Emits `index.ts`: the types, and the constructors of ids.
pub(super) fn index(registry: &Registry) -> Artifact {
    let mut text = header();
    text.push_str("export type * from \"./types.js\";\n");
    let ids: Vec<_> = registry
        .types
        .iter()
        .filter(|(_, definition)| definition.role == Role::Id)
        .map(|(name, _)| name.to_lower_camel_case())
        .collect();
    if !ids.is_empty() {
        text.push_str(&format!("export {{ {} }} from \"./ids.js\";\n", ids.join(", ")));
    }
    Artifact::new("typescript/src/index.ts", text)
}
