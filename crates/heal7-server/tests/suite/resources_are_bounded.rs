//! The cost of a connection to the program: memory, and open files.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::running::{Running, program};

/// The limit on the memory of an idle connection, in bytes.
const GOAL: usize = 25 * 1024;
/// The number of connections that are measured.
const MANY: usize = 600;
/// The time without requests before the memory of the server is measured.
const REST: Duration = Duration::from_millis(1500);
/// The time limit for an answer: `/health` took 74 seconds before silent connections were limited.
const PATIENCE: Duration = Duration::from_secs(2);

/// Returns the command of the server, with a limit on its open files.
fn with_files(folder: &Path, files: usize, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.current_dir(folder).env_clear().stderr(Stdio::piped()).stdout(Stdio::piped());
    command.args(["-c", &format!("ulimit -n {files} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_heal7-server")]);
    command.args(["--listen", "127.0.0.1:0"]).args(arguments);
    command
}

fn connect(server: &Running) -> TcpStream {
    let stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream
}

/// Requests a path on a new connection. Returns the status and the time that the answer took.
fn ask(server: &Running, path: &str) -> (String, Duration) {
    let begun = Instant::now();
    let mut stream = connect(server);
    let request = format!("GET {path} HTTP/1.1\r\nhost: heal7\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    (answer.chars().take("HTTP/1.1 200".len()).collect(), begun.elapsed())
}

#[test]
fn silent_connections_leave_files_for_health() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::spawn(with_files(folder.path(), 256, &[]));
    assert!(server.begin.contains("files=256") && server.begin.contains("connections=160"), "{}", server.begin);
    let mut silent = Vec::new();
    for number in 0..600 {
        silent.push(connect(&server));
        if number % 50 == 0 {
            for path in ["/health", "/ready"] {
                let (status, took) = ask(&server, path);
                assert!(status == "HTTP/1.1 200" && took < PATIENCE, "{path} after {number}: {status} in {took:?}");
            }
        }
    }
    // Requests that open files themselves work as well.
    let account = json!({ "email": "anna@example.com", "password": "별이빛나는밤에1976", "name": "Anna" }).to_string();
    let mut stream = connect(&server);
    let length = account.len();
    let request = format!(
        "POST /auth/register HTTP/1.1\r\nhost: heal7\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n\r\n{account}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    server.ask_to_stop();
    let (is_well, took, log) = server.end();
    assert!(is_well && took < Duration::from_secs(5), "{took:?}\n{log}");
    assert!(!log.contains("no connection can be accepted"), "{log}");
}

#[test]
fn more_connections_than_files_are_refused_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = with_files(folder.path(), 256, &[]);
    let refused = command.env("HEAL7_CONNECTIONS__TOTAL", "1000").output().unwrap();
    let printed = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success(), "{printed}");
    assert!(printed.contains("`connections.total` is 1000") && printed.contains("may open 256 files"), "{printed}");
    let refused = with_files(folder.path(), 64, &[]).output().unwrap();
    let printed = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && printed.contains("ulimit -n"), "{printed}");
}

#[test]
fn an_idle_channel_takes_little_memory() {
    idle_sockets_take_little_memory(|server, (id, token)| {
        socket(server, &format!("/ws/{id}"), &format!("heal7.v1, bearer.{}", base64(token)))
    });
}

#[test]
fn an_idle_graphql_socket_takes_little_memory() {
    idle_sockets_take_little_memory(|server, _| graphql(server));
}

fn idle_sockets_take_little_memory(open: impl Fn(&Running, &(String, String)) -> TcpStream) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program(folder.path(), &["--listen", "127.0.0.1:0"]);
    command.env("HEAL7_CONNECTIONS__PER_ADDRESS", "10000").env("HEAL7_LIMITS__ENABLED", "false");
    command.env("HEAL7_PASSWORDS__MEMORY_KIB", "8").env("HEAL7_LOG__FILTER", "heal7_server=info,warn");
    let server = Running::spawn(command);
    let person = register(&server);
    // These connections stay open, so that the shared data of all connections exists before the measurement.
    let _first: Vec<_> = (0..MANY / 4).map(|_| open(&server, &person)).collect();
    thread::sleep(REST);
    let before = resident(server.process_id());
    let _sockets: Vec<_> = (0..MANY).map(|_| open(&server, &person)).collect();
    thread::sleep(REST);
    let after = resident(server.process_id());
    let each = after.saturating_sub(before) / MANY;
    assert!(each <= GOAL, "{each} bytes each: {before} before, {after} after");
    server.ask_to_stop();
    server.end();
}

/// Registers a person and returns their id and access token.
fn register(server: &Running) -> (String, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let account = json!({ "email": "anna@example.com", "password": "별이빛나는밤에1976", "name": "Anna" });
    let session: serde_json::Value = runtime.block_on(async {
        let made = reqwest::Client::new().post(server.http("/auth/register")).json(&account).send().await.unwrap();
        made.json().await.unwrap()
    });
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (text(&session["data"]["user"]["id"]), text(&session["data"]["token"]))
}

fn base64(text: &str) -> String {
    use ::base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(text)
}

/// Opens a WebSocket.
fn socket(server: &Running, path: &str, protocols: &str) -> TcpStream {
    let mut stream = connect(server);
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: heal7\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         sec-websocket-protocol: {protocols}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    stream
}

/// Opens a WebSocket for GraphQL, and sends the first message of the protocol.
fn graphql(server: &Running) -> TcpStream {
    let mut stream = socket(server, "/graphql", "graphql-transport-ws");
    let printed = br#"{"type":"connection_init"}"#;
    // This is the head of a complete text message, masked with zeros (RFC 6455, section 5.2).
    let head = [0x81, 0x80 | u8::try_from(printed.len()).unwrap(), 0, 0, 0, 0];
    stream.write_all(&[head.as_slice(), printed].concat()).unwrap();
    let mut answer = [0; 2];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(answer[0], 0x81, "it is acknowledged");
    stream
}

/// Returns the resident memory of a process, in bytes.
fn resident(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() * 1024
}
