//! The TypeScript type of a schema that has no name of its own: parameters, parts, arguments.

use contract_kit::schema::{Schema, Shape};

/// The type of `schema`, with named types as `T.Name`.
pub(super) fn type_of(schema: &Schema) -> String {
    match &schema.shape {
        Shape::Reference { name } => format!("T.{name}"),
        Shape::Nullable { value } => format!("{} | null", type_of(value)),
        Shape::Boolean { only: Some(only) } => only.to_string(),
        Shape::Boolean { only: None } => "boolean".into(),
        Shape::Integer { .. } | Shape::Number { .. } => "number".into(),
        Shape::String { .. } => "string".into(),
        Shape::Enumeration { values, open } => {
            let mut words: Vec<_> = values.iter().map(|value| literal(&value.value)).collect();
            words.extend(open.then(|| "(string & {})".to_owned()));
            words.join(" | ")
        }
        Shape::Array { items, .. } => format!("Array<{}>", type_of(items)),
        Shape::Map { values } => format!("Record<string, {}>", type_of(values)),
        Shape::Object { properties, .. } => object(
            properties.iter().map(|property| member(&property.name, property.required, &type_of(&property.schema))),
        ),
        Shape::Union { variants, .. } => {
            variants.iter().map(|variant| format!("T.{}", variant.name)).collect::<Vec<_>>().join(" | ")
        }
    }
}

/// A member of an object type.
pub(super) fn member(name: &str, required: bool, ty: &str) -> String {
    format!("{}{}: {ty}", key(name), if required { "" } else { "?" })
}

/// An object type on one line.
pub(super) fn object(members: impl Iterator<Item = String>) -> String {
    format!("{{ {} }}", members.collect::<Vec<_>>().join("; "))
}

/// A key as it stands in an object; one that is no identifier is quoted.
pub(super) fn key(name: &str) -> String {
    let mut characters = name.chars();
    let is_identifier = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_');
    if is_identifier { name.to_owned() } else { literal(name) }
}

/// A text as a literal of JavaScript and its type.
pub(super) fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
