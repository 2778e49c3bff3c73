//! A proxy that adds one mistake to a correct target.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{
        FromRequestParts, Request, State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::{HeaderMap, Method, Response, Uri, header},
};
use bookshop::open::Open;
use contract_axum::Settings;
use contract_mock::MockServer;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_tungstenite::{
    connect_async,
    tungstenite::{self, client::IntoClientRequest},
};

/// A request to the path of GraphQL.
#[derive(Clone)]
pub(super) struct Call {
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    /// The body, if it is JSON.
    pub body: Value,
}

/// An answer to such a request.
pub(super) struct Answer {
    pub status: u16,
    pub media_type: String,
    pub body: Value,
}

type OnRequest = Arc<dyn Fn(&mut Call) + Send + Sync>;
type OnAnswer = Arc<dyn Fn(&Call, &mut Answer) + Send + Sync>;
type OnMessage = Arc<dyn Fn(&mut Value) + Send + Sync>;

/// One mistake.
#[derive(Clone)]
pub(super) struct Mistake {
    /// Changes a request before the target gets it.
    pub request: OnRequest,
    /// Changes an answer before the client gets it.
    pub answer: OnAnswer,
    /// Changes a message before the client gets it on a socket; a null is not sent.
    pub heard: OnMessage,
    /// The subprotocol of sockets.
    pub protocol: &'static str,
    /// The code with which sockets are closed, if it is always the same.
    pub closes_with: Option<u16>,
    /// The callers who count as the first person.
    pub lets_in: LetsIn,
}

/// Callers who count as the first person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetsIn {
    Nobody,
    /// The callers without a token.
    Strangers,
    Everybody,
}

impl Default for Mistake {
    fn default() -> Self {
        Self {
            request: Arc::new(|_| {}),
            answer: Arc::new(|_, _| {}),
            heard: Arc::new(|_| {}),
            protocol: "graphql-transport-ws",
            closes_with: None,
            lets_in: LetsIn::Nobody,
        }
    }
}

/// A target with a mistake.
pub(super) struct Wrong {
    pub url: String,
    /// The correct target, which stops when this value is dropped.
    _mock: Option<MockServer>,
}

#[derive(Clone)]
struct Proxy {
    target: String,
    client: reqwest::Client,
    /// The token of the first person.
    token: String,
    mistake: Mistake,
}

impl Wrong {
    /// A mock with a mistake.
    pub(super) async fn new(mistake: Mistake) -> Self {
        let mock = super::mock().await;
        let url = Self::before(mock.url(), mock.mock().first_account().token, mistake).await;
        Self { url, _mock: Some(mock) }
    }

    /// A shop with a mistake; the first person is Ada.
    pub(super) async fn shop(mistake: Mistake) -> Self {
        let open = Open::new(Settings::default()).await;
        Self { url: Self::before(open.http(""), "of:ada".into(), mistake).await, _mock: None }
    }

    async fn before(target: String, token: String, mistake: Mistake) -> String {
        let client = reqwest::Client::new();
        let router = Router::new().fallback(pass).with_state(Proxy { target, client, token, mistake });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }
}

async fn pass(State(proxy): State<Proxy>, request: Request) -> Response<Body> {
    let is_graphql = request.uri().path() == "/graphql";
    if is_graphql && request.headers().contains_key(header::UPGRADE) {
        let (mut parts, _) = request.into_parts();
        let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await.expect("it is a handshake");
        let protocol = proxy.mistake.protocol;
        return upgrade.protocols([protocol]).on_upgrade(|socket| converse(proxy, socket));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("it can be read");
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let mut call = Call { method: parts.method, uri: parts.uri, headers: parts.headers, body };
    let before = call.body.clone();
    if is_graphql {
        (proxy.mistake.request)(&mut call);
        let lets_in = proxy.mistake.lets_in;
        if lets_in == LetsIn::Everybody {
            call.headers.remove(header::AUTHORIZATION);
        }
        if lets_in != LetsIn::Nobody {
            let token = format!("Bearer {}", proxy.token).parse().expect("it is a header");
            call.headers.entry(header::AUTHORIZATION).or_insert(token);
        }
    }
    let bytes = if call.body == before { bytes } else { Bytes::from(call.body.to_string()) };
    for name in [header::HOST, header::CONTENT_LENGTH, header::ACCEPT_ENCODING] {
        call.headers.remove(name);
    }
    let url = format!("{}{}", proxy.target, call.uri);
    let request = proxy.client.request(call.method.clone(), url).headers(call.headers.clone()).body(bytes);
    let answer = request.send().await.expect("the target answers");
    let mut response = Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        if ![header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONTENT_TYPE].contains(name) {
            response = response.header(name, value);
        }
    }
    let status = answer.status().as_u16();
    let media_type = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or_default().to_owned();
    let bytes = answer.bytes().await.expect("the answer is whole");
    if !is_graphql {
        return response.header(header::CONTENT_TYPE, media_type).body(bytes.into()).expect("it is an answer");
    }
    let mut answer = Answer { status, media_type, body: serde_json::from_slice(&bytes).unwrap_or_default() };
    (proxy.mistake.answer)(&call, &mut answer);
    let response = response.status(answer.status).header(header::CONTENT_TYPE, answer.media_type);
    response.body(answer.body.to_string().into()).expect("it is an answer")
}

async fn converse(proxy: Proxy, mut client: WebSocket) {
    let url = format!("{}/graphql", proxy.target.replacen("http", "ws", 1));
    let mut request = url.into_client_request().expect("it is an address");
    let protocol = "graphql-transport-ws".parse().expect("it is a header");
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    // If the test has ended, its target has ended too.
    let Ok((mut target, _)) = connect_async(request).await else { return };
    loop {
        tokio::select! {
            said = client.recv() => match said {
                Some(Ok(Message::Text(text))) => {
                    let changed = match serde_json::from_str::<Value>(&text) {
                        Ok(mut message) => {
                            if proxy.mistake.lets_in != LetsIn::Nobody && message["type"] == "connection_init" {
                                message["payload"] = json!({ "authorization": format!("Bearer {}", proxy.token) });
                            }
                            message.to_string()
                        }
                        Err(_) => text.to_string(),
                    };
                    _ = target.send(tungstenite::Message::text(changed)).await;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
            heard = target.next() => match heard {
                Some(Ok(tungstenite::Message::Text(text))) => {
                    let mut message: Value = serde_json::from_str(&text).expect("the target sends JSON");
                    (proxy.mistake.heard)(&mut message);
                    if !message.is_null() {
                        _ = client.send(Message::text(message.to_string())).await;
                    }
                }
                Some(Ok(tungstenite::Message::Close(Some(frame)))) => {
                    let code = proxy.mistake.closes_with.unwrap_or(frame.code.into());
                    let frame = CloseFrame { code, reason: frame.reason.to_string().into() };
                    _ = client.send(Message::Close(Some(frame))).await;
                    return;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}
