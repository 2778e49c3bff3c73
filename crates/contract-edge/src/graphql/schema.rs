//! The schema of a contract: validates documents and plans operations.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::{dynamic, parser::types::ExecutableDocument};
use contract_model::{
    graphql::TypeSystem,
    registry::{GraphqlField, Registry, Root},
};
use serde_json::{Map, Value};

use super::{
    Cause, GraphqlError,
    arguments::{self, check_literals},
    coercion::{CoercionError, coerce_variable},
    document::Document,
    dynamic_schema, introspection,
    merging::check_selections,
    nulls::Nulls,
    prepared::Prepared,
    selection::plan,
    variables,
};

/// The reason why no schema can be built from a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError(pub(super) String);

impl std::fmt::Display for SchemaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the contract has no GraphQL schema: {}", self.0)
    }
}

impl std::error::Error for SchemaError {}

/// The GraphQL schema of a contract. Clones share it.
#[derive(Clone)]
pub struct Schema(Arc<Inner>);

struct Inner {
    types: TypeSystem,
    fields: Vec<GraphqlField>,
    nulls: Nulls,
    dynamic: dynamic::Schema,
}

impl Schema {
    /// Builds the schema of a contract.
    pub fn new(registry: &Registry) -> Result<Self, SchemaError> {
        let types = TypeSystem::from_registry(registry).ok_or_else(|| SchemaError("it declares no field".into()))?;
        let dynamic = dynamic_schema::build(&types)?;
        let fields = registry.graphql.as_ref().map(|graphql| graphql.fields.clone()).unwrap_or_default();
        Ok(Self(Arc::new(Inner { types, fields, nulls: Nulls::new(registry), dynamic })))
    }

    /// Returns the types of the schema.
    pub fn types(&self) -> &TypeSystem {
        &self.0.types
    }

    /// Writes the schema in the schema definition language.
    pub fn sdl(&self) -> String {
        let options = async_graphql::SDLExportOptions::new();
        let options = options.use_space_ident().indent_width(2).include_specified_by();
        self.0.dynamic.sdl_with_options(options.prefer_single_line_descriptions())
    }

    /// Coerces a JSON value as an input of the non-null type with that name. A null that the contract does not allow
    /// counts as an absent value.
    ///
    /// # Errors
    /// When the value does not have the type; the error is the first mistake.
    pub fn coerce(&self, type_name: &str, value: &Value) -> Result<Value, CoercionError> {
        let mut coerced = coerce_variable(&self.0.types, type_name, value)?;
        self.0.nulls.remove_inside(&self.0.types, type_name, &mut coerced);
        Ok(coerced)
    }

    /// Validates a document. The time grows with the size of the document; the function does not block on anything
    /// else.
    ///
    /// The caller must limit the document first: its nesting must be safe for a recursive descent (see
    /// [`MAX_NESTING`](super::MAX_NESTING)), and its fragments must not expand to more fields than can be planned.
    ///
    /// # Errors
    /// Each rule that the document breaks.
    pub fn document(&self, parsed: ExecutableDocument) -> Result<Document, Vec<GraphqlError>> {
        introspection::validate(&self.0.dynamic, &parsed)?;
        check_literals(&self.0.types, &parsed)?;
        check_selections(&self.0.types, &self.0.fields, &parsed)?;
        Ok(Document::new(parsed))
    }

    /// Plans an operation of a document with the variables of one request.
    ///
    /// # Errors
    /// When the document has no such operation, and when variables do not have their types. Arguments are coerced here
    /// too, but an error of an argument belongs to its field.
    pub fn prepare(
        &self,
        document: &Arc<Document>,
        operation: Option<&str>,
        variables: &Map<String, Value>,
    ) -> Result<Prepared, Vec<GraphqlError>> {
        let chosen = document.operation(operation).map_err(|error| vec![*error])?;
        let variables = variables::coerce(&self.0.types, &chosen.definition.node, variables)?;
        let plan = chosen
            .plan(|| plan(&self.0.types, &self.0.fields, document.parsed(), chosen.definition, Some(&variables)))?;
        if chosen.root == Root::Subscription && plan.fields.len() != 1 {
            let message = "a subscription must select exactly one field of its root type";
            let places = plan.fields.iter().map(|field| field.pos).collect();
            return Err(vec![GraphqlError::of_request(Cause::Document, message, places)]);
        }
        let arguments = plan.fields.iter().map(|field| arguments::coerce(self, field, &variables)).collect();
        let root = chosen.root;
        Ok(Prepared { schema: self.clone(), document: Arc::clone(document), root, plan, variables, arguments })
    }

    pub(super) fn field(&self, index: usize) -> &GraphqlField {
        &self.0.fields[index]
    }

    pub(super) fn nulls(&self) -> &Nulls {
        &self.0.nulls
    }

    pub(super) fn dynamic(&self) -> &dynamic::Schema {
        &self.0.dynamic
    }
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kinds: BTreeMap<_, _> = self.0.types.types.iter().map(|(name, ty)| (name, &ty.kind)).collect();
        f.debug_tuple("Schema").field(&kinds).finish()
    }
}
