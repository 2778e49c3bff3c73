//! Mistakes in results and in introspection.

use serde_json::{Value, json};

use super::{BOOKS, Fault, answer, are_found, asks_for, books, each};
use crate::graphql::proxy::Mistake;

/// Changes the named type in an introspection.
fn introspected(name: &'static str, change: impl Fn(&mut Value) + Send + Sync + 'static) -> Mistake {
    answer(move |_, answer| {
        if let Some(Value::Array(types)) = answer.body.pointer_mut("/data/__schema/types") {
            types.iter_mut().filter(|ty| ty["name"] == name).for_each(&change);
        }
    })
}

/// Mistakes in results and in introspection.
fn of_results() -> Vec<Fault> {
    let fault = |name, cause, mistake| Fault { name, rule: "graphql-result", cause, only: BOOKS, mistake };
    let schema = |name, cause, mistake| Fault { name, rule: "graphql-introspection", cause, only: BOOKS, mistake };
    vec![
        fault("null where null may not be", "Book.title", books(|book| book["title"] = Value::Null)),
        fault("a number as text", "Book.price", books(|book| book["price"] = json!("1"))),
        fault("a word that the enum does not have", "Book.binding", books(|book| book["binding"] = json!("scroll"))),
        fault("one item for a list", "Book.authors", books(|book| book["authors"] = json!("박경리"))),
        fault("a text beyond its pattern", "Isbn: pattern", books(|book| book["isbn"] = json!("123"))),
        fault("a number beyond its range", "Book.price: maximum", books(|book| book["price"] = json!(20_000_000))),
        fault("a field that was not selected", "Book.secret", books(|book| book["secret"] = json!(1))),
        fault("another name of a type", "Book.__typename", books(|book| book["__typename"] = json!("Volume"))),
        fault(
            "another thing than the one asked for",
            "Query.book: id",
            answer(|call, answer| {
                if asks_for(call, "{ book(") && answer.body.pointer("/data/book/id").is_some() {
                    answer.body["data"]["book"]["id"] = json!("01936f5f-2b3c-7d4e-8f50-61728394a5b6");
                }
            }),
        ),
        schema(
            "a field that may be null",
            "Book.title",
            introspected("Book", |book| {
                book["fields"][1]["type"] = book["fields"][1]["type"]["ofType"].clone();
            }),
        ),
        schema(
            "no introspection",
            "introspection",
            answer(|call, answer| {
                if asks_for(call, "__schema") {
                    answer.status = 400;
                    answer.body = json!({ "errors": [{ "message": "introspection is off" }] });
                }
            }),
        ),
        schema(
            "a type without a field",
            "Book.isbn",
            introspected("Book", |book| {
                if let Some(fields) = book["fields"].as_array_mut() {
                    fields.retain(|field| field["name"] != "isbn");
                }
            }),
        ),
        schema(
            "another default",
            "Query.books(first)",
            introspected("Query", |query| {
                each(query, &|object| {
                    if object["defaultValue"] == "10" {
                        object["defaultValue"] = json!("20");
                    }
                });
            }),
        ),
        schema(
            "a word without its deprecation",
            "Binding.cassette",
            introspected("Binding", |binding| {
                each(binding, &|object| object["isDeprecated"] = json!(false));
            }),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_results_and_types_are_found() {
    are_found(of_results()).await;
}
