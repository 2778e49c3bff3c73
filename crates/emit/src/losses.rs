//! `losses.md`: everything of the contract that some target has no place for.

use crate::{Artifact, Loss};

/// Emits the list.
pub fn emit(losses: &[Loss]) -> Artifact {
    let mut losses = losses.to_vec();
    losses.sort();
    let mut text = format!(
        "<!-- {} -->\n\n# Losses\n\nWhat a format has no place for, and what stands there instead.\n\n| format | item | loss |\n| --- | --- | --- |\n",
        crate::GENERATED_BY
    );
    for Loss { target, subject, reason } in losses {
        text.push_str(&format!("| {target} | `{subject}` | {} |\n", reason.replace('|', "\\|")));
    }
    Artifact::new("losses.md", text)
}
