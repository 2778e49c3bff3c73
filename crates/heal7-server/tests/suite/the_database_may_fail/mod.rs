//! A temporary failure of the database loses no data and stops no reads: writes get a 503 with `Retry-After`, reads
//! continue, `/ready` and `/health` report the failure, and writing resumes by itself.

mod postgres;
mod proxy;
mod sqlite;

use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::running::Running;

/// The time in which the server notices that trouble begins or ends, on a machine that is busy with other tests.
const NOTICE: Duration = Duration::from_secs(15);

/// The time limit for answers of `/ready` and `/health`.
const AT_ONCE: Duration = Duration::from_secs(1);

/// The settings of these tests, which turn off rate limits and make the hashing of passwords fast.
const SETTINGS: [(&str, &str); 3] =
    [("HEAL7_LIMITS__ENABLED", "false"), ("HEAL7_PASSWORDS__MEMORY_KIB", "8"), ("HEAL7_PASSWORDS__ITERATIONS", "1")];

/// A server with a person who saves results.
struct Patient {
    server: Running,
    client: Client,
    token: String,
    /// The ids of the results that the server reported as saved.
    saved: Vec<String>,
}

impl Patient {
    /// Registers a person.
    async fn admit(server: Running) -> Self {
        let client = Client::new();
        let person = json!({ "email": "anna@example.com", "password": "별이빛나는밤에1976", "name": "Anna" });
        let registered = client.post(server.http("/auth/register")).json(&person).send().await.unwrap();
        assert_eq!(registered.status(), 201);
        let session: Value = registered.json().await.unwrap();
        let token = session["data"]["token"].as_str().unwrap().to_owned();
        let mut patient = Self { server, client, token, saved: Vec::new() };
        assert_eq!(patient.save().await.status(), 201);
        assert!(patient.is_ready().await);
        patient
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.server.http(path)).bearer_auth(&self.token)
    }

    /// Saves a result.
    async fn save(&mut self) -> Saved {
        let birth = json!({ "birthDate": "1976-05-21", "birthTime": "17:50", "isLunar": false, "gender": "male", "name": "홍길동" });
        let request = self.client.post(self.server.http("/saju/calculate")).bearer_auth(&self.token).json(&birth);
        let response = request.send().await.unwrap();
        let saved = Saved::read(response).await;
        if saved.status == 201 {
            self.saved.push(saved.body["data"]["id"].as_str().unwrap().to_owned());
        }
        saved
    }

    /// Saves results until saving fails.
    async fn save_until_refused(&mut self) -> Saved {
        let begun = Instant::now();
        loop {
            let saved = self.save().await;
            if saved.status != 201 {
                return saved;
            }
            assert!(begun.elapsed() < NOTICE, "writes do not fail");
        }
    }

    /// Whether the server is ready; it must answer within [`AT_ONCE`].
    async fn is_ready(&self) -> bool {
        let begun = Instant::now();
        let status = self.get("/ready").send().await.unwrap().status();
        assert!(begun.elapsed() < AT_ONCE, "/ready took {:?}", begun.elapsed());
        assert!([StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE].contains(&status), "{status}");
        status == StatusCode::OK
    }

    /// Returns the state of the database from `/health`, which must answer within [`AT_ONCE`].
    async fn health(&self) -> String {
        let begun = Instant::now();
        let response = self.get("/health").send().await.unwrap();
        assert!(begun.elapsed() < AT_ONCE, "/health took {:?}", begun.elapsed());
        assert_eq!(response.status(), 200);
        let health: Value = response.json().await.unwrap();
        let parts = health["data"]["components"].as_array().unwrap();
        let database = parts.iter().find(|part| part["name"] == "database").unwrap();
        database["status"].as_str().unwrap().to_owned()
    }

    /// Asserts that every saved result can be read.
    async fn reads_everything(&self) {
        for id in &self.saved {
            let response = self.get(&format!("/saju/results/{id}")).send().await.unwrap();
            assert_eq!(response.status(), 200, "{id} was saved");
        }
        let history = self.get("/saju/history").send().await.unwrap();
        assert_eq!(history.status(), 200);
        let history: Value = history.json().await.unwrap();
        let total = history["pagination"]["total"].as_u64().unwrap();
        assert!(total >= self.saved.len() as u64, "{total} of {}", self.saved.len());
    }

    /// Waits until the server is ready, without any request that writes.
    async fn recovers(&self) {
        let begun = Instant::now();
        while !self.is_ready().await {
            assert!(begun.elapsed() < NOTICE, "it is not ready again:\n{}", self.server.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(self.health().await, "operational");
    }

    /// Waits until the server reports that it is not ready, and asserts that this happens in time.
    async fn falls_ill(&self, within: Duration) {
        let begun = Instant::now();
        while self.is_ready().await {
            assert!(begun.elapsed() < within, "it is still ready:\n{}", self.server.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Stops the server. Asserts that the log reported the beginning and the end of each trouble once.
    fn discharge(self, troubles: usize) {
        self.server.ask_to_stop();
        let (is_well, _, log) = self.server.end();
        assert!(is_well, "{log}");
        let lines = |text: &str| log.lines().filter(|line| line.contains(text)).count();
        let begun = lines("the database does not");
        assert_eq!((begun, lines("the database works again")), (troubles, troubles), "{log}");
        assert!(!log.contains("transaction depth"), "{log}");
        // The background tasks report once per trouble that they fail.
        assert!(lines("cannot read the outbox") <= troubles && lines("cannot forget") <= troubles, "{log}");
    }
}

/// The answer to a request that writes.
#[derive(Debug)]
struct Saved {
    status: u16,
    retry_after: Option<u32>,
    body: Value,
}

impl Saved {
    async fn read(response: Response) -> Self {
        let retry_after = response.headers().get("retry-after");
        Self {
            status: response.status().as_u16(),
            retry_after: retry_after.map(|seconds| seconds.to_str().unwrap().parse().unwrap()),
            body: response.json().await.unwrap(),
        }
    }

    fn status(&self) -> u16 {
        self.status
    }

    /// Asserts that the client is asked to retry.
    #[track_caller]
    fn is_put_off(&self) {
        assert_eq!((self.status, &self.body["code"]), (503, &json!("SERVICE_UNAVAILABLE")), "{self:?}");
        assert!(self.retry_after.is_some_and(|seconds| seconds > 0), "{self:?}");
    }
}
