//! Finds the features that each package must add, so that its dependencies are built as for the whole workspace.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    manifest::{List, Lists},
    tree::{self, Crate, Side, Tree},
    workspace::Workspace,
};

/// The lists, and their cost.
pub(super) struct Found {
    /// The lists, by package.
    pub(super) lists: BTreeMap<String, Lists>,
    /// The crates that a package builds only because of its lists, by package.
    pub(super) brought: BTreeMap<String, Vec<String>>,
}

/// A feature that a package does not enable.
type Lack = (Crate, Side, String);

/// A package as built by `cargo build` and by `cargo test`.
struct Builds<T> {
    program: T,
    tests: T,
}

/// Finds the lists of every package.
pub(super) fn find(workspace: &Workspace) -> anyhow::Result<Found> {
    let wanted = united(&tree::read(workspace.folder(), None, true)?);
    let before = trees(workspace)?;
    let mut lacks = BTreeMap::new();
    let mut found = Found { lists: BTreeMap::new(), brought: BTreeMap::new() };
    let mut lacking = extend(&mut lacks, &before, &wanted);
    // A feature may add a crate, which may lack features in turn.
    while lacking {
        found.lists = lists_of(&lacks, &before);
        workspace.write(&found.lists)?;
        let now = trees(workspace)?;
        lacking = extend(&mut lacks, &now, &wanted);
        found.brought = brought(&before, &now);
    }
    Ok(found)
}

/// The features of each crate on both sides, so that one build serves the program and its macros.
fn united(tree: &Tree) -> BTreeMap<Crate, BTreeSet<String>> {
    let mut united = BTreeMap::<_, BTreeSet<_>>::new();
    for ((item, _), features) in &tree.features {
        united.entry(item.clone()).or_default().extend(features.iter().cloned());
    }
    united
}

/// The trees of every package.
fn trees(workspace: &Workspace) -> anyhow::Result<BTreeMap<String, Builds<Tree>>> {
    let names: Vec<_> = workspace.names().collect();
    let read = |name: &&str| {
        let program = tree::read(workspace.folder(), Some(name), false)?;
        Ok(((*name).to_owned(), Builds { program, tests: tree::read(workspace.folder(), Some(name), true)? }))
    };
    names.par_iter().map(read).collect()
}

/// Adds the missing features to the trees; returns `false` if none is missing.
fn extend(
    lacks: &mut BTreeMap<String, Builds<BTreeSet<Lack>>>,
    trees: &BTreeMap<String, Builds<Tree>>,
    wanted: &BTreeMap<Crate, BTreeSet<String>>,
) -> bool {
    let mut lacking = false;
    for (name, builds) in trees {
        let known =
            lacks.entry(name.clone()).or_insert_with(|| Builds { program: BTreeSet::new(), tests: BTreeSet::new() });
        for (tree, known) in [(&builds.program, &mut known.program), (&builds.tests, &mut known.tests)] {
            for ((item, side), features) in &tree.features {
                // Each crate of a package is also a crate of the workspace.
                for feature in wanted[item].difference(features) {
                    lacking |= known.insert((item.clone(), *side, feature.clone()));
                }
            }
        }
    }
    lacking
}

/// Gives each package the features that the packages below it do not already add.
fn lists_of(
    lacks: &BTreeMap<String, Builds<BTreeSet<Lack>>>,
    trees: &BTreeMap<String, Builds<Tree>>,
) -> BTreeMap<String, Lists> {
    let mut all = BTreeMap::new();
    for (name, builds) in trees {
        let below = |tree: &Tree| -> BTreeSet<&Lack> {
            tree.packages.iter().filter(|below| *below != name).flat_map(|below| &lacks[below].program).collect()
        };
        let (program, tests) = (&lacks[name].program, &lacks[name].tests);
        let mut lists = Lists { direct: builds.tests.direct.clone(), ..Lists::default() };
        let given = below(&builds.program);
        for lack in program.iter().filter(|lack| !given.contains(lack)) {
            match lack.1 {
                Side::Target => add(&mut lists.dependencies, lack),
                Side::Host => add(&mut lists.build, lack),
            }
        }
        let given = below(&builds.tests);
        for lack in tests.iter().filter(|lack| !program.contains(lack) && !given.contains(lack)) {
            match lack.1 {
                Side::Target => add(&mut lists.dev, lack),
                // Tests have no separate build dependencies. Without a build script, cargo builds no build
                // dependencies.
                Side::Host => add(&mut lists.build, lack),
            }
        }
        all.insert(name.clone(), lists);
    }
    all
}

