//! A GraphQL response, as JSON text.

use bytes::Bytes;
use serde_json::Value;

use super::GraphqlError;

/// The response of an operation, or one of the responses of a subscription.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The JSON text of `data`; absent where no field was executed.
    pub data: Option<Bytes>,
    /// The errors, in the order of the selection. A caller may complete them before the response is written.
    pub errors: Vec<GraphqlError>,
}

impl Answer {
    /// Returns the response to a request that is not executed.
    pub fn refused(errors: Vec<GraphqlError>) -> Self {
        Self { data: None, errors }
    }

    /// Whether no field was executed: the document or the variables are not valid, and the response has no data.
    ///
    /// A subscription that cannot be opened has no data either, but its field was executed, and the error names it.
    pub fn is_refused(&self) -> bool {
        self.data.is_none() && self.errors.iter().all(|error| error.path.is_empty())
    }

    /// Returns the response as JSON text.
    pub fn to_json(&self) -> Bytes {
        let length = self.data.as_ref().map_or(0, Bytes::len);
        let mut text = Vec::with_capacity(length + 16 + 256 * self.errors.len());
        text.push(b'{');
        if !self.errors.is_empty() {
            text.extend_from_slice(b"\"errors\":");
            serde_json::to_writer(&mut text, &self.errors).expect("errors have texts as keys, and a vector takes all");
        }
        if let Some(data) = &self.data {
            text.extend_from_slice(if self.errors.is_empty() { b"\"data\":" } else { b",\"data\":" });
            text.extend_from_slice(data);
        }
        text.push(b'}');
        text.into()
    }

    /// Returns the response as a JSON value.
    pub fn to_value(&self) -> Value {
        serde_json::from_slice(&self.to_json()).expect("an answer is written as JSON")
    }
}
