//! What TypeScript calls the types of GraphQL: the contract's own names, where it has one.

use std::collections::BTreeMap;

use apollo_compiler::{Schema, ast::Type, schema::ExtendedType};
use contract_model::{
    registry::{Argument, Registry, TypeDefinition},
    schema::{Schema as ContractSchema, Shape},
};

use super::super::type_expression::type_of;

/// The contract's types by what GraphQL calls them.
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
        // Several of the contract's types travel as one of GraphQL's own: none of them stands for it.
        for builtin in ["ID", "String", "Int", "Float", "Boolean"] {
            outputs.remove(builtin);
            inputs.remove(builtin);
        }
        Self { schema, registry, outputs, inputs }
    }

    /// The type of a value that an answer holds at a field of `parent`.
    pub(super) fn leaf(&self, parent: &str, field: &str, ty: &Type) -> String {
        let declared = self.property(parent, field).map(|schema| type_of(innermost(schema)));
        let named = declared.unwrap_or_else(|| self.scalar(ty.inner_named_type()));
        wrapped(ty, &named)
    }

    /// The contract's schema of a field of an object type.
    fn property(&self, parent: &str, field: &str) -> Option<&ContractSchema> {
        let (_, definition) = self.outputs.get(parent)?;
        definition.schema.shape.property(field).map(|property| &property.schema)
    }

    /// What GraphQL calls a scalar or an enum, as a type of TypeScript.
    pub(super) fn scalar(&self, name: &str) -> String {
        match name {
            "ID" | "String" => "string".into(),
            "Int" | "Float" => "number".into(),
            "Boolean" => "boolean".into(),
            // A map of the contract; its values are typed where the property is known.
            "JSONObject" => "Record<string, unknown>".into(),
            other => self.outputs.get(other).map_or_else(|| "unknown".into(), |(name, _)| format!("T.{name}")),
        }
    }

    /// The type of a value that a variable brings.
    pub(super) fn input(&self, ty: &Type, argument: Option<&Argument>) -> String {
        let declared = argument.map(|argument| type_of(innermost(&argument.schema)));
        wrapped(ty, &declared.unwrap_or_else(|| self.input_named(ty.inner_named_type())))
    }

    fn input_named(&self, name: &str) -> String {
        self.inputs.get(name).map_or_else(|| self.scalar(name), |name| format!("T.{name}"))
    }

    /// The argument of a field of a root type.
    pub(super) fn root_argument(&self, root: &str, field: &str, argument: &str) -> Option<&'a Argument> {
        let mut fields = self.registry.fields();
        let field = fields.find(|declared| declared.root.type_name() == root && declared.name == field)?;
        field.arguments.iter().find(|declared| declared.name == argument)
    }

    /// The scalars of the schema that are not GraphQL's own, with their types.
    pub(super) fn scalars(&self) -> impl Iterator<Item = (String, String)> {
        self.schema
            .types
            .iter()
            .filter(|(_, ty)| matches!(ty, ExtendedType::Scalar(_)) && !ty.is_built_in())
            .map(|(name, _)| (name.to_string(), self.scalar(name)))
    }
}

/// Lists and nulls around a type, as GraphQL wraps it.
pub(super) fn wrapped(ty: &Type, named: &str) -> String {
    match ty {
        Type::NonNullNamed(_) => named.to_owned(),
        Type::Named(_) => format!("{named} | null"),
        Type::NonNullList(item) => format!("Array<{}>", wrapped(item, named)),
        Type::List(item) => format!("Array<{}> | null", wrapped(item, named)),
    }
}

/// The schema of what stands inside lists.
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
