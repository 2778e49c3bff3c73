//! Programs that run as long as their value is there.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Longer than a build of a contract takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// A program, which ends with its value.
pub(crate) struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended cannot be ended again.
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

    /// The messages up to the next one that it watches.
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
