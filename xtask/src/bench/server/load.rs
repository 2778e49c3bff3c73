//! One server under load, by wrk.

use std::path::Path;

use serde_json::{Value, json};

use super::{Arguments, contestants::Person};
use crate::bench::{
    running::Running,
    wrk::{Load, Script},
};

/// The script that defines the requests.
const SCRIPT: &str = "load.lua";
/// The maximum time of an answer, in seconds.
const TIMEOUT: u32 = 2;

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// A result that was requested shortly before.
    Result,
    /// A new calculation, which is stored.
    Calculate,
    /// A part of a result over GraphQL.
    Graphql,
    /// Twenty results.
    List,
}

impl Case {
    /// All kinds, in the order of the table.
    pub(super) const ALL: [Self; 4] = [Self::Result, Self::Calculate, Self::Graphql, Self::List];

    /// The name in the script.
    const fn word(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Calculate => "calculate",
            Self::Graphql => "graphql",
            Self::List => "list",
        }
    }

    /// The name in the table.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Result => "`GET /saju/results/{id}`, cached",
            Self::Calculate => "`POST /saju/calculate`, uncached",
            Self::Graphql => "`sajuResult` over GraphQL",
            Self::List => "`GET /saju/history?limit=20`",
        }
    }

    /// The token of the caller.
    pub(super) fn token(self, person: &Person) -> &str {
        if self == Self::Calculate { &person.calculating } else { &person.token }
    }

    /// One request: the path, and the body if there is one.
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

/// Puts a server under load; an unsuccessful answer fails the run.
pub(super) fn run(
    bench: &Path,
    arguments: &Arguments,
    case: Case,
    server: &Running,
    person: &Person,
) -> anyhow::Result<Load> {
    let script = Script {
        folder: bench,
        file: SCRIPT,
        variables: &[("CASE", case.word()), ("TOKEN", case.token(person)), ("ID", &person.result)],
        connections: arguments.connections,
        timeout: TIMEOUT,
    };
    // The first second is for filling caches and pools.
    script.run(server, 1)?;
    script.run(server, arguments.seconds)
}
