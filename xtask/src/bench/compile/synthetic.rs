//! The sources of a contract with any number of types, which every revision since the baseline compiles.

use std::path::Path;

use contract_cli::files;

/// The problems of the small API; a contract must have some.
const PROBLEMS: &str = include_str!("../../../bench/compile/ours/src/problem.rs");
/// The number of types in a group: an id, a text, an enumeration, and structs that use them.
const GROUP: u32 = 8;
/// The number of types in one module, which is a file.
const MODULE: u32 = 5 * GROUP;

/// Writes the crate into the `crates` folder of a workspace, and returns its name.
pub(super) fn write(workspace: &Path, types: u32) -> anyhow::Result<String> {
    let name = format!("synthetic-{types}");
    let folder = workspace.join("crates").join(&name);
    for (path, text) in sources(&name, types) {
        files::write(&folder, path, &text)?;
    }
    Ok(name)
}

/// The path and the text of each file.
fn sources(name: &str, types: u32) -> Vec<(String, String)> {
    let modules: Vec<u32> = (0..types.div_ceil(MODULE)).collect();
    let mut files = vec![
        ("Cargo.toml".into(), manifest(name)),
        ("src/lib.rs".into(), library(&modules)),
        ("src/problem.rs".into(), PROBLEMS.into()),
    ];
    files.extend(modules.iter().map(|number| (format!("src/module{number}.rs"), module(*number, types))));
    files
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion.workspace = true\nedition.workspace = true\n\n\
         [dependencies]\ncontract-kit.workspace = true\n"
    )
}

fn library(modules: &[u32]) -> String {
    let declared: String = modules.iter().map(|number| format!("pub mod module{number};\n")).collect();
    let traits: Vec<_> = modules.iter().map(|number| format!("module{number}::Module{number}")).collect();
    format!(
        "//! A synthetic contract.\n\n{declared}pub mod problem;\n\nuse contract_kit::prelude::*;\n\n\
         /// A synthetic API.\n\
         #[api(\n    title = \"Synthetic API\",\n    version = \"1.0.0\",\n    \
         base_uri = \"https://synthetic.example/\",\n    license = \"MIT\",\n    package = \"@synthetic/contracts\",\n    \
         contact(\"Nobody\", \"https://synthetic.example/contact\", \"api@synthetic.example\"),\n    \
         servers = [(\"https://api.synthetic.example\", \"Production\")],\n    \
         version_header(\"X-API-Version\", \"v1\"),\n    problems = problem::ProblemCode,\n)]\n\
         pub trait Synthetic: {} {{}}\n",
        traits.join(" + "),
    )
}

/// The types of one module, and the operations that use every fourth of them.
fn module(number: u32, types: u32) -> String {
    let numbers = number * MODULE..types.min((number + 1) * MODULE);
    let declarations: String = numbers.clone().map(declaration).collect();
    let operations: String = numbers.filter(|number| number % 4 == 3).map(operation).collect();
    format!(
        "//! A module of a synthetic contract.\n\nuse contract_kit::prelude::*;\n\n{}{declarations}\
         /// A module.\n#[module(auth = Public)]\npub trait Module{number} {{\n{operations}}}\n",
        if operations.is_empty() { "" } else { "use crate::problem::BookNotFound;\n\n" },
    )
}

/// A type; its position in its group determines its kind.
fn declaration(number: u32) -> String {
    let group = number / GROUP;
    match number % GROUP {
        0 => format!("/// Identifies a record of group {group}.\n#[contract]\npub struct Id{group}(pub Uuid);\n\n"),
        1 => format!(
            "/// A text of group {group}.\n#[contract(length(1..=80), example = \"text {group}\")]\n\
             pub struct Text{group}(pub String);\n\n"
        ),
        2 => format!(
            "/// A kind of group {group}.\n#[contract]\npub enum Kind{group} {{\n    /// The first kind.\n    First,\n    \
             /// The second kind.\n    Second,\n    /// The third kind.\n    Third,\n}}\n\n"
        ),
        place => structure(number, group, place == 3),
    }
}

