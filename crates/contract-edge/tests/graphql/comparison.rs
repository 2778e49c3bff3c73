//! The data of another server's response is compared with the selection of its operation.

use std::sync::Arc;

use async_graphql::parser::parse_query;
use contract_edge::graphql::Comparison;
use contract_model::validate::Validator;
use serde_json::{Map, Value, json};

use crate::zoo::{registry, schema};

fn compare(document: &str, data: &Value) -> Comparison {
    let (registry, schema) = (registry(), schema());
    let document = parse_query(document).expect("it is GraphQL");
    let document = Arc::new(schema.document(document).expect("it is valid"));
    let prepared = schema.prepare(&document, None, &Map::new()).expect("it has one operation");
    let validator = Validator::new(&registry).with_answers(&registry);
    prepared.compare(&registry, &validator, data)
}

/// Returns the pointers and the codes of the violations.
fn violations(document: &str, data: &Value) -> Vec<(String, String)> {
    let found = compare(document, data).violations;
    found.into_iter().map(|violation| (violation.pointer, violation.code)).collect()
}

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

#[test]
fn selected_parts_fit_under_their_aliases() {
    let document = "{ boss: director { __typename called: name email } keepers { totalCount edges { cursor node { id } } \
                    nodes { name } pageInfo { hasNextPage } } n: count }";
    let data = json!({
        "boss": { "__typename": "Keeper", "called": "Ada", "email": null },
        "keepers": {
            "totalCount": 1,
            "edges": [{ "cursor": "c", "node": { "id": "k1" } }],
            "nodes": [{ "name": "Ada" }],
            "pageInfo": { "hasNextPage": false },
        },
        "n": 3,
    });
    assert_eq!(violations(document, &data), []);
    assert_eq!(violations(document, &Value::Null), [], "an error says why there is no data");
}

#[test]
fn a_value_that_does_not_fit_is_found_at_its_key() {
    let director = |value: Value| json!({ "boss": value });
    let document = "{ boss: director { called: name email } }";
    for (value, expected) in [
        (json!({ "called": 5, "email": null }), one("/boss/called", "type")),
        (json!({ "called": null, "email": null }), one("/boss/called", "type")),
        (json!({ "called": "Ada", "email": 7 }), one("/boss/email", "type")),
        (json!({ "called": "Ada" }), one("/boss/email", "required")),
        (json!({ "called": "Ada", "email": null, "name": "Ada" }), one("/boss/name", "additionalProperties")),
        (json!("Ada"), one("/boss", "type")),
        (json!(null), one("/boss", "type")),
    ] {
        assert_eq!(violations(document, &director(value.clone())), expected, "{value}");
    }
    let keepers = json!({ "keepers": { "edges": [{ "node": { "id": 1 } }], "totalCount": "many" } });
    let mut found = violations("{ keepers { edges { node { id } } totalCount } }", &keepers);
    found.sort();
    assert_eq!(found, [one("/keepers/edges/0/node/id", "type"), one("/keepers/totalCount", "type")].concat());
    assert_eq!(violations("{ count }", &json!({ "count": 1, "more": 2 })), one("/more", "additionalProperties"));
    assert_eq!(violations("{ count motto }", &json!({ "count": 1 })), one("/motto", "required"));
    assert_eq!(violations("{ count }", &json!([])), one("", "type"));
}

#[test]
fn a_member_of_a_union_is_known_by_its_name_its_tag_or_its_keys() {
    let cat = json!({ "animals": [{ "name": "Tom", "lives": "nine" }] });
    let by_keys = "{ animals { ... on Cat { name lives } ... on Bird { name wingspan } } }";
    assert_eq!(violations(by_keys, &cat), one("/animals/0/lives", "type"));
    let bird = json!({ "animals": [{ "__typename": "Bird", "name": "Pip" }] });
    let by_name = "{ animals { __typename ... on Cat { name lives } ... on Bird { name } } }";
    assert_eq!(violations(by_name, &bird), []);
    let lost = json!({ "animals": [{ "__typename": "Cat", "name": "Tom" }] });
    assert_eq!(violations(by_name, &lost), one("/animals/0/lives", "required"));
}

#[test]
fn objects_are_told_with_the_properties_that_are_whole() {
    let document = "{ boss: director { id called: name address { street } } }";
    let data = json!({ "boss": { "id": "k1", "called": "Ada", "address": { "street": "Main" } } });
    let keeper = compare(document, &data).objects.into_iter().find(|object| object.type_name == "Keeper");
    let keeper = keeper.expect("a keeper was selected");
    assert_eq!(Value::Object(keeper.properties), json!({ "id": "k1", "name": "Ada" }));
}
