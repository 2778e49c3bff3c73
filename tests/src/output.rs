//! The output of the two contracts, in a separate folder for each test.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use bookshop::BookshopContract;
use contract_emit::{Artifact, Document, Emission, Sources};
use contract_kit::{
    build::Contract,
    number,
    registry::Registry,
    types::{ContractType, TypeVisitor},
};
use serde_json::Value;
use tempfile::TempDir;

/// A contract with all its output on disk.
pub struct Output {
    /// The contract's name in messages.
    pub name: &'static str,
    /// The contract as data.
    pub registry: Registry,
    /// The function that reads and writes a value of each type, by the name of the type in Rust.
    pub round_trips: RoundTrips,
    /// The contract's other sources, such as GraphQL documents.
    pub sources: Sources,
    /// The emission of the contract.
    pub emission: Emission,
    /// The folder with the output.
    pub folder: TempDir,
}

/// Reads a value as a Rust type and writes it again: as canonical JSON, without unknown properties.
pub type RoundTrip = fn(Value) -> Result<Value, serde_json::Error>;

/// The [`RoundTrip`] of each named type.
#[derive(Default)]
pub struct RoundTrips(BTreeMap<String, RoundTrip>);

impl RoundTrips {
    /// The [`RoundTrip`] of a type of the registry.
    ///
    /// # Panics
    /// When the contract does not show the type to its visitors.
    pub fn round_trip(&self, registry: &Registry, name: &str) -> RoundTrip {
        let rust = registry.types[name].rust_name(name);
        *self.0.get(rust).unwrap_or_else(|| panic!("no visitor has seen `{rust}`"))
    }
}

impl TypeVisitor for RoundTrips {
    fn visit<T: ContractType>(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned(), round_trip::<T>).is_none()
    }
}

fn round_trip<T: ContractType>(mut value: Value) -> Result<Value, serde_json::Error> {
    number::make_canonical(&mut value);
    let value: T = serde_json::from_value(value)?;
    let mut value = serde_json::to_value(value)?;
    number::make_canonical(&mut value);
    Ok(value)
}

/// The output of every contract: the bookshop's and HEAL7's.
pub fn outputs() -> Vec<Output> {
    vec![bookshop(), heal7()]
}

/// The output of the bookshop's contract.
pub fn bookshop() -> Output {
    let documents = documents("tests/bookshop/graphql");
    output::<BookshopContract>("bookshop", Sources { documents, ..Sources::default() })
}

/// The output of HEAL7's contract.
pub fn heal7() -> Output {
    let changelog = "contracts/CHANGELOG.md";
    let sources = Sources {
        documents: documents("contracts/graphql"),
        changelog: Some(Document { path: changelog.into(), text: text(changelog) }),
        license: Some(text("LICENSE")),
    };
    output::<contracts::Heal7Contract>("heal7", sources)
}

fn output<C: Contract>(name: &'static str, sources: Sources) -> Output {
    let registry = C::registry().unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let emission = contract_emit::emit(&registry, &sources).unwrap_or_else(|mistakes| panic!("{name}:\n{mistakes}"));
    let mut round_trips = RoundTrips::default();
    C::visit_types(&mut round_trips);
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &emission.artifacts);
    Output { name, registry, round_trips, sources, emission, folder }
}

/// The GraphQL documents of a folder, named from the project's folder.
fn documents(folder: &str) -> Vec<Document> {
    let files = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<_> =
        files.map(|file| format!("{folder}/{}", file.expect("a file").file_name().to_string_lossy())).collect();
    paths.sort();
    paths.into_iter().map(|path| Document { text: text(&path), path }).collect()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Writes files below a folder.
///
/// # Panics
/// When writing fails.
pub fn write(folder: &Path, artifacts: &[Artifact]) {
    for artifact in artifacts {
        let path = folder.join(&artifact.path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, &artifact.contents).expect("a file");
    }
}
