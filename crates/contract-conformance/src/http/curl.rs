//! A request as a curl command that sends it again.

use super::request::{FormPart, Payload, Request};

/// The number of bytes of a body that a command shows; a longer body is read from a file.
const SHOWN: usize = 4_000;

impl Request {
    /// The command for a POSIX shell. Bytes that are not a text are described, not shown.
    pub fn curl(&self, base: &str) -> String {
        let mut words = vec!["curl".to_owned(), "-i".to_owned()];
        match (self.method.as_str(), &self.payload) {
            ("GET", Payload::None) => {}
            ("HEAD", Payload::None) => words.push("--head".into()),
            (method, _) => words.extend(["-X".to_owned(), quoted(method)]),
        }
        words.push(quoted(&format!("{base}{}", self.target())));
        for (name, value) in &self.headers {
            words.extend(["-H".to_owned(), quoted(&format!("{name}: {value}"))]);
        }
        match &self.payload {
            Payload::None => {}
            Payload::Json(value) => {
                words.extend(["-H".to_owned(), quoted("Content-Type: application/json")]);
                words.extend(data(value.to_string().as_bytes()));
            }
            Payload::Bytes { media_type, bytes } => {
                let header =
                    media_type.as_ref().map_or("Content-Type:".into(), |known| format!("Content-Type: {known}"));
                words.extend(["-H".to_owned(), quoted(&header)]);
                words.extend(data(bytes));
            }
            Payload::Form(parts) => words.extend(parts.iter().flat_map(form)),
        }
        words.join(" ")
    }
}

fn data(bytes: &[u8]) -> [String; 2] {
    let text = str::from_utf8(bytes).ok().filter(|text| text.len() <= SHOWN && !text.contains('\0'));
    let shown = text.map_or_else(|| format!("@BODY_OF_{}_BYTES", bytes.len()), quoted);
    ["--data-binary".to_owned(), shown]
}

fn form(FormPart { name, file, bytes }: &FormPart) -> [String; 2] {
    let value = match file {
        Some((media_type, file)) => format!("{name}=@{file};type={media_type}"),
        None => format!("{name}={}", String::from_utf8_lossy(bytes)),
    };
    ["-F".to_owned(), quoted(&value)]
}

pub(crate) fn quoted(text: &str) -> String {
    let without_nul = text.replace('\0', "\u{2400}");
    shlex::try_quote(&without_nul).map_or_else(|_| without_nul.clone(), Into::into)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_request_is_one_line() {
        let request = Request::new("POST", "/books")
            .with_query("word", "a&b")
            .with_header("Authorization", "Bearer t")
            .with_payload(Payload::Json(json!({ "title": "it's" })));
        assert_eq!(
            request.curl("http://localhost:1"),
            "curl -i -X POST 'http://localhost:1/books?word=a%26b' -H 'Authorization: Bearer t' \
             -H 'Content-Type: application/json' --data-binary \"{\\\"title\\\":\\\"it's\\\"}\""
        );
    }

    #[test]
    fn a_body_that_is_no_text_is_named() {
        let payload = Payload::Bytes { media_type: Some("image/png".into()), bytes: vec![0x89, 0x50, 0xff] };
        let line = Request::new("PUT", "/cover").with_payload(payload).curl("http://localhost:1");
        assert!(line.ends_with("--data-binary @BODY_OF_3_BYTES"), "{line}");
    }
}
