//! `cargo xtask generate`, from the compiled contract or from a `registry.json`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use contract_model::registry::{ReadError, Registry};
use emit::{Emission, manifest};
use rayon::prelude::*;

use crate::{
    Output, SUCCESS, emission, mistakes,
    plan::{self, Entry, Plan, State},
    sources, terminal,
};

#[derive(Default, clap::Args)]
#[command(after_help = "Examples:\n  cargo xtask generate\n  cargo xtask generate --output /tmp/formats\n  \
                  cargo xtask generate --registry orders.json --output formats\n  \
                  cargo xtask generate --registry orders.json --output formats --documents src/graphql\n\n\
                  Without --registry, the contract of this project is compiled and its documents, changelog and \
                  licence are used. With it, nothing but the named files is read.\n\n\
                  Exit codes: 0 written, 1 a mistake in the contract or an unreadable file, 2 wrong usage")]
pub(crate) struct Arguments {
    #[command(flatten)]
    output: Output,
    /// Generate from this `registry.json`, without the Rust types of the contract.
    #[arg(long, value_name = "FILE", requires = "output")]
    registry: Option<PathBuf>,
    /// The folder of GraphQL operations and fragments, for typed documents.
    #[arg(long, value_name = "FOLDER", requires = "registry")]
    documents: Option<PathBuf>,
    /// The changelog of the contract, for the npm package.
    #[arg(long, value_name = "FILE", requires = "registry")]
    changelog: Option<PathBuf>,
    /// The licence of the contract, for the npm package.
    #[arg(long, value_name = "FILE", requires = "registry")]
    license: Option<PathBuf>,
}

/// Generates, and writes the files that are missing or differ.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let (registry, emission) = match &arguments.registry {
        None => emission()?.map_err(|found| mistakes(&found))?,
        Some(file) => from_registry(file, arguments)?,
    };
    write(registry, emission, &arguments.output.folder())
}

/// Reads a registry and emits every target from it.
fn from_registry(file: &Path, arguments: &Arguments) -> anyhow::Result<(Registry, Emission)> {
    let shown = file.display();
    let text = fs::read_to_string(file)
        .with_context(|| format!("cannot read {shown}: name a registry.json, as `cargo xtask generate` writes it"))?;
    let registry = Registry::from_json(&text).map_err(|error| match error {
        ReadError::NotJson(_) | ReadError::Shape(_) => {
            anyhow!("cannot use {shown}: {error}; name a registry.json, as `cargo xtask generate` writes it")
        }
        ReadError::Version { .. } | ReadError::Mistakes(_) => anyhow!("cannot use {shown}: {error}"),
    })?;
    let Arguments { documents, changelog, license, .. } = arguments;
    let sources = sources::read(Path::new(""), documents.as_deref(), changelog.as_deref(), license.as_deref())?;
    let emission = emit::emit(&registry, &sources).map_err(|found| mistakes(&found))?;
    Ok((registry, emission))
}

/// Writes the files that are missing or differ, and removes those that nothing generates.
fn write(registry: Registry, emission: Emission, folder: &Path) -> anyhow::Result<u8> {
    let plan = Plan::make(&registry, emission, folder)?;
    if plan.is_foreign() {
        bail!(
            "{} holds files and no manifest of generated ones: generate would remove what it does not make there; \
             name an empty folder with --output",
            folder.display()
        );
    }
    let (orphans, files): (Vec<&Entry>, Vec<&Entry>) = plan.drift().partition(|entry| entry.state == State::Orphan);
    let files: Vec<_> =
        files.iter().filter_map(|entry| Some((entry.path.as_str(), entry.expected.as_deref()?))).collect();
    if folder.exists() {
        orphans.iter().try_for_each(|orphan| plan::remove(folder, &orphan.path))?;
        // The manifest comes last: when this is interrupted, what is not yet written is stale and not edited.
        let (manifest, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| *path == manifest::PATH);
        others.par_iter().try_for_each(|(path, contents)| plan::write(folder, path, contents))?;
        manifest.iter().try_for_each(|(path, contents)| plan::write(folder, path, contents))?;
    } else {
        plan::create(folder, &files)?;
    }
    let (written, removed) = (files.len(), orphans.len());
    let unchanged = plan.entries.len() - written - removed;
    terminal::line(format!("{written} written, {removed} removed, {unchanged} unchanged in {}", folder.display()));
    let losses = plan.losses.iter().filter(|loss| !loss.reason.is_harmless).count();
    if losses > 0 {
        terminal::line(format!("{losses} losses: features that a format cannot express are listed in losses.md there"));
    }
    // The process ends soon: to free a hundred thousand small values first only takes time.
    std::mem::forget((registry, plan));
    Ok(SUCCESS)
}
