//! Two people in a room, a calculation step by step, tokens that expire while a socket is open, and feeds that resume
//! after an interruption; over real connections to the reference server.

use std::time::Duration;

use reqwest::header;
use serde_json::{Value, json};
use tests::{
    heal7::{Heal7, Person},
    socket::{self, Socket, hear, say},
};

/// The next message of a type, validated against the contract; other types are skipped.
async fn hear_of(heal7: &Heal7, socket: &mut Socket, kind: &str) -> Value {
    loop {
        let message = hear(socket).await;
        heal7.is("ServerMessage", &message);
        if message["type"] == kind {
            return message;
        }
    }
}

#[tokio::test]
async fn two_people_talk_in_a_room() {
    let heal7 = Heal7::new().await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let mut to_anna = heal7.socket(&anna).await;
    let joined = hear_of(&heal7, &mut to_anna, "user_joined").await;
    assert_eq!((joined["room"].as_str(), joined["userId"].as_str()), (Some("general"), Some(anna.id.as_str())));
    let mut to_bora = heal7.socket(&bora).await;
    assert_eq!(hear_of(&heal7, &mut to_bora, "user_joined").await["userId"], bora.id);
    let joined = hear_of(&heal7, &mut to_anna, "user_joined").await;
    assert_eq!((joined["userId"].as_str(), joined["name"].as_str()), (Some(bora.id.as_str()), Some("bora")));

    say(&mut to_bora, &json!({ "type": "typing_indicator", "data": { "isTyping": true } })).await;
    let typing = hear_of(&heal7, &mut to_anna, "typing_indicator").await;
    assert_eq!((&typing["userId"], &typing["isTyping"]), (&json!(bora.id), &json!(true)));
    say(&mut to_bora, &json!({ "type": "chat_message", "id": "b-1", "data": { "content": "안녕하세요" } })).await;
    let own = hear_of(&heal7, &mut to_bora, "chat_message").await;
    assert_eq!((&own["id"], &own["message"]["content"]), (&json!("b-1"), &json!("안녕하세요")));
    let heard = hear_of(&heal7, &mut to_anna, "chat_message").await;
    assert_eq!(heard["message"], own["message"]);
    assert!(heard.get("id").is_none(), "the client's own name for a message is its own: {heard:#}");

    // The messages of a room of two are not sent to others.
    let join = |id: &str| json!({ "type": "join_room", "id": id, "data": { "room": "dreams" } });
    say(&mut to_bora, &join("b-2")).await;
    assert_eq!(hear_of(&heal7, &mut to_bora, "user_joined").await["id"], "b-2");
    let dream = json!({ "type": "chat_message", "id": "b-3", "data": { "room": "dreams", "content": "꿈" } });
    say(&mut to_bora, &dream).await;
    assert_eq!(hear_of(&heal7, &mut to_bora, "chat_message").await["id"], "b-3");
    say(&mut to_anna, &json!({ "type": "chat_message", "id": "a-1", "data": { "room": "dreams", "content": "?" } }))
        .await;
    let outside = hear_of(&heal7, &mut to_anna, "error").await;
    assert_eq!((&outside["id"], &outside["problem"]["code"]), (&json!("a-1"), &json!("ROOM_NOT_JOINED")));
    for (message, code) in [
        (json!({ "type": "join_room", "id": "a-2", "data": { "room": "attic" } }), "ROOM_NOT_FOUND"),
        (json!({ "type": "leave_room", "id": "a-2", "data": { "room": "dreams" } }), "ROOM_NOT_JOINED"),
        (json!({ "type": "chat_message", "id": "a-2", "data": { "content": "" } }), "VALIDATION_FAILED"),
        (json!({ "type": "chat_message", "id": "a-2", "data": { "text": "안녕" } }), "VALIDATION_FAILED"),
        (json!({ "type": "shout", "id": "a-2" }), "VALIDATION_FAILED"),
        (
            json!({ "type": "ai_interpretation_request", "id": "a-2", "data": { "sajuId": anna.id } }),
            "MODULE_UNAVAILABLE",
        ),
    ] {
        say(&mut to_anna, &message).await;
        let refused = hear_of(&heal7, &mut to_anna, "error").await;
        assert_eq!((&refused["id"], &refused["problem"]["code"]), (&json!("a-2"), &json!(code)), "{message}");
    }
    say(&mut to_anna, &json!({ "type": "ping", "id": "a-3" })).await;
    assert_eq!(hear_of(&heal7, &mut to_anna, "pong").await["id"], "a-3", "nothing of this ended the connection");

    // Her second tab connects and disconnects without an event; when the last one disconnects, she has left.
    let second = heal7.socket(&bora).await;
    drop(second);
    drop(to_bora);
    let left = hear_of(&heal7, &mut to_anna, "user_left").await;
    assert_eq!((&left["userId"], &left["room"]), (&json!(bora.id), &json!("general")));
}

