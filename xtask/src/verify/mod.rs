//! `cargo xtask verify`.

mod github;
mod json;
mod text;

use std::path::Path;

use crate::{DRIFT, FAILURE, SUCCESS, emission, plan::Plan, terminal};

/// What mends every kind of drift.
const REPAIR: &str = "cargo xtask generate";

/// How to say what has drifted.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, with a diff.
    #[default]
    Text,
    /// Annotations of GitHub Actions.
    Github,
    /// For programs.
    Json,
}

/// Compares, says what has drifted, and answers with the exit code.
pub(crate) fn run(folder: &Path, format: Format) -> anyhow::Result<u8> {
    let (registry, emission) = match emission()? {
        Ok(said) => said,
        Err(mistakes) => {
            match format {
                Format::Text => terminal::error(&format!("the contract cannot be used as it is\n{mistakes}")),
                Format::Github => github::print_mistakes(&mistakes),
                Format::Json => json::print_mistakes(&mistakes)?,
            }
            return Ok(FAILURE);
        }
    };
    let plan = Plan::make(&registry, emission, folder)?;
    match format {
        Format::Text => text::print(&plan, folder),
        Format::Github => github::print(&plan, folder),
        Format::Json => json::print(&plan, folder)?,
    }
    Ok(if plan.drift().next().is_some() { DRIFT } else { SUCCESS })
}

/// The path of a file as it is named in a report: from the project's folder where it is below that.
fn shown(folder: &Path, path: &str) -> String {
    let root = crate::steps::root();
    folder.strip_prefix(&root).unwrap_or(folder).join(path).display().to_string()
}
