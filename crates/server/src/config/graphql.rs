//! The bounds of GraphQL documents and answers, as settings.

use std::time::Duration;

use contract_axum::GraphqlLimits;
use serde::{Deserialize, Serialize};

/// The bounds of GraphQL documents and answers; a document beyond one of them is refused with 400.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Graphql {
    /// The length of a document, in bytes.
    pub document_bytes: usize,
    /// The names, values and punctuators of a document.
    pub tokens: usize,
    /// The depth of nested brackets, also through fragments.
    pub nesting: usize,
    /// The operations and fragments of a document.
    pub definitions: usize,
    /// The variables that a document declares.
    pub variables: usize,
    /// The directives that a document uses.
    pub directives: usize,
    /// The fields that an operation or a fragment expands to.
    pub fields: usize,
    /// The fields of an operation on its root type; each alias is one.
    pub root_fields: usize,
    /// The uses of `__schema` and `__type` in an operation.
    pub introspections: usize,
    /// The depth of nested fields.
    pub depth: usize,
    /// The fields and list items of an answer.
    pub answer_fields: usize,
    /// The errors that an answer lists.
    pub errors: usize,
    /// The time in which a long document must be read and validated, in milliseconds.
    pub planning_milliseconds: u64,
    /// The memory for documents that are kept as they were read, in bytes of their text.
    pub kept_bytes: u64,
}

impl Default for Graphql {
    fn default() -> Self {
        let limits = GraphqlLimits::default();
        Self {
            document_bytes: limits.document_bytes,
            tokens: limits.tokens,
            nesting: limits.nesting,
            definitions: limits.definitions,
            variables: limits.variables,
            directives: limits.directives,
            fields: limits.fields,
            root_fields: limits.root_fields,
            introspections: limits.introspections,
            depth: limits.depth,
            answer_fields: limits.answer_fields,
            errors: limits.errors,
            planning_milliseconds: u64::try_from(limits.planning.as_millis()).unwrap_or(u64::MAX),
            kept_bytes: limits.kept_bytes,
        }
    }
}

impl Graphql {
    /// The limits as contract-axum takes them.
    pub fn limits(&self) -> GraphqlLimits {
        GraphqlLimits {
            document_bytes: self.document_bytes,
            tokens: self.tokens,
            nesting: self.nesting,
            definitions: self.definitions,
            variables: self.variables,
            directives: self.directives,
            fields: self.fields,
            root_fields: self.root_fields,
            introspections: self.introspections,
            depth: self.depth,
            answer_fields: self.answer_fields,
            errors: self.errors,
            planning: Duration::from_millis(self.planning_milliseconds),
            kept_bytes: self.kept_bytes,
        }
    }

    /// The settings that make no sense, each with its key and a sentence.
    pub(super) fn mistakes(&self) -> Vec<String> {
        // The parser and the validator descend once for each level; deeper ones could overflow a thread's stack.
        const DEEPEST: usize = 128;
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        let at_least_one = [
            ("document_bytes", self.document_bytes),
            ("tokens", self.tokens),
            ("definitions", self.definitions),
            ("fields", self.fields),
            ("root_fields", self.root_fields),
            ("depth", self.depth),
            ("answer_fields", self.answer_fields),
            ("errors", self.errors),
            ("planning_milliseconds", number(self.planning_milliseconds)),
        ];
        let zero = at_least_one.into_iter().filter(|(_, value)| *value == 0);
        let zero = zero.map(|(key, _)| format!("`graphql.{key}` must be at least 1, but is 0"));
        let nesting = (!(1..=DEEPEST).contains(&self.nesting))
            .then(|| format!("`graphql.nesting` must be 1 to {DEEPEST}, but is {}", self.nesting));
        zero.chain(nesting).collect()
    }
}
