//! `losses.md`: the features of the contract that some target cannot express, by target and reason.

use std::{collections::BTreeMap, fmt::Write};

use crate::{Artifact, Loss, Reason};

/// Emits the list.
pub fn emit(losses: &[Loss]) -> Artifact {
    let mut text = format!(
        "<!-- {} -->\n\n# Losses\n\nFeatures of the contract that a format cannot express, with their substitutes.\n",
        crate::GENERATED_BY
    );
    let mut targets: BTreeMap<&str, BTreeMap<Reason, Vec<&Loss>>> = BTreeMap::new();
    for loss in losses {
        targets.entry(loss.target).or_default().entry(loss.reason).or_default().push(loss);
    }
    if targets.is_empty() {
        text.push_str("\nEvery format expresses the whole contract.\n");
    }
    for (target, reasons) in targets {
        section(&mut text, target, reasons);
    }
    Artifact::new("losses.md", text)
}

/// Writes the losses of one target: first the harmless ones, which need only one line each.
fn section(text: &mut String, target: &str, reasons: BTreeMap<Reason, Vec<&Loss>>) {
    let (harmless, listed): (Vec<_>, Vec<_>) = reasons.into_iter().partition(|(reason, _)| reason.is_harmless);
    let mut write = |part: std::fmt::Arguments<'_>| text.write_fmt(part).expect("writing to a String does not fail");
    write(format_args!("\n## {target}\n"));
    for (Reason { feature, substitute, .. }, losses) in harmless {
        write(format_args!("\n**{feature}** of {}. {substitute}\n", count(losses.len())));
    }
    for (Reason { feature, substitute, .. }, mut losses) in listed {
        losses.sort();
        write(format_args!("\n### {feature}\n\n{substitute}\n\n"));
        for Loss { subject, detail, .. } in losses {
            match detail {
                Some(detail) => write(format_args!("- `{subject}`: {detail}\n")),
                None => write(format_args!("- `{subject}`\n")),
            }
        }
    }
}

fn count(items: usize) -> String {
    if items == 1 { "1 item".into() } else { format!("{items} items") }
}
