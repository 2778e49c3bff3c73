//! The lists at the end of a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Crate;

/// The line that begins the lists, which extend to the end of the file.
const MARK: &str =
    "# Features that other packages of the workspace switch on; see docs/adr/0018-one-set-of-features.md.
# Written by `cargo xtask features`.
";

/// The features that a package adds, by crate.
pub(super) type List = BTreeMap<Crate, BTreeSet<String>>;

/// The lists of one manifest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lists {
    pub(super) dependencies: List,
    pub(super) build: List,
    pub(super) dev: List,
    /// The crates that the authors of the manifest name.
    pub(super) direct: BTreeSet<Crate>,
}

/// A manifest without its generated lists.
pub(super) fn without_lists(manifest: &str) -> String {
    match manifest.split_once(MARK) {
        Some((written, _)) => format!("{}\n", written.trim_end()),
        None => manifest.to_owned(),
    }
}

/// A manifest with its lists.
pub(super) fn with_lists(manifest: &str, lists: &Lists) -> String {
    let mut text = manifest.to_owned();
    let tables =
        [("dependencies", &lists.dependencies), ("build-dependencies", &lists.build), ("dev-dependencies", &lists.dev)];
    for (index, (table, list)) in tables.into_iter().filter(|(_, list)| !list.is_empty()).enumerate() {
        text += "\n";
        if index == 0 {
            text += MARK;
        }
        // The lists are made for Linux. On other systems they would add crates that only Linux builds.
        text += &format!("[target.'cfg(target_os = \"linux\")'.{table}]\n");
        for (item, features) in list {
            text += &line(item, features, lists.direct.contains(item));
        }
    }
    text
}

/// The features of one crate.
///
/// Cargo accepts only one name of a crate in all tables of a package. A crate that the authors do not name gets a name
/// that their code cannot use by accident.
fn line(item: &Crate, features: &BTreeSet<String>, by_hand: bool) -> String {
    let Crate { name, .. } = item;
    let version = requirement(&item.version);
    let features: Vec<_> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    let rest = format!("version = \"{version}\", default-features = false, features = [{}]", features.join(", "));
    if by_hand {
        return format!("{name} = {{ {rest} }}\n");
    }
    let major = version.replace('.', "-");
    format!("features-of-{name}-{major} = {{ package = \"{name}\", {rest} }}\n")
}

/// The part of a version that is unique in Cargo.lock.
fn requirement(version: &str) -> &str {
    let version = version.split_once('+').map_or(version, |(version, _)| version);
    // A prerelease is not compatible with any other version.
    if version.contains('-') || version.starts_with("0.0.") {
        return version;
    }
    let dots = usize::from(version.starts_with("0."));
    version.match_indices('.').nth(dots).map_or(version, |(end, _)| &version[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n";

    fn list(crates: &[(&str, &str, &str)]) -> List {
        let entry = |(name, version, feature): &(&str, &str, &str)| {
            let item = Crate { name: (*name).into(), version: (*version).into() };
            (item, BTreeSet::from([(*feature).to_owned()]))
        };
        crates.iter().map(entry).collect()
    }

    #[test]
    fn lists_are_appended_and_can_be_removed() {
        let dependencies = list(&[("bytes", "1.2.3", "serde"), ("hashbrown", "0.14.5", "raw")]);
        let direct = dependencies.keys().take(1).cloned().collect();
        let lists = Lists {
            dependencies,
            build: list(&[("bytes", "1.2.3", "std"), ("syn", "3.0.1", "full")]),
            direct,
            ..Lists::default()
        };
        let expected = format!(
            r#"{WRITTEN}
{MARK}[target.'cfg(target_os = "linux")'.dependencies]
bytes = {{ version = "1", default-features = false, features = ["serde"] }}
features-of-hashbrown-0-14 = {{ package = "hashbrown", version = "0.14", default-features = false, features = ["raw"] }}

[target.'cfg(target_os = "linux")'.build-dependencies]
bytes = {{ version = "1", default-features = false, features = ["std"] }}
features-of-syn-3 = {{ package = "syn", version = "3", default-features = false, features = ["full"] }}
"#
        );
        assert_eq!(with_lists(WRITTEN, &lists), expected);
        assert_eq!(without_lists(&expected), WRITTEN);
        assert_eq!(with_lists(WRITTEN, &Lists::default()), WRITTEN);
    }

    #[test]
    fn a_requirement_matches_one_version_of_the_lock_file() {
        let requirements = ["1.12.2", "0.14.5", "0.0.7", "1.1.3+spec-1.1.0", "0.0.7+x", "2.0.0-rc.1"].map(requirement);
        assert_eq!(requirements, ["1", "0.14", "0.0.7", "1", "0.0.7", "2.0.0-rc.1"]);
    }
}
