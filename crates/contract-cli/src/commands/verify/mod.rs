//! `verify`: compares the generated files with the contract.

mod github;
mod json;
mod text;

use std::path::Path;

use crate::{
    DRIFT, FAILURE, Project, SUCCESS, Terminal,
    plan::Plan,
    project::{Place, mistakes},
};

#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Examples:\n  {program} verify\n  {program} verify --format github\n  \
                  {program} verify --registry orders.json --output formats\n\n\
                  Exit codes: 0 everything is fresh, 1 the contract has mistakes, 2 wrong usage, 4 something has drifted")]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The format of the report.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// Text for people, with a diff.
    #[default]
    Text,
    /// Annotations of GitHub Actions.
    Github,
    /// JSON for programs.
    Json,
}

/// A comparison, in the form that is reported.
struct Report<'a> {
    plan: &'a Plan,
    /// The folder of generated files, relative to the project's folder if it is below that folder.
    folder: &'a Path,
    /// The command that fixes every kind of drift.
    repair: &'a str,
}

impl Report<'_> {
    /// Returns the path of a file as a report names it.
    fn path(&self, path: &str) -> String {
        self.folder.join(path).display().to_string()
    }
}

/// Compares, reports the drift, and returns the exit code.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let Arguments { place, format } = arguments;
    let (registry, emission) = match project.emission(place)? {
        Ok(emitted) => emitted,
        Err(found) => {
            match format {
                Format::Text => terminal.error(&mistakes(&found).to_string()),
                Format::Github => github::print_mistakes(&found, terminal),
                Format::Json => json::print_mistakes(&found, terminal)?,
            }
            return Ok(FAILURE);
        }
    };
    let folder = project.output(place);
    let plan = Plan::make(&registry, emission, &folder)?;
    let report = Report {
        plan: &plan,
        folder: folder.strip_prefix(&project.options.root).unwrap_or(&folder),
        repair: &project.repair(place),
    };
    match format {
        Format::Text => text::print(&report, terminal),
        Format::Github => github::print(&report, terminal),
        Format::Json => json::print(&report, terminal)?,
    }
    Ok(if plan.drift().next().is_some() { DRIFT } else { SUCCESS })
}
