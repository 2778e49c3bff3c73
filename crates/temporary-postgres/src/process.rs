//! A server as a process that does not outlive this one.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::{Error, create, owner::Owner};

/// Starts the server and stops it when nobody holds the other end of its input any more: so it ends with this process
/// however that ends, also when it is killed.
const GUARD: &str = r#"
exec 3<&0
signal=$1; shift
"$@" </dev/null 3<&- & server=$!
{ read -r _ <&3; kill -s "$signal" "$server"; } & exec 3<&-
wait "$server"
"#;

/// A server that stops when this is dropped.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts a server; what it says goes into a file, and the signal stops it.
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
        // Its folder is removed next; a server that is still there would write into it.
        _ = self.0.wait();
    }
}
