//! An implementation is checked against its contract: before it serves, and with each response.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod start;

use contract_edge::{Fault, IdempotencyStore, Occurrence, Platform};
use contract_model::{
    exchange::{Caller, Details, TokenFault},
    registry::Registry,
};
use serde_json::{Value, json};

/// A contract with everything that a registry can hold.
const BOOKSHOP: &str = include_str!("../../../contract-model/tests/registries/bookshop.json");

/// Returns the bookshop's registry with one change.
fn changed(change: impl FnOnce(&mut Value)) -> Registry {
    let mut registry: Value = serde_json::from_str(BOOKSHOP).unwrap();
    change(&mut registry);
    Registry::from_json(&registry.to_string()).unwrap()
}

/// A minimal platform, with the parts that a test replaces.
struct Plain {
    fault: fn(&Fault) -> Option<Details>,
    keys: Option<Box<dyn IdempotencyStore>>,
    problem: fn(&Details, &Occurrence<'_>) -> Value,
}

impl Default for Plain {
    fn default() -> Self {
        Self { fault: |_| None, keys: Some(Box::new(start::Forgetful)), problem: problem_of }
    }
}

impl Platform for Plain {
    async fn authenticate(&self, token: &str) -> Result<Caller, TokenFault> {
        Ok(Caller { subject: token.to_owned(), session: None, expires_at: None })
    }

    fn fault(&self, fault: &Fault) -> Option<Details> {
        (self.fault)(fault)
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Value {
        (self.problem)(details, occurrence)
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        self.keys.as_deref()
    }
}

fn problem_of(details: &Details, occurrence: &Occurrence<'_>) -> Value {
    json!({
        "type": format!("https://bookshop.example/problems/{}", details.code),
        "title": details.title,
        "status": details.status,
        "code": details.code,
        "detail": details.detail,
        "errorType": occurrence.definition.error_type,
    })
}

/// Returns an occurrence of a problem with this code.
fn details(code: &'static str, status: u16) -> Details {
    Details {
        code: code.into(),
        status,
        title: "A title".into(),
        detail: Some("a detail".into()),
        violations: Vec::new(),
        retry_after: None,
        cause: None,
    }
}
