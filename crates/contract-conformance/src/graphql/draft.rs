//! A request for one field: its arguments as variables, and a selection of its whole result.

use contract_model::{
    graphql::{InputValue, TypeRef},
    registry::{Argument, Body, GraphqlField},
};
use serde_json::{Map, Value, json};

use super::{Graph, selection::Selection};
use crate::{
    http::{Payload, Request},
    world::Person,
};

/// The path of GraphQL.
pub(super) const PATH: &str = "/graphql";
/// The accepted media types of answers; the one with exact statuses comes first.
pub(super) const ACCEPTED: &str = "application/graphql-response+json, application/json;q=0.9";
/// The arguments that select a page of a connection.
pub(super) const PAGING: [&str; 4] = ["first", "after", "last", "before"];

/// A request for one field.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    pub field: &'a GraphqlField,
    /// The arguments that have a value.
    pub arguments: Map<String, Value>,
    /// The arguments for which the document has a variable without a value.
    pub unset: Vec<String>,
    pub token: Option<String>,
}

impl<'a> Draft<'a> {
    /// A request with only the required arguments; each salt gives other values. `None` if a value cannot be generated.
    pub(super) fn of(graph: &Graph<'_, 'a>, field: &'a GraphqlField, person: &Person, salt: u64) -> Option<Self> {
        let hint = graph.suite.hints.fields.get(&field.path());
        let mut arguments = Map::new();
        for argument in &field.arguments {
            let is_hinted = hint.is_some_and(|hint| hint.parameters.contains_key(&argument.name));
            if argument.required || is_hinted {
                arguments.insert(argument.name.clone(), graph.argument(field, argument, person, salt)?);
            }
        }
        Some(Self { field, arguments, unset: Vec::new(), token: person.token.clone() })
    }

    /// The same request with another value of an argument.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        self.arguments.insert(name.to_owned(), value);
        self
    }

    /// The same request without an argument.
    #[must_use]
    pub(super) fn without(mut self, name: &str) -> Self {
        self.arguments.shift_remove(name);
        self
    }

    /// The same request for another caller.
    #[must_use]
    pub(super) fn by(mut self, token: Option<&str>) -> Self {
        self.token = token.map(str::to_owned);
        self
    }

    /// The members of the request.
    pub(super) fn payload(&self, graph: &Graph<'_, '_>) -> Value {
        self.payload_of(graph, &graph.selection(self.field))
    }

    fn payload_of(&self, graph: &Graph<'_, '_>, selection: &Selection) -> Value {
        let declared = graph.declared(self.field).arguments.iter();
        let named: Vec<&InputValue> = declared
            .filter(|argument| self.arguments.contains_key(&argument.name) || self.unset.contains(&argument.name))
            .collect();
        let variable = |argument: &&InputValue| format!("${}: {}", argument.name, self.variable_type(argument));
        let use_of = |argument: &&InputValue| format!("{0}: ${0}", argument.name);
        let operation = self.field.root.operation();
        let query = format!(
            "{operation} Conformance{} {{ {}{}{} }}",
            in_parentheses(named.iter().map(variable)),
            self.field.name,
            in_parentheses(named.iter().map(use_of)),
            selection.text(),
        );
        json!({ "query": query, "operationName": "Conformance", "variables": self.arguments })
    }

    /// The type of a variable; a variable without a value may not have a non-null type.
    fn variable_type(&self, argument: &InputValue) -> TypeRef {
        match &argument.ty {
            TypeRef::NonNull(inner) if self.unset.contains(&argument.name) => (**inner).clone(),
            ty => ty.clone(),
        }
    }

    /// The request over HTTP.
    pub(super) fn request(&self, graph: &Graph<'_, '_>) -> Request {
        post(self.payload(graph), self.token.as_deref())
    }
}

/// A request over HTTP.
pub(super) fn post(payload: Value, token: Option<&str>) -> Request {
    let request = Request::new("POST", PATH).with_header("Accept", ACCEPTED).with_payload(Payload::Json(payload));
    match token {
        Some(token) => request.with_header("Authorization", format!("Bearer {token}")),
        None => request,
    }
}

fn in_parentheses(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { String::new() } else { format!("({})", items.join(", ")) }
}

impl Graph<'_, '_> {
    /// A value of an argument: from the hints, an id that the person has seen, the example of an operation that takes
    /// the same type, or a generated value.
    pub(super) fn argument(
        &self,
        field: &GraphqlField,
        argument: &Argument,
        person: &Person,
        salt: u64,
    ) -> Option<Value> {
        let suite = self.suite;
        let hint = suite.hints.fields.get(&field.path()).and_then(|hint| hint.parameters.get(&argument.name));
        if let Some(hinted) = hint {
            return Some(hinted.clone());
        }
        let pool = suite.contract.facts.target_pool(&argument.schema);
        if let Some(id) = pool.and_then(|pool| suite.known_id(pool, person)) {
            return Some(id.into());
        }
        if salt == 0
            && let Some(example) = self.example(argument)
        {
            return Some(suite.with_ids(&argument.schema, example, person));
        }
        suite.value(&argument.schema, person, salt)
    }

    /// The example of a body of the argument's type.
    fn example(&self, argument: &Argument) -> Option<&Value> {
        let bodies = self.suite.contract.registry().operations.iter().filter_map(|operation| match &operation.body {
            Body::Json { schema, example } if schema.shape == argument.schema.shape => Some(example),
            Body::Json { .. } | Body::None | Body::Bytes { .. } | Body::Multipart { .. } => None,
        });
        bodies.into_iter().next()
    }
}
