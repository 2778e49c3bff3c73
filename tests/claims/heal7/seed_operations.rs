//! The operations in the platform's design document are valid for the GraphQL schema without changes, and so are the
//! documents that the contract's clients send.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tests::{
    judges::{accepts, judge},
    output::heal7,
};

#[test]
fn seed_operations_are_valid() {
    let output = heal7();
    let schema = output.folder.path().join("graphql/schema.graphql");
    accepts("graphql", &[&schema, &here().join("seed/operations.graphql")]);
}

#[test]
fn documents_of_the_contract_are_valid() {
    let output = heal7();
    let schema = output.folder.path().join("graphql/schema.graphql");
    let folder = here().join("../contracts/graphql");
    let mut documents: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.sort();
    assert!(documents.len() >= output.registry.graphql.as_ref().unwrap().fields.len(), "a document a field");
    let mut arguments: Vec<&Path> = vec![&schema];
    arguments.extend(documents.iter().map(PathBuf::as_path));
    accepts("graphql", &arguments);
}

/// The judge would report an unknown field.
#[test]
fn unknown_field_is_invalid() {
    let output = heal7();
    let schema = output.folder.path().join("graphql/schema.graphql");
    let document = output.folder.path().join("wrong.graphql");
    fs::write(&document, "query Wrong { aiModels { id nonsense } }").unwrap();
    assert!(!judge("graphql", &[&schema, &document]).findings.is_empty());
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
