//! The TypeScript names of GraphQL types: the contract's own names, where it has one.

use std::collections::BTreeMap;

use apollo_compiler::{Schema, ast::Type, schema::ExtendedType};
use contract_model::{
    registry::{Argument, Registry, TypeDefinition},
    schema::{Schema as ContractSchema, Shape},
};

use super::super::type_expression::type_of;

/// The contract's types, by their names in GraphQL.
pub(super) struct Names<'a> {
    pub(super) schema: &'a Schema,
    registry: &'a Registry,
    outputs: BTreeMap<&'a str, (&'a str, &'a TypeDefinition)>,
    inputs: BTreeMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(registry: &'a Registry, schema: &'a Schema) -> Self {
        let mut outputs = BTreeMap::new();
        let mut inputs = BTreeMap::new();
        for (name, definition) in &registry.types {
            let Some(face) = &definition.graphql else { continue };
            if let Some(output) = &face.output {
                outputs.insert(output.as_str(), (name.as_str(), definition));
            }
            if let Some(input) = &face.input {
                inputs.insert(input.as_str(), name.as_str());
            }
        }
        // Several types of the contract are the same built-in type of GraphQL, so none of them can represent it.
        for builtin in ["ID", "String", "Int", "Float", "Boolean"] {
            outputs.remove(builtin);
            inputs.remove(builtin);
        }
        Self { schema, registry, outputs, inputs }
    }

    /// Returns the type of a scalar or enum value in a response, at a field of `parent`.
    pub(super) fn leaf(&self, parent: &str, field: &str, ty: &Type) -> String {
        let declared = self.property(parent, field).map(|schema| type_of(innermost(schema)));
        let named = declared.unwrap_or_else(|| self.scalar(ty.inner_named_type()));
        wrapped(ty, &named)
    }

    /// Returns the contract's schema of a field of an object type.
    fn property(&self, parent: &str, field: &str) -> Option<&ContractSchema> {
        let (_, definition) = self.outputs.get(parent)?;
        definition.schema.shape.property(field).map(|property| &property.schema)
    }

    /// Returns the TypeScript type of a GraphQL scalar or enum.
    pub(super) fn scalar(&self, name: &str) -> String {
        match name {
            "ID" | "String" => "string".into(),
            "Int" | "Float" => "number".into(),
            "Boolean" => "boolean".into(),
            // A map of the contract. Its values have a type where the property is known.
            "JSONObject" => "Record<string, unknown>".into(),
            other => self.outputs.get(other).map_or_else(|| "unknown".into(), |(name, _)| format!("T.{name}")),
        }
    }

    /// Returns the type of a variable's value.
    pub(super) fn input(&self, ty: &Type, argument: Option<&Argument>) -> String {
        let declared = argument.map(|argument| type_of(innermost(&argument.schema)));
        wrapped(ty, &declared.unwrap_or_else(|| self.input_named(ty.inner_named_type())))
    }

    fn input_named(&self, name: &str) -> String {
        self.inputs.get(name).map_or_else(|| self.scalar(name), |name| format!("T.{name}"))
    }

    /// Returns the argument of a root field.
    pub(super) fn root_argument(&self, root: &str, field: &str, argument: &str) -> Option<&'a Argument> {
        let mut fields = self.registry.fields();
        let field = fields.find(|declared| declared.root.type_name() == root && declared.name == field)?;
        field.arguments.iter().find(|declared| declared.name == argument)
    }

    /// Returns the custom scalars of the schema, with their types.
    pub(super) fn scalars(&self) -> impl Iterator<Item = (String, String)> {
        self.schema
            .types
            .iter()
            .filter(|(_, ty)| matches!(ty, ExtendedType::Scalar(_)) && !ty.is_built_in())
            .map(|(name, _)| (name.to_string(), self.scalar(name)))
    }
}

/// Adds the lists and nulls of a GraphQL type around a named type.
pub(super) fn wrapped(ty: &Type, named: &str) -> String {
    match ty {
        Type::NonNullNamed(_) => named.to_owned(),
        Type::Named(_) => format!("{named} | null"),
        Type::NonNullList(item) => format!("Array<{}>", wrapped(item, named)),
        Type::List(item) => format!("Array<{}> | null", wrapped(item, named)),
    }
}

/// Returns the schema inside all lists.
fn innermost(schema: &ContractSchema) -> &ContractSchema {
    match &schema.shape {
        Shape::Array { items, .. } => innermost(items),
        Shape::Nullable { value } => innermost(value),
        Shape::Reference { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => schema,
    }
}
