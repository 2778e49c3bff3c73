//! Zod expressions judged by Node, in one process.

use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::judges;

/// Texts for one expression.
#[derive(Debug, Serialize)]
pub struct Question {
    /// The output of `cargo xtask zod --expression`.
    pub expression: String,
    /// The output of `cargo xtask zod`, and the constant of its root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<(String, String)>,
    /// The schema, if ajv must judge too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The JSON texts.
    pub texts: Vec<String>,
}

/// The verdicts about the texts, one for each text.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Answer {
    /// The reason why Zod has no verdict: the text is not an expression or not a module.
    pub problem: Option<String>,
    /// Zod's verdicts by the expression.
    pub zod: Vec<bool>,
    /// Zod's verdicts by the module.
    pub module: Option<Vec<bool>>,
    /// ajv's verdicts; null if it threw.
    pub ajv: Option<Vec<Option<bool>>>,
    /// The reason why ajv refuses the schema.
    pub ajv_problem: Option<String>,
}

/// Judges all questions at once.
///
/// # Panics When the judge cannot judge.
pub fn ask(questions: &[Question]) -> Vec<Answer> {
    let mut command = Command::new("node");
    command.arg(judges::folder().join("zod-expressions.mjs"));
    judges::ask(command, questions)
}
