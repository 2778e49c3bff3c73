//! What the claims under `tests/` share: a second contract, the judges, a corpus of values.

pub mod bookshop;
