//! Errors have the path of their field, and null replaces the nearest nullable parent.

use std::sync::Arc;

use async_graphql::parser::parse_query;
use contract_edge::graphql::{Answer, Cause, Executor};
use contract_model::{
    exchange::{Details, FieldValue, LaterField},
    registry::Root,
};
use futures_util::FutureExt;
use serde_json::{Value, json};

use crate::zoo::{Zoo, error, execute, execute_with, prepare, schema};

fn paths(answer: &Value) -> Vec<&Value> {
    answer["errors"].as_array().into_iter().flatten().map(|error| &error["path"]).collect()
}

#[tokio::test]
async fn an_error_of_a_resolver_has_its_path_and_leaves_null() {
    let answer =
        execute(json!({ "count": 1, "keeper": "error: not yours" }), "{ count\n  k: keeper(id: 1) { id } }").await;
    let expected = json!({
        "errors": [{
            "message": "error: not yours", "locations": [{ "line": 2, "column": 3 }], "path": ["k"],
            "extensions": { "code": "FORBIDDEN" },
        }],
        "data": { "count": 1, "k": null },
    });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn a_root_field_that_may_not_be_null_makes_the_data_null() {
    let answer = execute(json!({ "count": "error: broken", "motto": "Roar" }), "{ motto count }").await;
    assert_eq!(answer["data"], Value::Null);
    assert!(answer.as_object().expect("an object").contains_key("data"));
    assert_eq!(paths(&answer), [&json!(["count"])]);
}

#[tokio::test]
async fn errors_of_several_fields_are_all_reported() {
    let answer = execute(json!({ "motto": "error: a", "weight": "error: b" }), "{ weight motto }").await;
    assert_eq!(answer["data"], json!({ "weight": null, "motto": null }));
    assert_eq!(paths(&answer), [&json!(["weight"]), &json!(["motto"])]);
}

#[tokio::test]
async fn null_goes_to_the_nearest_parent_that_may_be_null() {
    let query = "{ director { n: name boss { home { a: street } } animals { ... on Cat { lives } } } }";
    let values = json!({ "director": {
        "name": "Ada", "boss": { "home": { "city": "B" } }, "animals": [{ "kind": "cat", "lives": 9 }, { "kind": "cat" }],
    } });
    let answer = execute(values, query).await;
    assert_eq!(answer["data"], json!({ "director": { "n": "Ada", "boss": null, "animals": null } }));
    let expected = [json!(["director", "boss", "home", "a"]), json!(["director", "animals", 1, "lives"])];
    assert_eq!(paths(&answer), expected.iter().collect::<Vec<_>>());
    assert_eq!(answer["errors"][0]["locations"], json!([{ "line": 1, "column": 36 }]));
}

#[tokio::test]
async fn failed_nullable_object_is_null_without_partial_output() {
    // The selection has another order than the value, so the texts are moved.
    let query = "{ director { age boss { name home { city street } id } name } }";
    let values = json!({ "director": {
        "name": "Ada", "boss": { "id": "k2", "home": { "city": "B" }, "name": "Bob" }, "age": 40,
    } });
    let answer = execute(values, query).await;
    assert_eq!(answer["data"], json!({ "director": { "age": 40, "boss": null, "name": "Ada" } }));
    assert_eq!(paths(&answer).len(), 1);
}

#[tokio::test]
async fn null_for_a_non_null_field_is_an_internal_error() {
    let query = "{ director { name } }";
    for director in [json!({ "name": null }), json!({}), Value::Null, json!({ "name": 5 }), json!("Ada"), json!([])] {
        let answer = execute_with(&Zoo::with_values(json!({ "director": director })), query, json!({})).await;
        assert_eq!(answer.data.as_deref(), Some(&b"null"[..]), "{director}");
        assert_eq!(answer.errors.len(), 1, "{director}: {:?}", answer.errors);
        assert_eq!(answer.errors[0].cause, Cause::Implementation);
    }
}

#[tokio::test]
async fn a_leaf_of_another_type_is_an_error() {
    for (field, value) in [
        ("motto", json!(5)),
        ("motto", json!({})),
        ("weight", json!("1")),
        ("count", json!(2_147_483_648_i64)),
        ("count", json!(1.5)),
        ("count", json!(true)),
    ] {
        let answer = execute(json!({ field: value }), &format!("{{ {field} }}")).await;
        assert_eq!(paths(&answer), [&json!([field])], "{field}: {value}");
    }
    let zoo = Zoo::new(|_, _| Ok(FieldValue::new(f64::NAN)));
    let answer = execute_with(&zoo, "{ weight count }", json!({})).await.to_value();
    assert_eq!(answer["data"], Value::Null, "NaN is not JSON, so it is null: {answer}");
}

#[tokio::test]
async fn an_unknown_member_of_a_union_is_an_error() {
    for animal in [json!({ "kind": "fish" }), json!({ "name": "Tom" }), json!("cat"), json!(["cat"])] {
        let answer = execute(json!({ "favourite": animal }), "{ favourite { __typename } }").await;
        assert_eq!(answer["data"], json!({ "favourite": null }), "{animal}");
        assert_eq!(paths(&answer), [&json!(["favourite"])], "{animal}");
    }
}

#[tokio::test]
async fn a_panic_is_the_error_of_its_field() {
    struct Panics;
    impl serde::Serialize for Panics {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            panic!("while it serialises")
        }
    }
    let answer = execute(json!({ "motto": "panic: oh", "weight": 1.5 }), "{ motto weight }").await;
    assert_eq!(answer["data"], json!({ "motto": null, "weight": 1.5 }));
    assert_eq!(paths(&answer), [&json!(["motto"])]);
    let zoo = Zoo::new(|field, _| match field {
        "motto" => Ok(FieldValue::new(Panics)),
        _ => Ok(FieldValue::new(2)),
    });
    let answer = execute_with(&zoo, "{ motto weight }", json!({})).await;
    assert_eq!(answer.errors[0].cause, Cause::Implementation);
    assert!(answer.errors[0].message.contains("while it serialises"));
    assert_eq!(answer.to_value()["data"], json!({ "motto": null, "weight": 2 }));
}

