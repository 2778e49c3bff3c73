//! async-graphql and the emission print the same types in the schema language.

use std::collections::BTreeMap;

use contract_model::graphql::TypeSystem;
use second_opinions::{
    contracts::{Subject, bookshop, subjects},
    sdl::{Type, read},
};

/// The emitted types that correspond to Rust types. The root types are operations, and connections are derived from the
/// type of their nodes.
fn emitted(subject: &Subject, sdl: &str) -> BTreeMap<String, Type> {
    let is_a_rust_type = |name: &String| {
        subject.registry.types.values().any(|definition| {
            let face = definition.graphql.as_ref();
            face.is_some_and(|face| face.output.as_ref() == Some(name) || face.input.as_ref() == Some(name))
        })
    };
    read(sdl).into_iter().filter(|(name, _)| is_a_rust_type(name)).collect()
}

fn emitted_sdl(subject: &Subject) -> String {
    contract_emit::graphql::sdl::print(&TypeSystem::from_registry(&subject.registry).expect("the contract has GraphQL fields"))
}

/// The types about which async-graphql and the emission differ.
fn differences(subject: &Subject, sdl: &str) -> (usize, Vec<String>) {
    let derived = read(&subject.sdl);
    let emitted = emitted(subject, sdl);
    let differ = emitted.iter().filter(|(name, ty)| derived.get(*name) != Some(ty));
    let differ = differ.map(|(name, ty)| {
        format!("{}: {name}:\n  the emission:  {ty:?}\n  async-graphql: {:?}", subject.name, derived.get(name))
    });
    (emitted.len(), differ.collect())
}

#[test]
fn every_type_is_the_type_of_the_schema() {
    for subject in subjects() {
        let (types, differences) = differences(&subject, &emitted_sdl(&subject));
        assert!(differences.is_empty(), "{} types:\n{}", differences.len(), differences.join("\n"));
        assert!(types > 10, "{}: only {types} types are compared", subject.name);
        println!("{}: async-graphql and the emission agree about {types} types", subject.name);
    }
}

/// The comparison can fail: each small change of the schema is a difference in one type.
#[test]
fn a_planted_difference_is_noticed() {
    let changes = [
        ("nullability", "Book", "  isbn: String\n", "  isbn: String!\n"),
        ("a default", "EditionInput", "floor: Int! = 0", "floor: Int! = 1"),
        ("a value", "Binding", "  paperback\n", "  paper\n"),
        ("a deprecation", "Binding", "use ebook", "use another"),
        ("a member", "SearchHit", "= SearchHitBook | SearchHitShelf", "= SearchHitBook"),
        ("a description", "Shelf", "A shelf with the shelves below it.", "A shelf."),
    ];
    let subject = bookshop();
    let sdl = emitted_sdl(&subject);
    for (change, name, truth, lie) in changes {
        assert!(sdl.contains(truth), "{change}: the schema does not contain {truth:?}\n{sdl}");
        let (_, found) = differences(&subject, &sdl.replacen(truth, lie, 1));
        assert_eq!(found.len(), 1, "{change}: {found:#?}");
        assert!(found[0].starts_with(&format!("bookshop: {name}:")), "{change}: {found:?}");
    }
}
