//! schemars and the model agree about every type.

use contract_model::schema::{Schema, Shape};
use second_opinions::{
    contracts::{Subject, bookshop, subjects},
    json_schema::{expected, found, lift},
};
use serde_json::json;

/// The types about which schemars and the model differ, with the difference.
fn differences(subject: &Subject) -> Vec<String> {
    let names = subject.registry.types.keys();
    names
        .filter_map(|name| {
            let expected = expected(subject, name);
            match found(subject, name) {
                Ok(found) if found == expected => None,
                Ok(found) => Some(format!(
                    "{}: {name}:\n  the model: {}\n  schemars:  {}",
                    subject.name,
                    serde_json::to_string(&expected).unwrap(),
                    serde_json::to_string(&found).unwrap()
                )),
                Err(reason) => Some(format!("{}: {reason}", subject.name)),
            }
        })
        .collect()
}

#[test]
fn every_type_has_the_schema_of_the_model() {
    let mut types = 0;
    for subject in subjects() {
        let differences = differences(&subject);
        assert!(differences.is_empty(), "{} types:\n{}", differences.len(), differences.join("\n"));
        types += subject.registry.types.len();
    }
    println!("schemars and the model agree about {types} types");
}

/// The comparison can fail: each small change of the model is a difference in one type.
#[test]
fn a_planted_difference_is_noticed() {
    type Change = fn(&mut Schema);
    let changes: [(&str, &str, Change); 6] = [
        ("a bound", "Floor", |schema| schema.shape = Shape::Integer { minimum: -3, maximum: 13 }),
        ("a pattern", "Isbn", |schema| {
            let Shape::String { pattern, .. } = &mut schema.shape else { panic!("a text") };
            *pattern = Some("^97[89]".into());
        }),
        ("a word", "Binding", |schema| {
            let Shape::Enumeration { values, .. } = &mut schema.shape else { panic!("an enum") };
            values.pop();
        }),
        ("an open enum", "Genre", |schema| {
            let Shape::Enumeration { open, .. } = &mut schema.shape else { panic!("an enum") };
            *open = false;
        }),
        ("a description", "Shelf", |schema| schema.description = Some("Another one.".into())),
        ("a default", "NewBookInput", |schema| {
            let Shape::Object { properties, .. } = &mut schema.shape else { panic!("an object") };
            properties.iter_mut().find(|property| property.name == "stock").unwrap().schema.default = Some(json!(2));
        }),
    ];
    for (change, name, apply) in changes {
        let mut subject = bookshop();
        apply(&mut subject.registry.types.get_mut(name).unwrap().schema);
        let found = differences(&subject);
        assert_eq!(found.len(), 1, "{change}: {found:?}");
        assert!(found[0].starts_with(&format!("bookshop: {name}:")), "{change}: {found:?}");
    }
}

#[test]
fn a_keyword_that_is_not_read_is_refused() {
    let error = lift("Book", &json!({ "type": "string", "contentEncoding": "base64" })).unwrap_err();
    assert!(error.contains("`contentEncoding`"), "{error}");
    let error = lift("Book", &json!({ "type": "object", "properties": { "a": true } })).unwrap_err();
    assert!(error.starts_with("Book.a:"), "{error}");
}
