//! The contract of a small server: people talk on a socket, and follow their jobs on a feed that ends.

use contract_model::registry::Registry;
use serde_json::{Map, Value, json};

const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
const ID: &str = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";

/// The contract.
pub(super) fn registry() -> Registry {
    let contract = json!({
        "formatVersion": 2,
        "info": {
            "title": "Talk", "version": "1.0.0", "description": "", "baseUri": "https://talk.example/", "servers": [],
            "contact": { "name": "Talk", "url": "https://talk.example/", "email": "api@talk.example" },
            "license": "MIT", "package": "@talk/contracts",
        },
        "modules": [{ "name": "talk", "description": "Everything." }],
        "types": types(),
        "operations": operations(),
        "channels": channels(),
        "problems": problems(),
        "problemType": "Problem",
    });
    Registry::from_json(&contract.to_string()).unwrap()
}

fn operations() -> Value {
    json!([
        {
            "id": "signIn", "module": "talk", "method": "POST", "path": "/session", "summary": "Sign in",
            "description": "Begins a session.", "auth": "public", "parameters": [],
            "body": { "kind": "json", "schema": refer("Person"), "example": { "name": "ada" } },
            "answers": [{ "status": 200, "description": "Success.", "body": {
                "schema": refer("Session"), "example": { "token": "t", "userId": ID },
            } }],
            "errors": [],
            "policy": { "session": { "kind": "begins", "tokens": { "access": "/token" } } },
        },
        {
            "id": "startJob", "module": "talk", "method": "POST", "path": "/jobs", "summary": "Start a job",
            "description": "It ends at once.", "auth": "bearer", "parameters": [], "body": { "kind": "none" },
            "answers": [{ "status": 201, "description": "Created.", "body": {
                "schema": refer("Job"), "example": { "id": ID },
            } }],
            "errors": [],
            "policy": { "causes": [{ "channel": "jobEvents", "messages": ["started", "finished"] }] },
        },
    ])
}

fn channels() -> Value {
    json!([
        {
            "id": "talk", "module": "talk", "transport": "websocket", "path": "/talk/{userId}", "summary": "Talk",
            "description": "", "auth": "bearer", "owner": "userId", "parameters": [parameter("userId", "UserId")],
            "client": "ClientMessage", "server": "ServerMessage", "subprotocol": "talk.v1", "errors": [],
            "reauthentication": { "asks": "renew", "brings": "authenticate" },
            "receivers": {
                "authenticate": { "module": "talk" },
                "ping": { "module": "talk", "answers": ["pong"] },
                "say": { "module": "talk", "answers": ["said"], "causes": [{ "channel": "talk", "messages": ["said"] }] },
                "work": { "module": "talk", "answers": ["begun", "going", "done"] },
            },
        },
        {
            "id": "jobEvents", "module": "talk", "transport": "sse", "path": "/jobs/{id}/events", "summary": "A job",
            "description": "", "auth": "bearer", "parameters": [parameter("id", "JobId")],
            "server": "JobEvent", "ends": ["finished"], "errors": ["JOB_NOT_FOUND"],
        },
    ])
}

fn parameter(name: &str, id: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": refer(id) })
}

fn problems() -> Value {
    let problem = |code: &str, status: u16, implied: Option<&str>| {
        let mut problem = json!({
            "code": code, "status": status, "errorType": "ALL", "title": code, "description": "", "recoverable": false,
            "retryable": false,
        });
        if let Some(implied) = implied {
            problem["implied"] = implied.into();
        }
        problem
    };
    json!([
        problem("BAD_REQUEST", 400, Some("always")),
        problem("UNAUTHENTICATED", 401, Some("bearer")),
        problem("FORBIDDEN", 403, Some("owner")),
        problem("JOB_NOT_FOUND", 404, None),
        problem("NOT_ACCEPTABLE", 406, Some("always")),
        problem("VALIDATION_FAILED", 422, Some("body")),
        problem("INTERNAL", 500, Some("always")),
    ])
}

