//! Reads `cargo tree`: the crates that cargo builds for a package, and the features of each.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
};

use anyhow::Context;

use crate::steps;

/// The target of the lists, so that they are the same on every machine.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// A crate from outside the workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) version: String,
}

/// The side on which a crate runs; cargo chooses the features of each side separately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// In the program.
    Target,
    /// In the compiler, for a procedural macro or a build script.
    Host,
}

/// The crates of one cargo command.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) features: BTreeMap<(Crate, Side), BTreeSet<String>>,
    /// The crates that the package itself names.
    pub(super) direct: BTreeSet<Crate>,
    /// The packages of the workspace, including the package itself.
    pub(super) packages: BTreeSet<String>,
}

/// Reads the tree of a package, or of the workspace, with or without the dependencies of its tests.
pub(super) fn read(root: &Path, package: Option<&str>, tests: bool) -> anyhow::Result<Tree> {
    let mut command = Command::new("cargo");
    command.args(["tree", "--target", SYSTEM, "--charset", "ascii", "--format", "{p}|{f}"]);
    command.args(["--edges", if tests { "normal,build,dev" } else { "normal,build" }]);
    match package {
        Some(package) => command.args(["--package", package]),
        None => command.arg("--workspace"),
    };
    parse(&steps::output(command.current_dir(root))?)
}

/// Makes cargo write the lock file of the workspace.
pub(super) fn update_lock_file(root: &Path) -> anyhow::Result<()> {
    steps::output(Command::new("cargo").args(["tree", "--workspace", "--depth", "0"]).current_dir(root)).map(drop)
}

/// A crate between the root and the current line.
struct Ancestor {
    side: Side,
    /// Whether its next children belong to its build script.
    builds: bool,
}

fn parse(text: &str) -> anyhow::Result<Tree> {
    let mut tree = Tree::default();
    let mut ancestors: Vec<Ancestor> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let content = line.trim_start_matches(['|', '`', '-', ' ']);
        // Each level is indented by four columns.
        let depth = (line.len() - content.len()) / 4;
        if content.starts_with('[') {
            let parent = ancestors.get_mut(depth).with_context(|| format!("a section without a package: {line}"))?;
            parent.builds = content == "[build-dependencies]";
            ancestors.truncate(depth + 1);
            continue;
        }
        ancestors.truncate(depth);
        let (package, features) = content.split_once('|').with_context(|| format!("no features: {line}"))?;
        let mut words = package.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else {
            anyhow::bail!("no version: {line}");
        };
        let is_macro = package.contains("(proc-macro)");
        let host = is_macro || ancestors.last().is_some_and(|parent| parent.builds || parent.side == Side::Host);
        let side = if host { Side::Host } else { Side::Target };
        ancestors.push(Ancestor { side, builds: false });
        // Only a package of the workspace has a folder.
        if package.contains("(/") {
            tree.packages.insert(name.to_owned());
            continue;
        }
        let version = version.trim_start_matches('v').to_owned();
        let item = Crate { name: name.to_owned(), version };
        if depth == 1 {
            tree.direct.insert(item.clone());
        }
        let features = features.trim_end_matches(" (*)");
        let features = features.split(',').filter(|feature| !feature.is_empty()).map(str::to_owned);
        tree.features.entry((item, side)).or_default().extend(features);
    }
    Ok(tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_and_build_scripts_run_on_the_host() {
        let tree = parse(
            "\
model v0.1.0 (/project/model)|
|-- kit v0.1.0 (/project/kit)|
|   `-- derive v1.0.0 (proc-macro)|default
|       `-- syn v3.0.1|full,visit
|-- native v0.2.0|std
|   `-- syn v3.0.1|visit
|   [build-dependencies]
|   `-- cc v1.1.0+x|
`-- last v1.0.0|a (*)
[dev-dependencies]
`-- insta v1.0.0|json
",
        )
        .expect("every line is of the format");
        let found: Vec<_> = tree
            .features
            .iter()
            .map(|((item, side), features)| format!("{} {side:?} {features:?}", item.name))
            .collect();
        let expected = [
            "cc Host {}",
            "derive Host {\"default\"}",
            "insta Target {\"json\"}",
            "last Target {\"a\"}",
            "native Target {\"std\"}",
            "syn Target {\"visit\"}",
            "syn Host {\"full\", \"visit\"}",
        ];
        assert_eq!(found, expected);
        assert_eq!(tree.packages.into_iter().collect::<Vec<_>>(), ["kit", "model"]);
        let direct: Vec<_> = tree.direct.iter().map(|item| item.name.as_str()).collect();
        assert_eq!(direct, ["insta", "last", "native"]);
    }
}
