//! A corpus of JSON texts for a type: valid values, and near misses of every constraint.
//!
//! It is derived from the schema with a fixed seed, and does not say which texts are valid: several validators judge
//! them, and must agree. It contains texts, not values: `1.0`, `-0` and duplicate keys are different texts.

mod json;
mod mutate;
mod spellings;
mod valid;

use std::collections::BTreeSet;

use contract_kit::{registry::Registry, schema::Schema};

pub use json::Json;

/// The minimum number of texts per type.
pub const AT_LEAST: usize = 200;
/// The maximum number of texts per type.
const AT_MOST: usize = 500;

/// The texts for the named type.
pub fn corpus(registry: &Registry, name: &str) -> Vec<String> {
    let seed = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut random = fastrand::Rng::with_seed(seed);
    let schema = &registry.types[name].schema;
    let mut texts = BTreeSet::new();
    let mut round = 0;
    while (texts.len() < AT_LEAST || round < 6) && round < 200 {
        let value = valid::valid(registry, schema, &mut random, round);
        texts.insert(value.to_string());
        let mut misses = Vec::new();
        mutate::mutations(registry, schema, &value, &mut random, &mut |mutated| misses.push(mutated.to_string()));
        random.shuffle(&mut misses);
        texts.extend(misses.into_iter().take(AT_MOST / 5));
        round += 1;
    }
    // A type with few values gets more near misses.
    for round in round..round + 50 * AT_LEAST {
        if texts.len() >= AT_LEAST {
            break;
        }
        let mut value = valid::valid(registry, schema, &mut random, round);
        for _ in 0..random.usize(1..5) {
            value = mutate::noise(&value, &mut random);
        }
        texts.insert(value.to_string());
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    random.shuffle(&mut texts);
    texts.truncate(AT_MOST);
    texts
}

/// The schema behind references.
fn resolve<'a>(registry: &'a Registry, mut schema: &'a Schema) -> &'a Schema {
    while let contract_kit::schema::Shape::Reference { name } = &schema.shape {
        schema = &registry.types[name].schema;
    }
    schema
}
