//! Zod expressions judged by Node: one process for all of them.

use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::judges;

/// Texts for one expression.
#[derive(Debug, Serialize)]
pub struct Question {
    /// What `cargo xtask zod --expression` prints.
    pub expression: String,
    /// What `cargo xtask zod` prints, and the constant of its root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<(String, String)>,
    /// The schema, where ajv is to judge too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// JSON.
    pub texts: Vec<String>,
}

/// What was said of the texts, a verdict each.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Answer {
    /// Why there is no verdict of Zod: the text is no expression or no module.
    pub problem: Option<String>,
    /// Zod's verdicts, by the expression.
    pub zod: Vec<bool>,
    /// Zod's verdicts, by the module.
    pub module: Option<Vec<bool>>,
    /// ajv's verdicts; null where it threw.
    pub ajv: Option<Vec<Option<bool>>>,
    /// Why ajv takes no such schema.
    pub ajv_problem: Option<String>,
}

/// Asks about all of them at once.
///
/// # Panics
/// When the judge could not judge.
pub fn ask(questions: &[Question]) -> Vec<Answer> {
    let mut command = Command::new("node");
    command.arg(judges::folder().join("zod-expressions.mjs"));
    judges::ask(command, questions)
}
