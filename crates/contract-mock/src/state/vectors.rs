//! The vectors of docs/entity-function.md, which the msw handlers also pass.

use std::{collections::BTreeMap, sync::Arc};

use contract_data::{
    draws::Draws,
    facts::{Facts, refer},
    fits::fits,
    formats::EPOCH,
    hash::key_of,
    ids::{id_at, moment_of, seeded_ids},
    value::{Inside, Making, World as _, make},
};
use contract_model::{
    registry::{Contact, FORMAT_VERSION, Info, Operation, Registry, TypeDefinition},
    schema::Schema,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Ids, State, changes::Changes};

#[derive(Deserialize)]
pub(crate) struct Vectors {
    keys: Vec<Key>,
    draws: Vec<DrawsOfKey>,
    contract: Contract,
    seed: String,
    ids: Vec<Id>,
    moments: Vec<Moment>,
    values: Vec<Made>,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Key {
    path: Vec<String>,
    key: u32,
}

#[derive(Deserialize)]
struct DrawsOfKey {
    key: u32,
    draws: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Contract {
    types: BTreeMap<String, TypeDefinition>,
    operations: Vec<Value>,
}

#[derive(Deserialize)]
struct Id {
    pool: String,
    index: i64,
    #[serde(rename = "id")]
    expected: Option<String>,
}

#[derive(Deserialize)]
struct Moment {
    pool: String,
    id: String,
    #[serde(rename = "moment")]
    expected: i64,
}

#[derive(Deserialize)]
struct Made {
    schema: Schema,
    path: Vec<String>,
    value: Value,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    name: String,
    id: String,
    value: Value,
}

pub(crate) fn vectors() -> Vectors {
    let text = include_str!("../../../../docs/entity-function.vectors.json");
    serde_json::from_str(text).expect("the vectors have this shape")
}

/// The state for the vectors. Their contract omits everything that does not affect the data.
pub(crate) fn state(vectors: &Vectors) -> State {
    let Contract { types, operations } = &vectors.contract;
    let info = Info {
        title: "Vectors".into(),
        version: "1.0.0".into(),
        description: String::new(),
        base_uri: "https://example.com/".into(),
        servers: Vec::new(),
        contact: Contact { name: String::new(), url: String::new(), email: String::new() },
        license: "MIT".into(),
        package: "vectors".into(),
        version_header: None,
    };
    let registry = Registry {
        format_version: FORMAT_VERSION,
        info,
        modules: Vec::new(),
        types: types.clone(),
        generics: BTreeMap::new(),
        operations: operations.iter().cloned().map(completed).collect(),
        channels: Vec::new(),
        graphql: None,
        messages: BTreeMap::new(),
        problems: Vec::new(),
        problem_type: "Problem".into(),
    };
    State::new(Arc::new(Facts::new(registry)), &vectors.seed, None, Ids::Any, Changes::default())
}

/// An operation completed with texts for people, and with an example that is not read.
fn completed(mut operation: Value) -> Operation {
    for name in ["module", "summary", "description"] {
        operation[name] = "".into();
    }
    operation["answers"][0]["description"] = "".into();
    operation["answers"][0]["body"]["example"] = Value::Null;
    serde_json::from_value(operation).expect("an operation of the vectors is one of a registry")
}

#[test]
fn keys_and_draws_are_those_of_the_vectors() {
    let vectors = vectors();
    for Key { path, key } in &vectors.keys {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        assert_eq!(key_of(&path), *key, "{path:?}");
    }
    for DrawsOfKey { key, draws } in &vectors.draws {
        let mut stream = Draws::new(*key);
        let drawn: Vec<u32> = draws.iter().map(|_| stream.next()).collect();
        assert_eq!(drawn, *draws, "{key}");
    }
    assert!(!vectors.keys.is_empty() && !vectors.draws.is_empty());
}

#[test]
fn ids_and_moments_are_those_of_the_vectors() {
    let vectors = vectors();
    let state = state(&vectors);
    for Id { pool, index, expected } in &vectors.ids {
        assert_eq!(id_at(state.facts(), &vectors.seed, pool, *index), *expected, "{pool} {index}");
    }
    for Moment { pool, id, expected } in &vectors.moments {
        let seeded = seeded_ids(state.facts(), &vectors.seed, pool);
        assert_eq!(moment_of(&vectors.seed, pool, &seeded, id), *expected, "{pool} {id}");
    }
    assert!(!vectors.ids.is_empty() && !vectors.moments.is_empty());
}

#[test]
fn values_are_those_of_the_vectors() {
    let vectors = vectors();
    let state = state(&vectors);
    for Made { schema, path, value } in &vectors.values {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let made = make(&state.view(None), schema, Making::new(key_of(&path), EPOCH));
        assert_eq!(made.as_ref(), Ok(value), "{path:?} {schema:?}");
        assert!(fits(state.facts(), schema, value));
    }
    assert!(!vectors.values.is_empty());
}

#[test]
fn entities_are_those_of_the_vectors() {
    let vectors = vectors();
    let state = state(&vectors);
    for Entity { name, id, value } in &vectors.entities {
        let made = state.view(None).entity(name, id, Inside::OUTSIDE);
        assert_eq!(made.as_ref(), Ok(value), "{name} {id}");
        assert!(fits(state.facts(), &refer(name), value));
    }
    assert!(!vectors.entities.is_empty());
}
