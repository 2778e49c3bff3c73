//! Checks the results of GraphQL operations, field by field.

use std::sync::Arc;

use axum::http::Method;
use contract_edge::graphql::{Comparison, FieldUse, Prepared, SelectedObject};
use contract_model::{exchange::Violation, registry::Implied};
use serde_json::Value;

use crate::answer::{Checked, Head, Judge};

/// The path of GraphQL.
pub(crate) const PATH: &str = "/graphql";
/// The subprotocol of GraphQL over WebSocket.
pub(crate) const SUBPROTOCOL: &str = "graphql-transport-ws";

/// A result that has been checked.
#[derive(Debug, Default)]
pub(crate) struct Result {
    pub violations: Vec<Violation>,
    /// The objects of named types in the result.
    pub objects: Vec<SelectedObject>,
}

impl Judge<'_> {
    /// Checks the answer to a GraphQL request over HTTP. For an invalid request, only the form of the answer can be
    /// checked.
    pub(crate) fn graphql(
        &self,
        operation: Option<&Arc<Prepared>>,
        method: &Method,
        head: &Head,
        body: &[u8],
    ) -> (Checked, Vec<SelectedObject>) {
        let mut checked = Checked::default();
        let mut objects = Vec::new();
        let media_types = ["application/json", "application/graphql-response+json"];
        if *method == Method::HEAD || !checked.media_type(head, &media_types) {
            return (checked, objects);
        }
        if let Some(value) = checked.parse(body) {
            let result = self.result(operation.map(|operation| &**operation), &value);
            checked.violations.extend(result.violations);
            checked.body = Some(value);
            objects = result.objects;
        }
        (checked, objects)
    }

    /// Checks the result of an operation: its form, its data and its errors.
    pub(crate) fn result(&self, operation: Option<&Prepared>, result: &Value) -> Result {
        let mut found = Result::default();
        let data = result.get("data");
        let errors = result.get("errors");
        if data.is_none() && errors.is_none() {
            found.violate("", "required", "A result must have `data` or `errors`.");
        }
        if errors.is_some_and(|errors| errors.as_array().is_none_or(Vec::is_empty)) {
            found.violate("/errors", "minItems", "This must be a list of at least one error, or be left out.");
        }
        if let (Some(operation), Some(data)) = (operation, data) {
            let Comparison { violations, objects } = operation.compare(self.registry, self.validator, data);
            let placed = |wrong: Violation| Violation { pointer: format!("/data{}", wrong.pointer), ..wrong };
            found.violations.extend(violations.into_iter().map(placed));
            found.objects = objects;
        }
        for (index, error) in errors.and_then(Value::as_array).into_iter().flatten().enumerate() {
            self.error(operation, error, &format!("/errors/{index}"), &mut found);
        }
        found
    }

    /// Checks an error: its message and its problem.
    pub(crate) fn error(&self, operation: Option<&Prepared>, error: &Value, place: &str, found: &mut Result) {
        if !error["message"].is_string() {
            found.violate(&format!("{place}/message"), "type", "An error must have a message, which is a text.");
        }
        let Some(problem) = error["extensions"].get("problem") else { return };
        let place = format!("{place}/extensions/problem");
        let violations = self.validator.named(&self.registry.problem_type, problem);
        found.violations.extend(
            violations.into_iter().map(|wrong| Violation { pointer: format!("{place}{}", wrong.pointer), ..wrong }),
        );
        let code_place = format!("{place}/code");
        let has_wrong_code = found.violations.iter().any(|wrong| wrong.pointer == code_place);
        let used = operation.and_then(|operation| used(operation, error));
        let (Some(code), Some(FieldUse { field, .. })) = (problem["code"].as_str(), used) else { return };
        // Any implied problem may occur in a field: arguments are bodies, and the token applies to all fields.
        let implied = self.registry.problem(code).and_then(|known| known.implied);
        let is_implied = implied.is_some_and(|implied| implied != Implied::Client);
        if !has_wrong_code && !is_implied && !field.errors.iter().any(|known| known == code) {
            let declared = if field.errors.is_empty() { "none".to_owned() } else { field.errors.join(", ") };
            let detail = format!("`{}` does not declare `{code}`. It declares {declared}.", field.path());
            found.violate(&code_place, "enum", &detail);
        }
    }
}

/// The field that an error is about.
fn used<'a>(operation: &'a Prepared, error: &Value) -> Option<FieldUse<'a>> {
    let key = error["path"].get(0)?.as_str()?;
    operation.uses().find(|used| used.key == key)
}

impl Result {
    fn violate(&mut self, pointer: &str, code: &str, detail: &str) {
        let (pointer, code, detail) = (pointer.to_owned(), code.to_owned(), detail.to_owned());
        self.violations.push(Violation { pointer, code, detail });
    }
}