#[tokio::test]
async fn typing_indicator_expires() {
    let heal7 = Heal7::new().await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let (mut to_anna, mut to_bora) = (heal7.socket(&anna).await, heal7.socket(&bora).await);
    hear_of(&heal7, &mut to_bora, "user_joined").await;
    say(&mut to_bora, &json!({ "type": "typing_indicator", "data": {} })).await;
    assert_eq!(hear_of(&heal7, &mut to_anna, "typing_indicator").await["isTyping"], true);
    // Ten seconds, of which the helper waits five.
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert_eq!(hear_of(&heal7, &mut to_anna, "typing_indicator").await["isTyping"], false);
}

#[tokio::test]
async fn calculation_sends_its_progress() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let mut socket = heal7.socket(&anna).await;
    hear_of(&heal7, &mut socket, "user_joined").await;
    let request = |date: &str| {
        let data =
            json!({ "birthDate": date, "birthTime": "17:50", "isLunar": false, "gender": "male", "name": "홍길동" });
        json!({ "type": "saju_calculation_request", "id": "m-17", "data": data })
    };
    say(&mut socket, &request("1976-05-21")).await;
    let mut told = Vec::new();
    let result = loop {
        let message = hear(&mut socket).await;
        heal7.is("ServerMessage", &message);
        assert_eq!(message["id"], "m-17");
        told.push((message["type"].as_str().unwrap().to_owned(), message["progress"].as_i64().unwrap()));
        if message["type"] == "saju_calculation_completed" {
            break message["result"].clone();
        }
    };
    let steps: Vec<_> = told.iter().map(|(kind, progress)| (kind.as_str(), *progress)).collect();
    assert_eq!(
        steps,
        [
            ("saju_calculation_started", 0),
            ("saju_calculation_progress", 20),
            ("saju_calculation_progress", 50),
            ("saju_calculation_progress", 80),
            ("saju_calculation_completed", 100),
        ]
    );
    let place = format!("/saju/results/{}", result["id"].as_str().unwrap());
    assert_eq!(heal7.data(heal7.get(&place).bearer_auth(&anna.token), 200).await, result);
    say(&mut socket, &request("1976-02-30")).await;
    let failed = hear_of(&heal7, &mut socket, "saju_calculation_failed").await;
    assert_eq!((&failed["id"], &failed["problem"]["code"]), (&json!("m-17"), &json!("INVALID_SOLAR_DATE")));
}

#[tokio::test]
async fn socket_continues_with_a_renewed_token() {
    let heal7 = Heal7::with(|config| {
        config.tokens.access_seconds = 3;
        config.tokens.reauthenticate_seconds = 2;
    })
    .await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let mut kept = heal7.socket(&anna).await;
    let mut silent = heal7.socket(&anna).await;
    let mut wrong = heal7.socket(&anna).await;
    for socket in [&mut kept, &mut silent, &mut wrong] {
        hear_of(&heal7, socket, "reauthenticate").await;
    }
    let refresh = json!({ "refreshToken": anna.refresh });
    let next = Person::from_session(&heal7.data(heal7.post("/auth/refresh", &refresh), 200).await);
    let bring = |token: &str| json!({ "type": "authenticate", "id": "t", "data": { "token": token } });
    say(&mut kept, &bring(&next.token)).await;
    say(&mut wrong, &bring(&bora.token)).await;
    let refused = hear_of(&heal7, &mut wrong, "error").await;
    assert_eq!((&refused["id"], &refused["problem"]["code"]), (&json!("t"), &json!("INVALID_TOKEN")));
    assert_eq!(socket::end(wrong).await.0, 4401, "who brings another person's token is out");
    assert_eq!(socket::end(silent).await.0, 4401, "who brings none is out when the old one ends");
    let asked_again = hear_of(&heal7, &mut kept, "reauthenticate").await;
    say(&mut kept, &json!({ "type": "ping" })).await;
    let pong = hear_of(&heal7, &mut kept, "pong").await;
    assert!(pong["timestamp"].as_str() < asked_again["expiresAt"].as_str(), "the new token is good at the moment");
}