#[tokio::test]
async fn a_value_that_cannot_be_serialised_is_the_error_of_its_field() {
    struct Fails;
    impl serde::Serialize for Fails {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("no such file"))
        }
    }
    #[derive(serde::Serialize)]
    struct Keeper {
        name: &'static str,
        boss: Fails,
    }
    let zoo = Zoo::new(|_, _| Ok(FieldValue::new(Keeper { name: "Ada", boss: Fails })));
    let answer = execute_with(&zoo, "{ director { boss { id } name } }", json!({})).await.to_value();
    assert_eq!(answer["data"], json!({ "director": { "boss": null, "name": "Ada" } }));
    assert_eq!(answer["errors"][0]["message"], "no such file");
    assert_eq!(paths(&answer), [&json!(["director", "boss"])]);
}

#[tokio::test]
async fn a_mutation_runs_its_fields_one_after_another_and_ends_at_one_that_may_not_fail() {
    let zoo = Zoo::new(|field, arguments| match (field, arguments.get("name")) {
        ("rename", Some(name)) if name == "bad" => Err(error("no")),
        ("rename", Some(name)) => Ok(FieldValue::new(json!({ "name": name }))),
        _ => Err(error("full")),
    });
    let rename = |name: &str| format!("{name}: rename(id: 1, name: \"{name}\") {{ name }}");
    let query = format!(
        "mutation {{ {} {} {} hire(input: {{ name: \"x\" }}) {{ id }} {} }}",
        rename("a"),
        rename("bad"),
        rename("b"),
        rename("never")
    );
    let answer = execute_with(&zoo, &query, json!({})).await.to_value();
    assert_eq!(answer["data"], Value::Null);
    assert_eq!(paths(&answer), [&json!(["bad"]), &json!(["hire"])]);
    let asked: Vec<_> = zoo.asked.lock().expect("it is free").iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(asked, ["rename", "rename", "rename", "hire"]);
}

#[tokio::test]
async fn an_argument_that_is_wrong_only_in_its_variable_is_the_error_of_its_field() {
    // A nullable variable with a default may be used for a required argument, unless it is null.
    let query = "query ($id: ID = 1) { motto keeper(id: $id) { id } }";
    let zoo = Zoo::with_values(json!({ "motto": "Roar", "keeper": { "id": 1 } }));
    let answer = execute_with(&zoo, query, json!({ "id": null })).await;
    assert_eq!(answer.errors[0].cause, Cause::Argument { pointer: "/id".into() });
    assert_eq!(answer.to_value()["data"], json!({ "motto": "Roar", "keeper": null }));
    let answer = execute_with(&zoo, query, json!({})).await;
    assert_eq!(answer.errors, []);
}

