//! One request of a visit.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::transcript::Transcript;

/// The id that a client gives each of its requests.
pub(crate) const REQUEST_ID: &str = "visit-1";

/// A request. `{name}` in its path, headers and JSON is replaced by a value of an earlier answer.
pub(crate) struct Step {
    method: &'static str,
    path: &'static str,
    /// A note that distinguishes it from others with the same method and path.
    note: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    json: Option<String>,
    body: Vec<u8>,
    pub(crate) keeps: Vec<(&'static str, &'static str)>,
}

pub(crate) fn step(method: &'static str, path: &'static str, note: &'static str) -> Step {
    Step { method, path, note, headers: Vec::new(), json: None, body: Vec::new(), keeps: Vec::new() }
}

impl Step {
    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Sends it as a customer.
    pub(crate) fn ada(self) -> Self {
        self.header("authorization", "Bearer of:ada")
    }

    /// Sends it as another customer.
    pub(crate) fn eve(self) -> Self {
        self.header("authorization", "Bearer of:eve")
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        Self { json: Some(body.to_string()), ..self.header("content-type", "application/json") }
    }

    pub(crate) fn bytes(self, media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self.header("content-type", media_type) }
    }

    /// Keeps a value of the answer under a name: from the body, by a JSON pointer, or from a header.
    pub(crate) fn keep(mut self, name: &'static str, place: &'static str) -> Self {
        self.keeps.push((name, place));
        self
    }

    pub(crate) fn label(&self) -> String {
        format!("{} {}: {}", self.method, self.path, self.note)
    }

    pub(crate) fn request(&self, transcript: &Transcript) -> RequestBuilder {
        let filled = |text: &str| {
            let filled = transcript.kept.iter();
            filled.fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        };
        let method = Method::from_bytes(self.method.as_bytes()).expect("it is a method");
        let mut request = transcript.client.request(method, format!("{}{}", transcript.http, filled(self.path)));
        request = request.header("x-request-id", REQUEST_ID);
        for (name, value) in &self.headers {
            request = request.header(*name, filled(value));
        }
        match &self.json {
            Some(text) => request.body(filled(text)),
            None => request.body(self.body.clone()),
        }
    }
}
