//! The program `contract` from npm: packed, installed from the tarballs, and started on a machine without Rust.

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;
use tests::{
    node::{folder, run},
    output::bookshop,
};

const NODE: &str = "node";

#[test]
fn start_mock_reports_each_failure_of_a_program() {
    let package = root().join("crates/contract-cli/npm/cli");
    run(&package, Path::new(NODE), &["--test", "--test-force-exit", "--test-reporter", "spec", "lib/index.test.js"]);
}

#[test]
fn the_tarballs_need_no_rust_where_they_are_installed() {
    let compilers = folder("tests/package").join("node_modules");
    let machine = Machine::new();
    machine.install(&packed(machine.place.path()));
    fs::write(machine.project().join("registry.json"), &bookshop().emission.file("registry.json").unwrap().contents)
        .unwrap();
    for file in ["program.test.mjs", "worker.mjs", "types.ts", "tsconfig.json"] {
        fs::copy(root().join("tests/npm-program").join(file), machine.project().join(file)).unwrap();
    }
    let test = ["--test", "--test-force-exit", "--test-reporter", "spec", "program.test.mjs"];
    machine.run(Path::new(NODE), &test);
    machine.run(&compilers.join("node24/bin/node"), &test);

    for compiler in ["typescript", "typescript7"] {
        let compiler = compilers.join(compiler).join("bin/tsc");
        machine.run(Path::new(NODE), &[compiler.to_str().unwrap(), "--project", "."]);
    }
}

/// Packs the program and returns the tarballs: the main package and that of this platform.
fn packed(place: &Path) -> Vec<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "xtask", "--", "npm", "--output"])
        .arg(place.join("packages"))
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    print!("{printed}");
    let tarballs: Vec<_> = printed.lines().map(|line| line.split_once("  ").unwrap().0.into()).collect();
    assert_eq!(tarballs.len(), 2, "{printed}");
    tarballs
}

/// A machine with only Node, npm and a shell: no Rust, no settings, no npm cache.
struct Machine {
    place: TempDir,
}

impl Machine {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        for folder in ["bin", "home", "project"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        for program in ["env", NODE, "npm", "npx", "sh"] {
            symlink(found(program), place.path().join("bin").join(program)).unwrap();
        }
        fs::write(place.path().join("project/package.json"), r#"{ "private": true, "type": "module" }"#).unwrap();
        Self { place }
    }

    /// The folder of the project in which the program is installed.
    fn project(&self) -> PathBuf {
        self.place.path().join("project")
    }

    /// Installs tarballs. The packages of other platforms are optional, so npm continues without them.
    fn install(&self, tarballs: &[PathBuf]) {
        let mut arguments = vec!["install", "--offline", "--no-audit", "--no-fund"];
        arguments.extend(tarballs.iter().map(|tarball| tarball.to_str().unwrap()));
        self.run(Path::new("npm"), &arguments);
    }

    /// Runs a program in the project's folder, with only these environment variables.
    fn run(&self, program: &Path, arguments: &[&str]) {
        let place = self.place.path();
        let status = Command::new(place.join("bin").join(program))
            .args(arguments)
            .current_dir(self.project())
            .env_clear()
            .env("PATH", place.join("bin"))
            .env("HOME", place.join("home"))
            .env("NO_COLOR", "1")
            .env("npm_config_update_notifier", "false")
            .status()
            .unwrap_or_else(|error| panic!("{} cannot be started: {error}", program.display()));
        assert!(status.success(), "`{} {}` failed", program.display(), arguments.join(" "));
    }
}

/// The path of a program.
fn found(program: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap();
    let found = env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("`{program}` is not installed")).canonicalize().unwrap()
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
