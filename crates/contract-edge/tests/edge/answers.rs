//! A response that does not fit the contract is replaced by an internal error; the log has the reason.

use axum::{Router, body::Body, extract::Request, http::Response};
use contract_edge::{
    Edge, Failed, Settings,
    handlers::{Call, ChannelHandler, FieldHandler, MessageHandler, Opening, OperationHandler, Outbound, Outgoing},
};
use contract_model::{
    exchange::{Caller, Connection, FieldValue, Reply, Sent},
    registry::Root,
};
use futures_util::{FutureExt, SinkExt, StreamExt, future::BoxFuture, stream};
use serde_json::{Map, Value, json};
use tokio_tungstenite::tungstenite::{
    Message,
    client::IntoClientRequest,
    protocol::{CloseFrame, frame::coding::CloseCode},
};
use tower::ServiceExt;

use super::{BOOKSHOP, Plain, changed, details};

/// A handler of any item, which answers with its value.
struct Answers<T>(T);

impl<S: Sync> OperationHandler<S> for Answers<(u16, Option<Value>, Option<&'static str>)> {
    fn handle<'a>(&'a self, _: &'a S, _: Call) -> BoxFuture<'a, Result<Reply, Failed>> {
        let (status, body, location) = &self.0;
        let headers = location.iter().map(|location| ("location", (*location).to_owned())).collect();
        let body = body.as_ref().map(|body| body.to_string().into());
        async move { Ok(Reply { status: *status, headers, body }) }.boxed()
    }
}

impl<S: Sync> OperationHandler<S> for Answers<(&'static str, u16)> {
    fn handle<'a>(&'a self, _: &'a S, _: Call) -> BoxFuture<'a, Result<Reply, Failed>> {
        async move { Err(Box::new(details(self.0.0, self.0.1)).into()) }.boxed()
    }
}

impl<S: Sync> FieldHandler<S> for Answers<Value> {
    fn resolve<'a>(
        &'a self,
        _: &'a S,
        _: Option<Caller>,
        _: Map<String, Value>,
    ) -> BoxFuture<'a, Result<FieldValue, Failed>> {
        async move { Ok(FieldValue::new(self.0.clone())) }.boxed()
    }
}

impl<S: Sync> ChannelHandler<S> for Answers<Vec<Value>> {
    fn open<'a>(&'a self, _: &'a S, _: Opening) -> BoxFuture<'a, Result<Outgoing, Failed>> {
        let messages = self.0.clone().into_iter().map(|message| Sent::Message(Box::new(message) as Outbound));
        async move { Ok(stream::iter(messages.collect::<Vec<_>>()).chain(stream::pending()).boxed()) }.boxed()
    }
}

impl<S: Sync> MessageHandler<S> for Answers<()> {
    fn receive<'a>(&'a self, _: &'a S, _: &'a Connection, _: Value) -> BoxFuture<'a, Result<(), Failed>> {
        async { Ok(()) }.boxed()
    }
}

fn edge(platform: Plain) -> Edge<Plain> {
    Edge::new(changed(|_| {}), platform, Settings::default())
}

/// Returns the example of the response with this status.
fn example(operation: &str, status: u16) -> Value {
    let registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
    let operations = registry["operations"].as_array().unwrap();
    let operation = operations.iter().find(|known| known["id"] == operation).unwrap();
    let answers = operation["answers"].as_array().unwrap();
    answers.iter().find(|answer| answer["status"] == status).unwrap()["body"]["example"].clone()
}

/// Returns the status and the JSON of a response.
async fn answer(router: Router, request: Request) -> (u16, Value) {
    let response: Response<Body> = router.oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
    (status, if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() })
}

/// Returns a request from Ada.
fn ask(method: &str, path: &str, body: Option<&Value>) -> Request {
    let request = Request::builder().method(method).uri(path).header("host", "localhost");
    let request = request.header("authorization", "Bearer ada").header("accept", "*/*");
    match body {
        None => request.body(Body::empty()).unwrap(),
        Some(body) => request.header("content-type", "application/json").body(body.to_string().into()).unwrap(),
    }
}

const BOOK: &str = "/books/01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";

