//! The bookshop as a process, correct or with a fault.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use anyhow::Context;
use contract_conformance::rules::{self, Group};
use serde::Deserialize;

use crate::steps;

/// The program, from the project's folder.
pub(super) const PROGRAM: &str = "target/release/bookshop";

/// A rule that the shop can break.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Fault {
    pub name: String,
    /// The id of the rule.
    pub rule: String,
    pub description: String,
}

impl Fault {
    /// The group of its rule.
    pub(super) fn group(&self) -> anyhow::Result<Group> {
        let rule = rules::rule(&self.rule);
        Ok(rule
            .with_context(|| format!("`{}` breaks `{}`, which is no rule of the suite", self.name, self.rule))?
            .group)
    }
}

/// Returns every fault that the shop can have.
pub(super) fn faults(root: &Path) -> anyhow::Result<Vec<Fault>> {
    let list = steps::output(Command::new(root.join(PROGRAM)).arg("--list"))?;
    serde_json::from_str(&list).context("the bookshop's list of faults cannot be read")
}

/// A shop that runs until its value is dropped.
pub(super) struct Shop {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// Its base URL.
    pub url: String,
}

impl Drop for Shop {
    fn drop(&mut self) {
        // Both fail only if the process has already ended.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Shop {
    /// Starts a shop with this fault, or a correct one.
    pub(super) fn open(root: &Path, fault: Option<&Fault>) -> anyhow::Result<Self> {
        let mut command = Command::new(root.join(PROGRAM));
        command.args(fault.iter().flat_map(|fault| ["--fault", &fault.name])).stdout(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("{PROGRAM} cannot be started"))?;
        let lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut shop = Self { child, lines, url: String::new() };
        shop.url = shop.line()?;
        Ok(shop)
    }

    /// Closes the shop, and returns the number of requests that it received.
    pub(super) fn close(mut self) -> anyhow::Result<u64> {
        steps::output(Command::new("kill").arg(self.child.id().to_string()))?;
        let requests = self.line()?;
        requests
            .parse()
            .with_context(|| format!("the bookshop should print its number of requests, but prints {requests}"))
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.lines.read_line(&mut line).context("the bookshop's output cannot be read")?;
        anyhow::ensure!(!line.is_empty(), "the bookshop ended before it printed a line");
        Ok(line.trim().to_owned())
    }
}
