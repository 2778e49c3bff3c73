//! Programs that run until their value is dropped.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Longer than a contract takes to build, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// A program that ends when its value is dropped.
pub(crate) struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // The program may already have ended.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A program that watches, and its messages.
pub(crate) struct Watching {
    _program: Running,
    messages: Receiver<String>,
}

impl Watching {
    /// Starts a `generate --watch`.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, messages) = channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { _program: Running(child), messages }
    }

    /// Returns the messages up to the next one that says that it watches.
    pub(crate) fn until_it_watches(&self) -> String {
        let mut printed = String::new();
        loop {
            let line = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("it does not watch:\n{printed}"));
            if line.starts_with("Watching ") {
                return printed;
            }
            printed += &line;
            printed.push('\n');
        }
    }
}
