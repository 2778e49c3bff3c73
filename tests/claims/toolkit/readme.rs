//! The README's quotes of the output match the output.

use tests::output::heal7;

const README: &str = include_str!("../../../README.md");

#[test]
fn number_of_files_is_right() {
    let files = heal7().emission.artifacts.len();
    for quote in [format!("drift: 1 of {files} generated files"), format!("\"files\": {files},")] {
        assert!(README.contains(&quote), "the README does not say {quote:?}");
    }
}

#[test]
fn line_number_of_the_example_is_right() {
    let output = heal7();
    let types = &output.emission.file("typescript/src/types.ts").unwrap().contents;
    let mut lines =
        types.lines().enumerate().skip_while(|(_, line)| !line.starts_with("export type SajuCalculationInput "));
    let (index, _) = lines.find(|(_, line)| line.trim() == "birthTime?: ClockTime;").unwrap();
    let line = index + 1;
    for quote in [format!(" {line} -   birthTime: string;"), format!("line={line},"), format!("\"line\": {line},")] {
        assert!(README.contains(&quote), "the README does not say {quote:?}");
    }
}
