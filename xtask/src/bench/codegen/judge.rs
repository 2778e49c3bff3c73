//! The TypeScript compiler's results for an output: the size of its declarations, and its errors.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, bail};
use serde_json::json;

use super::{
    bytes_below,
    contestants::{Contestant, OUTPUT, node},
};

/// The results of the compiler.
pub(super) struct Judgement {
    /// The size of all declaration files, in bytes.
    pub declarations: u64,
    /// The number of errors with the flags of the bench's `tsconfig.json`.
    pub errors: usize,
    /// The number of further errors with `isolatedDeclarations`: exports whose type only the compiler can infer.
    pub unannotated: usize,
}

/// Compiles the output of a contestant to declarations.
pub(super) fn judge(contestant: &Contestant, bench: &Path) -> anyhow::Result<Judgement> {
    let declarations = format!("{}.declarations", contestant.id);
    let folder = bench.join(OUTPUT).join(&declarations);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let sources = Path::new(contestant.id).join(contestant.sources);
    let project = bench.join(OUTPUT).join(format!("{}.tsconfig.json", contestant.id));
    let configuration = json!({
        "extends": "../tsconfig.json",
        "compilerOptions": { "rootDir": sources, "outDir": declarations },
        "include": [sources.join("**/*.ts")],
    });
    fs::write(&project, format!("{configuration:#}\n")).context("cannot write a tsconfig.json")?;

    let codes = compile(bench, &project, &[])?;
    // With this flag, the compiler writes no declarations for a file with such an error: they are measured without it.
    let declarations = bytes_below(&folder)?;
    let isolated = compile(bench, &project, &["--isolatedDeclarations"])?;
    let unannotated = isolated.iter().filter(|code| (9000..10_000).contains(*code)).count();
    Ok(Judgement { declarations, errors: codes.len(), unannotated })
}

/// Compiles, and returns the code of each error.
fn compile(bench: &Path, project: &Path, flags: &[&str]) -> anyhow::Result<Vec<u32>> {
    let output = Command::new(node(bench))
        .args(["node_modules/.bin/tsc", "--pretty", "false", "--project"])
        .arg(project)
        .args(flags)
        .current_dir(bench)
        .output()
        .context("the TypeScript compiler cannot be started")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let codes = codes(&text);
    if codes.is_empty() && !output.status.success() {
        let cause = String::from_utf8_lossy(&output.stderr);
        bail!("the TypeScript compiler ended with {}: {}", output.status, cause.trim());
    }
    Ok(codes)
}

/// The codes of the errors in the compiler's output; continuation lines of an error are indented.
fn codes(text: &str) -> Vec<u32> {
    let lines = text.lines().filter(|line| !line.starts_with(char::is_whitespace));
    let after = lines.filter_map(|line| line.split_once("error TS"));
    after.filter_map(|(_, rest)| rest.split(':').next()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn each_error_counts_once() {
        let text = "error TS18003: No inputs were found in config file 'a.json'.\n\
            dist/a.ts(93,39): error TS2379: Argument of type '{}' is not assignable: error TS1: quoted.\n  \
            Types of property 'x' are incompatible.\n    error TS2322: a line that goes on.\n\
            dist/a.ts(1,14): error TS9010: Variable must have an explicit type annotation.\n";
        assert_eq!(codes(text), [18003, 2379, 9010]);
        assert!(codes("").is_empty());
    }
}
