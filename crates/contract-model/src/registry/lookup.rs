//! Questions that every reader of a registry asks.

use super::{GraphqlField, Operation, Registry, Role, TypeDefinition};
use crate::schema::{Schema, Shape, Variant};

impl Registry {
    /// The GraphQL fields of all roots.
    pub fn fields(&self) -> impl Iterator<Item = &GraphqlField> {
        self.graphql.iter().flat_map(|graphql| &graphql.fields)
    }

    /// The operation that answers a request to a path; names in its path go before parameters, as in a router.
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

    /// The values that clients send by names, each with its place: parameters and multipart values of operations
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

    /// The shape of a value: that of the schema, or of the named type to which it refers.
    ///
    /// Nothing where a name is unknown, or where types refer to each other in a circle.
    pub fn resolve<'a>(&'a self, schema: &'a Schema) -> Option<&'a Shape> {
        let mut shape = &schema.shape;
        for _ in 0..=self.types.len() {
            let Shape::Reference { name } = shape else { return Some(shape) };
            shape = &self.types.get(name)?.schema.shape;
        }
        None
    }

    /// Whether a value is one text where there is no JSON, as in a path or in a part of a form.
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

    /// The tag and the alternatives of the union of this name; nothing where the type is no union.
    pub fn union(&self, name: &str) -> Option<(&str, &[Variant])> {
        let Shape::Union { tag, variants } = &self.types.get(name)?.schema.shape else { return None };
        Some((tag, variants))
    }

    /// The property by which an alternative of a union says which one it is.
    pub fn tag_of(&self, definition: &TypeDefinition) -> Option<&str> {
        let Role::Variant { union } = &definition.role else { return None };
        Some(self.union(union)?.0)
    }
}
