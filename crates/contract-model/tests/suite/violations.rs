//! A violation has the contract's own message, and shows the value that was found.

use contract_model::{
    exchange::Violation,
    registry::{Registry, Root},
    validate::Validator,
};
use serde_json::{Value, json};

use super::{BOOKSHOP, changed};

fn registry(change: impl FnOnce(&mut Value)) -> Registry {
    changed(change).unwrap()
}

fn validator() -> Validator {
    Validator::new(&registry(|_| {}))
}

/// Writes each violation as `pointer code: detail`.
fn lines(violations: Vec<Violation>) -> Vec<String> {
    let line = |Violation { pointer, code, detail }| format!("{pointer} {code}: {detail}");
    violations.into_iter().map(line).collect()
}

#[track_caller]
fn assert_violations(name: &str, value: &Value, expected: &[&str]) {
    assert_eq!(lines(validator().named(name, value)), expected, "{name} {value}");
}

/// Returns the example of a new book with some members changed; a member that becomes null is removed.
fn new_book(changes: &Value) -> Value {
    let registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
    let operations = registry["operations"].as_array().unwrap();
    let add = operations.iter().find(|operation| operation["id"] == "addBook").unwrap();
    let mut book = add["body"]["example"].clone();
    let members = book.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        members.insert(name.clone(), value.clone());
    }
    members.retain(|_, value| !value.is_null());
    book
}

#[test]
fn names_that_are_missing_or_unknown_are_pointed_at() {
    assert_violations("NewBookInput", &new_book(&json!({ "title": null })), &["/title required: This is required."]);
    assert_violations(
        "NewBookInput",
        &new_book(&json!({ "a/b": 1, "c~d": 2 })),
        &["/a~1b additionalProperties: This is unknown here.", "/c~0d additionalProperties: This is unknown here."],
    );
    assert_violations(
        "NewBookInput",
        &new_book(&json!({ "edition": { "number": 2, "pages": 412, "sheets": 16, "swelling": 0, "colours": 4 } })),
        &["/edition/year required: This is required."],
    );
}

#[test]
fn limit_violation_is_reported_with_the_value_or_length() {
    for (change, expected) in [
        (json!({ "price": -1 }), "/price minimum: This must be at least 0. It is -1."),
        (json!({ "stock": 1000 }), "/stock maximum: This must be at most 999. It is 1000."),
        (json!({ "title": "" }), "/title minLength: This must have at least 1 characters. It has 0."),
        (json!({ "title": "책".repeat(201) }), "/title maxLength: This must have at most 200 characters. It has 201."),
        (json!({ "authors": [] }), "/authors minItems: This must have at least 1 items. It has 0."),
        (json!({ "keywords": vec!["a"; 11] }), "/keywords maxItems: This must have at most 10 items. It has 11."),
    ] {
        assert_violations("NewBookInput", &new_book(&change), &[expected]);
    }
}

