//! GraphQL, over HTTP and over WebSocket.

use serde_json::{Value, json};

use crate::{
    rest::{book, order},
    socket::Socket,
    step::{Step, step},
    transcript::Transcript,
};

const PAGE: &str = "query ($first: Int, $after: String) { books(first: $first, after: $after) { \
                    edges { cursor node { title price } } pageInfo { hasNextPage endCursor } totalCount } }";
const TYPES: &str = "{ book: __type(name: \"Book\") { name fields { name } } \
                     query: __type(name: \"Query\") { name fields { name args { name defaultValue } } } }";
const ADD: &str = "mutation ($input: NewBookInput!) { addBook(input: $input) { title } }";
const PLACE: &str = "mutation ($input: NewOrder!) { placeOrder(input: $input) { id } }";
const FOLLOW: &str = "subscription ($id: ID!) { orderEvents(id: $id) { __typename } }";

fn post(note: &'static str, query: &str, variables: &Value) -> Step {
    step("POST", "/graphql", note).json(&json!({ "query": query, "variables": variables }))
}

pub(crate) async fn visit(transcript: &mut Transcript) {
    let change = "mutation ($id: ID!) { changeBook(id: $id, patch: { title: \"a\" }) { title } }";
    transcript
        .send(vec![
            post("a book", "query ($id: ID!) { book(id: $id) { title price } }", &json!({ "id": "{book}" })),
            post("a page", PAGE, &json!({ "first": 2 })).keep("cursor", "/data/books/pageInfo/endCursor"),
            post("the next page", PAGE, &json!({ "first": 2, "after": "{cursor}" })),
            post("the last page", PAGE, &json!({ "first": 100 })),
            post("the default", PAGE, &json!({})),
            post("the default of an argument", "{ books { edges { node { id } } } }", &json!({})),
            post("a bound", PAGE, &json!({ "first": 101 })),
            post("a bound in the document", "{ books(first: 101) { edges { cursor } } }", &json!({})),
            post("a search", "{ search(text: \"혼\") { __typename } }", &json!({})),
            post("types", TYPES, &json!({})),
            post("no book", change, &json!({ "id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6" })).ada(),
            post("without a token", ADD, &json!({ "input": book(&json!({})) })),
            step(
                "GET",
                "/graphql?query=mutation%7BchangeBook(id:%22{book}%22,patch:%7B%7D)%7Btitle%7D%7D",
                "a mutation",
            )
            .ada(),
        ])
        .await;
}

/// A socket after its `connection_init`, for the customer or for nobody.
async fn introduced(transcript: &mut Transcript, label: &str) -> Socket {
    let mut socket = Socket::open(transcript, "/graphql", Some("graphql-transport-ws"), None, label).await;
    let payload = json!({ "authorization": "Bearer of:ada" });
    socket.say(&json!({ "type": "connection_init", "payload": payload })).await;
    let acknowledged = socket.hear(1).await;
    transcript.write(&format!("{label}: connection_init"), &acknowledged);
    socket
}

pub(crate) async fn visit_socket(transcript: &mut Transcript) {
    let subscribe = |query: &str, variables: Value| json!({ "type": "subscribe", "id": "a", "payload": { "query": query, "variables": variables } });
    let mut socket = introduced(transcript, "graphql socket").await;
    for (label, message, count) in [
        ("ping", json!({ "type": "ping" }), 1),
        ("query", subscribe("{ __typename }", json!({})), 2),
        ("mutation", subscribe(PLACE, json!({ "input": order("서울") })), 2),
    ] {
        socket.say(&message).await;
        transcript.write(&format!("graphql socket: {label}"), &socket.hear(count).await);
    }
    let id = socket.last("/payload/data/placeOrder/id");
    socket.say(&subscribe(FOLLOW, json!({ "id": id }))).await;
    transcript.write("graphql socket: subscription", &socket.hear(1).await);
    socket.say(&json!({ "type": "connection_init" })).await;
    transcript.write("graphql socket: a second connection_init", &socket.hear(1).await);

    let label = "graphql socket without connection_init";
    let mut socket = Socket::open(transcript, "/graphql", Some("graphql-transport-ws"), None, label).await;
    socket.say(&subscribe("{ __typename }", json!({}))).await;
    transcript.write(&format!("{label}: query"), &socket.hear(1).await);
}
