//! The external judges: Node programs in `tests/judges` that validate output with third-party tools.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The report of a judge.
#[derive(Debug, Deserialize)]
pub struct Report {
    /// Errors and warnings.
    pub findings: Vec<Finding>,
    /// Other counts of the judge.
    #[serde(flatten)]
    pub counts: serde_json::Map<String, serde_json::Value>,
}

/// One error or warning.
#[derive(Debug, Deserialize)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: String,
    /// The place of the finding.
    #[serde(rename = "where")]
    pub place: String,
    /// The text of the finding.
    pub message: String,
}

/// The folder of the judges.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("judges");
    assert!(
        folder.join("node_modules/.package-lock.json").exists(),
        "the judges are not installed: run `cargo xtask test`, or `npm ci` in tests/judges"
    );
    folder
}

/// Runs a judge and returns its report.
///
/// # Panics When it cannot judge at all.
pub fn judge(name: &str, arguments: &[&Path]) -> Report {
    let output = Command::new("node")
        .arg(folder().join(format!("{name}.mjs")))
        .args(arguments)
        .output()
        .expect("node runs: install Node 20.19 or later");
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "the judge {name} could not judge:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("a judge answers JSON")
}

/// Asserts that a judge finds nothing, and returns its report.
///
/// # Panics When it finds something.
pub fn accepts(name: &str, arguments: &[&Path]) -> Report {
    let report = judge(name, arguments);
    assert!(report.findings.is_empty(), "the judge {name} objects to {arguments:?}:\n{:#?}", report.findings);
    report
}

/// One text for the fidelity judge.
#[derive(Serialize)]
pub struct Question<'a> {
    /// The named type.
    #[serde(rename = "type")]
    pub name: &'a str,
    /// The JSON text.
    pub text: &'a str,
    /// The GraphQL input type, if it is one.
    #[serde(rename = "graphqlType", skip_serializing_if = "Option::is_none")]
    pub graphql: Option<&'a str>,
}

/// The verdicts of the JavaScript validators about a text.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    /// ajv in 2020 strict mode with formats.
    pub ajv: bool,
    /// The generated Zod schema.
    pub zod: Option<bool>,
    /// The value that Zod returned.
    #[serde(rename = "zodOutput")]
    pub zod_output: Option<serde_json::Value>,
    /// graphql-js input coercion, then ajv.
    pub graphql: Option<bool>,
}

/// Judges all texts at once with the JavaScript validators.
///
/// # Panics When the judge cannot judge.
pub fn verdicts(output: &Path, questions: &[Question<'_>]) -> Vec<Verdict> {
    let mut command = Command::new("node");
    command.arg(folder().join("fidelity.mjs"));
    command.arg("--schemas").arg(output.join("json-schema"));
    command.arg("--zod").arg(output.join("typescript/src/schemas.ts"));
    command.arg("--sdl").arg(output.join("graphql/schema.graphql"));
    ask(command, questions)
}

/// Runs a judge that answers each line of JSON with a line of JSON.
///
/// # Panics When the judge cannot judge.
pub fn ask<Q: Serialize, A: DeserializeOwned>(mut command: Command, questions: &[Q]) -> Vec<A> {
    let mut child = command
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
    assert!(output.status.success(), "the judge could not judge: {command:?}\n{stderr}");
    writer.join().expect("no panic").expect("the judge reads all lines");
    let answers: Vec<A> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("an answer a line"))
        .collect();
    assert_eq!(answers.len(), questions.len(), "one answer a question");
    answers
}
