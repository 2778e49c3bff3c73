//! Tests of the emitters against the model: they match its enums without a wildcard, and need only `registry.json`.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod from_json;
mod hostile_text;
mod imports;
mod losses;
mod two_views;
mod wildcards;

use std::{fs, path::Path};

use contract_emit::Document;

/// A contract with everything that a registry can hold: generic types, both views of a type, GraphQL, channels.
const BOOKSHOP: &str = include_str!("../../../contract-model/tests/registries/bookshop.json");

/// Returns the GraphQL documents of the users of that contract.
fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bookshop/graphql");
    let documents = fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        Document { text: fs::read_to_string(&path).unwrap(), path: path.display().to_string() }
    });
    documents.collect()
}
