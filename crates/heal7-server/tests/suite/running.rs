//! The program as a process, started in a folder of its own, with its log.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// A server that runs until it is asked to stop or the test ends.
pub(crate) struct Running {
    child: Child,
    /// The host and the port.
    pub(crate) address: String,
    /// The log up to the line that reports the address.
    pub(crate) begin: String,
    /// The lines of the log after that one.
    log: Arc<Mutex<String>>,
    /// The thread that reads the log: a server would block if nobody read its log.
    reader: Option<JoinHandle<()>>,
}

/// Returns the command of the program, with an empty environment.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heal7-server"));
    command.args(arguments);
    piped(command, folder)
}

fn piped(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder).env_clear().stderr(Stdio::piped()).stdout(Stdio::piped());
    command
}

impl Running {
    /// Starts the program on a free port.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let listen: &[&str] = if arguments.contains(&"--listen") { &[] } else { &["--listen", "127.0.0.1:0"] };
        Self::spawn(program(folder, &[listen, arguments].concat()))
    }

    /// Starts the program through a launcher, such as a shell. The launcher gets the program and its arguments as its
    /// last arguments, and replaces itself by the program.
    pub(crate) fn start_by(launcher: &[&str], folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let [first, rest @ ..] = launcher else { panic!("a launcher has a name") };
        let mut command = Command::new(first);
        command.args(rest).arg(env!("CARGO_BIN_EXE_heal7-server")).args(["--listen", "127.0.0.1:0"]).args(arguments);
        let mut command = piped(command, folder);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).envs(environment.iter().copied());
        Self::spawn(command)
    }

    /// Runs a command, and waits until it listens.
    pub(crate) fn spawn(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut printed = BufReader::new(child.stderr.take().unwrap());
        let (mut line, mut begin) = (String::new(), String::new());
        while !line.contains("listening on") {
            line.clear();
            assert!(printed.read_line(&mut line).unwrap() > 0, "{command:?} ended before it listened:\n{begin}");
            begin.push_str(&line);
        }
        let address = line.split("http://").nth(1).unwrap();
        let address = address.split(|c: char| c != ':' && c != '.' && !c.is_ascii_digit()).next().unwrap().to_owned();
        let log = Arc::<Mutex<String>>::default();
        let reader = std::thread::spawn({
            let log = Arc::clone(&log);
            move || {
                for line in printed.lines() {
                    let mut log = log.lock().unwrap();
                    log.push_str(&line.unwrap());
                    log.push('\n');
                }
            }
        });
        Self { child, address, begin, log, reader: Some(reader) }
    }

    /// Returns the URL of a path.
    pub(crate) fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The id of the process.
    pub(crate) fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// The log so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Sends SIGTERM.
    pub(crate) fn ask_to_stop(&self) {
        terminate(&self.child);
    }

    /// Waits for the end of the process. Returns whether it succeeded, how long it took, and the log.
    pub(crate) fn end(mut self) -> (bool, Duration, String) {
        let begun = Instant::now();
        let status = self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
        (status.success(), begun.elapsed(), self.log())
    }
}

/// Sends SIGTERM to a process.
pub(crate) fn terminate(child: &Child) {
    let status = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

impl Drop for Running {
    fn drop(&mut self) {
        // The process has ended already, unless the test has failed.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
