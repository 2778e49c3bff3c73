//! Channels as shell commands that a person can repeat: `websocat` for sockets, `curl` for feeds.

use super::socket::Frame;
use crate::http::{Request, quoted};

/// The headers that `websocat` adds by itself.
const OF_THE_HANDSHAKE: [&str; 4] = ["connection", "upgrade", "sec-websocket-version", "sec-websocket-key"];
/// The number of bytes of a message that a command shows.
const SHOWN: usize = 2_000;

/// A command that opens a socket and sends the same messages.
pub(super) fn of_socket(base: &str, request: &Request, said: &[Frame]) -> String {
    let mut words = Vec::new();
    if !said.is_empty() {
        let messages: Vec<String> = said.iter().map(shown).collect();
        words.push(format!("printf '%s\\n' {} |", messages.join(" ")));
    }
    words.push("websocat -n".to_owned());
    if matches!(said, [Frame::Binary(_), ..]) {
        words.push("--binary".to_owned());
    }
    for (name, value) in &request.headers {
        if name.eq_ignore_ascii_case("sec-websocket-protocol") {
            words.extend(["--protocol".to_owned(), quoted(value)]);
        } else if !OF_THE_HANDSHAKE.contains(&name.to_ascii_lowercase().as_str()) {
            words.extend(["-H".to_owned(), quoted(&format!("{name}: {value}"))]);
        }
    }
    let base = base.strip_prefix("http").unwrap_or(base);
    words.push(quoted(&format!("ws{base}{}", request.target())));
    words.join(" ")
}

/// A command that opens a feed and shows its events as they arrive.
pub(super) fn of_feed(base: &str, request: &Request) -> String {
    request.curl(base).replacen("curl -i", "curl -i -N", 1)
}

fn shown(frame: &Frame) -> String {
    match frame {
        Frame::Text(text) if text.len() <= SHOWN => quoted(text),
        Frame::Text(text) => format!("MESSAGE_OF_{}_BYTES", text.len()),
        Frame::Binary(bytes) => quoted(&String::from_utf8_lossy(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversation_is_one_line() {
        let request = Request::new("GET", "/desk")
            .with_header("Connection", "Upgrade")
            .with_header("Sec-WebSocket-Protocol", "desk.v1, bearer.dA")
            .with_header("Authorization", "Bearer t");
        let said = [Frame::Text("{\"type\":\"ping\"}".into())];
        assert_eq!(
            of_socket("http://localhost:1", &request, &said),
            "printf '%s\\n' '{\"type\":\"ping\"}' | websocat -n --protocol 'desk.v1, bearer.dA' \
             -H 'Authorization: Bearer t' ws://localhost:1/desk"
        );
        assert!(of_socket("https://shop.example", &request, &[]).ends_with("wss://shop.example/desk"));
    }
}
