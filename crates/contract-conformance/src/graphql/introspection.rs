//! Compares the introspection result with the types of the contract.

use contract_model::graphql::TypeSystem;
use serde_json::{Value, json};

use super::{Graph, compare::differences, draft::post, requests::ITEM};
use crate::{findings::Violation, judge::excerpt, rules};

/// The nesting depth of list and non-null types in the query: `[[T!]!]!` has five levels.
const WRAPPED: usize = 9;

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let suite = graph.suite;
    let mut schema = None;
    let mut last = None;
    // Older libraries do not show deprecated arguments.
    for has_deprecated_inputs in [true, false] {
        let request = post(json!({ "query": query(has_deprecated_inputs) }), suite.first_person().token.as_deref());
        let Some(response) = suite.send(ITEM, &request).await else { return };
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let found = body.pointer("/data/__schema").filter(|schema| schema.is_object()).cloned();
        last = Some((request, response));
        if found.is_some() {
            schema = found.map(|schema| (schema, has_deprecated_inputs));
            break;
        }
    }
    let Some((request, response)) = last else { return };
    let report = |cause: String, expected: String, found: String| {
        let reproduce = Some(suite.curl(&request));
        suite.report(Violation { rule: &rules::GRAPHQL_INTROSPECTION, item: ITEM, cause, expected, found, reproduce });
    };
    let Some((schema, has_deprecated_inputs)) = schema else {
        let found = format!("status {}: {}", response.status, excerpt(&response.body));
        report("introspection".into(), "the schema, by `__schema`".into(), found);
        return;
    };
    for difference in differences(&served(graph), graph.types, &schema, has_deprecated_inputs) {
        report(difference.place, difference.expected, difference.found);
    }
}

/// The types of the contract, without the fields that the target does not serve yet.
fn served(graph: &Graph<'_, '_>) -> TypeSystem {
    let mut registry = graph.suite.contract.registry().clone();
    if let Some(graphql) = &mut registry.graphql {
        graphql.fields.retain(|field| !graph.suite.options.is_pending(&field.path()));
    }
    TypeSystem::from_registry(&registry).unwrap_or_else(|| graph.types.clone())
}

fn query(has_deprecated_inputs: bool) -> String {
    let inputs = if has_deprecated_inputs { "(includeDeprecated: true)" } else { "" };
    let deprecation = if has_deprecated_inputs { " isDeprecated deprecationReason" } else { "" };
    let mut ty = "kind name".to_owned();
    for _ in 0..WRAPPED {
        ty = format!("kind name ofType {{ {ty} }}");
    }
    let input = format!("name type {{ {ty} }} defaultValue{deprecation}");
    format!(
        "query Conformance {{ __schema {{ queryType {{ name }} mutationType {{ name }} subscriptionType {{ name }} types {{ \
         kind name specifiedByURL \
         fields(includeDeprecated: true) {{ name args{inputs} {{ {input} }} type {{ {ty} }} isDeprecated deprecationReason }} \
         inputFields{inputs} {{ {input} }} \
         enumValues(includeDeprecated: true) {{ name isDeprecated deprecationReason }} \
         possibleTypes {{ name }} }} }} }}"
    )
}
