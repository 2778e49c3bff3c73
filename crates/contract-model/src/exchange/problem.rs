//! One occurrence of a problem.

use std::{borrow::Cow, error::Error};

/// Everything there is to say of one occurrence of a problem.
#[derive(Debug)]
pub struct Details {
    /// Upper snake case.
    pub code: Cow<'static, str>,
    /// HTTP status.
    pub status: u16,
    /// A short sentence, the same every time.
    pub title: Cow<'static, str>,
    /// The reason this time, for a person.
    pub detail: Option<String>,
    /// The mistakes of the input, place by place.
    pub violations: Vec<Violation>,
    /// Seconds after which to try again.
    pub retry_after: Option<u32>,
    /// The inner cause: logged, never sent.
    pub cause: Option<Box<dyn Error + Send + Sync>>,
}

/// One mistake of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// JSON pointer into the body, or `query/limit`, `path/id`, `header/x-api-version`.
    pub pointer: String,
    /// The rule: a JSON Schema keyword.
    pub code: String,
    /// The mistake, for a person.
    pub detail: String,
}
