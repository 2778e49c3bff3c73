//! A server for the small contract, correct or with one mistake.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{
        FromRequestParts as _, Path, Request, State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::{HeaderMap, Response, header},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_model::validate::Validator;
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::broadcast};

use super::contract::registry;

/// A mistake on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    ChoosesNoSubprotocol,
    ClosesAtOnce,
    FeedIsPlainText,
    UnknownJobHasEvents,
    LetsEverybodyIn,
    RefusesByHttp,
    ClosesWithAnotherCode,
    OpensForOthers,
    OpensJobsOfOthers,
    RefusesNewTokens,
    TakesInvalidTokens,
    LeavesOutTheLastAnswer,
    ReordersAnswers,
    AnswersTwice,
    AnswersWithAnotherKind,
    AnswersWithoutTheId,
    SwapsTwoAnswers,
    RefusesAValidMessage,
    SendsANumberAsText,
    SendsNoJson,
    IgnoresUnknownMessages,
    TakesUnknownProperties,
    TakesLongTexts,
    ForgetsTheCodeOfAProblem,
    CutsAtMalformedText,
    ClosesNormallyAtMalformedText,
    FailsAtBinary,
    TellsNobody,
    CausesNoEvent,
    NamesEventsWrongly,
    SendsEventsWithoutATag,
    LeavesOutIds,
    SendsEventsTwice,
    RepeatsAfterTheId,
    LosesAfterTheId,
    RefusesUnknownIds,
    DoesNotEnd,
}

/// The state of a server.
pub(super) struct Server {
    mistake: Option<Mistake>,
    validator: Validator,
    numbers: AtomicU32,
    /// The id of the person, by token.
    people: Mutex<BTreeMap<String, String>>,
    /// The person, by job.
    jobs: Mutex<BTreeMap<String, String>>,
    /// All messages, each with the number of its sender's connection.
    said: broadcast::Sender<(u32, Value)>,
}

type Shared = State<Arc<Server>>;

