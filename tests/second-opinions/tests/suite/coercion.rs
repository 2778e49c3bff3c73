//! async-graphql and `contract_edge` coerce the same values, to the same values.

use std::collections::BTreeMap;

use contract_edge::graphql::Schema as GraphqlSchema;
use contract_kit::number;
use contract_model::{registry::Direction, validate::Validator};
use second_opinions::{
    contracts::{Subject, bookshop, subjects},
    corpus::corpus,
};
use serde_json::Value;

/// async-graphql coerces into Rust, which has one spelling of an instant; the edge keeps the client's text, and the
/// handler's Rust type parses it later.
const SPELLING: &str = "a moment with zeros at its end";

/// The number of coerced values, and the known differences.
#[derive(Debug, Default)]
struct Tally {
    types: usize,
    values: usize,
    accepted: usize,
    known: BTreeMap<&'static str, usize>,
    disagreements: Vec<String>,
}

#[test]
fn every_input_is_coerced_alike() {
    let mut tally = Tally::default();
    for subject in subjects() {
        coerce(&subject, &mut tally);
    }
    let Tally { types, values, accepted, known, disagreements } = &tally;
    println!("{values} values of {types} types, {accepted} of them accepted; known differences: {known:?}");
    assert!(
        disagreements.is_empty(),
        "{} disagreements, the first of them:\n{}",
        disagreements.len(),
        disagreements[..disagreements.len().min(40)].join("\n")
    );
    assert_eq!(known.keys().collect::<Vec<_>>(), [&SPELLING], "a known difference was not met: it is known no more");
    assert!(*values > 5000 && *accepted * 10 > *values, "a corpus of one kind of value proves little: {tally:?}");
}

fn coerce(subject: &Subject, tally: &mut Tally) {
    let registry = &subject.registry;
    let validator = Validator::new(registry);
    let schema = GraphqlSchema::new(registry).expect("the contract has GraphQL fields");
    for (name, definition) in &registry.types {
        let face = definition.graphql.as_ref().and_then(|face| face.input.as_deref());
        let Some(face) = face.filter(|face| schema.types().types.contains_key(*face)) else { continue };
        if definition.direction == Direction::Answer {
            continue;
        }
        let library = subject.derived(name).faces.coerce.expect("an input type is coerced")();
        tally.types += 1;
        for text in corpus(registry, name) {
            let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
            tally.values += 1;
            let accept = |coerced: Result<Value, String>| {
                coerced.and_then(|mut coerced| {
                    number::make_canonical(&mut coerced);
                    let violations = validator.named(name, &coerced);
                    if violations.is_empty() { Ok(coerced) } else { Err(format!("{violations:?}")) }
                })
            };
            let ours = accept(schema.coerce(face, &value).map_err(|error| error.to_string()));
            let theirs = accept(library(value.clone()));
            tally.accepted += usize::from(ours.is_ok());
            let agrees = match (&ours, &theirs) {
                (Ok(ours), Ok(theirs)) if ours == theirs => true,
                (Ok(ours), Ok(theirs)) => {
                    let read = (subject.derived(name).round_trip)(ours.clone());
                    let is_known = read.is_ok_and(|read| read == *theirs);
                    *tally.known.entry(SPELLING).or_default() += usize::from(is_known);
                    is_known
                }
                (Err(_), Err(_)) => true,
                (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
            };
            if !agrees {
                tally.disagreements.push(format!(
                    "{}: {name}: {text}\n  the edge:      {ours:?}\n  async-graphql: {theirs:?}",
                    subject.name
                ));
            }
        }
    }
}

/// The comparison can fail: the coercion of a different type gives a different verdict.
#[test]
fn a_planted_difference_is_noticed() {
    let mut subject = bookshop();
    let other = subject.types["Address"].faces;
    subject.types.get_mut("Dimensions").unwrap().faces = other;
    let mut tally = Tally::default();
    coerce(&subject, &mut tally);
    assert!(!tally.disagreements.is_empty());
    let is_planted = |found: &String| found.starts_with("bookshop: DimensionsInput:");
    assert!(tally.disagreements.iter().all(is_planted), "{:?}", tally.disagreements);
}
