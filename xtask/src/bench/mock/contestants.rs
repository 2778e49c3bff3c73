//! The compared servers: our mock, Prism in two modes, and the reference server.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::Context;
use serde_json::Value;
use tempfile::TempDir;

use super::{
    CONTRACT,
    requests::{Request, client},
};
use crate::bench::{
    running::{Running, free_address},
    server::{SERVER, contestants::Person},
};

/// The registry of the contract, from the project's folder.
pub(super) const REGISTRY: &str = "generated/registry.json";
/// The document that Prism serves, from the project's folder.
const OPENAPI: &str = "generated/openapi/openapi.json";
/// A token without a meaning: Prism requires one, and our mock accepts any.
const TOKEN: &str = "x";
/// The pause between two requests to a server that does not answer yet.
const PAUSE: Duration = Duration::from_millis(1);

/// A server that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contestant {
    /// `contract mock`.
    Ours,
    /// Prism, which generates each answer from its schema.
    PrismDynamic,
    /// Prism, which answers with the examples of the document.
    PrismStatic,
    /// The implementation of the contract.
    Reference,
}

impl Contestant {
    /// All servers, in the order of the table.
    pub(super) const ALL: [Self; 4] = [Self::Ours, Self::PrismDynamic, Self::PrismStatic, Self::Reference];
    /// The servers that need no implementation of the contract.
    pub(super) const MOCKS: [Self; 3] = [Self::Ours, Self::PrismDynamic, Self::PrismStatic];

    /// The server's name in the table.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::PrismDynamic => "Prism, dynamic",
            Self::PrismStatic => "Prism, static",
            Self::Reference => "reference server",
        }
    }
}

/// A server that answers requests.
pub(super) struct Started {
    pub running: Running,
    /// The time from the start to the first answer; `None` for the reference server, which first needs a sign-in.
    pub ready: Option<Duration>,
    /// The person who calls the reference server.
    person: Option<Person>,
    /// The files of the reference server.
    _folder: Option<TempDir>,
}

impl Started {
    /// Starts a server, and waits for its first answer to this request.
    pub(super) fn new(contestant: Contestant, root: &Path, bench: &Path, first: &Request) -> anyhow::Result<Self> {
        let started = match contestant {
            Contestant::Ours => Self::ours(root, first),
            Contestant::PrismDynamic => Self::prism(root, bench, &["--dynamic", "--seed", "1"], first),
            Contestant::PrismStatic => Self::prism(root, bench, &[], first),
            Contestant::Reference => Self::reference(root),
        };
        started.with_context(|| format!("{} does not start", contestant.title()))
    }

    fn ours(root: &Path, first: &Request) -> anyhow::Result<Self> {
        let mut command = Command::new(root.join(CONTRACT));
        command.current_dir(root).args(["mock", "--registry", REGISTRY, "--format", "json", "--auth", "off"]);
        Self::mock(command.env_remove("RUST_LOG"), first, |command, address| {
            command.args(["--listen", &address.to_string()])
        })
    }

    /// Starts Prism, which logs only errors, because a log line for each request would take time.
    fn prism(root: &Path, bench: &Path, flags: &[&str], first: &Request) -> anyhow::Result<Self> {
        let mut command = Command::new(node(bench));
        command.current_dir(bench).args(["node_modules/.bin/prism", "mock", "--verboseLevel", "error"]);
        command.args(flags).arg(root.join(OPENAPI));
        Self::mock(&mut command, first, |command, address| {
            command.args(["--host", &address.ip().to_string(), "--port", &address.port().to_string()])
        })
    }

    fn mock(
        command: &mut Command,
        first: &Request,
        listening: impl Fn(&mut Command, std::net::SocketAddr) -> &mut Command,
    ) -> anyhow::Result<Self> {
        let (address, client) = (free_address()?, client());
        let command = listening(command, address).stderr(Stdio::null());
        let begun = Instant::now();
        let mut running = Running::spawn(command, address)?;
        let answers = || first.send(&client, address, TOKEN).is_ok_and(|(status, _)| status == first.status);
        running.wait_until(PAUSE, answers)?;
        Ok(Self { running, ready: Some(begun.elapsed()), person: None, _folder: None })
    }

    /// Starts the reference server on a new database, with a person who has results.
    fn reference(root: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir().context("there is no room for a folder")?;
        let running = Running::ours(&root.join(SERVER), folder.path(), "sqlite:heal7.db")?;
        let person = running.person()?;
        Ok(Self { running, ready: None, person: Some(person), _folder: Some(folder) })
    }

    /// A request about something that the server has, and the token of its caller.
    pub(super) fn known(&self, request: &Request) -> (Request, &str) {
        match &self.person {
            // The list of a person who calculates would grow under load.
            Some(person) if request.method == "POST" => (request.clone(), &person.calculating),
            Some(person) => (request.clone().about(&person.result), &person.token),
            None => (request.clone(), TOKEN),
        }
    }
}

/// The Node that runs Prism: also a package, because Prism needs a newer one than the project.
pub(super) fn node(bench: &Path) -> PathBuf {
    bench.join("node_modules/.bin/node")
}

/// The version of Prism in the package of the bench.
pub(super) fn prism_version(bench: &Path) -> anyhow::Result<String> {
    let text = fs::read(bench.join("package.json")).context("the bench has no package.json")?;
    let manifest: Value = serde_json::from_slice(&text).context("the bench's package.json is no JSON")?;
    let version = manifest["devDependencies"]["@stoplight/prism-cli"].as_str();
    Ok(version.context("the bench's package.json names no version of Prism")?.to_owned())
}
