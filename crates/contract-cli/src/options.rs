//! The paths of a project's files, and the name of its program.

use std::path::PathBuf;

/// The paths of a project's files. All paths except `root` are relative to `root`.
///
/// ```
/// # use contract_cli::Options;
/// let options = Options { changelog: Some("contracts/CHANGELOG.md".into()), ..Options::new("/project") };
/// assert_eq!(options.output.to_str(), Some("generated"));
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    /// The name of the program, for help texts and for the next step in an error.
    pub program: String,
    /// The folder of the project.
    pub root: PathBuf,
    /// The folder of generated files.
    pub output: PathBuf,
    /// The folder of GraphQL operations and fragments, for typed documents.
    pub documents: Option<PathBuf>,
    /// The changelog of the contract, for the npm package.
    pub changelog: Option<PathBuf>,
    /// The licence of the contract, for the npm package.
    pub license: Option<PathBuf>,
    /// The files and folders of the contract's Rust code, which `generate --watch` watches.
    pub sources: Vec<PathBuf>,
}

impl Options {
    /// Returns the options for `cargo xtask` in the folder `root`, with the contract in `contracts` and the generated
    /// files in `generated`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            program: "cargo xtask".into(),
            root: root.into(),
            output: "generated".into(),
            documents: None,
            changelog: None,
            license: None,
            sources: vec!["contracts".into()],
        }
    }
}
