//! External validators accept every format without an error or a warning.

use tests::{judges::accepts, output::outputs};

#[test]
fn openapi_satisfies_redocly_and_spectral() {
    for output in outputs() {
        accepts("openapi", &[&output.folder.path().join("openapi/openapi.json")]);
    }
}

#[test]
fn graphql_satisfies_graphql_js() {
    for output in outputs() {
        accepts("graphql", &[&output.folder.path().join("graphql/schema.graphql")]);
    }
}

#[test]
fn asyncapi_satisfies_its_parser() {
    for output in outputs() {
        accepts("asyncapi", &[&output.folder.path().join("asyncapi/asyncapi.json")]);
    }
}

#[test]
fn json_schemas_satisfy_ajv_in_strict_mode() {
    for output in outputs() {
        accepts("json-schema", &[&output.folder.path().join("json-schema")]);
    }
}

#[test]
fn yaml_and_json_of_openapi_are_equal() {
    for output in outputs() {
        let read = |path: &str| std::fs::read_to_string(output.folder.path().join(path)).unwrap();
        let json: serde_json::Value = serde_json::from_str(&read("openapi/openapi.json")).unwrap();
        let yaml: serde_json::Value = serde_norway::from_str(&read("openapi/openapi.yaml")).unwrap();
        assert_eq!(json, yaml, "{}", output.name);
    }
}
