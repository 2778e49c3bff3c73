//! Queries that every reader of a registry needs.

use super::{GraphqlField, Operation, Registry, Role, TypeDefinition};
use crate::schema::{Schema, Shape, Variant};

impl Registry {
    /// Returns the GraphQL fields of all roots.
    pub fn fields(&self) -> impl Iterator<Item = &GraphqlField> {
        self.graphql.iter().flat_map(|graphql| &graphql.fields)
    }

    /// Returns the operation for a method and a path. Literal segments of a path win over parameters, as in a router.
    pub fn operation_at(&self, method: &str, path: &str) -> Option<&Operation> {
        let is_parameter = |step: &str| step.starts_with('{');
        let is_at = |template: &str| {
            let agrees = |(step, part): (&str, &str)| step == part || (is_parameter(step) && !part.is_empty());
            template.split('/').count() == path.split('/').count()
                && template.split('/').zip(path.split('/')).all(agrees)
        };
        let found = self.operations.iter().filter(|operation| operation.method == method && is_at(&operation.path));
        found.min_by_key(|operation| operation.path.split('/').map(is_parameter).collect::<Vec<_>>())
    }

    /// Returns the named values that clients send, each with its place: parameters and multipart values of operations
    /// (`listOrders(note)`), parameters of channels (`userSocket(id)`), and arguments of fields (`Query.order(id)`).
    pub fn inputs(&self) -> impl Iterator<Item = (String, &Schema)> {
        let operations = self.operations.iter().flat_map(|operation| {
            operation.named_values().map(|(name, schema)| (format!("{}({name})", operation.id), schema))
        });
        let channels = self.channels.iter().flat_map(|channel| {
            channel.parameters.iter().map(|input| (format!("{}({})", channel.id, input.name), &input.schema))
        });
        let fields = self.fields().flat_map(|field| {
            let path = field.path();
            field.arguments.iter().map(move |input| (format!("{path}({})", input.name), &input.schema))
        });
        operations.chain(channels).chain(fields)
    }

    /// Returns the shape of a schema, or of the named type that the schema refers to.
    ///
    /// Returns `None` where a name is unknown, or where types refer to each other in a circle.
    pub fn resolve<'a>(&'a self, schema: &'a Schema) -> Option<&'a Shape> {
        let mut shape = &schema.shape;
        for _ in 0..=self.types.len() {
            let Shape::Reference { name } = shape else { return Some(shape) };
            shape = &self.types.get(name)?.schema.shape;
        }
        None
    }

    /// Whether a value is a single text outside JSON, as in a path or in a part of a form.
    pub fn is_text(&self, schema: &Schema) -> bool {
        match self.resolve(schema) {
            Some(
                Shape::Boolean { .. }
                | Shape::Integer { .. }
                | Shape::Number { .. }
                | Shape::String { .. }
                | Shape::Enumeration { .. },
            ) => true,
            Some(
                Shape::Reference { .. }
                | Shape::Nullable { .. }
                | Shape::Array { .. }
                | Shape::Map { .. }
                | Shape::Object { .. }
                | Shape::Union { .. },
            )
            | None => false,
        }
    }

    /// Returns the tag and the variants of the union with this name; `None` where the type is not a union.
    pub fn union(&self, name: &str) -> Option<(&str, &[Variant])> {
        let Shape::Union { tag, variants } = &self.types.get(name)?.schema.shape else { return None };
        Some((tag, variants))
    }

    /// Returns the discriminator property of a variant of a union.
    pub fn tag_of(&self, definition: &TypeDefinition) -> Option<&str> {
        let Role::Variant { union } = &definition.role else { return None };
        Some(self.union(union)?.0)
    }
}