/// A struct with eight fields. Every struct except the first of a group contains the previous struct.
fn structure(number: u32, group: u32, is_first: bool) -> String {
    let before = if is_first { format!("Id{group}") } else { format!("Record{}", number - 1) };
    format!(
        "/// Record {number}.\n#[contract]\npub struct Record{number} {{\n    \
         /// The record's id.\n    pub id: Id{group},\n    \
         /// The name that people see.\n    pub name: Text{group},\n    \
         /// The kind of record.\n    pub kind: Kind{group},\n    \
         /// The number of items in it.\n    #[contract(range(0..=1_000_000), example = {number})]\n    pub count: i32,\n    \
         /// The share of them that are used.\n    #[contract(range(0.0..=1.0), example = 0.5)]\n    \
         pub share: Option<f64>,\n    \
         /// Words to find it by.\n    #[contract(items(..=20), example = vec![\"word\".to_owned()])]\n    \
         pub words: Vec<String>,\n    \
         /// The time when it was made.\n    #[contract(example = \"2026-01-15T09:36:00Z\")]\n    pub made_at: DateTime,\n    \
         /// The record before it.\n    pub before: Option<{before}>,\n}}\n\n"
    )
}

/// An operation: the first of a group reads, the second writes.
fn operation(number: u32) -> String {
    let group = number / GROUP;
    if number % GROUP == 3 {
        format!(
            "    /// Get record {number}.\n    ///\n    /// Answers it as it is.\n    #[get(\"/records{number}/{{id}}\", errors(BookNotFound))]\n    \
             fn get_record{number}(\n        /// The record's id.\n        id: Id{group},\n    ) -> Record{number};\n\n"
        )
    } else {
        format!(
            "    /// Add record {number}.\n    ///\n    /// Answers what was added.\n    #[post(\"/records{number}\", errors(BookNotFound))]\n    \
             fn add_record{number}(body: Record{number}) -> Created<Record{number}>;\n\n"
        )
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::fs;

    use super::*;

    /// The number of times that a text occurs in the modules of a contract.
    fn count(types: u32, text: &str) -> usize {
        let files = sources("synthetic", types);
        files
            .iter()
            .filter(|(path, _)| path.starts_with("src/module"))
            .map(|(_, file)| file.matches(text).count())
            .sum()
    }

    #[test]
    fn synthetic_contract_has_the_requested_number_of_types() {
        for types in [8, 41, 100, 800] {
            assert_eq!(count(types, "#[contract]\npub") + count(types, ")]\npub struct Text"), types as usize);
            assert_eq!(count(types, "    fn "), types as usize / 4, "operations of {types}");
        }
    }

    #[test]
    fn every_struct_has_eight_documented_fields() {
        let text = structure(4, 0, false);
        assert_eq!(text.matches("    pub ").count(), 8);
        assert_eq!(text.matches("    /// ").count(), 8);
        assert!(text.contains("pub before: Option<Record3>") && structure(3, 0, true).contains("before: Option<Id0>"));
    }

    #[test]
    fn the_library_lists_each_module() {
        let files = sources("synthetic", 81);
        let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths[3..], ["src/module0.rs", "src/module1.rs", "src/module2.rs"]);
        assert!(files[1].1.contains("pub trait Synthetic: module0::Module0 + module1::Module1 + module2::Module2 {}"));
    }

    #[test]
    fn the_crate_is_written_among_the_others() {
        let workspace = tempfile::tempdir().unwrap();
        assert_eq!(write(workspace.path(), 8).unwrap(), "synthetic-8");
        let manifest = fs::read_to_string(workspace.path().join("crates/synthetic-8/Cargo.toml")).unwrap();
        assert!(manifest.contains("name = \"synthetic-8\""), "{manifest}");
    }
}
