//! A server process that does not outlive this process.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::{Error, create, owner::Owner};

/// A shell script that starts the server and stops it when the other end of its input is closed. So the server ends
/// with this process, no matter how that ends, even when it is killed.
const GUARD: &str = r#"
exec 3<&0
signal=$1; shift
"$@" </dev/null 3<&- & server=$!
{ read -r _ <&3; kill -s "$signal" "$server"; } & exec 3<&-
wait "$server"
"#;

/// A server that stops when this value is dropped.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts a server. Its output goes into the file `log`, and `signal` stops it.
    pub(crate) fn start(owner: &Owner, server: &Command, signal: &str, log: &Path) -> Result<Self, Error> {
        let output_text = create(log)?;
        let told = output_text.try_clone().map_err(|error| Error::Io("a file", error))?;
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD, "sh", signal]).arg(server.get_program()).args(server.get_args());
        guard.stdin(Stdio::piped()).stdout(output_text).stderr(told);
        owner.run(&mut guard).spawn().map(Self).map_err(|error| Error::Io("a process", error))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // The folder is removed next; a server that still runs would write into it.
        _ = self.0.wait();
    }
}
