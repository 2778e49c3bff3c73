//! The query that GraphiQL shows when it is opened: one that anybody may send.

use contract_model::{
    registry::{Auth, GraphqlField, Registry, Root},
    schema::{Property, Schema, Shape},
};

/// The maximum depth of selected objects.
const DEEPEST: usize = 2;

/// Returns a subscription that needs no token and no arguments, or else such a query; `None` where the contract has
/// neither.
pub(crate) fn query(registry: &Registry) -> Option<String> {
    let is_open =
        |field: &&GraphqlField| field.auth == Auth::Public && !field.arguments.iter().any(|argument| argument.required);
    let of_root = |root: Root| registry.fields().filter(is_open).find(|field| field.root == root);
    let field = of_root(Root::Subscription).or_else(|| of_root(Root::Query))?;
    let root = field.root.type_name().to_lowercase();
    let selected = selection(registry, &field.output.schema, 0)?;
    let selected = if field.output.connection { format!(" {{ nodes{selected} }}") } else { selected };
    Some(format!("{root} {{\n  {}{selected}\n}}\n", field.name))
}

/// Returns the selection of a value; `None` where it is too deep, and an empty text where it has no fields.
fn selection(registry: &Registry, schema: &Schema, depth: usize) -> Option<String> {
    match registry.resolve(schema)? {
        Shape::Nullable { value } | Shape::Array { items: value, .. } => selection(registry, value, depth),
        Shape::Object { .. } if depth == DEEPEST => None,
        Shape::Object { properties, .. } => {
            let field = |property: &Property| {
                Some(format!("{}{}", property.name, selection(registry, &property.schema, depth + 1)?))
            };
            let fields: Vec<String> = properties.iter().filter_map(field).collect();
            Some(format!(" {{ {} }}", fields.join(" ")))
        }
        Shape::Union { .. } => Some(" { __typename }".into()),
        Shape::Reference { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Map { .. } => Some(String::new()),
    }
}
