//! schemars, ts-rs and async-graphql derive the same from Rust as the model, for every type of both contracts.

use std::{path::Path, process::Command};

use tests::judges;

/// The comparison is a separate workspace: its feature changes the expansion of `#[contract]`, and must not be enabled
/// for the crates of this workspace. It is built below the target folder of this one.
#[test]
fn libraries_agree_about_every_type() {
    // The comparison uses the judges' compilers.
    judges::folder();
    let status = Command::new(env!("CARGO"))
        .args(["test", "--locked", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("second-opinions/Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../second-opinions"))
        // The dependencies are those that this workspace has built.
        .env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."))
        .args(["--", "--show-output"])
        .status()
        .unwrap();
    assert!(
        status.success(),
        "a library and the model differ, or the libraries could not be asked: the output above says which. After a change \
         of a manifest, `cargo metadata --manifest-path tests/second-opinions/Cargo.toml` brings its lock file up to date"
    );
}
