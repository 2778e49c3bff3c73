//! The program as it is started, asked to stop and waited for.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStderr, Command, Stdio},
    time::{Duration, Instant},
};

/// A server that runs in a folder of its own.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: String,
    /// The log up to the line that says where the server listens.
    pub(crate) begin: String,
    log: BufReader<ChildStderr>,
}

/// The program, in a folder and with no environment.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.current_dir(folder).env_clear().args(arguments).stderr(Stdio::piped()).stdout(Stdio::piped());
    command
}

impl Running {
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let listen: &[&str] = if arguments.contains(&"--listen") { &[] } else { &["--listen", "127.0.0.1:0"] };
        Self::of(&mut program(folder, &[listen, arguments].concat()))
    }

    /// Starts this command, and waits until it listens.
    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let (mut begin, mut line) = (String::new(), String::new());
        while !line.contains("listening on") {
            line.clear();
            assert!(log.read_line(&mut line).unwrap() > 0, "it ended before it listened:\n{begin}");
            begin.push_str(&line);
        }
        let address = line.split("http://").nth(1).unwrap();
        let address = address.split(|c: char| c != ':' && c != '.' && !c.is_ascii_digit()).next().unwrap().to_owned();
        Self { child, address, begin, log }
    }

    pub(crate) fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn ask_to_stop(&self) {
        terminate(&self.child);
    }

    /// Waits for its end: whether all went well, and how long it took.
    pub(crate) fn end(mut self) -> (bool, Duration, String) {
        let begun = Instant::now();
        let status = self.child.wait().unwrap();
        let mut rest = String::new();
        for line in self.log.lines() {
            rest.push_str(&line.unwrap());
            rest.push('\n');
        }
        (status.success(), begun.elapsed(), rest)
    }
}

/// Sends SIGTERM to a process.
pub(crate) fn terminate(child: &Child) {
    let status = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}
