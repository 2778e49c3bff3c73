//! The TypeScript type of a schema, on one line.

use contract_model::schema::{Schema, Shape};

/// Returns the type of `schema`, with named types as `T.Name`.
pub(super) fn type_of(schema: &Schema) -> String {
    type_with(schema, &|name| format!("T.{name}"))
}

/// Returns the type of `schema`, with named types as `refer` writes them.
pub(super) fn type_with(schema: &Schema, refer: &dyn Fn(&str) -> String) -> String {
    match &schema.shape {
        Shape::Reference { name } => refer(name),
        Shape::Nullable { value } => format!("{} | null", type_with(value, refer)),
        Shape::Boolean { only: Some(only) } => only.to_string(),
        Shape::Boolean { only: None } => "boolean".into(),
        Shape::Integer { .. } | Shape::Number { .. } => "number".into(),
        Shape::String { .. } => "string".into(),
        Shape::Enumeration { values, open } => {
            let mut words: Vec<_> = values.iter().map(|value| literal(&value.value)).collect();
            words.extend(open.then(|| "(string & {})".to_owned()));
            words.join(" | ")
        }
        Shape::Array { items, .. } => format!("Array<{}>", type_with(items, refer)),
        // Not `Record`, through which a type cannot refer to itself.
        Shape::Map { values } => format!("{{ [key in string]: {} }}", type_with(values, refer)),
        Shape::Object { properties, .. } => {
            object(properties.iter().map(|p| member(&p.name, p.required, &type_with(&p.schema, refer))))
        }
        Shape::Union { variants, .. } => {
            variants.iter().map(|variant| refer(&variant.name)).collect::<Vec<_>>().join(" | ")
        }
    }
}

/// Writes a member of an object type.
pub(super) fn member(name: &str, required: bool, ty: &str) -> String {
    format!("{}{}: {ty}", key(name), if required { "" } else { "?" })
}

/// Writes an object type on one line.
pub(super) fn object(members: impl Iterator<Item = String>) -> String {
    let members = members.collect::<Vec<_>>().join("; ");
    if members.is_empty() { "{}".into() } else { format!("{{ {members} }}") }
}

/// Writes a key of an object; a key that is not an identifier is quoted.
pub(super) fn key(name: &str) -> String {
    if is_identifier(name) { name.to_owned() } else { literal(name) }
}

/// Whether a name needs no quotes as a key; reserved words of JavaScript need none.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// Writes a text as a literal of JavaScript, which is also its type.
pub(super) fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
