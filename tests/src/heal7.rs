//! The reference server on its own port, with registered persons. All its answers are validated against the contract.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract_axum::{Rehearsal, Settings};
use contract_kit::{
    build::Contract,
    registry::{Operation, Registry},
    schema::Shape,
    validate::Validator,
};
use contracts::{Heal7Contract, users::profile::UserId};
use heal7_server::{
    app::{App, accounts::VERIFY_EMAIL},
    config::Config,
    mounted,
    open::open,
};
use reqwest::{Client, Method, RequestBuilder, Response, header, redirect::Policy};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::socket::{self, Socket};

/// A password that is hard to guess.
pub const PASSWORD: &str = "별이빛나는밤에1976";

/// A server that runs until the test ends.
pub struct Heal7 {
    /// The server's address.
    pub address: SocketAddr,
    /// The application that answers.
    pub app: Arc<App>,
    /// The folder of messages to people.
    pub messages: PathBuf,
    /// Ends every socket and feed.
    pub closing: CancellationToken,
    /// The whole contract.
    pub registry: Registry,
    client: Client,
    validator: Validator,
    /// The answers that were seen, by operation id: a status or the code of a problem.
    seen: Mutex<BTreeSet<(String, String)>>,
    _folder: TempDir,
}

/// A registered person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The address.
    pub email: String,
    /// The access token.
    pub token: String,
    /// The refresh token.
    pub refresh: String,
}

