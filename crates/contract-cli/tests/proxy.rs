//! `contract mock --proxy` as a program: its lines, the file that it records, and its exit codes.
#![cfg(all(unix, feature = "network"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
};

use serde_json::Value;

const REGISTRY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract-model/tests/registries/bookshop.json");

/// A running proxy, and its output.
struct Running {
    process: Child,
    output: BufReader<ChildStdout>,
    address: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut process = program(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        let announced: Value = serde_json::from_str(&first).unwrap();
        let address = announced["url"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        Self { process, output, address }
    }

    /// Stops it as a container does. Returns the rest of its lines, and its exit code.
    fn stop(mut self) -> (Vec<Value>, Option<i32>) {
        assert!(Command::new("kill").arg(self.process.id().to_string()).status().unwrap().success());
        let lines = self.output.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
        (lines, self.process.wait().unwrap().code())
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contract"));
    command.args(["mock", "--registry", REGISTRY, "--listen", "127.0.0.1:0", "--format", "json"]).args(arguments);
    command
}

/// Returns the response to a GET request.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Starts a server that answers everything with an empty object.
fn careless() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            _ = stream.read(&mut [0; 4096]);
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2";
            _ = write!(stream, "{head}\r\n\r\n{{}}");
        }
    });
    address
}

#[test]
fn reads_are_recorded_and_answered_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recorded.toml");
    let file = file.to_str().unwrap();
    let real = Running::start(&["--seed", "real"]);
    let target = format!("http://{}", real.address);
    let proxy = Running::start(&["--proxy", &target, "--record", file]);
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.to_owned();
    let recorded = body(&get(&proxy.address, "/books"));
    assert!(get(&proxy.address, "/books?colour=red").starts_with("HTTP/1.1 400"));
    let (lines, code) = proxy.stop();
    assert_eq!(code, Some(0), "the server has refused what does not fit");
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["report"]["violations"][0]["pointer"], "query/colour");
    assert_eq!((&lines[1]["summary"]["requests"], &lines[1]["summary"]["failures"]), (&2.into(), &0.into()));
    real.stop();

    let again = Running::start(&["--scenario", file]);
    assert_eq!(body(&get(&again.address, "/books")), recorded);
    again.stop();
}

#[test]
fn a_server_that_breaks_its_contract_gives_an_exit_code() {
    let target = format!("http://{}", careless());
    let proxy = Running::start(&["--proxy", &target]);
    get(&proxy.address, "/books");
    let (lines, code) = proxy.stop();
    assert_eq!(code, Some(4));
    assert_eq!(lines.last().unwrap()["summary"]["violations"]["inAnswers"], 2);

    let proxy = Running::start(&["--proxy", &target]);
    assert!(get(&proxy.address, "/nothing").starts_with("HTTP/1.1 200"));
    let (lines, code) = proxy.stop();
    assert_eq!(code, Some(4), "it has accepted a request that the contract does not know");
    assert_eq!(lines.last().unwrap()["summary"]["violations"]["inAcceptedRequests"], 1);
}

#[test]
fn a_target_that_cannot_be_one_is_refused_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let itself = format!("http://{free}");
    for (arguments, code, expected) in [
        (vec!["--proxy", "localhost:8080"], 2, "its scheme must be http or https"),
        (vec!["--proxy", "http://example.com", "--auth", "off"], 2, "cannot be used with"),
        (vec!["--record", "recorded.toml"], 2, "--proxy"),
        (vec!["--proxy", &itself, "--listen", &itself["http://".len()..]], 1, "is the address of this proxy"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_contract"));
        let output = command.args(["mock", "--registry", REGISTRY]).args(&arguments).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
}