fn add(list: &mut List, (item, _, feature): &Lack) {
    list.entry(item.clone()).or_default().insert(feature.clone());
}

/// The crates that each package builds only because of the lists, without those of the packages below it.
fn brought(
    before: &BTreeMap<String, Builds<Tree>>,
    now: &BTreeMap<String, Builds<Tree>>,
) -> BTreeMap<String, Vec<String>> {
    let crates = |tree: &Tree| -> BTreeSet<String> {
        tree.features.keys().map(|(item, _)| format!("{} {}", item.name, item.version)).collect()
    };
    let new = |name: &String| &crates(&now[name].program) - &crates(&before[name].program);
    let mut brought = BTreeMap::new();
    for (name, builds) in before {
        let below = builds.program.packages.iter().filter(|below| *below != name);
        let known: BTreeSet<_> = below.flat_map(new).collect();
        let new: Vec<_> = new(name).difference(&known).cloned().collect();
        if !new.is_empty() {
            brought.insert(name.clone(), new);
        }
    }
    brought
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of crates with their features, above packages of the workspace.
    fn tree(crates: &[(&str, Side, &[&str])], packages: &[&str]) -> Tree {
        let entry = |(name, side, features): &(&str, Side, &[&str])| {
            let features = features.iter().map(|feature| (*feature).to_owned()).collect();
            ((Crate { name: (*name).into(), version: "1.0.0".into() }, *side), features)
        };
        let packages = packages.iter().map(|package| (*package).to_owned()).collect();
        Tree { features: crates.iter().map(entry).collect(), packages, ..Tree::default() }
    }

    fn names(list: &List) -> Vec<String> {
        list.iter().map(|(item, features)| format!("{} {features:?}", item.name)).collect()
    }

    #[test]
    fn package_omits_features_listed_by_its_dependencies() {
        use Side::{Host, Target};
        let model = || tree(&[("serde", Target, &[]), ("syn", Host, &[])], &["model"]);
        let program =
            tree(&[("serde", Target, &["std"]), ("syn", Host, &[]), ("tokio", Target, &[])], &["edge", "model"]);
        let tests = tree(&[("serde", Target, &["std"]), ("insta", Target, &[])], &["edge", "model"]);
        let whole: &[(&str, Side, &[&str])] = &[
            ("insta", Target, &["json"]),
            ("serde", Target, &["rc", "std"]),
            ("syn", Target, &["fold"]),
            ("syn", Host, &["full"]),
            ("tokio", Target, &["fs"]),
        ];
        let wanted = united(&tree(whole, &["edge", "model"]));
        let trees = BTreeMap::from([
            ("edge".to_owned(), Builds { program, tests }),
            ("model".to_owned(), Builds { program: model(), tests: model() }),
        ]);
        let mut lacks = BTreeMap::new();
        assert!(extend(&mut lacks, &trees, &wanted));
        assert!(!extend(&mut lacks, &trees, &wanted), "what is known is not lacking again");
        let lists = lists_of(&lacks, &trees);
        assert_eq!(names(&lists["model"].dependencies), [r#"serde {"rc", "std"}"#]);
        assert_eq!(names(&lists["model"].build), [r#"syn {"fold", "full"}"#]);
        assert_eq!(names(&lists["edge"].dependencies), [r#"tokio {"fs"}"#]);
        assert_eq!(names(&lists["edge"].build), [""; 0]);
        assert_eq!(names(&lists["edge"].dev), [r#"insta {"json"}"#]);
    }
}
