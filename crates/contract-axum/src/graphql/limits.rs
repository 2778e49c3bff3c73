//! The bounds within which a GraphQL document is read, validated and answered.

use std::time::Duration;

/// The bounds of a GraphQL document and of its answer. A document beyond one of them is refused with 400 before anything
/// of it is executed; only `answer_fields` is counted while fields resolve.
#[derive(Debug, Clone)]
pub struct GraphqlLimits {
    /// The length of a document, in bytes.
    pub document_bytes: usize,
    /// The names, values, strings and punctuators of a document.
    pub tokens: usize,
    /// The depth of nested brackets, braces and parentheses, also through fragments.
    pub nesting: usize,
    /// The operations and fragments of a document.
    pub definitions: usize,
    /// The variables that all operations of a document declare.
    pub variables: usize,
    /// The directives that a document uses.
    pub directives: usize,
    /// The fields that an operation or fragment expands to: a fragment counts once for each place that spreads it.
    pub fields: usize,
    /// The fields of an operation on its root type; each alias is one.
    pub root_fields: usize,
    /// The uses of `__schema` and `__type` in an operation.
    pub introspections: usize,
    /// The depth of nested fields in an operation.
    pub depth: usize,
    /// The fields and list items of an answer.
    pub answer_fields: usize,
    /// The errors that an answer lists; one more says how many are left out.
    pub errors: usize,
    /// The time in which a long document must be read and validated.
    pub planning: Duration,
    /// The memory for documents that are kept as they were read, in bytes of their text.
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
            planning: Duration::from_secs(2),
            kept_bytes: 2 * 1024 * 1024,
        }
    }
}
