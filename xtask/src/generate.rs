//! `cargo xtask generate`.

use std::path::Path;

use anyhow::bail;
use emit::manifest;

use crate::{
    SUCCESS, emission, mistakes,
    plan::{self, Plan, State},
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
    let mut written = 0;
    let mut removed = 0;
    // The manifest comes last: when this is interrupted, what is not yet written is stale and not edited.
    let (manifest, others): (Vec<_>, Vec<_>) = plan.drift().partition(|entry| entry.path == manifest::PATH);
    for entry in others.into_iter().chain(manifest) {
        match (&entry.expected, entry.state) {
            (None, _) => {
                plan::remove(folder, &entry.path)?;
                removed += 1;
            }
            (Some(_), State::Fresh) => {}
            (Some(contents), _) => {
                plan::write(folder, &entry.path, contents)?;
                written += 1;
            }
        }
    }
    let unchanged = plan.entries.len() - written - removed;
    terminal::line(format!("{written} written, {removed} removed, {unchanged} unchanged in {}", folder.display()));
    if !plan.losses.is_empty() {
        terminal::line(format!("{} losses: what a format cannot say is listed in losses.md there", plan.losses.len()));
    }
    Ok(SUCCESS)
}
