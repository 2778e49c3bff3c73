//! The selected parts of a value are written in the order of the selection.

use serde::Serialize;
use serde_json::{Value, json};

use crate::zoo::{Zoo, execute, execute_with};
use contract_model::exchange::FieldValue;

fn director() -> Value {
    json!({ "director": {
        "id": "k1", "name": "Ada", "age": 40, "diet": "meat",
        "home": { "street": "A", "city": "B" },
        "animals": [{ "kind": "cat", "name": "Tom", "lives": 9 }, { "name": "Owl", "wingspan": 1.5, "kind": "bird" }],
        "facts": { "z": "1", "a": "2" },
    } })
}

/// Returns the text of the data, which shows the order of members.
async fn data(values: Value, query: &str) -> String {
    let answer = execute_with(&Zoo::with_values(values), query, json!({})).await;
    assert_eq!(answer.errors, []);
    String::from_utf8(answer.data.expect("it has data").to_vec()).expect("it is text")
}

#[tokio::test]
async fn fields_come_in_the_order_of_the_selection() {
    let query = "{ director { home { city street } age name id } }";
    let expected = r#"{"director":{"home":{"city":"B","street":"A"},"age":40,"name":"Ada","id":"k1"}}"#;
    assert_eq!(data(director(), query).await, expected);
}

#[tokio::test]
async fn an_alias_selects_a_property_again() {
    let query = "{ director { a: name __typename b: name home { x: street } age c: name } }";
    let expected = r#"{"director":{"a":"Ada","__typename":"Keeper","b":"Ada","home":{"x":"A"},"age":40,"c":"Ada"}}"#;
    assert_eq!(data(director(), query).await, expected);
}

