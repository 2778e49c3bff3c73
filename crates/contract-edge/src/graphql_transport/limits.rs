//! The limits within which a GraphQL document is read, validated and executed.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::graphql::MAX_NESTING;

/// The limits of a GraphQL document and of its response, as a configuration file has them. A document beyond one of
/// them is refused with 400 before any part of it is executed; only `answer_fields` is counted while the response is
/// written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GraphqlLimits {
    /// The length of a document, in bytes.
    pub document_bytes: usize,
    /// The names, values, strings and punctuators of a document.
    pub tokens: usize,
    /// The maximum depth of nested brackets, braces and parentheses, including fragments: 1 to 128.
    pub nesting: usize,
    /// The operations and fragments of a document.
    pub definitions: usize,
    /// The variables that all operations of a document declare.
    pub variables: usize,
    /// The directives that a document uses.
    pub directives: usize,
    /// The fields that an operation or fragment expands to: a fragment counts once for each place that spreads it.
    pub fields: usize,
    /// The fields of an operation on its root type; each alias counts.
    pub root_fields: usize,
    /// The uses of `__schema` and `__type` in an operation.
    pub introspections: usize,
    /// The maximum depth of nested fields in an operation.
    pub depth: usize,
    /// The fields and list items of a response.
    pub answer_fields: usize,
    /// The errors that a response lists; one more says how many are left out.
    pub errors: usize,
    /// The time in which a long document must be read and validated, in milliseconds.
    pub planning_milliseconds: u64,
    /// The memory for documents that are kept after they are read, in bytes of their text.
    pub kept_bytes: u64,
}

impl Default for GraphqlLimits {
    fn default() -> Self {
        Self {
            document_bytes: 64 * 1024,
            tokens: 10_000,
            nesting: 64,
            definitions: 100,
            variables: 100,
            directives: 100,
            fields: 1000,
            root_fields: 50,
            introspections: 2,
            depth: 16,
            answer_fields: 100_000,
            errors: 50,
            planning_milliseconds: 2000,
            kept_bytes: 2 * 1024 * 1024,
        }
    }
}

impl GraphqlLimits {
    /// Returns the time in which a long document must be read and validated.
    pub(super) const fn planning(&self) -> Duration {
        Duration::from_millis(self.planning_milliseconds)
    }

    /// Returns the invalid limits: each field with a sentence that gives the reason.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let planning = usize::try_from(self.planning_milliseconds).unwrap_or(usize::MAX);
        let at_least_one = [
            ("document_bytes", self.document_bytes),
            ("tokens", self.tokens),
            ("definitions", self.definitions),
            ("fields", self.fields),
            ("root_fields", self.root_fields),
            ("depth", self.depth),
            ("answer_fields", self.answer_fields),
            ("errors", self.errors),
            ("planning_milliseconds", planning),
        ];
        let zero = at_least_one.into_iter().filter(|(_, value)| *value == 0);
        let nesting = (!(1..=MAX_NESTING).contains(&self.nesting))
            .then(|| ("nesting", format!("must be 1 to {MAX_NESTING}, but is {}", self.nesting)));
        zero.map(|(field, _)| (field, "must be at least 1, but is 0".to_owned())).chain(nesting).collect()
    }
}
