//! Answers of operations and GraphQL fields.

use std::{fmt, pin::Pin};

use bytes::Bytes;

use super::Details;

/// The response of an operation, as it is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The headers, besides those that every response has.
    pub headers: Vec<(&'static str, String)>,
    /// The body as JSON text, where there is one.
    pub body: Option<Bytes>,
}

/// The answer of a GraphQL field: a whole value. The edge writes the selected parts of it.
pub struct FieldValue {
    /// The value. An object serialises under the property names of the contract, a union with its tag.
    pub value: Box<dyn erased_serde::Serialize + Send + Sync>,
    /// A finite part of a value that creates its objects as they are selected and can therefore be endless. The sample
    /// is validated in place of the value.
    pub sample: Option<serde_json::Value>,
    /// The fields of the value that are worth computing only when they are selected.
    pub later: Vec<LaterField>,
}

/// A field of an object that is computed only when it is selected.
pub struct LaterField {
    /// Its name in GraphQL.
    pub name: &'static str,
    /// Computes it.
    pub resolve: Box<dyn Fn() -> AnsweredField + Send + Sync>,
}

/// A future of the answer of a GraphQL field, or of the problem that occurred.
pub type AnsweredField = Pin<Box<dyn Future<Output = Result<FieldValue, Box<Details>>> + Send>>;

impl FieldValue {
    /// Returns a value that has all its fields.
    pub fn new(value: impl serde::Serialize + Send + Sync + 'static) -> Self {
        Self { value: Box::new(value), sample: None, later: Vec::new() }
    }
}

impl fmt::Debug for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let later: Vec<_> = self.later.iter().map(|field| field.name).collect();
        f.debug_struct("FieldValue").field("later", &later).finish_non_exhaustive()
    }
}
