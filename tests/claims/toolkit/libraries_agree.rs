//! schemars, ts-rs and async-graphql derive from Rust what the model says, of every type of both contracts.

use std::{path::Path, process::Command};

use tests::judges;

/// The comparison is a workspace of its own: the feature that it turns on changes the expansion of `#[contract]`, and
/// the crates of this workspace must not have it. It is built below the target folder of this one.
#[test]
fn libraries_agree_about_every_type() {
    // The comparison asks the compilers of the judges.
    judges::folder();
    let status = Command::new(env!("CARGO"))
        .args(["test", "--locked", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("second-opinions/Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../second-opinions"))
        // The dependencies are those that the workspace has built.
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
