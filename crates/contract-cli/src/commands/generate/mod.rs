//! `generate`: writes every format.

mod watch;

use std::path::Path;

use anyhow::bail;
use contract_emit::{Emission, manifest};
use contract_model::registry::Registry;
use rayon::prelude::*;

use crate::{
    Project, SUCCESS, Terminal, files,
    plan::{Entry, Plan, State},
    project::{Place, mistakes},
};

#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Examples:\n  {program} generate\n  {program} generate --watch\n  \
                  {program} generate --output /tmp/formats\n  \
                  {program} generate --registry orders.json --output formats\n  \
                  {program} generate --registry orders.json --output formats --documents src/graphql\n\n\
                  Without --registry, the contract that is compiled in is generated, with the documents, the changelog \
                  and the licence of the project. With it, nothing but the named files is read.\n\n\
                  With --watch, the files stay as they are while the contract does not compile or has mistakes.\n\n\
                  Exit codes: 0 written, 1 a mistake in the contract or an unreadable file, 2 wrong usage")]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Generate again whenever the contract changes, until Ctrl-C.
    #[arg(long)]
    watch: bool,
}

/// Generates, and writes the files that are missing or different.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let place = &arguments.place;
    if arguments.watch { watch::run(project, place, terminal) } else { once(project, place, terminal) }
}

fn once(project: &Project, place: &Place, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let (registry, emission) = project.emission(place)?.map_err(|found| mistakes(&found))?;
    write(registry, emission, &project.output(place), terminal)
}

/// Writes the files that are missing or different, and removes those that are no longer generated.
fn write(registry: Registry, emission: Emission, folder: &Path, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let plan = Plan::make(&registry, emission, folder)?;
    if plan.is_foreign() {
        bail!(
            "{} holds files and no manifest of generated ones: generate would remove what it does not make there; \
             name an empty folder with --output",
            folder.display()
        );
    }
    let (orphans, stale): (Vec<&Entry>, Vec<&Entry>) = plan.drift().partition(|entry| entry.state == State::Orphan);
    let stale: Vec<_> =
        stale.iter().filter_map(|entry| Some((entry.path.as_str(), entry.expected.as_deref()?))).collect();
    if folder.exists() {
        orphans.iter().try_for_each(|orphan| files::remove(folder, &orphan.path))?;
        // The manifest is written last: if the command is interrupted, the remaining files are stale and not edited.
        let (manifest, others): (Vec<_>, Vec<_>) = stale.iter().partition(|(path, _)| *path == manifest::PATH);
        others.par_iter().try_for_each(|(path, contents)| files::write(folder, path, contents))?;
        manifest.iter().try_for_each(|(path, contents)| files::write(folder, path, contents))?;
    } else {
        files::create(folder, &stale)?;
    }
    let (written, removed) = (stale.len(), orphans.len());
    let unchanged = plan.entries.len() - written - removed;
    terminal.line(format!("{written} written, {removed} removed, {unchanged} unchanged in {}", folder.display()));
    let losses = plan.losses.iter().filter(|loss| !loss.reason.is_harmless).count();
    if losses > 0 {
        terminal.line(format!("{losses} losses: features that a format cannot express are listed in losses.md there"));
    }
    // The process usually ends soon, so freeing a hundred thousand small values would only take time.
    std::mem::forget((registry, plan));
    Ok(SUCCESS)
}
