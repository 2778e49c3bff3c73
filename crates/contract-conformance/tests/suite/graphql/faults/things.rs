//! Mistakes in connections, and in values that REST also shows.

use serde_json::{Value, json};

use super::{BOOKS, Fault, answer, are_found, asks_for, books, each, request};

/// Mistakes in connections, and in values that REST also shows.
fn of_things() -> Vec<Fault> {
    let pages = |name, cause, mistake| Fault { name, rule: "graphql-pages", cause, only: BOOKS, mistake };
    let connection = |change: fn(&mut Value)| {
        answer(move |_, answer| {
            each(&mut answer.body, &|object| {
                if object["__typename"] == "BookConnection" {
                    change(object);
                }
            });
        })
    };
    vec![
        pages(
            "a total of one more",
            "totalCount",
            connection(|books| {
                books["totalCount"] = json!(books["totalCount"].as_u64().unwrap_or_default() + 1);
            }),
        ),
        pages(
            "a page that ends the walk",
            "totalCount",
            connection(|books| {
                books["pageInfo"]["hasNextPage"] = json!(false);
            }),
        ),
        pages(
            "each page is the first",
            "repeated",
            request(|call| {
                if asks_for(call, "{ books(") && call.body["variables"].get("after").is_some() {
                    call.body["variables"].as_object_mut().expect("it is an object").remove("after");
                }
            }),
        ),
        pages(
            "an end that is none of the edges",
            "endCursor",
            connection(|books| {
                books["pageInfo"]["endCursor"] = json!("x");
            }),
        ),
        pages(
            "an edge too few",
            "hasNextPage",
            connection(|books| {
                for name in ["edges", "nodes"] {
                    if let Some(items) = books[name].as_array_mut().filter(|items| items.len() == 2) {
                        items.pop();
                        books["pageInfo"]["endCursor"] = books["edges"][0]["cursor"].clone();
                    }
                }
            }),
        ),
        Fault {
            name: "another title than by REST",
            rule: "graphql-agrees",
            cause: "Book.title",
            only: &["Query.book", "Query.books", "getBook"],
            mistake: books(|book| book["title"] = json!("another")),
        },
        Fault {
            name: "nothing where REST has a thing",
            rule: "graphql-agrees",
            cause: "Query.book: not found",
            only: &["Query.book", "Query.books", "getBook"],
            mistake: answer(|call, answer| {
                if asks_for(call, "{ book(") && answer.body["data"]["book"].is_object() {
                    answer.body["data"]["book"] = Value::Null;
                }
            }),
        },
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pages_and_things_are_found() {
    are_found(of_things()).await;
}
