//! Declarations that a format cannot express, and incomplete implementations, do not compile, and the messages help.
//!
//! The messages are next to the programs in `tests/ui`. After an intended change: `TRYBUILD=overwrite cargo nextest run
//! --workspace mistakes_do_not_compile`.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]

#[test]
fn compiler_errors_name_the_reason() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
