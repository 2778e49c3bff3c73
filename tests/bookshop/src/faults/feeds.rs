//! Faults of the feed of an order (server-sent events).

use axum::{
    body::{Body, Bytes},
    response::Response,
};
use futures_util::TryStreamExt;
use serde_json::Value;

use super::{Fault, exchange::is_feed};

/// Changes the events of a feed.
pub(super) fn change(fault: Fault, response: Response) -> Response {
    let change: fn(&str) -> String = match fault {
        Fault::EventWithoutAName => |event| without(event, "event:"),
        Fault::EventWithoutAnId => |event| without(event, "id:"),
        Fault::EventIsIncomplete => incomplete,
        Fault::EventIsRepeated => |event| if event.contains("data:") { event.repeat(2) } else { event.to_owned() },
        _ => return response,
    };
    if !is_feed(&response) {
        return response;
    }
    // Each part of the body is one event.
    response.map(|body| {
        let events = body.into_data_stream();
        Body::from_stream(events.map_ok(move |event| Bytes::from(change(&String::from_utf8_lossy(&event)))))
    })
}

/// An event without the lines of a field.
fn without(event: &str, field: &str) -> String {
    event.split_inclusive('\n').filter(|line| !line.starts_with(field)).collect()
}

/// An event whose order has no address.
fn incomplete(event: &str) -> String {
    let line = |line: &str| {
        let Some(mut data) = line.strip_prefix("data:").and_then(|data| serde_json::from_str::<Value>(data).ok())
        else {
            return line.to_owned();
        };
        if let Some(order) = data["order"].as_object_mut() {
            order.shift_remove("address");
        }
        format!("data: {data}\n")
    };
    event.split_inclusive('\n').map(line).collect()
}
