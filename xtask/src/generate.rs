//! `cargo xtask generate`.

use std::path::Path;

use anyhow::bail;
use emit::manifest;
use rayon::prelude::*;

use crate::{
    SUCCESS, emission, mistakes,
    plan::{self, Entry, Plan, State},
    terminal,
};

/// Writes what is not as it should be, and nothing else.
pub(crate) fn run(folder: &Path) -> anyhow::Result<u8> {
    let (registry, emission) = emission()?.map_err(|found| mistakes(&found))?;
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
    if !plan.losses.is_empty() {
        terminal::line(format!("{} losses: what a format cannot say is listed in losses.md there", plan.losses.len()));
    }
    // The process ends soon: to free a hundred thousand small values first only takes time.
    std::mem::forget((registry, plan));
    Ok(SUCCESS)
}
