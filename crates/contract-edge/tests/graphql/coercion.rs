//! Input is coerced as the specification defines (section 3, "Input Coercion", and sections 6.1.2 and 6.4.1).

use serde_json::{Value, json};

use crate::zoo::{Zoo, echo, execute_with, schema};

/// Returns the arguments of `echo` that the resolver receives for literals of a document; uninteresting defaults are
/// left out.
async fn literal(arguments: &str) -> Result<Value, String> {
    plain(echo(&format!("{{ echo({arguments}) }}"), json!({})).await)
}

async fn variable(ty: &str, argument: &str, value: Value) -> Result<Value, String> {
    plain(echo(&format!("query ($v: {ty}) {{ echo({argument}: $v) }}"), json!({ "v": value })).await)
}

fn plain(asked: Result<Value, String>) -> Result<Value, String> {
    asked.map(|mut asked| {
        let members = asked.as_object_mut().expect("arguments are an object");
        members.retain(|name, value| !(name == "limit" && *value == 10 || name == "favourite" && value == "meat"));
        asked
    })
}

#[tokio::test]
async fn an_int_is_whole_and_has_32_bits() {
    assert_eq!(literal("int: -2147483648").await, Ok(json!({ "int": -2_147_483_648_i64 })));
    for wrong in ["2147483648", "1.0", "1e2", "\"1\"", "true", "[1, 2]", "{}", "meat"] {
        assert!(literal(&format!("int: {wrong}")).await.is_err(), "{wrong}");
    }
    for (value, expected) in [(json!(1.0), 1), (json!(-0.0), 0), (json!(1e2), 100), (json!(2_147_483_647), i32::MAX)] {
        let asked = variable("Int", "int", value).await.expect("it is whole").to_string();
        assert_eq!(asked, format!("{{\"int\":{expected}}}"));
    }
    for wrong in [json!(1.5), json!("1"), json!(true), json!(2_147_483_648_i64), json!(1e100), json!([1]), json!({})] {
        assert!(variable("Int", "int", wrong.clone()).await.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn a_float_may_be_whole_and_numbers_are_canonical() {
    assert_eq!(literal("float: 1").await.map(|asked| asked.to_string()), Ok("{\"float\":1}".into()));
    assert_eq!(literal("float: 1.0").await.map(|asked| asked.to_string()), Ok("{\"float\":1}".into()));
    assert_eq!(literal("float: 1.5e3").await.map(|asked| asked.to_string()), Ok("{\"float\":1500}".into()));
    assert_eq!(variable("Float", "float", json!(2)).await, Ok(json!({ "float": 2 })));
    for wrong in [json!("1"), json!(true)] {
        assert!(variable("Float", "float", wrong).await.is_err());
    }
}

#[tokio::test]
async fn an_id_is_a_text_or_a_whole_number() {
    assert_eq!(literal("id: 5").await, Ok(json!({ "id": "5" })));
    assert_eq!(literal("id: \"a\"").await, Ok(json!({ "id": "a" })));
    assert_eq!(variable("ID", "id", json!(5.0)).await, Ok(json!({ "id": "5" })));
    assert_eq!(variable("ID", "id", json!(9_007_199_254_740_991_i64)).await, Ok(json!({ "id": "9007199254740991" })));
    for wrong in [json!(1.5), json!(true), json!({})] {
        assert!(variable("ID", "id", wrong).await.is_err());
    }
    assert!(literal("id: 1.5").await.is_err());
}

#[tokio::test]
async fn texts_and_booleans_are_not_converted() {
    assert_eq!(literal("text: \"a\\n\", flag: true").await, Ok(json!({ "text": "a\n", "flag": true })));
    for wrong in ["text: 1", "text: true", "text: meat", "flag: 1", "flag: \"true\""] {
        assert!(literal(wrong).await.is_err(), "{wrong}");
    }
    assert!(variable("String", "text", json!(1)).await.is_err());
    assert!(variable("Boolean", "flag", json!(1)).await.is_err());
}

#[tokio::test]
async fn a_word_of_an_enum_has_quotes_in_json_only() {
    assert_eq!(literal("diet: seeds").await, Ok(json!({ "diet": "seeds" })));
    assert_eq!(variable("Diet", "diet", json!("meat")).await, Ok(json!({ "diet": "meat" })));
    for wrong in ["\"seeds\"", "fish", "1", "true"] {
        assert!(literal(&format!("diet: {wrong}")).await.is_err(), "{wrong}");
    }
    for wrong in [json!("fish"), json!(1), json!("MEAT")] {
        assert!(variable("Diet", "diet", wrong).await.is_err());
    }
}

#[tokio::test]
async fn one_value_is_a_list_of_one() {
    assert_eq!(literal("ids: 5").await, Ok(json!({ "ids": ["5"] })));
    assert_eq!(literal("ids: [5, \"a\"]").await, Ok(json!({ "ids": ["5", "a"] })));
    assert_eq!(variable("[ID!]", "ids", json!("a")).await, Ok(json!({ "ids": ["a"] })));
    assert_eq!(literal("matrix: 1").await, Ok(json!({ "matrix": [[1]] })));
    assert_eq!(literal("matrix: [1, 2]").await, Ok(json!({ "matrix": [[1], [2]] })));
    assert_eq!(
        variable("[[Int!]!]", "matrix", json!([[1.0, 2], [], 3])).await,
        Ok(json!({ "matrix": [[1, 2], [], [3]] }))
    );
    for wrong in [json!([null]), json!([["a"]])] {
        assert!(variable("[ID!]", "ids", wrong).await.is_err());
    }
    let asked = echo("query ($a: ID!, $b: ID! = 7) { echo(ids: [$a, 6, $b]) }", json!({ "a": "x" })).await;
    assert_eq!(plain(asked), Ok(json!({ "ids": ["x", "6", "7"] })));
}

#[tokio::test]
async fn a_scalar_of_the_contract_takes_any_value() {
    let given = "facts: { a: [1, 2.5, meat], b: { c: null }, d: $d, e: $e }";
    let query = format!("query ($d: String, $e: String) {{ echo({given}, day: \"2026-01-01\") }}");
    let asked = echo(&query, json!({ "d": "x" })).await;
    let expected = json!({ "facts": { "a": [1, 2.5, "meat"], "b": { "c": null }, "d": "x" }, "day": "2026-01-01" });
    assert_eq!(plain(asked), Ok(expected));
    let value = json!({ "x": [1.0, { "y": null }] });
    assert_eq!(variable("JSONObject", "facts", value).await, Ok(json!({ "facts": { "x": [1, { "y": null }] } })));
}

#[tokio::test]
async fn an_absent_argument_has_its_default_and_null_counts_as_absent() {
    let asked = echo("{ echo }", json!({})).await;
    assert_eq!(asked, Ok(json!({ "limit": 10, "favourite": "meat" })));
    let query = "query ($l: Int, $f: Diet, $t: String) { echo(limit: $l, favourite: $f, text: $t) }";
    assert_eq!(echo(query, json!({})).await, Ok(json!({ "limit": 10, "favourite": "meat" })));
    assert_eq!(
        echo(query, json!({ "l": 5, "f": "grass", "t": "a" })).await,
        Ok(json!({ "text": "a", "limit": 5, "favourite": "grass" }))
    );
    let null = json!({ "l": null, "f": null, "t": null });
    assert_eq!(echo(query, null).await, Ok(json!({ "limit": 10, "favourite": "meat" })));
    assert_eq!(
        echo("{ echo(limit: null, text: null) }", json!({})).await,
        Ok(json!({ "limit": 10, "favourite": "meat" }))
    );
}

#[tokio::test]
async fn the_default_of_a_variable_is_coerced() {
    let query = "query ($i: [ID!] = 5, $p: NewKeeper = { name: \"a\", diet: grass }, $l: Int = 3) {
        echo(ids: $i, input: $p, limit: $l) }";
    let expected = json!({ "ids": ["5"], "input": { "name": "a", "diet": "grass" }, "limit": 3, "favourite": "meat" });
    assert_eq!(echo(query, json!({})).await, Ok(expected));
}

#[tokio::test]
async fn an_input_object_has_its_fields_and_no_others() {
    let expected =
        json!({ "input": { "name": "a", "tags": ["x"], "diet": "seeds", "place": { "street": "s", "floor": 1 } } });
    assert_eq!(literal("input: { place: { street: \"s\" }, tags: \"x\", name: \"a\" }").await, Ok(expected.clone()));
    let value = json!({ "place": { "street": "s" }, "tags": "x", "name": "a" });
    assert_eq!(variable("NewKeeper", "input", value).await, Ok(expected));
    for wrong in [
        "{}",
        "{ name: null }",
        "{ name: \"a\", other: 1 }",
        "{ name: \"a\", place: {} }",
        "\"a\"",
        "5",
        "[]",
        "{ name: \"a\", diet: null }",
        "{ name: \"a\", place: { street: \"s\", floor: \"1\" } }",
    ] {
        // A diet has a default, so it is never null in GraphQL.
        assert!(literal(&format!("input: {wrong}")).await.is_err(), "{wrong}");
    }
    for wrong in [
        json!({}),
        json!({ "name": "a", "other": 1 }),
        json!("a"),
        json!([{ "name": "a" }]),
        json!({ "name": "a", "place": {} }),
    ] {
        assert!(variable("NewKeeper", "input", wrong.clone()).await.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn a_property_that_can_be_cleared_keeps_absent_and_null_apart() {
    let of =
        |value: Value| async move { variable("NewKeeper", "input", value).await.map(|asked| asked["input"].clone()) };
    assert_eq!(of(json!({ "name": "a" })).await, Ok(json!({ "name": "a", "diet": "seeds" })));
    assert_eq!(
        of(json!({ "name": "a", "note": null })).await,
        Ok(json!({ "name": "a", "diet": "seeds", "note": null }))
    );
    assert_eq!(of(json!({ "name": "a", "age": null })).await, Ok(json!({ "name": "a", "diet": "seeds" })));
    let nested = json!({ "name": "a", "place": { "street": "s", "city": null } });
    let expected = json!({ "name": "a", "diet": "seeds", "place": { "street": "s", "city": null, "floor": 1 } });
    assert_eq!(of(nested).await, Ok(expected));
    // A variable that is not set leaves its property absent, and a variable that is null clears it.
    let query = "query ($n: String) { echo(input: { name: \"a\", note: $n }) }";
    let note = |asked: Result<Value, String>| asked.map(|asked| asked["input"].get("note").cloned());
    assert_eq!(note(echo(query, json!({})).await), Ok(None));
    assert_eq!(note(echo(query, json!({ "n": null })).await), Ok(Some(Value::Null)));
    assert_eq!(note(echo(query, json!({ "n": "x" })).await), Ok(Some(json!("x"))));
}

#[tokio::test]
async fn a_variable_of_the_wrong_type_refuses_the_request() {
    let zoo = Zoo::with_values(json!({}));
    let query = "query ($input: NewKeeper!, $n: Int!, $d: Int! = 1) { echo(input: $input, int: $n, limit: $d) }";
    let answer =
        execute_with(&zoo, query, json!({ "input": { "name": "a", "place": { "street": 5 } } })).await.to_value();
    assert!(answer.get("data").is_none());
    let messages: Vec<_> = answer["errors"].as_array().expect("errors").iter().map(|error| &error["message"]).collect();
    assert_eq!(
        messages,
        [
            "the variable `$input` at `/place/street` must be String, but is 5",
            "the variable `$n` must be Int!, but is absent",
        ]
    );
    assert_eq!(answer["errors"][1]["locations"], json!([{ "line": 1, "column": 28 }]));
    assert!(zoo.asked.lock().expect("it is free").is_empty());
}

#[tokio::test]
async fn a_literal_that_contains_a_variable_is_checked_before_anything_runs() {
    for query in [
        "query ($n: String) { echo(input: { name: 5, note: $n }) }",
        "query ($n: String) { ...F } fragment F on Query { echo(input: { name: \"a\", note: $n, other: 1 }) }",
        "query ($n: String) { ... { echo(input: { note: $n }) } }",
    ] {
        let zoo = Zoo::with_values(json!({}));
        let answer = execute_with(&zoo, query, json!({ "n": "x" })).await.to_value();
        assert!(answer.get("data").is_none(), "{query}: {answer}");
        assert!(zoo.asked.lock().expect("it is free").is_empty());
    }
}

#[tokio::test]
async fn variable_types_are_checked_also_inside_literals() {
    let refusal = |query: &'static str| async move {
        let answer = execute_with(&Zoo::with_values(json!({})), query, json!({ "v": null })).await;
        answer.is_refused().then(|| answer.errors[0].message.clone())
    };
    for query in [
        "query ($v: String) { echo(input: { name: $v }) }",
        "query ($v: Int) { echo(input: { name: \"a\", tags: [$v] }) }",
        "query ($v: [String]) { echo(input: { name: \"a\", tags: $v }) }",
        "query ($v: String) { ...F } fragment F on Query { echo(input: { name: \"a\", place: { street: $v } }) @skip(if: true) }",
    ] {
        assert!(refusal(query).await.is_some_and(|message| message.contains("`$v`")), "{query}");
    }
    for query in [
        "query ($v: String = \"a\") { motto @skip(if: true) echo(input: { name: $v }) }",
        "query ($v: Int) { echo(input: { name: \"a\", place: { street: \"s\", floor: $v } }) }",
    ] {
        assert_eq!(refusal(query).await, None, "a default may take the place of an absent value: {query}");
    }
}

#[test]
fn one_value_is_coerced_as_a_variable_of_a_named_type() {
    let schema = schema();
    let coerce = |ty: &str, value: Value| schema.coerce(ty, &value).map_err(|error| error.to_string());
    assert_eq!(
        coerce("Place", json!({ "street": "s", "city": null })),
        Ok(json!({ "street": "s", "city": null, "floor": 1 }))
    );
    assert_eq!(coerce("Int", json!(3.0)).map(|value| value.to_string()), Ok("3".into()));
    assert_eq!(coerce("Diet", json!("fish")), Err("must be Diet, but is \"fish\"".into()));
    assert_eq!(coerce("Place", json!({})), Err("/street: must be String!, but is absent".into()));
    assert_eq!(
        coerce("NewKeeper", json!({ "name": "a", "tags": ["x", 1] })),
        Err("/tags/1: must be String, but is 1".into())
    );
    assert!(coerce("Place", Value::Null).is_err());
}
