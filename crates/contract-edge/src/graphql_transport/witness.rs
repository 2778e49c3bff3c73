//! Reads GraphQL requests that another server answers, as an edge reads its own requests, to compare them with a
//! contract.

use axum::http::{Method, request::Parts};
use contract_model::{
    exchange::Violation,
    registry::{Registry, Root},
    validate::Validator,
};
use serde_json::{Map, Value};

use super::{
    document::{Documents, Refused},
    limits::GraphqlLimits,
    request::{self, Asking},
};
use crate::{
    fault::Fault,
    graphql::{Cause, FieldUse, GraphqlError, Prepared, Schema},
};

/// The code of a violation that is not about a keyword of JSON Schema.
const RULE: &str = "graphql";

/// Compares the GraphQL requests of a server with a contract.
pub struct GraphqlWitness {
    schema: Schema,
    documents: Documents,
}

impl GraphqlWitness {
    /// Creates a witness for a contract; `None` where the contract has no GraphQL.
    pub fn new(registry: &Registry, limits: &GraphqlLimits) -> Option<Self> {
        registry.fields().find(|field| field.root == Root::Query)?;
        let schema = Schema::new(registry).ok()?;
        Some(Self { documents: Documents::new(schema.clone(), limits), schema })
    }

    /// Reads a request over HTTP whose body has already been received.
    ///
    /// # Errors
    /// Every reason for which a server refuses the request.
    pub fn read(&self, parts: &Parts, body: &[u8]) -> Result<Prepared, Vec<Violation>> {
        let prepared = self.prepare(&request::read_whole(parts, body).map_err(|fault| of_fault(&fault))?)?;
        if parts.method != Method::POST && prepared.root() == Root::Mutation {
            return Err(vec![violation("method", "a mutation must be sent with POST".into())]);
        }
        Ok(prepared)
    }

    /// Reads the payload of a `subscribe` message of graphql-transport-ws.
    ///
    /// # Errors
    /// Every reason for which a server refuses the request.
    pub fn read_payload(&self, payload: Map<String, Value>) -> Result<Prepared, Vec<Violation>> {
        self.prepare(&request::parse(payload).map_err(|fault| of_fault(&fault))?)
    }

    fn prepare(&self, asking: &Asking) -> Result<Prepared, Vec<Violation>> {
        let of_errors = |errors: Vec<GraphqlError>| errors.iter().map(of_error).collect::<Vec<_>>();
        let document = self.documents.read(&asking.query).map_err(|refused| match refused {
            Refused::Limit(reason) => vec![violation("/query", reason)],
            Refused::Invalid(errors) => of_errors(errors),
        })?;
        let prepared = self.schema.prepare(&document, asking.operation_name.as_deref(), &asking.variables);
        prepared.map_err(of_errors)
    }
}

impl Prepared {
    /// Returns the violations in the arguments of an operation.
    pub fn argument_violations(&self, validator: &Validator) -> Vec<Violation> {
        let mut violations = Vec::new();
        for FieldUse { key, field, arguments } in self.uses() {
            let found = match arguments {
                Ok(arguments) => validator.arguments(field.root, &field.name, &Value::Object(arguments.clone())),
                Err(error) => vec![of_error(error)],
            };
            let placed = |wrong: Violation| Violation { pointer: format!("{key}({})", wrong.pointer), ..wrong };
            violations.extend(found.into_iter().map(placed));
        }
        violations
    }
}

fn of_error(error: &GraphqlError) -> Violation {
    let pointer = match &error.cause {
        Cause::Variable { name } => format!("/variables/{name}"),
        Cause::Argument { pointer } => pointer.clone(),
        Cause::Document | Cause::Field | Cause::Implementation | Cause::Limit => "/query".into(),
    };
    let place = error.locations.first().map(|place| format!(" (line {}, column {})", place.line, place.column));
    violation(&pointer, format!("{}{}", error.message, place.unwrap_or_default()))
}

fn of_fault(fault: &Fault) -> Vec<Violation> {
    let pointer = if matches!(fault, Fault::UnsupportedMediaType(_)) { "header/content-type" } else { "" };
    vec![violation(pointer, fault.to_string())]
}

fn violation(pointer: &str, detail: String) -> Violation {
    Violation { pointer: pointer.to_owned(), code: RULE.into(), detail }
}
