//! A default makes the two views of a type differ: a property that may be absent from a request is always present in a
//! response.

use contract_emit::Sources;
use contract_model::registry::{Direction, Generic, Registry, Role, TypeDefinition};
use contract_model::schema::{Schema, Shape};
use serde_json::{Value, json};

const BOOKSHOP: &str = include_str!("../../../contract-model/tests/registries/bookshop.json");

fn object(properties: &Value) -> Schema {
    serde_json::from_value(json!({ "shape": "object", "properties": properties, "closed": false })).unwrap()
}

fn declarations(registry: &Registry) -> String {
    let emission = contract_emit::emit(registry, &Sources::default()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    emission.file("typescript/src/types.ts").unwrap().contents.clone()
}

#[test]
fn input_and_output_types_differ_only_where_needed() {
    let types = declarations(&Registry::from_json(BOOKSHOP).unwrap());
    let of = |head: &str| types.split_once(head).unwrap().1.split_once("\n};").unwrap().0.to_owned();
    assert!(of("export type Edition = {").contains("\n  floor: Floor;"));
    assert!(of("export type EditionInput = {").contains("\n  floor?: Floor;"));
    assert!(types.contains("\nexport type DimensionsInput = Dimensions;\n"), "{types}");
}

/// A type that contains a differing type, an instance of a generic type with a default, and an instance without one.
#[test]
fn types_that_contain_a_two_view_type_have_two_views() {
    let mut registry = Registry::from_json(BOOKSHOP).unwrap();
    let boxed = json!({ "name": "in", "required": true, "schema": { "shape": "reference", "name": "T" } });
    let size = |required| json!({ "name": "size", "required": required, "schema": { "shape": "boolean" } });
    let within =
        |name: &str| json!({ "name": "in", "required": true, "schema": { "shape": "reference", "name": name } });
    let generic = |schema| Generic { parameters: vec!["T".into()], schema };
    registry.generics.insert("Crate".into(), generic(object(&json!([boxed]))));
    registry.generics.insert("Sized".into(), generic(object(&json!([boxed, size(false)]))));
    let mut add = |name: &str, rust: &str, generic: Option<(&str, &str)>, properties: &Value| {
        let role = generic.map_or(Role::Plain, |(generic, argument)| Role::Instance {
            generic: generic.to_owned(),
            arguments: vec![Schema::plain(Shape::Reference { name: argument.to_owned() })],
        });
        let rust = (rust != name).then(|| rust.to_owned());
        let definition =
            TypeDefinition { schema: object(properties), direction: Direction::Answer, rust, role, graphql: None };
        registry.types.insert(name.to_owned(), definition);
    };
    add("Stack", "Stack", None, &json!([within("Edition")]));
    add("StackInput", "Stack", None, &json!([within("EditionInput")]));
    add("Pile", "Pile", None, &json!([within("Dimensions")]));
    add("PileInput", "Pile", None, &json!([within("DimensionsInput")]));
    add("CrateOfStackInput", "CrateOfStackInput", Some(("Crate", "StackInput")), &json!([within("StackInput")]));
    add("SizedOfPile", "SizedOfPile", Some(("Sized", "Pile")), &json!([within("Pile"), size(true)]));
    add(
        "SizedOfPileInput",
        "SizedOfPileInput",
        Some(("Sized", "PileInput")),
        &json!([within("PileInput"), size(false)]),
    );

    let types = declarations(&registry);
    for declared in [
        "export type StackInput = {\n  in: EditionInput;\n};",
        "export type Stack = {\n  in: Edition;\n};",
        "export type PileInput = Pile;",
        "export type CrateOfStackInput = Crate<StackInput>;",
        "export type SizedOfPile = {\n  in: Pile;\n  size: boolean;\n};",
        "export type SizedOfPileInput = Sized<Pile>;",
    ] {
        assert!(types.contains(&format!("\n{declared}\n")), "{declared}\nis not among\n{types}");
    }
}
