//! The GraphQL types of a contract in GraphQL's schema definition language.
//!
//! A description or a default has its short form where it fits: `"…"` for one line, a block string for several.

use contract_model::{
    graphql::{EnumValue, Field, InputValue, Kind, Member, Type, TypeSystem},
    registry::Root,
};
use serde_json::Value;

use crate::text::Writer;

/// Prints a type system as a schema document.
pub fn print(system: &TypeSystem) -> String {
    let mut writer = Writer::default();
    for (name, ty) in &system.types {
        type_definition(&mut writer, system, name, ty);
        writer.line("");
    }
    directives(&mut writer, system);
    writer.line("schema {");
    writer.indented(|writer| {
        for root in Root::ALL.into_iter().filter(|root| system.root(*root).is_some()) {
            writer.line(format!("{}: {}", root.operation(), root.type_name()));
        }
    });
    writer.line("}");
    writer.finish()
}

fn type_definition(writer: &mut Writer, system: &TypeSystem, name: &str, ty: &Type) {
    description(writer, ty.description.as_deref());
    match &ty.kind {
        Kind::Scalar { specified_by: None } => writer.line(format!("scalar {name}")),
        Kind::Scalar { specified_by: Some(url) } => {
            writer.line(format!("scalar {name} @specifiedBy(url: {})", quoted(url)));
        }
        Kind::Enum { values } => block(writer, &format!("enum {name}"), values, |writer, value| {
            let EnumValue { name, description: about, deprecation } = value;
            description(writer, about.as_deref());
            writer.line(format!("{name}{}", deprecated(deprecation.as_deref())));
        }),
        Kind::Object { fields } => {
            block(writer, &format!("type {name}"), fields, |writer, value| field(writer, system, value));
        }
        Kind::Input { fields } => block(writer, &format!("input {name}"), fields, |writer, value| {
            description(writer, value.description.as_deref());
            writer.line(input_value(system, value));
        }),
        Kind::Union { members, .. } => {
            let members: Vec<_> = members.iter().map(|Member { name, .. }| name.as_str()).collect();
            writer.line(format!("union {name} = {}", members.join(" | ")));
        }
    }
}

fn block<T>(writer: &mut Writer, head: &str, items: &[T], mut item: impl FnMut(&mut Writer, &T)) {
    writer.line(format!("{head} {{"));
    writer.indented(|writer| items.iter().for_each(|value| item(writer, value)));
    writer.line("}");
}

fn field(writer: &mut Writer, system: &TypeSystem, field: &Field) {
    let Field { name, description: about, deprecation, arguments, ty } = field;
    description(writer, about.as_deref());
    let end = format!("{ty}{}", deprecated(deprecation.as_deref()));
    if arguments.is_empty() {
        writer.line(format!("{name}: {end}"));
    } else if arguments.iter().all(|argument| argument.description.is_none()) {
        let arguments: Vec<_> = arguments.iter().map(|argument| input_value(system, argument)).collect();
        writer.line(format!("{name}({}): {end}", arguments.join(", ")));
    } else {
        writer.line(format!("{name}("));
        writer.indented(|writer| {
            for (index, argument) in arguments.iter().enumerate() {
                description(writer, argument.description.as_deref());
                let comma = if index + 1 < arguments.len() { "," } else { "" };
                writer.line(format!("{}{comma}", input_value(system, argument)));
            }
        });
        writer.line(format!("): {end}"));
    }
}

fn input_value(system: &TypeSystem, value: &InputValue) -> String {
    let InputValue { name, ty, default, deprecation, description: _ } = value;
    let default = default.as_ref().map(|value| format!(" = {}", literal(system, Some(ty.name()), value)));
    format!("{name}: {ty}{}{}", default.unwrap_or_default(), deprecated(deprecation.as_deref()))
}

