//! `contract generate --watch`: files follow the registry, and stay while it cannot be used.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Longer than any step takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The command, which is ended with the test.
struct Watching {
    child: Child,
    messages: Receiver<String>,
}

impl Watching {
    fn start(registry: &Path, output: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_contract"))
            .args(["generate", "--watch", "--registry"])
            .arg(registry)
            .arg("--output")
            .arg(output)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, messages) = channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, messages }
    }

    /// The messages up to the next one that it watches.
    fn until_it_watches(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.messages.recv_timeout(PATIENCE).expect("it watches");
            if line.starts_with("Watching ") {
                return said;
            }
            said += &line;
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // One that has ended cannot be ended again.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn files_follow_a_registry_and_stay_while_it_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, output) = (folder.path().join("registry.json"), folder.path().join("formats"));
    let bookshop = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract-model/tests/registries/bookshop.json");
    let text = fs::read_to_string(bookshop).unwrap();
    fs::write(&registry, &text).unwrap();
    let watching = Watching::start(&registry, &output);
    assert_eq!(watching.until_it_watches(), "");
    let types = || fs::read_to_string(output.join("typescript/src/types.ts")).unwrap();
    assert!(types().contains("One printing of a book."));

    fs::write(&registry, text.replace("One printing of a book.", "One impression of a book.")).unwrap();
    assert_eq!(watching.until_it_watches(), "");
    assert!(types().contains("One impression of a book."));

    fs::write(&registry, "{").unwrap();
    let said = watching.until_it_watches();
    assert!(said.contains("error: cannot use") && said.contains("the generated files stay as they were"), "{said}");
    assert!(types().contains("One impression of a book."));

    // As an editor saves: another file takes the place.
    let saved = folder.path().join("registry.json~");
    fs::write(&saved, &text).unwrap();
    fs::rename(&saved, &registry).unwrap();
    assert_eq!(watching.until_it_watches(), "");
    assert!(types().contains("One printing of a book."));
}
