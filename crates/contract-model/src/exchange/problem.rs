//! One occurrence of a problem.

use std::{borrow::Cow, error::Error};

/// All details of one occurrence of a problem.
#[derive(Debug)]
pub struct Details {
    /// The code, in upper snake case.
    pub code: Cow<'static, str>,
    /// HTTP status.
    pub status: u16,
    /// A short sentence, the same for every occurrence.
    pub title: Cow<'static, str>,
    /// The reason for this occurrence, for a person.
    pub detail: Option<String>,
    /// The mistakes in the input, each with its place.
    pub violations: Vec<Violation>,
    /// The number of seconds after which a retry makes sense.
    pub retry_after: Option<u32>,
    /// The inner cause: logged, never sent.
    pub cause: Option<Box<dyn Error + Send + Sync>>,
}

/// One mistake in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// A JSON pointer into the body, or `query/limit`, `path/id`, `header/x-api-version`.
    pub pointer: String,
    /// The broken rule: a JSON Schema keyword.
    pub code: String,
    /// The mistake, for a person.
    pub detail: String,
}