#[tokio::test]
async fn slow_reader_is_disconnected_without_delaying_others() {
    let heal7 = Heal7::with(|config| config.rooms.queue = 4).await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let mut slow = heal7.socket(&anna).await;
    hear_of(&heal7, &mut slow, "user_joined").await;
    let mut quick = heal7.socket(&bora).await;
    hear_of(&heal7, &mut quick, "user_joined").await;
    let text = "별".repeat(4000);
    // More than the buffers of two sockets can hold.
    for number in 0..3000 {
        let id = format!("b-{number}");
        say(&mut quick, &json!({ "type": "chat_message", "id": id, "data": { "content": text } })).await;
        loop {
            let message = hear(&mut quick).await;
            if message["id"] == id.as_str() {
                break;
            }
        }
    }
    let left = tokio::time::timeout(Duration::from_secs(5), async {
        while heal7.app.rooms.connections() > 1 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    left.await.expect("she is forgotten");
    drop(slow);
}

#[tokio::test]
async fn feed_resumes_after_the_last_event_id() {
    let heal7 = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let anna = heal7.person("anna").await;
    let events = |last: Option<String>, many: usize| {
        let mut request = heal7.get("/events/notifications").header(header::ACCEPT, "text/event-stream");
        request = request.bearer_auth(&anna.token);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        async move {
            let mut answer = request.send().await.unwrap();
            let mut text = String::new();
            while text.matches("event: Notification").count() < many || !text.ends_with("\n\n") {
                text.push_str(std::str::from_utf8(&answer.chunk().await.unwrap().unwrap()).unwrap());
            }
            let ids = text.lines().filter_map(|line| line.strip_prefix("id: ")).map(str::to_owned).collect::<Vec<_>>();
            (ids, text)
        }
    };
    heal7.warn(&anna).await;
    heal7.warn(&anna).await;
    // From before the first event: the welcome and two warnings.
    let (all, text) = events(Some(String::new()), 3).await;
    assert_eq!(all.len(), 3, "{text}");
    let (rest, _) = events(Some(all[0].clone()), 2).await;
    assert_eq!(rest, all[1..], "what was missed, in its order");
    let waiting = events(Some(all[2].clone()), 1);
    let ((live, _), ()) = tokio::join!(waiting, async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        heal7.warn(&anna).await;
    });
    assert_eq!(live.len(), 1);
    assert!(live[0] > all[2], "later ones sort after earlier ones");
}

/// The state of the platform is public, is sent immediately, and is the same on the feed and in GraphQL's subscription.
#[tokio::test]
async fn system_status_is_sent_by_feed_and_subscription() {
    let heal7 = Heal7::new().await;
    let mut feed = heal7.get("/events/system").header(header::ACCEPT, "text/event-stream").send().await.unwrap();
    let mut text = String::new();
    while !text.contains("\n\n") || !text.contains("data: ") {
        text.push_str(std::str::from_utf8(&feed.chunk().await.unwrap().unwrap()).unwrap());
    }
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let update: Value = serde_json::from_str(data).unwrap();
    heal7.is("SystemStatusUpdate", &update);
    let names: Vec<_> =
        update["components"].as_array().unwrap().iter().map(|part| part["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["api", "saju_engine", "database", "cache", "storage"]);
    assert_eq!(update["status"], "operational");

    let mut socket = heal7.graphql_socket(None).await;
    let query = "subscription { systemStatus { status components { name } } }";
    say(&mut socket, &json!({ "type": "subscribe", "id": "1", "payload": { "query": query } })).await;
    let next = hear(&mut socket).await;
    assert_eq!(next["payload"]["data"]["systemStatus"]["status"], "operational", "{next:#}");
}

/// The feed and GraphQL's subscription send the same new notifications, and only to their person.
#[tokio::test]
async fn notifications_are_sent_by_feed_and_subscription() {
    let heal7 = Heal7::with(|config| config.tokens.grace_seconds = 0).await;
    let (anna, bora) = (heal7.person("anna").await, heal7.person("bora").await);
    let query = "subscription ($id: ID!) { notifications(userId: $id) { id type message createdAt } }";
    let follow = |id: &str, whose: &Person| {
        let payload = json!({ "query": query, "variables": { "id": whose.id } });
        json!({ "type": "subscribe", "id": id, "payload": payload })
    };
    let mut to_anybody = heal7.graphql_socket(None).await;
    let mut to_anna = heal7.graphql_socket(Some(&anna)).await;
    for (socket, code) in [(&mut to_anybody, "UNAUTHENTICATED"), (&mut to_anna, "FORBIDDEN")] {
        say(socket, &follow("b", &bora)).await;
        let refused = hear(socket).await;
        assert_eq!(refused["payload"]["errors"][0]["extensions"]["code"], code, "{refused:#}");
        assert_eq!(hear(socket).await["type"], "complete");
    }

    say(&mut to_anna, &follow("a", &anna)).await;
    let feed = heal7.get("/events/notifications").header(header::ACCEPT, "text/event-stream");
    let mut feed = feed.bearer_auth(&anna.token).send().await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    heal7.warn(&bora).await;
    heal7.warn(&anna).await;
    let mut text = String::new();
    while !text.contains("data: ") || !text.ends_with("\n\n") {
        text.push_str(std::str::from_utf8(&feed.chunk().await.unwrap().unwrap()).unwrap());
    }
    let event = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let event: Value = serde_json::from_str(event).unwrap();
    heal7.is("Notification", &event);
    assert_eq!(event["type"], "warning", "{event:#}");
    let next = hear(&mut to_anna).await;
    for property in ["id", "type", "message", "createdAt"] {
        assert_eq!(next["payload"]["data"]["notifications"][property], event[property], "{next:#}\n{event:#}");
    }
}