/// Starts a server, and returns its URL.
pub(super) async fn start(mistake: Option<Mistake>) -> String {
    let server = Server {
        mistake,
        validator: Validator::new(&registry()),
        numbers: AtomicU32::new(1),
        people: Mutex::default(),
        jobs: Mutex::default(),
        said: broadcast::Sender::new(64),
    };
    let router = Router::new()
        .route("/session", post(sign_in))
        .route("/jobs", post(start_job))
        .route("/jobs/{id}/events", get(job_events))
        .route("/talk/{userId}", get(talk))
        .with_state(Arc::new(server));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

impl Server {
    fn has(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    fn next_id(&self) -> String {
        format!("01936f5e-7a10-7b3c-8d4e-{:012x}", self.numbers.fetch_add(1, Ordering::Relaxed))
    }

    fn person(&self, token: &str) -> Option<String> {
        self.people.lock().unwrap().get(token).cloned()
    }

    fn caller(&self, headers: &HeaderMap) -> Option<String> {
        self.person(headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?)
    }
}

async fn sign_in(State(server): Shared, body: Bytes) -> Response<Body> {
    let person: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (token, id) = (format!("token-of-{}", person["name"].as_str().unwrap_or_default()), server.next_id());
    let id = server.people.lock().unwrap().entry(token.clone()).or_insert(id).clone();
    answer(200, "application/json", json!({ "token": token, "userId": id }).to_string())
}

async fn start_job(State(server): Shared, headers: HeaderMap) -> Response<Body> {
    let Some(person) = server.caller(&headers) else { return problem(401, "UNAUTHENTICATED") };
    let id = server.next_id();
    server.jobs.lock().unwrap().insert(id.clone(), person);
    answer(201, "application/json", json!({ "id": id }).to_string())
}

async fn job_events(State(server): Shared, Path(id): Path<String>, request: Request) -> Response<Body> {
    let headers = request.headers();
    let Some(person) = server.caller(headers) else { return problem(401, "UNAUTHENTICATED") };
    if request.uri().query().is_some() || id.len() != 36 {
        return problem(400, "BAD_REQUEST");
    }
    if headers.get(header::ACCEPT).is_some_and(|accept| accept != "text/event-stream") {
        return problem(406, "NOT_ACCEPTABLE");
    }
    let owner = server.jobs.lock().unwrap().get(&id).cloned();
    let is_open = match owner {
        Some(owner) => owner == person || server.has(Mistake::OpensJobsOfOthers),
        None => server.has(Mistake::UnknownJobHasEvents),
    };
    if !is_open {
        return problem(404, "JOB_NOT_FOUND");
    }
    feed(&server, &id, headers.get("last-event-id").and_then(|id| id.to_str().ok()))
}

fn feed(server: &Server, job: &str, last: Option<&str>) -> Response<Body> {
    let seen = match last {
        None => 0,
        Some(last) => match last.parse::<usize>() {
            Ok(_) if server.has(Mistake::RepeatsAfterTheId) => 0,
            Ok(1) if server.has(Mistake::LosesAfterTheId) => 2,
            Ok(seen) => seen,
            Err(_) if server.has(Mistake::RefusesUnknownIds) => return problem(400, "BAD_REQUEST"),
            Err(_) => 0,
        },
    };
    if seen >= 2 && !server.has(Mistake::LosesAfterTheId) {
        return answer(204, "text/plain", String::new());
    }
    let mut text = String::new();
    for (index, tag) in ["started", "finished"].into_iter().enumerate().skip(seen) {
        let name = if server.has(Mistake::NamesEventsWrongly) { "message" } else { tag };
        let mut data = json!({ "type": tag, "jobId": job });
        if server.has(Mistake::SendsEventsWithoutATag) {
            data = json!({ "jobId": job });
        }
        let id = if server.has(Mistake::LeavesOutIds) { String::new() } else { format!("id: {}\n", index + 1) };
        let event = format!("event: {name}\n{id}data: {data}\n\n");
        text.push_str(&if server.has(Mistake::SendsEventsTwice) { event.repeat(2) } else { event });
    }
    if server.has(Mistake::CausesNoEvent) {
        text = ": nothing\n\n".into();
    }
    let media_type = if server.has(Mistake::FeedIsPlainText) { "text/plain" } else { "text/event-stream" };
    let start = stream::iter([Ok::<_, std::convert::Infallible>(text)]);
    let body = if server.has(Mistake::DoesNotEnd) {
        Body::from_stream(start.chain(stream::pending()))
    } else {
        Body::from_stream(start)
    };
    let mut response = answer(200, media_type, String::new());
    *response.body_mut() = body;
    response
}

async fn talk(State(server): Shared, Path(id): Path<String>, request: Request) -> Response<Body> {
    if request.uri().query().is_some() || id.len() != 36 {
        return problem(400, "BAD_REQUEST");
    }
    let (mut parts, _) = request.into_parts();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        return problem(400, "BAD_REQUEST");
    };
    let offered = parts.headers.get(header::SEC_WEBSOCKET_PROTOCOL).and_then(|value| value.to_str().ok());
    let token = offered.unwrap_or_default().split(", ").find_map(|name| name.strip_prefix("bearer."));
    let token = token.and_then(|token| String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok());
    let person = token.and_then(|token| server.person(&token));
    let upgrade = if server.has(Mistake::ChoosesNoSubprotocol) { upgrade } else { upgrade.protocols(["talk.v1"]) };
    let refusal = match &person {
        None if server.has(Mistake::LetsEverybodyIn) => None,
        None if server.has(Mistake::RefusesByHttp) => return problem(401, "UNAUTHENTICATED"),
        None => Some(if server.has(Mistake::ClosesWithAnotherCode) { 1008 } else { 4401 }),
        Some(person) if *person != id && !server.has(Mistake::OpensForOthers) => Some(4403),
        Some(_) if server.has(Mistake::ClosesAtOnce) => Some(1000),
        Some(_) => None,
    };
    let connection = server.numbers.fetch_add(1, Ordering::Relaxed);
    upgrade.on_upgrade(move |mut socket| async move {
        match refusal {
            Some(code) => close(&mut socket, code).await,
            None => Conversation { server, connection, held: None }.hold(socket).await,
        }
    })
}

async fn close(socket: &mut WebSocket, code: u16) {
    _ = socket.send(Message::Close(Some(CloseFrame { code, reason: "".into() }))).await;
    while let Some(Ok(_)) = socket.recv().await {}
}

struct Conversation {
    server: Arc<Server>,
    connection: u32,
    /// An answer that is held back until the next one was sent.
    held: Option<Value>,
}

impl Conversation {
    async fn hold(mut self, mut socket: WebSocket) {
        let mut said = self.server.said.subscribe();
        loop {
            let answers = tokio::select! {
                message = socket.recv() => match message {
                    Some(Ok(Message::Text(text))) => self.take(&text),
                    Some(Ok(Message::Binary(_))) if self.server.has(Mistake::FailsAtBinary) => {
                        Ok(vec![failed(None, 500, "INTERNAL")])
                    }
                    Some(Ok(Message::Binary(_))) => Err(Some(1003)),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                },
                heard = said.recv() => match heard {
                    Ok((from, message)) if from != self.connection => Ok(vec![message]),
                    _ => continue,
                },
            };
            match answers {
                Ok(answers) => {
                    for answer in answers {
                        let text =
                            if self.server.has(Mistake::SendsNoJson) { "pong".into() } else { answer.to_string() };
                        _ = socket.send(Message::Text(text.into())).await;
                    }
                }
                Err(Some(code)) => return close(&mut socket, code).await,
                Err(None) => return,
            }
        }
    }

    /// The answers to a message; or the code of a close frame, or `None` to cut the connection.
    fn take(&mut self, text: &str) -> Result<Vec<Value>, Option<u16>> {
        let server = Arc::clone(&self.server);
        let Ok(mut value) = serde_json::from_str::<Value>(text) else {
            return match server.mistake {
                Some(Mistake::CutsAtMalformedText) => Err(None),
                Some(Mistake::ClosesNormallyAtMalformedText) => Err(Some(1000)),
                _ => Ok(vec![failed(None, 400, "BAD_REQUEST")]),
            };
        };
        let id = value["id"].as_str().map(str::to_owned);
        if let (true, Some(members)) = (server.has(Mistake::TakesUnknownProperties), value.as_object_mut()) {
            members.shift_remove("conformanceUnknown");
        }
        if server.has(Mistake::TakesLongTexts) && value["text"].as_str().is_some_and(|text| text.len() > 200) {
            value["text"] = "long".into();
        }
        if !server.validator.named("ClientMessage", &value).is_empty() {
            let is_known = ["authenticate", "ping", "say", "work"].iter().any(|tag| value["type"] == *tag);
            if server.has(Mistake::IgnoresUnknownMessages) && !is_known {
                return Ok(Vec::new());
            }
            let code = if server.has(Mistake::ForgetsTheCodeOfAProblem) { "OTHER" } else { "VALIDATION_FAILED" };
            return Ok(vec![failed(id, 422, code)]);
        }
        let kinds: &[&str] = match value["type"].as_str().unwrap_or_default() {
            "authenticate" => return self.authenticate(&value, id),
            "ping" if server.has(Mistake::AnswersWithAnotherKind) => &["done"],
            "ping" if server.has(Mistake::RefusesAValidMessage) => {
                return Ok(vec![failed(id, 422, "VALIDATION_FAILED")]);
            }
            "ping" if server.has(Mistake::AnswersTwice) => &["pong", "pong"],
            "ping" => &["pong"],
            "say" => &["said"],
            _ if server.has(Mistake::LeavesOutTheLastAnswer) => &["begun", "going"],
            _ if server.has(Mistake::ReordersAnswers) => &["begun", "done", "going"],
            // A progress message may be repeated.
            _ => &["begun", "going", "going", "done"],
        };
        let answer = |kind: &&str| {
            let mut answer = json!({ "type": kind });
            if let Some(id) = id.as_ref().filter(|_| !server.has(Mistake::AnswersWithoutTheId)) {
                answer["id"] = id.clone().into();
            }
            if *kind == "said" {
                answer["text"] = value["text"].clone();
                if server.has(Mistake::SendsANumberAsText) {
                    answer["text"] = 7.into();
                }
            }
            answer
        };
        let mut answers: Vec<Value> = kinds.iter().map(answer).collect();
        if kinds == ["said"] && !server.has(Mistake::TellsNobody) {
            _ = server.said.send((self.connection, json!({ "type": "said", "text": value["text"] })));
        }
        if kinds == ["pong"] && server.has(Mistake::SwapsTwoAnswers) {
            answers = match self.held.take() {
                Some(held) => vec![answers.remove(0), held],
                None if id.is_some_and(|id| id.ends_with('0') || id.ends_with('5')) => answers,
                None => {
                    self.held = answers.pop();
                    Vec::new()
                }
            };
        }
        Ok(answers)
    }

    fn authenticate(&self, message: &Value, id: Option<String>) -> Result<Vec<Value>, Option<u16>> {
        let is_known = self.server.person(message["data"]["token"].as_str().unwrap_or_default()).is_some();
        match (is_known, self.server.mistake) {
            (true, Some(Mistake::RefusesNewTokens)) => Err(Some(4401)),
            (true, _) | (false, Some(Mistake::TakesInvalidTokens)) => Ok(Vec::new()),
            (false, _) => Ok(vec![failed(id, 401, "UNAUTHENTICATED")]),
        }
    }
}

fn failed(id: Option<String>, status: u16, code: &str) -> Value {
    let mut message = json!({ "type": "failed", "problem": { "title": code, "status": status, "code": code } });
    if let Some(id) = id.filter(|id| !id.is_empty() && id.len() <= 64) {
        message["id"] = id.into();
    }
    message
}

fn problem(status: u16, code: &str) -> Response<Body> {
    let body = json!({ "title": code, "status": status, "code": code }).to_string();
    answer(status, "application/problem+json", body)
}

fn answer(status: u16, media_type: &str, body: String) -> Response<Body> {
    let response = Response::builder().status(status).header("content-type", media_type);
    let response = response.header("x-request-id", "r").header("www-authenticate", "Bearer");
    response.header("cache-control", "no-store").body(Body::from(body)).unwrap()
}
