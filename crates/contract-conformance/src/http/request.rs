//! A request as plain data.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// The characters that are not encoded in a path segment or a query: the unreserved ones of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A request to the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method in upper case.
    pub method: String,
    /// The encoded path below the base URL, with a leading slash.
    pub path: String,
    /// The names and values of the query, in the order in which they are sent.
    pub query: Vec<(String, String)>,
    /// The names and values of the headers, besides those of the payload.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub payload: Payload,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// No body.
    None,
    /// A JSON value, as `application/json`.
    Json(Value),
    /// Bytes with an optional media type.
    Bytes {
        /// The media type.
        media_type: Option<String>,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A form, as `multipart/form-data`.
    Form(Vec<FormPart>),
}

/// One part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPart {
    /// Its field name.
    pub name: String,
    /// Its media type and file name, if it is a file.
    pub file: Option<(String, String)>,
    /// Its contents.
    pub bytes: Vec<u8>,
}

impl Payload {
    /// A text that claims to be JSON.
    pub fn json_text(text: &str) -> Self {
        Self::Bytes { media_type: Some("application/json".to_owned()), bytes: text.as_bytes().to_vec() }
    }
}

impl Request {
    /// A request without parameters, headers and body.
    pub fn new(method: &str, path: impl Into<String>) -> Self {
        let (query, headers) = (Vec::new(), Vec::new());
        Self { method: method.to_owned(), path: path.into(), query, headers, payload: Payload::None }
    }

    /// The same request with a header that replaces others of the same name.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same request without a header.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// The same request with another body.
    #[must_use]
    pub fn with_payload(mut self, payload: Payload) -> Self {
        self.payload = payload;
        self
    }

    /// The same request with a further parameter in its query.
    #[must_use]
    pub fn with_query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.push((name.to_owned(), value.into()));
        self
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The path and the query, encoded.
    pub fn target(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        let pairs: Vec<String> =
            self.query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }
}

/// A text as a path segment, or as a name or a value of a query.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}
