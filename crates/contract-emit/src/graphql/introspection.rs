//! `graphql/introspection.json`: the response to the standard introspection query, for tools that do not read the
//! schema definition language.

use apollo_compiler::{
    ExecutableDocument, Schema, introspection, request::coerce_variable_values, response::JsonMap, validation::Valid,
};
use serde_json::Value;

/// The query of graphql-js, with all its options.
const QUERY: &str = "
query IntrospectionQuery {
  __schema {
    description
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types { ...FullType }
    directives {
      name
      description
      isRepeatable
      locations
      args(includeDeprecated: true) { ...InputValue }
    }
  }
}
fragment FullType on __Type {
  kind
  name
  description
  specifiedByURL
  fields(includeDeprecated: true) {
    name
    description
    args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef }
    isDeprecated
    deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue {
  name
  description
  type { ...TypeRef }
  defaultValue
  isDeprecated
  deprecationReason
}
fragment TypeRef on __Type {
  kind
  name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
}
";

/// Returns the `data` of the response.
pub(crate) fn from_schema(schema: &Valid<Schema>) -> Value {
    let document =
        ExecutableDocument::parse_and_validate(schema, QUERY, "introspection.graphql").expect("the query is valid");
    let operation = document.operations.get(None).expect("it is one operation");
    let variables = coerce_variable_values(schema, operation, &JsonMap::new()).expect("it takes no variables");
    let response = introspection::partial_execute(schema, &schema.implementers_map(), &document, operation, &variables)
        .expect("introspection cannot fail");
    serde_json::to_value(&response.data).expect("JSON serialises")
}
