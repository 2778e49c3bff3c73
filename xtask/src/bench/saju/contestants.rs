//! The contestants: each calculator, its command, and the clock that it assumes for a time.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde_json::{Value, json};

/// The folder of the births and of all pillars, relative to the folder of the bench.
pub(super) const OUTPUT: &str = "dist";
/// The Python of the bench, relative to its folder.
pub(super) const PYTHON: &str = "./.venv/bin/python";

/// One calculator.
pub(super) struct Contestant {
    /// The name, with its version.
    pub name: String,
    /// Its program, relative to the folder of the bench.
    pub program: PathBuf,
    pub arguments: Vec<String>,
    /// The file of the pillars that it computes.
    pub pillars: String,
    /// The clock that it assumes for the time of a birth: our program writes its pillars for both clocks.
    pub clock: &'static str,
}

/// Returns all calculators; ours is first, and writes the births that the others read.
pub(super) fn all(bench: &Path) -> anyhow::Result<Vec<Contestant>> {
    let versions = versions(bench)?;
    let node = |package: &str, clock| Contestant {
        name: format!("{package} {} (Node)", versions[package].as_str().unwrap_or("of unknown version")),
        program: node(bench),
        arguments: vec!["race.mjs".into(), package.into()],
        pillars: format!("{package}.pillars"),
        clock,
    };
    let output = bench.join(OUTPUT).to_string_lossy().into_owned();
    let cargo = ["bench", "--package", "heal7-saju", "--bench", "charts", "--", "--folder", &*output];
    Ok(vec![
        Contestant {
            name: "HEAL7 saju (Rust)".into(),
            program: "cargo".into(),
            arguments: cargo.map(str::to_owned).to_vec(),
            pillars: "seoul.pillars".into(),
            clock: "seoul",
        },
        node("manseryeok", "seoul"),
        node("lunar-javascript", "china"),
        node("tyme4ts", "china"),
        Contestant {
            name: format!("sxtwl {} (C++, from Python)", sxtwl(bench)?),
            program: PYTHON.into(),
            arguments: vec!["race_sxtwl.py".into()],
            pillars: "sxtwl.pillars".into(),
            clock: "china",
        },
    ])
}

/// The Node that runs the others: also a package, so that it is the same on every machine.
pub(super) fn node(bench: &Path) -> PathBuf {
    bench.join("node_modules/.bin/node")
}

/// A program that is built for release.
pub(super) fn release(name: &str) -> anyhow::Result<PathBuf> {
    let this = std::env::current_exe().context("this program cannot tell where it is")?;
    let target = this.ancestors().nth(2).context("this program stands in no target folder")?;
    Ok(target.join("release").join(name).with_extension(std::env::consts::EXE_EXTENSION))
}

/// A birth of `births.txt`, as `saju batch` reads it.
pub(super) fn batch_line(birth: &str) -> String {
    let mut words = birth.split(' ');
    let mut number = || words.next().and_then(|word| word.parse::<u16>().ok()).unwrap_or_default();
    let (date, time) =
        (format!("{:04}-{:02}-{:02}", number(), number(), number()), format!("{:02}:{:02}", number(), number()));
    let gender = words.next();
    let line = json!({
        "date": date, "time": time, "isLunar": false, "isLeapMonth": false, "gender": gender, "tz": "Asia/Seoul",
        "longitude": null,
    });
    format!("{line}\n")
}

fn versions(bench: &Path) -> anyhow::Result<Value> {
    let text = fs::read(bench.join("package.json")).context("the bench has no package.json")?;
    let mut manifest: Value = serde_json::from_slice(&text).context("the bench's package.json is no JSON")?;
    Ok(manifest["devDependencies"].take())
}

/// The version of sxtwl, from `sxtwl==2.0.7 \`.
fn sxtwl(bench: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(bench.join("requirements.txt")).context("the bench has no requirements.txt")?;
    let pinned = text.split_whitespace().find_map(|word| word.strip_prefix("sxtwl=="));
    Ok(pinned.context("requirements.txt pins no sxtwl")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::batch_line;

    #[test]
    fn a_birth_is_a_line_of_the_batch() {
        assert_eq!(
            batch_line("1990 5 15 4 30 F"),
            "{\"date\":\"1990-05-15\",\"time\":\"04:30\",\"isLunar\":false,\"isLeapMonth\":false,\"gender\":\"F\",\
             \"tz\":\"Asia/Seoul\",\"longitude\":null}\n"
        );
    }
}
