//! What some format could not say, and what an implementation forgot, does not compile, and the message helps.
//!
//! The messages stand beside the programs in `tests/ui`. After a change that is meant:
//! `TRYBUILD=overwrite cargo nextest run --workspace mistakes_do_not_compile`.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]

#[test]
fn compiler_errors_name_the_reason() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
