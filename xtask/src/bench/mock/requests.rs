//! Requests that every mock of the contract can answer, built from the examples in the registry.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use anyhow::Context;
use contract_model::{
    registry::{Answer, Body, Location, Operation, Registry, Requirement},
    schema::{Schema, Shape},
};
use serde_json::Value;
use ureq::{Agent, http};

/// The maximum time of an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The path parameter in the paths of the loads.
const ID: &str = "{id}";

/// A kind of request that is sent as load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// One result.
    Get,
    /// A page of results.
    List,
    /// A calculation, whose body is validated.
    Post,
}

impl Case {
    /// All kinds, in the order of the table.
    pub(super) const ALL: [Self; 3] = [Self::Get, Self::List, Self::Post];

    /// The name in the table.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Get => "`GET /saju/results/{id}`",
            Self::List => "`GET /saju/history`",
            Self::Post => "`POST /saju/calculate`",
        }
    }

    const fn operation(self) -> &'static str {
        match self {
            Self::Get => "getSajuResult",
            Self::List => "listSajuHistory",
            Self::Post => "calculateSaju",
        }
    }

    /// The request, with the examples of the contract.
    pub(super) fn request(self, registry: &Registry) -> anyhow::Result<Request> {
        let operation = registry.operations.iter().find(|operation| operation.id == self.operation());
        operation.and_then(|operation| Request::of(registry, operation)).with_context(|| {
            format!(
                "the registry has no operation `{}` with examples: does it belong to another contract?",
                self.operation()
            )
        })
    }
}

/// A request of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// The id of the operation.
    pub operation: String,
    pub method: String,
    /// The path of the operation.
    template: String,
    /// The path with the examples of its parameters.
    pub path: String,
    /// The JSON body, or an empty text.
    pub body: String,
    /// Whether the request needs an idempotency key.
    has_key: bool,
    /// The status of a success.
    pub status: u16,
}

impl Request {
    /// The request of an operation; `None` if the operation takes or returns no JSON, or lacks an example.
    pub(super) fn of(registry: &Registry, operation: &Operation) -> Option<Self> {
        let answers = |answer: &&Answer| answer.body.is_some() && (200..300).contains(&answer.status);
        let status = operation.answers.iter().find(answers)?.status;
        let body = match &operation.body {
            Body::None => String::new(),
            Body::Json { example, .. } => example.to_string(),
            Body::Multipart { .. } | Body::Bytes { .. } => return None,
        };
        let mut path = operation.path.clone();
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            if parameter.location != Location::Path {
                return None;
            }
            let example = example(registry, &parameter.schema)?;
            let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
            path = path.replace(&format!("{{{}}}", parameter.name), &text);
        }
        let (id, method) = (operation.id.clone(), operation.method.clone());
        let has_key = operation.policy.idempotency_key == Some(Requirement::Required);
        Some(Self { operation: id, method, template: operation.path.clone(), path, body, has_key, status })
    }

    /// The same request about another thing.
    pub(super) fn about(mut self, id: &str) -> Self {
        self.path = self.template.replace(ID, id);
        self
    }

    /// Sends the request, and returns the status and the body of the answer.
    pub(super) fn send(&self, agent: &Agent, address: SocketAddr, token: &str) -> Result<(u16, Vec<u8>), ureq::Error> {
        let request =
            http::Request::builder().method(self.method.as_str()).uri(format!("http://{address}{}", self.path));
        let request = request.header("authorization", format!("Bearer {token}"));
        let request = if self.has_key { request.header("idempotency-key", key()) } else { request };
        let mut answer = if self.body.is_empty() {
            agent.run(request.body(())?)?
        } else {
            agent.run(request.header("content-type", "application/json").body(self.body.as_str())?)?
        };
        Ok((answer.status().as_u16(), answer.body_mut().read_to_vec()?))
    }
}

/// A client that accepts an answer with any status.
pub(super) fn client() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
    config.build().new_agent()
}

/// A new idempotency key.
fn key() -> String {
    static KEYS: AtomicU32 = AtomicU32::new(0);
    format!("bench-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// An example of a value; `None` if the contract has none.
fn example(registry: &Registry, schema: &Schema) -> Option<Value> {
    let own = schema.examples.first().or(schema.default.as_ref()).cloned();
    own.or_else(|| match &schema.shape {
        Shape::Reference { name } => example(registry, &registry.types.get(name)?.schema),
        Shape::Enumeration { values, .. } => Some(values.first()?.value.clone().into()),
        _ => None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::fs;

    use super::{super::contestants::REGISTRY, *};
    use crate::steps;

    #[test]
    fn examples_of_the_contract_fill_the_requests() {
        let registry = registry();
        let get = Case::Get.request(&registry).unwrap();
        assert_eq!(get.path, "/saju/results/01936f5f-2b3c-7d4e-8f50-61728394a5b6");
        assert_eq!(get.about("other").path, "/saju/results/other");
        let post = Case::Post.request(&registry).unwrap();
        assert!(post.status == 201 && post.body.contains("\"birthDate\""), "{post:?}");
        assert_eq!(Case::List.request(&registry).unwrap().path, "/saju/history");
    }

    #[test]
    fn operation_without_a_json_answer_has_no_request() {
        let registry = registry();
        let of = |operation| Request::of(&registry, operation);
        let requests: Vec<_> = registry.operations.iter().filter_map(of).collect();
        let has = |id: &str| requests.iter().any(|request| request.operation == id);
        assert!(has("getHealth") && !has("deleteSajuResult"));
        assert!(requests.iter().all(|request| !request.path.contains('{')), "{requests:?}");
    }

    fn registry() -> Registry {
        Registry::from_json(&fs::read_to_string(steps::root().join(REGISTRY)).unwrap()).unwrap()
    }
}