/// Writes a JSON value as a literal of the type `name`; enum values have no quotes.
fn literal(system: &TypeSystem, name: Option<&str>, value: &Value) -> String {
    let kind = name.and_then(|name| system.types.get(name)).map(|ty| &ty.kind);
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(word) if matches!(kind, Some(Kind::Enum { .. })) => word.clone(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| literal(system, name, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let type_of = |member: &str| match kind? {
                Kind::Input { fields } => fields.iter().find(|field| field.name == member).map(|field| field.ty.name()),
                Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Object { .. } | Kind::Union { .. } => None,
            };
            let members = members.iter().map(|(key, value)| format!("{key}: {}", literal(system, type_of(key), value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Writes a description, above the item.
fn description(writer: &mut Writer, text: Option<&str>) {
    match text {
        None => {}
        Some(text) if text.contains('\n') => {
            writer.line("\"\"\"");
            writer.lines(&text.replace("\"\"\"", "\\\"\"\""));
            writer.line("\"\"\"");
        }
        Some(text) => writer.line(quoted(text)),
    }
}

fn deprecated(reason: Option<&str>) -> String {
    reason.map(|reason| format!(" @deprecated(reason: {})", quoted(reason))).unwrap_or_default()
}

/// Writes a text as a string literal; the escapes of JSON are those of GraphQL.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

const DEPRECATED: &str = r#""Marks an element of a GraphQL schema as no longer supported."
directive @deprecated(reason: String = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE"#;

const INCLUDE_AND_SKIP: &str = r#""Directs the executor to include this field or fragment only when the `if` argument is true."
directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
"Directs the executor to skip this field or fragment when the `if` argument is true."
directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT"#;

const SPECIFIED_BY: &str = r#""Provides a scalar specification URL for specifying the behavior of custom scalar types."
directive @specifiedBy(url: String!) on SCALAR"#;

/// Writes the definitions of the directives: the two that every schema has, and the others where they are used.
fn directives(writer: &mut Writer, system: &TypeSystem) {
    if system.types.values().any(|ty| has_deprecation(&ty.kind)) {
        writer.lines(DEPRECATED);
    }
    writer.lines(INCLUDE_AND_SKIP);
    if system.types.values().any(|ty| matches!(ty.kind, Kind::Scalar { specified_by: Some(_) })) {
        writer.lines(SPECIFIED_BY);
    }
}

fn has_deprecation(kind: &Kind) -> bool {
    let any = |values: &[InputValue]| values.iter().any(|value| value.deprecation.is_some());
    match kind {
        Kind::Enum { values } => values.iter().any(|value| value.deprecation.is_some()),
        Kind::Object { fields } => fields.iter().any(|field| field.deprecation.is_some() || any(&field.arguments)),
        Kind::Input { fields } => any(fields),
        Kind::Scalar { .. } | Kind::Union { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use apollo_compiler::Schema;
    use contract_model::graphql::TypeRef;
    use serde_json::json;

    use super::*;

    fn named(name: &str) -> TypeRef {
        TypeRef::Named(name.into())
    }

    fn argument(name: &str, ty: TypeRef, default: Option<Value>) -> InputValue {
        InputValue { name: name.into(), description: None, deprecation: None, ty, default }
    }

    fn query(arguments: Vec<InputValue>) -> Type {
        let field = Field { name: "a".into(), description: None, deprecation: None, arguments, ty: named("Int") };
        Type { description: None, kind: Kind::Object { fields: vec![field] } }
    }

    fn system(types: impl IntoIterator<Item = (&'static str, Type)>) -> TypeSystem {
        TypeSystem { types: types.into_iter().map(|(name, ty)| (name.to_owned(), ty)).collect::<BTreeMap<_, _>>() }
    }

    #[test]
    fn descriptions_and_reasons_are_read_as_they_were_written() {
        let texts = [
            "one line",
            "a \"quote\" and a \\ backslash\\",
            "two\nlines",
            "\"\"\" ends\n\na block \"\"\"\"\"",
            "a\n  code block\n\\",
            "tab\tand \u{7}",
        ];
        for text in texts {
            let mut ty = query(Vec::new());
            ty.description = Some(text.into());
            let Kind::Object { fields } = &mut ty.kind else { unreachable!("it is an object") };
            fields[0].description = Some(text.into());
            fields[0].deprecation = Some(text.into());
            let printed = print(&system([("Query", ty)]));
            let schema = Schema::parse_and_validate(&printed, "schema.graphql")
                .unwrap_or_else(|invalid| panic!("{printed}\n{}", invalid.errors));
            let query = schema.get_object("Query").expect("the query type");
            assert_eq!(query.description.as_deref(), Some(text));
            let field = &query.fields["a"];
            assert_eq!(field.description.as_deref(), Some(text));
            let reason =
                field.directives.get("deprecated").and_then(|directive| directive.specified_argument_by_name("reason"));
            assert_eq!(reason.and_then(|reason| reason.as_str()), Some(text));
        }
    }

    #[test]
    fn words_of_enums_have_no_quotes_in_defaults() {
        let word = |name: &str| EnumValue { name: name.into(), description: None, deprecation: None };
        let colour = Type { description: None, kind: Kind::Enum { values: vec![word("red"), word("blue")] } };
        let list = |item: TypeRef| TypeRef::List(Box::new(item));
        let fields = vec![
            argument("colour", named("Colour"), Some(json!("red"))),
            argument("text", named("String"), Some(json!("red"))),
        ];
        let filter = Type { description: None, kind: Kind::Input { fields } };
        let arguments = vec![
            argument("one", named("Colour"), Some(json!("red"))),
            argument("many", list(named("Colour").non_null()).non_null(), Some(json!(["red", "blue"]))),
            argument("filter", named("Filter"), Some(json!({ "colour": "blue", "text": "blue" }))),
            argument("text", named("String"), Some(json!("red"))),
        ];
        let printed = print(&system([("Colour", colour), ("Filter", filter), ("Query", query(arguments))]));
        let line = "  a(one: Colour = red, many: [Colour!]! = [red, blue], \
                    filter: Filter = {colour: blue, text: \"blue\"}, text: String = \"red\"): Int";
        assert!(printed.lines().any(|found| found == line), "{printed}");
        assert!(printed.contains("  colour: Colour = red\n  text: String = \"red\"\n"), "{printed}");
        Schema::parse_and_validate(&printed, "schema.graphql").expect("a valid schema");
    }

    #[test]
    fn only_roots_that_exist_are_named() {
        let printed = print(&system([("Query", query(Vec::new()))]));
        assert!(printed.ends_with("\nschema {\n  query: Query\n}\n"), "{printed}");
        assert!(!printed.contains("@deprecated") && !printed.contains("@specifiedBy"), "{printed}");
    }
}