/// Answers `getBook` with this handler, and returns the status and the code of the response.
async fn get_book(handler: impl OperationHandler<Plain>) -> (u16, String) {
    let mut edge = edge(Plain::default());
    edge.operation("getBook", handler);
    let (status, body) = answer(edge.into_router().unwrap(), ask("GET", BOOK, None)).await;
    (status, body["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_rest_answer_fits_its_status() {
    let good = example("getBook", 200);
    assert_eq!(get_book(Answers((200, Some(good.clone()), None))).await, (200, String::new()));
    let internal = (500, "INTERNAL".to_owned());
    let mut wrong = good.clone();
    wrong["data"]["title"] = json!("");
    assert_eq!(get_book(Answers((200, Some(wrong), None))).await, internal, "a title has a character");
    assert_eq!(get_book(Answers((201, Some(good.clone()), None))).await, internal, "201 is not declared");
    assert_eq!(get_book(Answers((200, None, None))).await, internal, "a body is declared");
}

#[tokio::test]
async fn a_problem_is_one_of_the_operation() {
    assert_eq!(get_book(Answers(("BOOK_NOT_FOUND", 404))).await, (404, "BOOK_NOT_FOUND".into()));
    assert_eq!(get_book(Answers(("BUSY", 503))).await, (503, "BUSY".into()), "it is implied everywhere");
    assert_eq!(get_book(Answers(("ORDER_NOT_FOUND", 404))).await, (500, "INTERNAL".into()));
}

#[tokio::test]
async fn a_declared_header_is_there() {
    for (location, expected) in [(Some("/books/1"), 201), (None, 500)] {
        let mut edge = edge(Plain::default());
        edge.operation("addBook", Answers((201, Some(example("addBook", 201)), location)));
        let registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
        let operations = registry["operations"].as_array().unwrap();
        let add = operations.iter().find(|known| known["id"] == "addBook").unwrap();
        let request = ask("POST", "/books", Some(&add["body"]["example"]));
        assert_eq!(answer(edge.into_router().unwrap(), request).await.0, expected, "{location:?}");
    }
}

#[tokio::test]
async fn a_problem_has_the_body_of_its_type() {
    let mut edge = edge(Plain { problem: |_, _| json!({ "code": "BUSY" }), ..Plain::default() });
    edge.operation("getBook", Answers(("BUSY", 503)));
    let (_, body) = answer(edge.into_router().unwrap(), ask("GET", BOOK, None)).await;
    assert_eq!((&body["type"], &body["code"]), (&json!("about:blank"), &Value::Null));
    assert!(body["detail"].as_str().unwrap().contains("at `/title`: This is required."), "{body:#}");
}

#[tokio::test]
async fn a_graphql_answer_fits_its_field() {
    let book = example("getBook", 200)["data"].clone();
    let mut wrong = book.clone();
    wrong["title"] = json!("");
    for (value, expected) in [(book, Value::Null), (Value::Null, Value::Null), (wrong, json!("INTERNAL"))] {
        let mut edge = edge(Plain::default());
        edge.field(Root::Query, "book", Answers(value));
        let query = json!({ "query": "{ book(id: \"01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f\") { title } }" });
        let (_, body) = answer(edge.into_router().unwrap(), ask("POST", "/graphql", Some(&query))).await;
        assert_eq!(body["errors"][0]["extensions"]["problem"]["code"], expected, "{body:#}");
    }
}

#[tokio::test]
async fn a_message_of_a_socket_fits_its_channel() {
    let mut edge = edge(Plain::default());
    let good = json!({ "type": "answer", "text": "On the second shelf." });
    edge.channel("desk", Answers(vec![good.clone(), json!({ "type": "answer" })]));
    edge.message("DeskRequest", "ping", Answers(()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (settings, never) = (Settings::default(), tokio_util::sync::CancellationToken::new());
    let router = edge.into_router().unwrap();
    let serving = async move { contract_edge::serve(listener, router, &settings, never).await };
    tokio::spawn(serving);
    let mut request = format!("ws://{address}/desk").into_client_request().unwrap();
    request.headers_mut().insert("authorization", "Bearer ada".parse().unwrap());
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    socket.send(Message::text(r#"{"type":"ping"}"#)).await.unwrap();
    let first = socket.next().await.unwrap().unwrap();
    assert_eq!(serde_json::from_str::<Value>(first.to_text().unwrap()).unwrap(), good);
    let Message::Close(Some(CloseFrame { code, reason })) = socket.next().await.unwrap().unwrap() else {
        panic!("it is not closed")
    };
    assert_eq!((code, reason.as_str()), (CloseCode::Error, "a message does not fit the contract"));
}

#[tokio::test]
async fn a_feed_has_no_event_that_does_not_fit() {
    let mut edge = edge(Plain::default());
    let registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
    let order = registry["types"]["OrderId"]["schema"]["examples"][0].as_str();
    let path = format!("/orders/{}/events", order.unwrap_or("01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f"));
    edge.channel("orderEvents", Answers(vec![json!({ "type": "nonsense" })]));
    let response = edge.into_router().unwrap().oneshot(ask("GET", &path, None)).await.unwrap();
    assert_eq!(response.status(), 200);
    let mut body = response.into_body().into_data_stream();
    let first = body.next().await.unwrap().unwrap();
    assert!(first.starts_with(b"retry:"), "{first:?}");
    let more = tokio::time::timeout(std::time::Duration::from_millis(200), body.next()).await;
    assert!(more.is_err(), "nothing comes of it: {more:?}");
}
