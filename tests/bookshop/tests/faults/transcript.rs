//! Everything that a client of one shop sent and received, without values that differ each time.

use std::{collections::BTreeMap, time::Duration};

use bookshop::open::Open;
use reqwest::{Client, Response, header::HeaderMap};
use serde_json::Value;

use crate::step::{REQUEST_ID, Step};

/// The time that a client waits for an answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(8);
/// The headers that are compared.
const HEADERS: [&str; 8] = [
    "allow",
    "cache-control",
    "content-type",
    "etag",
    "idempotency-replayed",
    "location",
    "www-authenticate",
    "x-api-version",
];

/// A client of one shop.
pub(crate) struct Transcript {
    pub(crate) http: String,
    pub(crate) ws: String,
    pub(crate) client: Client,
    lines: Vec<(String, String)>,
    /// Values of earlier answers, for later requests.
    pub(crate) kept: BTreeMap<&'static str, String>,
    /// The ids and entity tags seen so far, in their order.
    seen: Vec<String>,
}

impl Transcript {
    pub(crate) fn new(open: &Open, client: &Client) -> Self {
        Self {
            http: open.http(""),
            ws: open.ws(""),
            client: client.clone(),
            lines: Vec::new(),
            kept: BTreeMap::new(),
            seen: Vec::new(),
        }
    }

    /// Records an answer.
    pub(crate) fn write(&mut self, label: &str, heard: &str) {
        let heard = self.anonymous(heard);
        self.lines.push((label.to_owned(), heard));
    }

    /// The labels of the lines that differ in another transcript of the same visit.
    pub(crate) fn differences(&self, other: &Self) -> Vec<&str> {
        assert_eq!(self.lines.len(), other.lines.len(), "every visit says the same things");
        let both = self.lines.iter().zip(&other.lines);
        both.filter(|(one, other)| one != other).map(|((label, _), _)| label.as_str()).collect()
    }

    /// Sends requests one after another.
    pub(crate) async fn send(&mut self, steps: Vec<Step>) {
        for step in steps {
            let label = step.label();
            let answer = match step.request(self).send().await {
                Ok(response) => self.read(&step, response).await,
                Err(error) if error.is_timeout() => "too late".to_owned(),
                Err(_) => "no answer".to_owned(),
            };
            self.write(&label, &answer);
        }
    }

    async fn read(&mut self, step: &Step, response: Response) -> String {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let Ok(body) = response.text().await else { return format!("{status}, cut off") };
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        for (name, place) in &step.keeps {
            let value = match place.strip_prefix('/') {
                Some(_) => json.pointer(place).and_then(Value::as_str).map(str::to_owned),
                None => text(place),
            };
            self.kept.insert(name, value.unwrap_or_default());
        }
        format!("{status}\n{}\n{body}", shown(&headers))
    }

    /// A text with ids and entity tags as numbers, by their first appearance.
    fn anonymous(&mut self, text: &str) -> String {
        let (mut rest, mut shown) = (text, String::new());
        while let Some((start, length)) = first_id(rest) {
            let id = &rest[start..start + length];
            let place = self.seen.iter().position(|seen| seen == id).unwrap_or_else(|| {
                self.seen.push(id.to_owned());
                self.seen.len() - 1
            });
            shown += &format!("{}#{place}", &rest[..start]);
            rest = &rest[start + length..];
        }
        shown + rest
    }
}

/// The start and the length of the first id or entity tag in a text. Each is between quotes, slashes, spaces or colons.
fn first_id(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    loop {
        if let Some(length) = id_length(&text[start..]) {
            return Some((start, length));
        }
        start += text[start..].find(['"', '/', ' ', ':', '\n'])? + 1;
    }
}

/// The length of the id (with or without hyphens) or the entity tag at the start of a text.
fn id_length(text: &str) -> Option<usize> {
    if let Some(tag) = text.strip_prefix("W/\"") {
        return Some("W/\"\"".len() + tag.find('"')?);
    }
    let is_hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hyphens = [8, 13, 18, 23];
    let has_hyphens = |text: &str| {
        text.bytes().enumerate().all(
            |(place, byte)| {
                if hyphens.contains(&place) { byte == b'-' } else { byte.is_ascii_hexdigit() }
            },
        )
    };
    match (text.get(..36), text.get(..32)) {
        (Some(id), _) if has_hyphens(id) => Some(36),
        (_, Some(id)) if is_hexadecimal(id) => Some(32),
        _ => None,
    }
}

fn shown(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let mut shown: Vec<_> = HEADERS.iter().filter_map(|name| Some(format!("{name}: {}", text(name)?))).collect();
    let id = match text("x-request-id") {
        None => "no request id",
        Some(id) if id == REQUEST_ID => "the client's request id",
        Some(_) => "a request id",
    };
    shown.push(id.to_owned());
    shown.join("\n")
}
