//! The Python backend, `tests/gateway`, started in the same way as by its users.

use std::{
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Once,
    thread,
};

/// A running application, which ends when the value is dropped.
#[derive(Debug)]
pub struct Gateway {
    process: Child,
    /// The base URL of the application, without a trailing slash.
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
        // Its later lines are read too, so that its output never blocks.
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

/// The interpreter with the packages of the backend, whose models are those of the contract.
///
/// # Panics
/// When the packages are not installed, or the models cannot be generated.
pub fn python() -> PathBuf {
    static MODELS: Once = Once::new();
    let python = folder().join(".venv/bin/python");
    assert!(python.is_file(), "the packages of tests/gateway are not installed: run `cargo xtask test`");
    MODELS.call_once(|| {
        let output =
            Command::new(&python).arg("models.py").current_dir(folder()).output().expect("Python is installed");
        assert!(output.status.success(), "`models.py` failed:\n{}", String::from_utf8_lossy(&output.stderr));
    });
    python
}