impl Heal7 {
    /// Opens a server.
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// Opens a server with changed settings.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::rehearsed(change, None).await
    }

    /// Opens a server with changed settings, in which a rehearsal can provoke faults.
    ///
    /// # Panics When it cannot be opened.
    pub async fn rehearsed(change: impl FnOnce(&mut Config), rehearsal: Option<Rehearsal>) -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let mut config = Config {
            listen: address,
            database_url: format!("sqlite:{}", folder.path().join("heal7.db").display()),
            ..Config::default()
        };
        config.uploads.folder = folder.path().join("uploads");
        config.messages.folder = folder.path().join("messages");
        // As weak as possible: the tests do not measure hashing.
        config.passwords.memory_kib = 8;
        config.passwords.iterations = 1;
        config.limits.enabled = false;
        change(&mut config);
        let store = open(&config).await.expect("the store opens");
        store.migrate().await.expect("the store has its tables");
        // A test waits less long than a server waits for a slow client.
        let settings = Settings { write_timeout: Duration::from_secs(1), rehearsal, ..mounted::settings(&config) };
        let app = Arc::new(App::new(config, store).expect("the configuration is good"));
        app.ask_status().await;
        let closing = CancellationToken::new();
        let router =
            mounted::router(Arc::clone(&app), settings.clone(), closing.clone()).expect("the contract is good");
        // Without a shutdown, the server ends with the test.
        let never = CancellationToken::new();
        tokio::spawn(async move { contract_axum::serve(listener, router, &settings, never).await });
        let registry = Heal7Contract::registry().expect("it has no mistakes");
        Self {
            address,
            messages: app.config.messages.folder.clone(),
            app,
            closing,
            validator: Validator::new(&registry),
            registry,
            client: Client::new(),
            seen: Mutex::default(),
            _folder: folder,
        }
    }

    /// The URL of a path over HTTP.
    pub fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The URL of a path over WebSocket.
    pub fn ws(&self, path: &str) -> String {
        format!("ws://{}{path}", self.address)
    }

    /// A request.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.http(path))
    }

    /// A GET request.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    /// A POST request with a JSON body.
    pub fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.ask(Method::POST, path).json(body)
    }

    /// Registers a person.
    pub async fn person(&self, name: &str) -> Person {
        let email = format!("{name}@example.com");
        let body = json!({ "email": email, "password": PASSWORD, "name": name });
        let session = self.data(self.post("/auth/register", &body), 201).await;
        Person::from_session(&session)
    }

    /// Opens the link that confirms a person's address.
    ///
    /// # Panics When the address is not confirmed.
    pub async fn confirm(&self, person: &Person) {
        let id = UserId(person.id.parse().expect("a person has an id"));
        let token = self.app.tokens.sign_address(id, &person.email).await.expect("an address is signed");
        let browser = Client::builder().redirect(Policy::none()).build().expect("a client");
        let page = browser.get(self.http(&format!("{VERIFY_EMAIL}?token={token}"))).send().await.expect("an answer");
        let place = page.headers()[header::LOCATION].to_str().expect("a page has an address");
        assert!(place.ends_with("/email/confirmed"), "{place}");
    }

    /// Registers a person with a confirmed address.
    pub async fn confirmed_person(&self, name: &str) -> Person {
        let person = self.person(name).await;
        self.confirm(&person).await;
        person
    }

    /// Opens a person's own socket.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn socket(&self, person: &Person) -> Socket {
        let offer = format!("heal7.v1, bearer.{}", URL_SAFE_NO_PAD.encode(&person.token));
        let path = self.ws(&format!("/ws/{}", person.id));
        socket::connect(&path, Some(("sec-websocket-protocol", &offer))).await.expect("the connection is opened")
    }

    /// Opens a GraphQL socket, with or without a person's token.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn graphql_socket(&self, person: Option<&Person>) -> Socket {
        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        let mut socket = socket::connect(&self.ws("/graphql"), Some(protocol)).await.expect("the connection is opened");
        let payload = person.map(|person| json!({ "authorization": format!("Bearer {}", person.token) }));
        socket::say(&mut socket, &json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket::hear(&mut socket).await, json!({ "type": "connection_ack" }));
        socket
    }

    /// Causes a warning to a person by using one of their refresh tokens twice; `tokens.grace_seconds` must be 0.
    pub async fn warn(&self, person: &Person) {
        let login = json!({ "email": person.email, "password": PASSWORD });
        let other = Person::from_session(&self.data(self.post("/auth/login", &login), 200).await);
        let refresh = json!({ "refreshToken": other.refresh });
        self.data(self.post("/auth/refresh", &refresh), 200).await;
        tokio::time::sleep(Duration::from_millis(10)).await;
        self.problem(self.post("/auth/refresh", &refresh), 401, "REFRESH_TOKEN_REUSED").await;
    }

    /// Sends a request, and validates the answer against the operation in the contract.
    ///
    /// # Panics When the contract does not allow the answer.
    pub async fn answer(&self, request: RequestBuilder) -> (Response, Value) {
        let request = request.build().expect("a test sends good requests");
        let operation = self.registry.operation_at(request.method().as_str(), request.url().path()).cloned();
        let mut response = self.client.execute(request).await.expect("the server answers");
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.expect("the answer is whole") {
            bytes.extend(chunk);
        }
        let body: Value = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes)
                .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&bytes)))
        };
        if let Some(operation) = operation {
            self.hold(&operation, &response, &body);
        }
        (response, body)
    }

    /// The data of a successful answer.
    ///
    /// # Panics When the answer is not a success.
    pub async fn data(&self, request: RequestBuilder, status: u16) -> Value {
        let (response, mut body) = self.answer(request).await;
        assert_eq!(response.status(), status, "{body:#}");
        body["data"].take()
    }

    /// The problem with which a request is refused.
    ///
    /// # Panics When the request is not refused with it.
    pub async fn problem(&self, request: RequestBuilder, status: u16, code: &str) -> Value {
        let (response, body) = self.answer(request).await;
        assert_eq!((response.status().as_u16(), body["code"].as_str()), (status, Some(code)), "{body:#}");
        body
    }

    /// The result of a GraphQL operation, with or without a person's token.
    pub async fn graphql(&self, person: Option<&Person>, query: &str, variables: Value) -> Value {
        let mut request = self.post("/graphql", &json!({ "query": query, "variables": variables }));
        if let Some(person) = person {
            request = request.bearer_auth(&person.token);
        }
        self.answer(request).await.1
    }

    /// Records an answer of another server of this test.
    pub fn note(&self, operation: &str, answer: &str) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert((operation.to_owned(), answer.to_owned()));
    }

    /// The answers that were seen so far, by operation id.
    pub fn seen(&self) -> BTreeSet<(String, String)> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asserts that a value is valid for a named type.
    ///
    /// # Panics When it is not valid.
    pub fn is(&self, name: &str, value: &Value) {
        let violations = self.validator.named(name, value);
        assert!(violations.is_empty(), "{value:#}\n{violations:#?}");
    }

    fn hold(&self, operation: &Operation, response: &Response, body: &Value) {
        let (id, status) = (&operation.id, response.status().as_u16());
        let answer = if status < 400 {
            if status != 304 {
                let declared = operation.answers.iter().find(|answer| answer.status == status);
                let declared = declared.unwrap_or_else(|| panic!("{id} answers {status}, which it does not declare"));
                match &declared.body {
                    None => assert!(body.is_null(), "{id} {status}: {body:#}"),
                    Some(declared) => match &declared.schema.shape {
                        Shape::Reference { name } => self.is(name, body),
                        other => panic!("{id}: an answer has a named type, not {other:?}"),
                    },
                }
                for header in declared.headers.iter().map(|header| header.name.as_str()) {
                    assert!(response.headers().contains_key(header), "{id} {status} has no {header}");
                }
            }
            status.to_string()
        } else {
            assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json", "{id}: {body:#}");
            self.is("Problem", body);
            let code = body["code"].as_str().unwrap_or_default().to_owned();
            let known = self.registry.problems_of_operation(operation).find(|problem| problem.code == code);
            let known = known.unwrap_or_else(|| panic!("{id} answers {code}, which it does not declare: {body:#}"));
            assert_eq!(known.status, status, "{id}: {body:#}");
            code
        };
        assert!(response.headers().contains_key("x-request-id"), "{id}");
        assert_eq!(response.headers()["x-api-version"], "v1", "{id}");
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert((id.clone(), answer));
    }
}

/// A picture in PNG.
///
/// # Panics
/// When it cannot be encoded.
pub fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let gradient = image::RgbImage::from_fn(60, 40, |x, y| {
        image::Rgb([u8::try_from(x).unwrap_or(0), 90, u8::try_from(y).unwrap_or(0)])
    });
    gradient.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture is written to memory");
    bytes.into_inner()
}

impl Person {
    /// The person of a session.
    ///
    /// # Panics When the value is not a session.
    pub fn from_session(session: &Value) -> Self {
        let text = |value: &Value| value.as_str().expect("a session has it").to_owned();
        Self {
            id: text(&session["user"]["id"]),
            email: text(&session["user"]["email"]),
            token: text(&session["token"]),
            refresh: text(&session["refreshToken"]),
        }
    }
}
