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

/// The script that defines the requests.
const SCRIPT: &str = "load.lua";
/// The maximum time of an answer, in seconds: with many connections, Prism's dynamic lists wait in a queue for seconds.
const TIMEOUT: u32 = 30;
/// The duration of one check whether a server is still working.
const LOOK: Duration = Duration::from_millis(200);
/// The processor time that a resting server may use during one check.
const REST: Duration = Duration::from_millis(10);
/// The maximum number of checks before a server is measured anyway.
const LOOKS: usize = 100;

/// The measurements of one run.
pub(super) struct Run {
    pub load: Load,
    /// The resident memory after the load, in bytes; `None` if it cannot be read.
    pub memory: Option<u64>,
    /// The size of the answer before the load, in bytes.
    pub bytes: usize,
}

/// Measures a server under load that has just started.
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
    // The first second is for filling caches and compiling.
    script.run(running, 1)?;
    settle(running);
    let load = script.run(running, arguments.seconds)?;
    Ok(Run { load, memory: running.resident(), bytes: answer.len() })
}

/// Waits until a server has finished the requests that wrk abandoned.
fn settle(server: &Running) {
    for _ in 0..LOOKS {
        let before = server.processor();
        thread::sleep(LOOK);
        if server.processor().saturating_sub(before) <= REST {
            return;
        }
    }
}
