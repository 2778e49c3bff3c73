//! `saju batch` through the binary: the same charts and the same errors, line by line.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    thread,
};

use serde_json::{Value, json};

use crate::data;

/// Runs the binary with these arguments and this input, and returns its answers.
pub(crate) fn batch(arguments: &[&str], input: Vec<u8>) -> Vec<Value> {
    let mut child = spawn(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || stdin.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn spawn(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saju"));
    command.arg("batch").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Returns the lines of input, in which the conventions of each case are among the keys.
fn lines(cases: &[Value]) -> Vec<u8> {
    let line = |case: &Value| {
        let mut input = case["input"].clone();
        if let Some(convention) = case["convention"].as_str() {
            let options = data::options(convention);
            input["timeMode"] = options.time_mode.word().into();
            input["dayBoundary"] = options.day_boundary.word().into();
        }
        format!("{input}\n")
    };
    cases.iter().map(line).collect::<String>().into_bytes()
}

/// The keys and values are exactly the expected ones, except those that the batch does not give and those on which the
/// sources disagree.
#[test]
fn charts_match_the_reference_cases() {
    let cases: Vec<Value> = data::json_lines("public.jsonl");
    let answers = batch(&[], lines(&cases));
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(answers) {
        let mut expected = case["expected"].clone();
        expected.as_object_mut().unwrap().shift_remove("effectiveLocal").unwrap();
        let daeun = expected["daeun"].as_object_mut().unwrap();
        daeun.shift_remove("daysToJeol").unwrap();
        daeun.shift_remove("agreedBy").unwrap();
        for key in ["startAge", "startYears", "startMonths"] {
            daeun.entry(key).or_insert_with(|| answer["daeun"][key].clone());
        }
        assert_eq!(answer, expected, "{}", case["id"]);
    }
}

#[test]
fn invalid_births_are_answered_with_error_codes() {
    let cases: Vec<Value> = data::json_lines("errors.jsonl");
    let answers = batch(&["--ambiguity", "reject"], lines(&cases));
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(answers) {
        // The leap month flag on a solar date causes no error but a warning, which the batch does not give.
        if case["error"] == "leap_flag_without_lunar" {
            assert_eq!(answer["solarDate"], case["input"]["date"]);
        } else {
            assert_eq!(answer, json!({ "error": case["error"] }), "{}", case["id"]);
        }
    }
}

#[test]
fn each_line_is_answered_before_the_next_one() {
    let mut child = spawn(&[]);
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let mut answer = String::new();
    // The beginning of a second line does not delay the first answer.
    stdin.write_all(b"{\"date\":\"1990-05-15\",\"gender\":\"M\"}\n{\"da").unwrap();
    stdout.read_line(&mut answer).unwrap();
    assert!(answer.starts_with(r#"{"year":{"cheon":"경","ji":"오"}"#), "{answer}");
    drop(stdin);
    answer.clear();
    stdout.read_line(&mut answer).unwrap();
    assert_eq!(answer, "{\"error\":\"invalid_json\"}\n");
    assert!(child.wait().unwrap().success());
}

#[test]
fn closed_output_is_not_an_error() {
    let mut child = spawn(&[]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The input is larger than a pipe's buffer; writing fails as soon as the binary has ended.
    _ = stdin.write_all(&b"{}\n".repeat(100_000));
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