#[test]
fn wrong_type_is_reported_with_the_value() {
    for (change, expected) in [
        (json!({ "price": "15000" }), r#"/price type: This must be a whole number. It is "15000"."#),
        (json!({ "price": 1.5 }), "/price type: This must be a whole number. It is 1.5."),
        (json!({ "title": 5 }), "/title type: This must be text. It is 5."),
        (json!({ "genre": 5 }), "/genre type: This must be text. It is 5."),
        (json!({ "returnable": "yes" }), r#"/returnable type: This must be true or false. It is "yes"."#),
        (json!({ "authors": "박경리" }), r#"/authors type: This must be a list. It is "박경리"."#),
        (json!({ "authors": [["a"]] }), "/authors/0 type: This must be text. It is a list."),
        (json!({ "size": [1] }), "/size type: This must be an object. It is a list."),
        (
            json!({ "binding": "wood" }),
            r#"/binding enum: This must be one of "hardcover", "paperback", "ebook", "cassette". It is "wood"."#,
        ),
    ] {
        assert_violations("NewBookInput", &new_book(&change), &[expected]);
    }
}

#[test]
fn a_pattern_has_the_sentence_of_its_type_or_its_place() {
    let isbn = "Write the 13 digits of an ISBN, such as 9788937460449.";
    assert_violations("Isbn", &json!("978"), &[&format!(" pattern: {isbn} It is \"978\".")]);
    assert_violations(
        "NewBookInput",
        &new_book(&json!({ "isbn": "978", "language": "KO" })),
        &[
            &format!("/isbn pattern: {isbn} It is \"978\"."),
            r#"/language pattern: Write a language code, such as ko. It is "KO"."#,
        ],
    );
    // Invisible characters are escaped, and a long text is cut.
    assert_violations("Isbn", &json!("\u{200b}"), &[&format!(" pattern: {isbn} It is \"\\u{{200b}}\".")]);
    let long = "9".repeat(61);
    assert_violations("Isbn", &json!(long), &[&format!(" pattern: {isbn} It is \"{}\"….", &long[..60])]);
}

#[test]
fn a_pattern_of_a_parameter_and_an_argument_has_the_sentence_of_its_place() {
    let registry = registry(|registry| {
        let digits = json!({ "description": "Digits.", "shape": "string", "pattern": "^[0-9]+$", "examples": ["1"] });
        let nullable = json!({ "description": "Digits.", "shape": "nullable", "value": digits });
        let list = json!({ "description": "Digits.", "shape": "array", "items": digits });
        let operations = registry["operations"].as_array_mut().unwrap();
        let find = |operations: &mut Vec<Value>, id: &str| -> usize {
            operations.iter().position(|operation| operation["id"] == id).unwrap()
        };
        let (list_books, attach) = (find(operations, "listBooks"), find(operations, "attachSample"));
        operations[list_books]["parameters"][1]["schema"] = list;
        operations[attach]["body"]["parts"][1]["content"]["schema"] = digits.clone();
        let fields = registry["graphql"]["fields"].as_array_mut().unwrap();
        let search = fields.iter_mut().find(|field| field["name"] == "search").unwrap();
        search["arguments"][0]["schema"] = nullable;
        for place in ["listBooks(word)", "attachSample(caption)", "Query.search(text)"] {
            registry["messages"][format!("pattern.{place}")] = json!(format!("Digits for {place}."));
        }
    });
    let validator = Validator::new(&registry);
    assert_eq!(
        lines(validator.parameter("listBooks", "word", &json!(["1", "a"]))),
        [r#"/1 pattern: Digits for listBooks(word). It is "a"."#]
    );
    assert_eq!(
        lines(validator.part("attachSample", "caption", &json!("a"))),
        [r#" pattern: Digits for attachSample(caption). It is "a"."#]
    );
    assert_eq!(
        lines(validator.arguments(Root::Query, "search", &json!({ "text": "a" }))),
        [r#"/text pattern: Digits for Query.search(text). It is "a"."#]
    );
    assert_eq!(lines(validator.arguments(Root::Query, "search", &json!({}))), ["/text required: This is required."]);
}

#[test]
fn format_violation_is_reported_once() {
    let sentence = "This must be a day that exists, such as 2026-01-15.";
    for day in ["2026-02-30", "today"] {
        let found = lines(validator().named("LocalDate", &json!(day)));
        assert!(matches!(&found[..], [one] if one.ends_with(&format!("{sentence} It is {day:?}."))), "{found:?}");
    }
}

#[test]
fn union_violation_points_at_the_tag_or_into_the_variant() {
    for (request, expected) in [
        (json!({ "text": "?" }), "/type required: This is required."),
        (json!({ "type": "shout", "text": "?" }), r#"/type enum: This must be one of "ask", "ping". It is "shout"."#),
        (json!({ "type": 1 }), r#"/type enum: This must be one of "ask", "ping". It is 1."#),
        (json!({ "type": "ask" }), "/text required: This is required."),
        (json!("ask"), r#" type: This must be an object. It is "ask"."#),
    ] {
        assert_violations("DeskRequest", &request, &[expected]);
    }
}

#[test]
fn missing_sentence_is_replaced_by_the_keyword() {
    let registry = registry(|registry| registry["messages"] = json!({}));
    let found = lines(Validator::new(&registry).named("DeskRequest", &json!({ "type": "ask" })));
    assert_eq!(found, ["/text required: This breaks the rule `required`."]);
}
