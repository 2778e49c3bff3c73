//! The feed of an order.

use std::time::Duration;

use bookshop::{orders::OrderId, shop::Shop};
use reqwest::Response;
use serde_json::Value;
use tokio::time::timeout;

use crate::{
    rest::order,
    step::{Step, step},
    transcript::Transcript,
};

/// The time that a client waits for an expected event.
const PATIENCE: Duration = Duration::from_secs(3);

fn follow() -> Step {
    step("GET", "/orders/{followed}/events", "the feed").header("accept", "text/event-stream")
}

pub(crate) async fn visit(transcript: &mut Transcript, shop: &Shop) {
    let place = step("POST", "/orders", "an order to follow").ada().json(&order("서울"));
    transcript.send(vec![place.header("idempotency-key", "k-4").keep("followed", "/data/id")]).await;
    transcript.send(vec![step("GET", "/orders/01936f5f-2b3c-7d4e-8f50-61728394a5b6/events", "no order").ada()]).await;

    let other = follow().eve().request(transcript).send().await;
    transcript.write("feed: as another customer", &status(other));
    let mut first = String::new();
    let found = match follow().ada().request(transcript).send().await {
        Ok(mut feed) => {
            first = until(&mut feed, "event: placed", "data:").await;
            format!("{}\n{first}", status(Ok(feed)))
        }
        Err(error) => status(Err(error)),
    };
    transcript.write("feed: from the beginning", &found);

    // An event after the one that the client names.
    let last = first.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or_default().to_owned();
    let again = follow().ada().request(transcript).header("last-event-id", last).send().await;
    let found = match again {
        Ok(mut feed) => {
            if let Ok(id) = serde_json::from_value::<OrderId>(Value::from(transcript.kept["followed"].as_str())) {
                shop.ship(id);
            }
            until(&mut feed, "\"shipped\"", "data:").await
        }
        Err(error) => status(Err(error)),
    };
    transcript.write("feed: again, after the last event", &found);
}

fn status(answer: Result<Response, reqwest::Error>) -> String {
    match answer {
        Ok(response) => format!("{} {:?}", response.status(), response.headers().get("content-type")),
        Err(_) => "no answer".to_owned(),
    }
}

/// The text of a feed up to the end of the event that contains these words.
async fn until(feed: &mut Response, word: &str, other: &str) -> String {
    let mut text = String::new();
    let is_there = |text: &str| text.contains(word) && text.contains(other) && text.ends_with("\n\n");
    while !is_there(&text) {
        match timeout(PATIENCE, feed.chunk()).await {
            Ok(Ok(Some(chunk))) => text += &String::from_utf8_lossy(&chunk),
            Ok(Ok(None) | Err(_)) => return text + "\nthe end",
            Err(_) => return text + "\nsilence",
        }
    }
    text
}
