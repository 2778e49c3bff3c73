//! The help desk.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::{socket::Socket, transcript::Transcript};

const TOKEN: Option<&str> = Some("Bearer of:ada");

pub(crate) async fn visit(transcript: &mut Transcript) {
    Socket::open(transcript, "/desk", None, None, "desk without a token").await;
    let mut socket = Socket::open(transcript, "/desk", None, TOKEN, "desk").await;
    let (ask, ping) = (json!({ "type": "ask", "id": "q-1", "text": "Where?" }), json!({ "type": "ping" }));
    for (label, messages) in [
        ("a question", vec![ask.clone()]),
        ("a ping", vec![ping.clone()]),
        ("a question and a ping", vec![ask, ping]),
        ("an unknown message", vec![json!({ "type": "shout", "id": "q-2" })]),
        ("an empty question", vec![json!({ "type": "ask", "id": "q-3", "text": "" })]),
    ] {
        for message in &messages {
            socket.say(message).await;
        }
        transcript.write(&format!("desk: {label}"), &socket.hear(messages.len()).await);
    }
    socket.send(Message::text("{")).await;
    transcript.write("desk: no JSON", &socket.hear(1).await);

    let mut socket = Socket::open(transcript, "/desk", None, TOKEN, "desk, for a binary frame").await;
    socket.send(Message::binary(vec![0])).await;
    transcript.write("desk: a binary frame", &socket.hear(1).await);
}
