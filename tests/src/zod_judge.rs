//! Zod expressions judged by Node: one process for all of them.

use std::{
    io::Write,
    process::{Command, Stdio},
};

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
    let mut child = Command::new("node")
        .arg(judges::folder().join("zod-expressions.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("node runs: install Node 20.19 or later");
    let mut stdin = child.stdin.take().expect("piped");
    let lines: String =
        questions.iter().map(|question| serde_json::to_string(question).expect("JSON") + "\n").collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("the judge ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the judge of Zod expressions could not judge:\n{stderr}");
    writer.join().expect("no panic").expect("the judge reads all lines");
    let answers: Vec<Answer> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("an answer a line"))
        .collect();
    assert_eq!(answers.len(), questions.len(), "one answer a question");
    answers
}
