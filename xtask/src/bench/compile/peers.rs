//! The same small API in this toolkit and in others: a full build, and a build after an edit of a doc comment.

use std::fs;

use anyhow::{Context, bail};

use super::{
    Part, Setup,
    checkout::Checkout,
    edit::{Edit, Source},
    measure::Cost,
    median,
    results::{Row, Section},
    workspace::Workspace,
};
use crate::terminal;

/// The file of each crate that declares the API.
const EDITED: &str = "src/lib.rs";

/// A crate of the bench whose program writes an OpenAPI document.
struct Peer {
    name: String,
    workspace: Workspace,
    /// The path of the document, relative to the folder of the crate.
    output: &'static str,
}

/// Measures each toolkit, and writes the section.
pub(super) fn run(setup: &Setup<'_>) -> anyhow::Result<()> {
    let peers = [ours(&setup.ours)?, other(&setup.ours, "utoipa")?, other(&setup.ours, "dropshot")?];
    let mut rows = Vec::new();
    for peer in &peers {
        terminal::progress(&format!("Compiling the small API from nothing: {}", peer.name));
        let cost = peer.workspace.time(&["run"])?;
        peer.check("Library")?;
        rows.push(Row::new(format!("from nothing: {}", peer.name), cost));
    }
    let paths: Vec<_> = peers.iter().map(|peer| peer.workspace.folder().join(EDITED)).collect();
    let sources = paths.iter().map(|path| Source::read(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut costs = vec![Vec::new(); peers.len()];
    for round in 1..=setup.arguments.runs {
        terminal::progress(&format!("Editing the small API, round {round} of {}", setup.arguments.runs));
        for ((peer, source), costs) in peers.iter().zip(&sources).zip(&mut costs) {
            costs.push(peer.edited(source, &format!("edit{round}"))?);
        }
    }
    let edited = peers.iter().zip(&costs);
    rows.extend(edited.map(|(peer, costs)| Row::new(format!("edited: {}", peer.name), median(costs))));
    let introduction = format!(
        "an API of 6 operations and 8 types, until its program has written the OpenAPI document: from nothing, once, and \
         after a change of a doc comment, the median of {}, for which all take turns.\nThe profile is Cargo's for \
         development.\nOurs writes every format; the others write OpenAPI.\nutoipa is measured without a framework, and \
         dropshot with its server, which its types belong to.\nThe crates are in \
         [xtask/bench/compile](../xtask/bench/compile).",
        setup.arguments.runs
    );
    Section {
        part: Part::Peers,
        title: "Compiling a small API",
        introduction,
        table: setup.yardstick.table("API", &rows),
        verdicts: Vec::new(),
        yardstick: &setup.yardstick,
    }
    .publish()
}

/// Our toolkit, with the dependencies of the project's lock file.
fn ours(checkout: &Checkout) -> anyhow::Result<Peer> {
    let folder = checkout.bench("ours")?;
    let project = checkout.built("fetch");
    fs::copy(project.folder().join("Cargo.lock"), folder.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
    let workspace = Workspace::incremental(folder, checkout.target("ours"));
    Ok(Peer { name: format!("contract-kit, {}", checkout.name), workspace, output: "output/openapi/openapi.json" })
}

/// Another toolkit, whose crate has its own lock file.
fn other(checkout: &Checkout, package: &str) -> anyhow::Result<Peer> {
    let workspace = Workspace::incremental(checkout.bench(package)?, checkout.target(package));
    workspace.fetch()?;
    let name = format!("{package} {}", workspace.version(package)?);
    Ok(Peer { name, workspace, output: "output/openapi.json" })
}

impl Peer {
    /// Changes a doc comment, and measures the time until the document contains the change.
    fn edited(&self, source: &Source<'_>, word: &str) -> anyhow::Result<Cost> {
        source.edit(Edit::Documentation, word)?;
        let cost = self.workspace.time(&["run"])?;
        self.check(word)?;
        Ok(cost)
    }

    /// Fails if the document does not contain a word.
    fn check(&self, word: &str) -> anyhow::Result<()> {
        let path = self.workspace.folder().join(self.output);
        let document = fs::read_to_string(&path);
        let document = document.with_context(|| format!("{} ran and wrote no {}", self.name, self.output))?;
        if !document.contains(word) {
            bail!("{} ran, and its {} does not have the word `{word}`", self.name, self.output);
        }
        Ok(())
    }
}
