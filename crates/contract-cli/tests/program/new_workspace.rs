//! `contract new` creates a working workspace outside the repository: it generates and verifies, its server implements
//! the contract, and its package calls that server with types.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use crate::running::{Running, Watching};

/// A program that calls both operations and follows the channel.
const CALL: &str = r#"import { addNote, createClient, getNote, type Note } from "orders-contracts";
import { openNoteEvents } from "orders-contracts/realtime";

const baseUrl = process.argv[2] as string;
const client = createClient({ baseUrl });
const added = await addNote(client, { body: { text: "Buy bread." } });
if (!added.ok) throw new Error(added.error.code);
const note: Note = added.data;
const found = await getNote(client, { path: { id: note.id } });
if (!found.ok || found.data.text !== "Buy bread.") throw new Error("another note");
const wrong = await addNote(client, { body: { text: "" } });
if (wrong.ok || wrong.error.code !== "VALIDATION_FAILED") throw new Error("an empty note was taken");
for await (const { message } of openNoteEvents({ baseUrl })) {
  if (message.type === "added" && message.note.id === note.id) break;
}
console.log("called");
"#;

/// Returns the folder of the toolkit's repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Gives a workspace the versions and the profile of the repository, so that the repository's build results are used
/// again.
fn build_as_the_repository_does(folder: &Path) {
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let profile = |manifest: &str| manifest.find("[profile.dev]").unwrap();
    let [of_repository, own] = [repository().join("Cargo.toml"), folder.join("Cargo.toml")].map(fs::read_to_string);
    let (of_repository, own) = (of_repository.unwrap(), own.unwrap());
    let manifest = own[..profile(&own)].to_owned() + &of_repository[profile(&of_repository)..];
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
}

fn contract_new(folder: &Path, toolkit: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_contract"))
        .arg("new")
        .arg(folder)
        .arg("--toolkit")
        .arg(format!("path:{}", toolkit.display()))
        .output()
        .unwrap()
}

/// Returns the folder of the programs that are built from the workspace.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-workspace")
}

/// Returns a command in a folder of the workspace.
fn command(folder: &Path, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target());
    // The repository has already built everything else there.
    command.env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."));
    // Cargo sets these variables for this package.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME"] {
        command.env_remove(name);
    }
    command
}

/// Runs a program in a folder and waits for its end.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let output = command(folder, program, arguments).output();
    output.unwrap_or_else(|error| panic!("`{program}` cannot be started: {error}"))
}

/// Runs a program that must succeed, and returns its output.
fn succeed(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    assert!(output.status.success(), "`{program} {}` failed:\n{out}{err}", arguments.join(" "));
    out
}

/// A server on a free port, which ends with the test.
struct Server {
    _program: Running,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        succeed(folder, "cargo", &["build", "--package", "server"]);
        let mut child = Command::new(target().join("debug/server"))
            .env("LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Listening on ").unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { _program: Running(child), address }
    }

    /// Starts the mock of the workspace's contract, from its registry alone.
    fn mock(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_contract"))
            .args(["mock", "--registry", "generated/registry.json", "--format", "json", "--listen", "127.0.0.1:0"])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let announced: Value = serde_json::from_str(&line).unwrap();
        Self { _program: Running(child), address: announced["url"].as_str().unwrap().to_owned() }
    }
}

