//! One server under one load.

use std::{path::Path, thread, time::Duration};

use anyhow::{Context, bail};

use super::{
    Arguments,
    contestants::Started,
    requests::{Request, client},
};
use crate::bench::{
    running::Running,
    wrk::{Load, Script},
};

/// The script that says what is sent.
const SCRIPT: &str = "load.lua";
/// How long an answer may take, in seconds: Prism's dynamic lists queue for seconds at many connections.
const TIMEOUT: u32 = 30;
/// The length of one look at a server that may still be at work.
const LOOK: Duration = Duration::from_millis(200);
/// The time of a processor that a server at rest may take in one look.
const REST: Duration = Duration::from_millis(10);
/// How often a server is looked at before it is measured all the same.
const LOOKS: usize = 100;

/// The measurements of one run.
pub(super) struct Run {
    pub load: Load,
    /// The bytes of memory that are resident after the load; nothing where that cannot be read.
    pub memory: Option<u64>,
    /// The bytes of the answer before the load.
    pub bytes: usize,
}

/// Loads a server that has just started.
pub(super) fn run(bench: &Path, arguments: &Arguments, request: &Request, server: &Started) -> anyhow::Result<Run> {
    let (request, token) = server.known(request);
    let running = &server.running;
    let (status, answer) = request.send(&client(), running.address, token).context("the server does not answer")?;
    if status != request.status {
        let Request { method, path, status: expected, .. } = &request;
        let answer = String::from_utf8_lossy(&answer);
        bail!("{method} {path} should answer {expected}, but answers {status}: {answer}");
    }
    let variables =
        [("METHOD", &*request.method), ("REQUEST_PATH", &request.path), ("TOKEN", token), ("BODY", &request.body)];
    let script = Script {
        folder: bench,
        file: SCRIPT,
        variables: &variables,
        connections: arguments.connections,
        timeout: TIMEOUT,
    };
    // The first second fills caches and compiles.
    script.run(running, 1)?;
    settle(running);
    let load = script.run(running, arguments.seconds)?;
    Ok(Run { load, memory: running.resident(), bytes: answer.len() })
}

/// Waits until a server is done with the requests that wrk left behind.
fn settle(server: &Running) {
    for _ in 0..LOOKS {
        let before = server.processor();
        thread::sleep(LOOK);
        if server.processor().saturating_sub(before) <= REST {
            return;
        }
    }
}