/// Every order of four fields, one of which selects a property again.
#[tokio::test]
async fn fields_follow_the_selection_in_every_order() {
    let fields =
        [("id", r#""id":"k1""#), ("name", r#""name":"Ada""#), ("age", r#""age":40"#), ("n: name", r#""n":"Ada""#)];
    for order in 0..4_usize.pow(4) {
        let order = [order / 64, order / 16 % 4, order / 4 % 4, order % 4];
        if (0..4).any(|field| !order.contains(&field)) {
            continue;
        }
        let query = order.map(|field| fields[field].0).join(" ");
        let expected = order.map(|field| fields[field].1).join(",");
        let query = format!("{{ director {{ {query} }} }}");
        assert_eq!(data(director(), &query).await, format!(r#"{{"director":{{{expected}}}}}"#), "{query}");
    }
}

#[tokio::test]
async fn root_fields_come_in_the_order_of_the_selection() {
    let values = json!({ "count": 3, "motto": "Roar", "weight": 1.0 });
    let query = "{ __typename b: weight motto a: count count ...F } fragment F on Query { last: motto }";
    let expected = r#"{"__typename":"Query","b":1.0,"motto":"Roar","a":3,"count":3,"last":"Roar"}"#;
    assert_eq!(data(values, query).await, expected);
}

#[tokio::test]
async fn an_absent_optional_property_is_null() {
    let query = "{ director { email id address { city } name boss { id } } }";
    let expected = r#"{"director":{"email":null,"id":"k1","address":null,"name":"Ada","boss":null}}"#;
    assert_eq!(data(director(), query).await, expected);
}

#[tokio::test]
async fn the_tag_of_a_union_decides_which_fragments_apply() {
    let query = "{ director { animals { ... on Cat { lives name } __typename ... on Bird { wingspan } ...N } } }
        fragment N on Animal { ... on Bird { name } ... on Cat { name } }";
    let expected = r#"{"director":{"animals":[{"lives":9,"name":"Tom","__typename":"Cat"},{"__typename":"Bird","wingspan":1.5,"name":"Owl"}]}}"#;
    assert_eq!(data(director(), query).await, expected);
}

#[tokio::test]
async fn a_map_is_written_whole() {
    assert_eq!(data(director(), "{ director { facts } }").await, r#"{"director":{"facts":{"z":"1","a":"2"}}}"#);
}

#[tokio::test]
async fn selections_of_the_same_key_are_merged() {
    let query = "{ director { home { street } name } director { home { city } age ... on Keeper { name } } }";
    let expected = r#"{"director":{"home":{"street":"A","city":"B"},"name":"Ada","age":40}}"#;
    assert_eq!(data(director(), query).await, expected);
}

#[tokio::test]
async fn skip_and_include_follow_variables_and_their_defaults() {
    let query = "query ($yes: Boolean! = true, $no: Boolean!) { director {
        id @skip(if: $yes) name @include(if: $yes) age @include(if: $no)
        ... @skip(if: $no) { a: age } ...F @include(if: false) } }
        fragment F on Keeper { email }";
    // Variables with which `@skip` or `@include` decides differently lead to another plan for the same document.
    let schema = crate::zoo::schema();
    let document = schema.document(async_graphql::parser::parse_query(query).expect("it parses"));
    let document = std::sync::Arc::new(document.expect("it is valid"));
    for (variables, expected) in [
        (json!({ "no": false }), json!({ "director": { "name": "Ada", "a": 40 } })),
        (json!({ "no": true, "yes": false }), json!({ "director": { "id": "k1", "age": 40 } })),
    ] {
        let prepared = schema.prepare(&document, None, variables.as_object().expect("an object"));
        let executor = contract_edge::graphql::Executor::new(Zoo::with_values(director()), 100);
        let answer = executor.execute(prepared.expect("it is right"), std::sync::Arc::new(())).await;
        assert_eq!(answer.to_value(), json!({ "data": expected }));
    }
}

#[tokio::test]
async fn different_fields_with_one_key_are_refused_at_any_depth() {
    for query in [
        "{ director { x: name } director { x: age } }",
        "{ director { x: name ... on Keeper { x: age } } }",
        "{ director { home { x: street } } ...F } fragment F on Query { director { home { x: city } } }",
        "{ keeper(id: 1) { id } keeper(id: 2) { id } }",
        // Another request could include the field that this one skips.
        "query ($no: Boolean = false) { director { x: name ... @include(if: $no) { x: age } } }",
        // Members of a union have different names for one key only if their types are the same.
        "{ favourite { ... on Cat { x: lives } ... on Bird { x: name } } }",
        "{ favourite { ... on Cat { x: name } ... on Bird { x: wingspan } } }",
        "{ favourite { ... on Cat { x: prey { name } } ... on Bird { x: name } } }",
    ] {
        let answer = execute(json!({}), query).await;
        assert!(answer.get("data").is_none(), "{query}: {answer}");
    }
}

#[tokio::test]
async fn typed_value_is_serialised_by_the_contract() {
    #[derive(Serialize)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    enum Animal {
        Bird(Bird),
        #[expect(dead_code, reason = "the other member of the union")]
        Cat {
            name: String,
            lives: i32,
        },
    }
    #[derive(Serialize)]
    struct Bird {
        name: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        wingspan: Option<f64>,
    }
    #[derive(Serialize)]
    struct Flat {
        number: u8,
        #[serde(flatten)]
        rest: std::collections::BTreeMap<&'static str, Animal>,
    }
    let visit = || Flat { number: 7, rest: [("animal", Animal::Bird(Bird { name: "Owl", wingspan: None }))].into() };
    let zoo =
        Zoo::new(|_, _| Ok(FieldValue::new(Some(Box::new(Animal::Bird(Bird { name: "Owl", wingspan: Some(2.0) }))))));
    let query = "{ favourite { ... on Bird { wingspan name } } }";
    let answer = execute_with(&zoo, query, json!({})).await.to_value();
    assert_eq!(answer, json!({ "data": { "favourite": { "wingspan": 2.0, "name": "Owl" } } }));
    let value = serde_json::to_value([visit()]).expect("it is JSON");
    let query = "subscription { visits { animal { ... on Bird { wingspan name } } number } }";
    let answers = crate::zoo::answers(&Zoo::with_values(json!({ "visits": value })), query, json!({})).await;
    let expected = json!({ "animal": { "wingspan": null, "name": "Owl" }, "number": 7 });
    assert_eq!(answers, [json!({ "data": { "visits": expected } })]);
}

#[tokio::test]
async fn an_id_that_is_a_number_is_written_as_text() {
    let answer = execute(json!({ "keeper": { "id": 5 } }), "{ keeper(id: 5) { id } }").await;
    assert_eq!(answer, json!({ "data": { "keeper": { "id": "5" } } }));
}

#[tokio::test]
async fn members_of_a_union_may_give_one_key_to_fields_of_the_same_type() {
    let query = "{ favourite { ... on Cat { x: name y: __typename } ... on Bird { x: name y: wingspan } } }";
    let answer = execute(json!({ "favourite": { "kind": "bird", "name": "Owl" } }), query).await;
    assert_eq!(answer, json!({ "data": { "favourite": { "x": "Owl", "y": null } } }));
}

#[tokio::test]
async fn the_directives_of_a_typename_are_validated() {
    let of = |query: &'static str| async move { execute(json!({ "count": 1 }), query).await };
    let answer =
        of("query ($no: Boolean = false) { count __typename @include(if: $no) t: __typename @skip(if: $no) }").await;
    assert_eq!(answer, json!({ "data": { "count": 1, "t": "Query" } }));
    for query in ["{ __typename @include(if: $unknown) }", "{ __typename @nothing }", "{ __typename @skip }"] {
        assert!(of(query).await.get("data").is_none(), "{query}");
    }
}

#[tokio::test]
async fn fragments_that_spread_each_other_are_refused() {
    let query = "{ director { ...A } } fragment A on Keeper { ...B } fragment B on Keeper { boss { ...A } }";
    let answer = execute(json!({}), query).await;
    assert!(answer.get("data").is_none(), "{answer}");
}
