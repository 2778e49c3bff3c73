//! `cargo xtask features`: makes every cargo command build each dependency with the same features.
//!
//! Cargo chooses the features of a dependency from the packages that a command names, so that commands with a different
//! `-p` would build it again. `lists` finds the features that each package lacks, and `manifest` writes them into the
//! manifests. The reasons are in docs/adr/0018-one-set-of-features.md.

mod lists;
mod manifest;
mod tree;
mod workspace;

use std::{collections::BTreeMap, fs};

use anyhow::Context;
use contract_cli::files;
use similar::{ChangeTag, TextDiff};

use crate::{DRIFT, SUCCESS, steps, terminal};
use workspace::Workspace;

/// The command that repairs stale lists.
const REPAIR: &str = "cargo xtask features";

#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 written or fresh, 4 a list is stale, 1 cargo cannot resolve the workspace")]
pub(crate) struct Arguments {
    /// Write nothing, and print the lines that are stale.
    #[arg(long)]
    check: bool,
}

/// Writes or compares the lists of every manifest.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let root = steps::root();
    let workspace = Workspace::copy_of(&root)?;
    terminal::progress("Comparing the features of every package");
    let found = lists::find(&workspace)?;
    for (package, crates) in &found.brought {
        terminal::note(&format!("{package} also builds {}: a listed feature needs them", crates.join(", ")));
    }
    let mut stale = BTreeMap::new();
    for (path, expected) in workspace.manifests(&found.lists) {
        let file = root.join(&path);
        let present = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if present != expected {
            stale.insert(path, (present, expected));
        }
    }
    if stale.is_empty() {
        terminal::line("The lists of features are fresh.");
        return Ok(SUCCESS);
    }
    if arguments.check {
        for (path, (present, expected)) in &stale {
            terminal::line(path);
            print_changes(present, expected);
        }
        terminal::error(&format!("{} manifests have stale lists of features; repair: {REPAIR}", stale.len()));
        return Ok(DRIFT);
    }
    for (path, (_, expected)) in &stale {
        files::write(&root, path, expected)?;
    }
    // Cargo.lock names every dependency of a package.
    tree::update_lock_file(&root)?;
    terminal::line(format!("Wrote the features of {} manifests and Cargo.lock.", stale.len()));
    Ok(SUCCESS)
}

/// Prints the lines to remove and the lines to add.
fn print_changes(present: &str, expected: &str) {
    for change in TextDiff::from_lines(present, expected).iter_all_changes() {
        let text = change.value().trim_end();
        match change.tag() {
            ChangeTag::Delete => terminal::line(format!("  - {text}")),
            ChangeTag::Insert => terminal::line(format!("  + {text}")),
            ChangeTag::Equal => {}
        }
    }
}
