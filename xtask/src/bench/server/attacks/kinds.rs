//! The attacks, each with the work of one thread.

use std::{io::Write, net::TcpStream, thread, time::Duration};

use serde_json::json;
use ureq::Agent;

use super::{Target, documents};
use crate::bench::server::client;

/// A picture of 1 × 9999 pixels.
const PICTURE: &[u8] = include_bytes!("../../../../bench/server/1x9999.png");
/// The number of connections that one thread keeps open: together, all threads exceed the server's limit.
const CONNECTIONS: usize = 1500;
/// The number of connections of one thread per address: more than one address may have.
const PER_ADDRESS: usize = 300;
/// The number of new connections after which a thread checks its open ones.
const LOOK_EVERY: usize = 256;
/// The number of requests from a client that never reads an answer.
const UNREAD: usize = 50;
/// The time that an attacker waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// The pause before it uses a kept connection again.
const PAUSE: Duration = Duration::from_millis(10);

/// An attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    NestedValues,
    FragmentChain,
    FragmentDoubling,
    UnusedVariables,
    SchemaAliases,
    HostilePictures,
    WrongPasswords,
    SilentConnections,
    UnreadAnswers,
    SlowBodies,
    ManySockets,
}

impl Kind {
    /// All attacks, in the order of the table.
    pub(super) const ALL: [Self; 11] = [
        Self::NestedValues,
        Self::FragmentChain,
        Self::FragmentDoubling,
        Self::UnusedVariables,
        Self::SchemaAliases,
        Self::HostilePictures,
        Self::WrongPasswords,
        Self::SilentConnections,
        Self::UnreadAnswers,
        Self::SlowBodies,
        Self::ManySockets,
    ];

    /// The name in the table.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::NestedValues => "GraphQL: a value of 1,359 levels",
            Self::FragmentChain => "GraphQL: a chain of 4,731 fragments",
            Self::FragmentDoubling => "GraphQL: fragments that double 30 times",
            Self::UnusedVariables => "GraphQL: 20,000 variables",
            Self::SchemaAliases => "GraphQL: 100 aliases of `__schema`",
            Self::HostilePictures => "pictures of 1 × 9999 pixels",
            Self::WrongPasswords => "wrong passwords",
            Self::SilentConnections => "silent connections",
            Self::UnreadAnswers => "clients that never read",
            Self::SlowBodies => "bodies that come byte by byte",
            Self::ManySockets => "sockets, as many as are let in",
        }
    }

    /// Attacks until the end, as the thread with this number.
    pub(super) fn attack(self, number: usize, target: &Target<'_>) {
        match self {
            Self::NestedValues => graphql(target, &documents::nested_values()),
            Self::FragmentChain => graphql(target, &documents::fragment_chain()),
            Self::FragmentDoubling => graphql(target, &documents::fragment_doubling()),
            Self::UnusedVariables => graphql(target, &documents::unused_variables()),
            Self::SchemaAliases => graphql(target, &documents::schema_aliases()),
            Self::HostilePictures => pictures(target),
            Self::WrongPasswords => passwords(target),
            Self::SilentConnections => connections(number, target, "", |_| true),
            Self::UnreadAnswers => {
                let request = format!("GET /openapi.json HTTP/1.1\r\nhost: {}\r\n\r\n", target.address);
                connections(number, target, &request.repeat(UNREAD), |_| true);
            }
            Self::SlowBodies => {
                let head = format!(
                    "POST /auth/login HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
                     content-length: 100000\r\n\r\n",
                    target.address
                );
                connections(number, target, &head, |stream| stream.write_all(b" ").is_ok());
            }
            Self::ManySockets => sockets(number, target),
        }
    }
}

/// An agent that accepts an answer with any status, and waits a limited time for it.
fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build().into()
}

fn graphql(target: &Target<'_>, document: &str) {
    let (agent, url) = (agent(), format!("http://{}/graphql", target.address));
    let body = json!({ "query": document });
    while target.goes_on() {
        target.count();
        // Any answer is accepted, and so is none.
        _ = agent.post(&url).send_json(&body).map(|mut answer| answer.body_mut().read_to_vec());
    }
}

fn pictures(target: &Target<'_>) {
    let (agent, url) = (agent(), format!("http://{}/users/profile/avatar", target.address));
    while target.goes_on() {
        target.count();
        let request = agent.put(&url).header("authorization", format!("Bearer {}", target.person.token));
        _ = request.header("content-type", "image/png").send(PICTURE);
    }
}

fn passwords(target: &Target<'_>) {
    let (agent, url) = (agent(), format!("http://{}/auth/login", target.address));
    let body = json!({ "email": "hong@example.com", "password": "a wrong password to measure with" });
    while target.goes_on() {
        target.count();
        _ = agent.post(&url).send_json(&body);
    }
}

/// Opens connections, sends `begin` on each, and replaces each connection that is not kept.
fn connections(number: usize, target: &Target<'_>, begin: &str, mut keep: impl FnMut(&mut TcpStream) -> bool) {
    let mut open: Vec<TcpStream> = Vec::new();
    let mut opened = 0;
    while target.goes_on() {
        let is_full = open.len() >= CONNECTIONS;
        if !is_full {
            opened += 1;
            if let Ok(mut stream) = client::connect(address(number, opened), target.address) {
                target.count();
                // The attack does not wait for a server that has stopped reading.
                _ = stream.set_nonblocking(true);
                _ = stream.write(begin.as_bytes());
                open.push(stream);
            }
        }
        if is_full || opened % LOOK_EVERY == 0 {
            open.retain_mut(|stream| is_open(stream) && keep(stream));
            thread::sleep(PAUSE);
        }
    }
}

/// Opens sockets, and replaces each one that is closed.
fn sockets(number: usize, target: &Target<'_>) {
    let mut open = Vec::new();
    let mut opened = 0;
    while target.goes_on() {
        opened += 1;
        match client::graphql(address(number, opened), target.address) {
            Ok(socket) => {
                target.count();
                open.push(socket);
            }
            Err(_) => thread::sleep(PAUSE),
        }
        if open.len() >= CONNECTIONS {
            open.drain(..CONNECTIONS / 2);
        }
    }
}

/// The source address of the connection with this number.
fn address(thread: usize, connection: usize) -> std::net::Ipv4Addr {
    client::loopback(2 + thread * CONNECTIONS / PER_ADDRESS + (connection / PER_ADDRESS) % (CONNECTIONS / PER_ADDRESS))
}

/// Whether the server has not closed a connection whose answers are not read.
fn is_open(stream: &mut TcpStream) -> bool {
    let mut byte = [0];
    match stream.peek(&mut byte) {
        Ok(read) => read > 0,
        Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
    }
}