fn types() -> Value {
    let mut types = Map::new();
    let id =
        || json!({ "description": "An id.", "examples": [ID], "shape": "string", "format": "uuid", "pattern": UUID });
    for name in ["UserId", "JobId"] {
        types.insert(name.into(), defined(id(), "both", json!({ "kind": "id" })));
    }
    let plain = json!({ "kind": "plain" });
    let number = json!({ "examples": [400], "shape": "integer", "minimum": 400, "maximum": 599 });
    let object = |properties: Value, closed: bool| json!({ "description": "An object.", "shape": "object", "properties": properties, "closed": closed });
    let problem = json!([
        property("title", text("BAD_REQUEST", 200)),
        property("status", number),
        property("code", text("BAD_REQUEST", 50)),
    ]);
    types.insert("Problem".into(), defined(object(problem, false), "answer", plain.clone()));
    let person = json!([property("name", text("ada", 80))]);
    types.insert("Person".into(), defined(object(person, true), "request", plain.clone()));
    let session = json!([property("token", text("t", 200)), property("userId", refer("UserId"))]);
    types.insert("Session".into(), defined(object(session, false), "answer", plain.clone()));
    let job = json!([property("id", refer("JobId"))]);
    types.insert("Job".into(), defined(object(job, false), "answer", plain.clone()));
    let token = json!([property("token", text("t", 200))]);
    types.insert("TokenData".into(), defined(object(token, true), "request", plain));
    let named = || vec![optional("id", text("m-1", 64))];
    let with = |more: Vec<Value>| named().into_iter().chain(more).collect::<Vec<Value>>();
    union(
        &mut types,
        "ClientMessage",
        "request",
        vec![
            ("authenticate", with(vec![property("data", refer("TokenData"))])),
            ("ping", named()),
            ("say", with(vec![property("text", text("Hello", 200))])),
            ("work", named()),
        ],
    );
    union(
        &mut types,
        "ServerMessage",
        "answer",
        vec![
            ("begun", named()),
            ("going", named()),
            ("done", named()),
            ("failed", with(vec![property("problem", refer("Problem"))])),
            ("pong", named()),
            ("renew", Vec::new()),
            ("said", with(vec![property("text", text("Hello", 200))])),
        ],
    );
    union(
        &mut types,
        "JobEvent",
        "answer",
        vec![
            ("started", vec![property("jobId", refer("JobId"))]),
            ("finished", vec![property("jobId", refer("JobId"))]),
        ],
    );
    Value::Object(types)
}

fn union(types: &mut Map<String, Value>, name: &str, direction: &str, variants: Vec<(&str, Vec<Value>)>) {
    let type_of = |tag: &str| format!("{name}{}{}", tag[..1].to_uppercase(), &tag[1..]);
    let listed: Vec<Value> = variants.iter().map(|(tag, _)| json!({ "value": tag, "name": type_of(tag) })).collect();
    let schema = json!({ "description": "A union.", "shape": "union", "tag": "type", "variants": listed });
    types.insert(name.into(), defined(schema, direction, json!({ "kind": "plain" })));
    for (tag, more) in variants {
        let kind = json!({ "shape": "enumeration", "values": [{ "value": tag }], "open": false });
        let properties: Vec<Value> = [property("type", kind)].into_iter().chain(more).collect();
        let closed = direction == "request";
        let schema =
            json!({ "description": "A message.", "shape": "object", "properties": properties, "closed": closed });
        types.insert(type_of(tag), defined(schema, direction, json!({ "kind": "variant", "union": name })));
    }
}

fn defined(schema: Value, direction: &str, role: Value) -> Value {
    let members = [("schema", schema), ("direction", direction.into()), ("role", role)];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn refer(name: &str) -> Value {
    json!({ "shape": "reference", "name": name })
}

fn text(example: &str, most: u32) -> Value {
    json!({ "examples": [example], "shape": "string", "minLength": 1, "maxLength": most })
}

fn property(name: &str, mut schema: Value) -> Value {
    schema["description"] = name.into();
    json!({ "name": name, "required": true, "schema": schema })
}

fn optional(name: &str, schema: Value) -> Value {
    let mut property = property(name, schema);
    property["required"] = false.into();
    property
}
