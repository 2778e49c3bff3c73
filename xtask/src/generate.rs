//! `cargo xtask generate`.

use std::path::Path;

use crate::{
    SUCCESS,
    plan::{self, Plan, State},
    registry, terminal,
};

/// Writes what is not as it should be, and nothing else.
pub(crate) fn run(folder: &Path) -> anyhow::Result<u8> {
    let plan = Plan::make(&registry()?, folder)?;
    let mut written = 0;
    let mut removed = 0;
    for entry in plan.drift() {
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
