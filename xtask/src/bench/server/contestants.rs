//! The servers under load: ours, a handler that does nothing, and FastAPI.

use std::{
    path::Path,
    process::{Command, Stdio},
    thread,
};

use anyhow::Context;
use serde_json::{Value, json};

use super::{BENCH, load::Case, race::PYTHON};
use crate::bench::running::{Running, free_address};

/// The number of results in the requested list.
const RESULTS: u32 = 20;

/// A registered person.
pub(super) struct Session {
    /// The person's id.
    pub id: String,
    /// The person's access token.
    pub token: String,
}

/// The person who sends the requests.
pub(in crate::bench) struct Person {
    /// The person's access token.
    pub token: String,
    /// The token of another person, whose list may grow while calculations are measured.
    pub calculating: String,
    /// The id of one of the person's results.
    pub result: String,
}

/// Our answer to each case, which the other servers answer from memory.
pub(super) struct Answers(Vec<(Case, Vec<u8>)>);

impl Answers {
    /// The answer to one case.
    pub(super) fn request(&self, case: Case) -> &[u8] {
        self.0.iter().find(|(of, _)| *of == case).map_or(&[], |(_, body)| body)
    }
}

impl Running {
    /// Our server as in production, but without rate limits and log lines.
    pub(in crate::bench) fn ours(server: &Path, folder: &Path, database: &str) -> anyhow::Result<Self> {
        Self::with(server, folder, database, &[("HEAL7_LIMITS__ENABLED", "false"), ("HEAL7_LOG__FILTER", "warn")])
    }

    /// Our server with these settings.
    pub(super) fn with(
        server: &Path,
        folder: &Path,
        database: &str,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(server);
        command.current_dir(folder).args(["--listen", &address.to_string(), "--database", database]);
        command.envs(settings.iter().copied()).stderr(Stdio::null());
        Self::start(&mut command, address)
    }

    /// An axum handler that does nothing.
    pub(super) fn bare(root: &Path, body: &Path) -> anyhow::Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(root.join("target/release/examples/bare"));
        Self::start(command.arg(address.to_string()).arg(body), address)
    }

    /// FastAPI on uvicorn, with one process per core.
    pub(super) fn fastapi(root: &Path, body: &Path) -> anyhow::Result<Self> {
        let (bench, address) = (root.join(BENCH), free_address()?);
        let workers = thread::available_parallelism().map_or(1, usize::from).to_string();
        let mut command = Command::new(bench.join(PYTHON));
        command.current_dir(&bench).env("BODY", body).args(["-m", "uvicorn", "app:app", "--no-access-log"]);
        command.args(["--log-level", "warning", "--host", "127.0.0.1", "--port", &address.port().to_string()]);
        Self::start(command.args(["--workers", &workers]), address)
    }

    /// Registers a person, and computes some results for them.
    pub(in crate::bench) fn person(&self) -> anyhow::Result<Person> {
        let (token, calculating) = (self.register("hong@example.com")?, self.register("seong@example.com")?);
        let mut result = String::new();
        for day in 1..=RESULTS {
            let birth = json!({
                "birthDate": format!("1976-05-{day:02}"),
                "birthTime": "17:50",
                "isLunar": false,
                "gender": "male",
                "name": "홍길동",
            });
            let made = self.post("/saju/calculate", Some(&token), &birth)?;
            made["data"]["id"].as_str().context("there is no result")?.clone_into(&mut result);
        }
        Ok(Person { token, calculating, result })
    }

    fn register(&self, email: &str) -> anyhow::Result<String> {
        Ok(self.session(email)?.token)
    }

    /// Registers a person.
    pub(super) fn session(&self, email: &str) -> anyhow::Result<Session> {
        let account = json!({ "email": email, "password": "a password to measure with", "name": "홍길동" });
        let session = self.post("/auth/register", None, &account)?;
        let text = |value: &Value| value.as_str().map(str::to_owned).context("the session is incomplete");
        Ok(Session { id: text(&session["data"]["user"]["id"])?, token: text(&session["data"]["token"])? })
    }

    /// The server's answer to each case.
    pub(super) fn answers(&self, person: &Person) -> anyhow::Result<Answers> {
        let mut answers = Vec::new();
        for case in Case::ALL {
            let (path, body) = case.once(&person.result);
            let url = format!("http://{}{path}", self.address);
            let token = format!("Bearer {}", case.token(person));
            let mut answer = match body {
                Some(body) => ureq::post(url).header("authorization", token).send_json(body)?,
                None => ureq::get(url).header("authorization", token).call()?,
            };
            answers.push((case, answer.body_mut().read_to_vec()?));
        }
        Ok(Answers(answers))
    }

    fn post(&self, path: &str, token: Option<&str>, body: &Value) -> anyhow::Result<Value> {
        let mut request = ureq::post(format!("http://{}{path}", self.address));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        Ok(request.send_json(body).with_context(|| format!("{path} failed"))?.body_mut().read_json()?)
    }
}
