//! Request bodies that have been checked against the contract.

use serde_json::{Map, Value};

/// A request body as it arrived, validated against the contract.
#[derive(Debug)]
pub enum RawBody {
    /// No body.
    None,
    /// JSON, with canonical numbers.
    Json(Value),
    /// The bytes themselves.
    Bytes(File),
    /// Parts: files, and values coerced from text.
    Multipart {
        /// The values by name.
        values: Map<String, Value>,
        /// The files by name.
        files: Vec<(String, File)>,
    },
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name as the client gives it, not to be trusted.
    pub name: Option<String>,
    /// Its media type as the client gives it, not to be trusted.
    pub media_type: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}