#[tokio::test]
async fn later_fields_are_computed_only_when_they_are_selected() {
    let page = || json!({ "edges": [], "nodes": [{ "id": "k1" }], "pageInfo": { "hasNextPage": false } });
    let zoo = |total: fn() -> Result<FieldValue, Box<Details>>| {
        Zoo::new(move |_, _| {
            let resolve = Box::new(move || async move { total() }.boxed());
            let mut value = FieldValue::new(page());
            value.later.push(LaterField { name: "totalCount", resolve: resolve.clone() });
            Ok(value)
        })
    };
    let counted = zoo(|| Ok(FieldValue::new(7)));
    let answer = execute_with(&counted, "{ keepers { totalCount nodes { id } t: totalCount } }", json!({})).await;
    assert_eq!(
        answer.to_value(),
        json!({ "data": { "keepers": { "totalCount": 7, "nodes": [{ "id": "k1" }], "t": 7 } } })
    );
    let unasked = zoo(|| panic!("nobody asked for it"));
    let answer = execute_with(&unasked, "{ keepers { nodes { id } } }", json!({})).await;
    assert_eq!(answer.errors, []);
    let failing = zoo(|| {
        Err(Box::new(Details {
            code: "GONE".into(),
            status: 410,
            title: "Gone".into(),
            detail: None,
            violations: Vec::new(),
            retry_after: None,
            cause: None,
        }))
    });
    let answer = execute_with(&failing, "{ keepers { nodes { id } totalCount } }", json!({})).await.to_value();
    assert_eq!(answer["data"], Value::Null, "totalCount may not be null, nor its parents");
    assert_eq!(
        (&answer["errors"][0]["message"], paths(&answer)[0]),
        (&json!("Gone"), &json!(["keepers", "totalCount"]))
    );
    let panicking = execute_with(&unasked, "{ keepers { totalCount } }", json!({})).await;
    assert_eq!(panicking.errors[0].cause, Cause::Implementation);
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_refused() {
    let animals: Vec<_> = (0..40).map(|lives| json!({ "kind": "cat", "name": "Tom", "lives": lives })).collect();
    let zoo = Zoo::with_values(json!({ "animals": animals }));
    let query = "{ animals { ... on Cat { lives } } }";
    // One root field, forty items with one field each.
    for (limit, is_refused) in [(80, true), (81, false)] {
        let prepared = prepare(&schema(), query, &json!({})).expect("it is valid");
        let answer = Executor::new(Arc::clone(&zoo), limit).execute(prepared, Arc::new(())).await;
        assert_eq!(answer.is_refused(), is_refused, "{limit}");
        assert!(answer.errors.iter().all(|error| error.cause == Cause::Limit));
    }
}

#[tokio::test]
async fn introspection_and_fields_share_one_limit() {
    let zoo = Zoo::with_values(json!({ "animals": [{ "kind": "cat", "lives": 1 }] }));
    let query = "{ animals { ... on Cat { lives } } __schema { queryType { name } } }";
    let prepared = |query: &str| prepare(&schema(), query, &json!({})).expect("it is valid");
    let of = async |limit: usize| {
        Executor::new(Arc::clone(&zoo), limit).execute(prepared(query), Arc::new(())).await.is_refused()
    };
    assert!(of(5).await, "each part alone would fit");
    assert!(!of(20).await);
}

#[tokio::test]
async fn the_fields_of_a_query_run_at_the_same_time() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use contract_edge::graphql::{FieldError, Resolver};
    use contract_model::registry::GraphqlField;
    use futures_util::{future::BoxFuture, stream::BoxStream};
    use serde_json::Map;
    use tokio::sync::Barrier;

    /// A resolver whose fields wait for each other.
    struct Waits(Barrier, AtomicUsize);
    impl Resolver for Waits {
        type Context = ();

        fn resolve<'a>(
            &'a self,
            _: &'a GraphqlField,
            _: Map<String, Value>,
            _: &'a Arc<()>,
        ) -> BoxFuture<'a, Result<FieldValue, FieldError>> {
            async {
                self.0.wait().await;
                Ok(FieldValue::new(self.1.fetch_add(1, Ordering::Relaxed)))
            }
            .boxed()
        }

        fn subscribe<'a>(
            &'a self,
            _: &'a GraphqlField,
            _: Map<String, Value>,
            _: &'a Arc<()>,
        ) -> BoxFuture<'a, Result<BoxStream<'static, Result<FieldValue, FieldError>>, FieldError>> {
            async { Err(error("not here")) }.boxed()
        }

        fn problem(&self, _: &Details, (): &()) -> FieldError {
            error("none")
        }
    }
    let prepared = prepare(&schema(), "{ a: count b: count }", &json!({})).expect("it is valid");
    let executor = Executor::new(Arc::new(Waits(Barrier::new(2), AtomicUsize::new(0))), 10);
    let answering = executor.execute(prepared, Arc::new(()));
    let answer = tokio::time::timeout(std::time::Duration::from_secs(5), answering).await.expect("they meet");
    assert_eq!(answer.errors, []);
}

#[test]
fn an_invalid_document_is_refused_with_every_mistake() {
    let document = parse_query("{ nothing count { x } keeper { id } }").expect("it can be parsed");
    let errors = schema().document(document).expect_err("it is not valid");
    assert_eq!(errors.len(), 4, "{errors:?}");
    let answer = Answer::refused(errors).to_value();
    assert!(answer.get("data").is_none());
    assert_eq!(answer["errors"][0]["locations"], json!([{ "line": 1, "column": 3 }]));
}

#[test]
fn the_operation_of_the_name_is_executed() {
    let document = schema()
        .document(parse_query("query A { count } mutation B { rename(id: 1, name: \"x\") { id } }").expect("parses"));
    let document = Arc::new(document.expect("it is valid"));
    let root = |name: Option<&str>| document.root(name).map(Root::type_name);
    assert_eq!((root(Some("A")), root(Some("B"))), (Some("Query"), Some("Mutation")));
    assert_eq!((root(Some("C")), root(None)), (None, None));
    let one = schema().document(parse_query("mutation B { rename(id: 1, name: \"x\") { id } }").expect("parses"));
    assert_eq!(one.expect("it is valid").root(None).map(Root::type_name), Some("Mutation"));
    let error = schema().prepare(&document, None, &serde_json::Map::new()).expect_err("two operations");
    assert!(error[0].message.contains("2 operations"), "{error:?}");
}
