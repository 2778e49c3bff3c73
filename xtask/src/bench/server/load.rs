//! One server under load, by wrk.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Arguments,
    contestants::{Person, Running},
};

/// The script that says what is sent.
const SCRIPT: &str = "load.lua";

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// A result that was asked for a moment ago.
    Result,
    /// A calculation that nobody asked for before, which is kept.
    Calculate,
    /// A part of a result over GraphQL.
    Graphql,
    /// Twenty results.
    List,
}

impl Case {
    /// All, in the order of the table.
    pub(super) const ALL: [Self; 4] = [Self::Result, Self::Calculate, Self::Graphql, Self::List];

    /// What it is called in the script.
    const fn word(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Calculate => "calculate",
            Self::Graphql => "graphql",
            Self::List => "list",
        }
    }

    /// What it is called in the table.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Result => "`GET /saju/results/{id}`, cached",
            Self::Calculate => "`POST /saju/calculate`, uncached",
            Self::Graphql => "`sajuResult` over GraphQL",
            Self::List => "`GET /saju/history?limit=20`",
        }
    }

    /// The token of whoever asks for it.
    pub(super) fn token(self, person: &Person) -> &str {
        if self == Self::Calculate { &person.calculating } else { &person.token }
    }

    /// One request of it: the path, and the body where there is one.
    pub(super) fn once(self, result: &str) -> (String, Option<Value>) {
        match self {
            Self::Result => (format!("/saju/results/{result}"), None),
            Self::List => ("/saju/history?limit=20".into(), None),
            Self::Calculate => {
                let birth = json!({
                    "birthDate": "1990-05-15",
                    "birthTime": "12:30",
                    "isLunar": false,
                    "gender": "male",
                    "name": "홍길동",
                });
                ("/saju/calculate".into(), Some(birth))
            }
            Self::Graphql => {
                let query = "query Result($id: ID!) { sajuResult(id: $id) { id createdAt input { name birthDate } \
                             sajuPan { year { cheon ji element } month { cheon ji element } day { cheon ji element } \
                             hour { cheon ji element } } wuxing { balance counts { wood fire earth metal water } } } }";
                ("/graphql".into(), Some(json!({ "query": query, "variables": { "id": result } })))
            }
        }
    }
}

/// What wrk measured.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Load {
    requests: f64,
    seconds: f64,
    /// Half of the answers came within so many milliseconds.
    pub p50: f64,
    /// Ninety-nine of a hundred did.
    pub p99: f64,
    errors: u64,
    /// How long the server had a processor meanwhile.
    #[serde(skip)]
    processor: Duration,
}

impl Load {
    /// Answers a second.
    pub(super) fn rate(&self) -> f64 {
        self.requests / self.seconds
    }

    /// The microseconds of a processor that the server took for one answer: unlike the rate, it does not depend on what
    /// the load takes of the same machine.
    pub(super) fn work(&self) -> f64 {
        self.processor.as_secs_f64() * 1e6 / self.requests
    }
}

/// The one of these in the middle.
///
/// # Panics
/// When there is none.
pub(super) fn median(mut loads: Vec<Load>) -> Load {
    loads.sort_by(|one, other| one.rate().total_cmp(&other.rate()));
    loads.swap_remove(loads.len() / 2)
}

/// Loads a server; an answer that is no success fails the run.
pub(super) fn run(
    bench: &Path,
    arguments: &Arguments,
    case: Case,
    server: &Running,
    person: &Person,
) -> anyhow::Result<Load> {
    let once = |seconds: u32| {
        let mut wrk = Command::new("wrk");
        wrk.current_dir(bench).env("CASE", case.word()).env("TOKEN", case.token(person)).env("ID", &person.result);
        wrk.arg("--threads=1").arg(format!("--connections={}", arguments.connections));
        wrk.arg(format!("--duration={seconds}s")).arg("--script").arg(SCRIPT).arg(format!("http://{}", server.address));
        let output = wrk.output().context("`wrk` cannot be started")?;
        let output_text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = output_text.lines().rfind(|line| line.starts_with('{'));
        let line = line.with_context(|| format!("wrk said nothing of what it measured:\n{output_text}"))?;
        let load: Load = serde_json::from_str(line).context("wrk's words are not read")?;
        if load.errors > 0 {
            bail!("{} of {} requests failed", load.errors, load.requests);
        }
        Ok(load)
    };
    // The first second fills caches and pools.
    once(1)?;
    let before = server.processor();
    let load = once(arguments.seconds)?;
    Ok(Load { processor: server.processor().saturating_sub(before), ..load })
}
