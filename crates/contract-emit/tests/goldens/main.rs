//! The output of each emitter for a contract that fits on two screens (`registry.json` in this folder), for review.
//! After an intended change: `INSTA_UPDATE=always cargo nextest run -p emit`.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod zod;

use contract_emit::{Emission, Sources};
use contract_model::registry::Registry;

fn emission() -> Emission {
    let registry = Registry::from_json(include_str!("registry.json")).unwrap();
    contract_emit::emit(&registry, &Sources::default()).unwrap()
}

#[track_caller]
fn golden(name: &str, path: &str) {
    let emission = emission();
    let contents = &emission.file(path).unwrap_or_else(|| panic!("nothing emits {path}")).contents;
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "." }, {
        insta::assert_snapshot!(name, contents);
    });
}

#[test]
fn openapi() {
    golden("openapi", "openapi/openapi.json");
}

#[test]
fn asyncapi() {
    golden("asyncapi", "asyncapi/asyncapi.json");
}

#[test]
fn json_schema_of_a_closed_object() {
    golden("json-schema-note-input", "json-schema/NoteInput.json");
}

#[test]
fn typescript_types() {
    golden("types", "typescript/src/types.ts");
}

#[test]
fn zod_schemas() {
    golden("schemas", "typescript/src/schemas.ts");
}

#[test]
fn typescript_operations() {
    golden("operations", "typescript/src/operations.ts");
}

#[test]
fn typescript_client() {
    golden("client", "typescript/src/client.ts");
}

#[test]
fn options_for_tanstack_query() {
    golden("query", "typescript/src/query.ts");
}

#[test]
fn typescript_channels() {
    golden("realtime", "typescript/src/realtime.ts");
}

#[test]
fn validation_of_answers() {
    golden("validation", "typescript/src/validation/always.ts");
}

#[test]
fn package_manifest() {
    golden("package", "typescript/package.json");
}

#[test]
fn losses() {
    golden("losses", "losses.md");
}
