//! The backend in Python, `tests/gateway`, as its users start it.

use std::{
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

/// A running application, which ends with the value.
#[derive(Debug)]
pub struct Gateway {
    process: Child,
    /// Its base URL, without a slash at its end.
    pub url: String,
}

impl Gateway {
    /// Starts the application that keeps the contract, or the one with a deliberate mistake.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(mistake: Option<&str>) -> Self {
        let mut command = Command::new(python());
        let app = if mistake.is_some() { "app:wrong" } else { "app:sound" };
        command.args(["-m", "uvicorn", app, "--port", "0", "--timeout-keep-alive", "75"]).current_dir(folder());
        command.env("PYTHONUNBUFFERED", "1").env("GATEWAY_WRONG", mistake.unwrap_or_default());
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("Python is installed");
        let mut lines = BufReader::new(process.stderr.take().expect("it is piped"));
        let mut text = String::new();
        let url = loop {
            let mut line = String::new();
            let read = lines.read_line(&mut line).expect("uvicorn writes text");
            assert!(read > 0, "uvicorn did not start:\n{text}");
            if let Some((_, rest)) = line.split_once("running on ") {
                break rest.split_whitespace().next().unwrap_or_default().to_owned();
            }
            text.push_str(&line);
        };
        // Its later lines are read, so that it never waits for a reader.
        thread::spawn(move || lines.read_to_end(&mut Vec::new()));
        Self { process, url }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// The folder of the backend.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gateway")
}

/// The interpreter with the packages of the backend.
///
/// # Panics
/// When they are not installed.
pub fn python() -> PathBuf {
    let python = folder().join(".venv/bin/python");
    assert!(python.is_file(), "the packages of tests/gateway are not installed: run `cargo xtask test`");
    python
}