#[test]
fn a_new_workspace_generates_serves_and_is_called_with_types() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("orders");
    let made = contract_new(&folder, &repository());
    assert!(made.status.success(), "{made:?}");
    build_as_the_repository_does(&folder);

    succeed(&folder, "cargo", &["fmt", "--check"]);
    succeed(&folder, "cargo", &["xtask", "generate"]);
    assert!(succeed(&folder, "cargo", &["xtask", "verify"]).starts_with("fresh: "));
    nothing_calls_other_servers(&folder);
    let openapi = folder.join("generated/openapi/openapi.json");
    let text = fs::read_to_string(&openapi).unwrap();
    fs::write(&openapi, text.replace("\"addNote\"", "\"addNotes\"")).unwrap();
    let drifted = run(&folder, "cargo", &["xtask", "verify"]);
    assert_eq!(drifted.status.code(), Some(4));
    let report = String::from_utf8_lossy(&drifted.stdout).into_owned();
    assert!(report.contains("at operation addNote") && report.contains("repair: cargo xtask generate"), "{report}");
    succeed(&folder, "cargo", &["xtask", "generate"]);
    files_follow_the_contract_and_stay_while_it_does_not_compile(&folder);

    let server = Server::start(&folder);
    curl_answers_as_the_readme_shows(&folder, &server);

    let package = folder.join("generated/typescript");
    succeed(&package, "npm", &["install", "--no-package-lock", "--no-audit", "--no-fund"]);
    let app = place.path().join("app");
    fs::create_dir(&app).unwrap();
    succeed(&package, "npm", &["pack", "--pack-destination", app.to_str().unwrap()]);
    fs::write(app.join("package.json"), r#"{ "type": "module" }"#).unwrap();
    fs::write(app.join("call.ts"), CALL).unwrap();
    let packed = "./orders-contracts-0.1.0.tgz";
    succeed(
        &app,
        "npm",
        &["install", "--no-audit", "--no-fund", packed, "zod@4.6", "typescript@5.9", "@types/node@20"],
    );
    let flags = ["--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "call.ts"];
    succeed(&app, "node_modules/.bin/tsc", &flags);
    assert_eq!(succeed(&app, "node", &["call.js", &server.address]), "called\n");
    let mock = Server::mock(&folder);
    assert_eq!(succeed(&app, "node", &["call.js", &mock.address]), "called\n", "the mock takes the same program");
    // Files of npm and of the compiler do not count as drift.
    assert!(succeed(&folder, "cargo", &["xtask", "verify"]).starts_with("fresh: "));
}

/// The program has the commands that call other servers; a workspace does not compile their HTTP client.
fn nothing_calls_other_servers(folder: &Path) {
    let program = Command::new(env!("CARGO_BIN_EXE_contract")).arg("--help").output().unwrap();
    let has_command = |help: &str, name: &str| help.lines().any(|line| line.trim_start().starts_with(name));
    let (program, own) = (String::from_utf8(program.stdout).unwrap(), succeed(folder, "cargo", &["xtask", "--help"]));
    assert!(has_command(&program, "mock ") && has_command(&program, "conformance "), "{program}");
    assert!(has_command(&own, "mock ") && !has_command(&own, "conformance "), "{own}");
    let graph = succeed(folder, "cargo", &["tree", "-p", "xtask", "-e", "normal", "--prefix", "none"]);
    assert!(graph.contains("contract-mock ") && !graph.contains("reqwest "), "{graph}");
}

fn files_follow_the_contract_and_stay_while_it_does_not_compile(folder: &Path) {
    let contract = folder.join("contracts/src/lib.rs");
    let sound = fs::read_to_string(&contract).unwrap();
    let types = || fs::read_to_string(folder.join("generated/typescript/src/types.ts")).unwrap();
    let before = types();
    let watching = Watching::start(&mut command(folder, "cargo", &["xtask", "generate", "--watch"]));
    watching.until_it_watches();

    fs::write(&contract, sound.replace("pub text: String,", "pub text: u64,")).unwrap();
    let printed = watching.until_it_watches();
    for part in ["`u64` is not exact in GraphQL", "the generated files stay as they were"] {
        assert!(printed.contains(part), "{printed}");
    }
    assert_eq!(types(), before);

    fs::write(&contract, sound.replace("/// A note to add.", "/// A new note.")).unwrap();
    watching.until_it_watches();
    assert_eq!(types(), before.replace("A note to add.", "A new note."));

    fs::write(&contract, sound).unwrap();
    watching.until_it_watches();
    assert_eq!(types(), before);
}

fn curl_answers_as_the_readme_shows(folder: &Path, server: &Server) {
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let shown: Vec<_> = readme.lines().skip_while(|line| !line.starts_with("$ curl")).take(4).collect();
    for pair in shown.chunks(2) {
        let [command, expected] = pair else { panic!("{shown:?}") };
        let command = command.trim_start_matches("$ ").replace("localhost:3000", &server.address);
        let answered: Value = serde_json::from_str(&succeed(folder, "sh", &["-c", &command])).unwrap();
        let mut expected: Value = serde_json::from_str(expected).unwrap();
        for changing in ["id", "writtenAt"] {
            if let Some(member) = expected.get_mut(changing) {
                *member = answered[changing].clone();
                assert!(member.is_string(), "{answered}");
            }
        }
        assert_eq!(answered, expected, "{command}");
    }
}

#[test]
fn existing_folder_and_missing_toolkit_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let there = contract_new(place.path(), &repository());
    assert_eq!(there.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&there.stderr).contains("cannot be the name of a project"), "{there:?}");

    let folder = place.path().join("orders");
    fs::create_dir(&folder).unwrap();
    let there = contract_new(&folder, &repository());
    assert_eq!(there.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&there.stderr).contains("is there already"), "{there:?}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);

    let absent = contract_new(&place.path().join("shop"), place.path());
    assert_eq!(absent.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&absent.stderr).contains("holds no crates/contract-kit"), "{absent:?}");
    assert!(!place.path().join("shop").exists());
}
