//! Zod expressions as TypeScript.

use serde_json::Value;

use super::{
    expression::{Expression, Property},
    graph::Graph,
};
use crate::text::Writer;

/// Prints the expressions of one definition.
pub(super) struct Printer<'a> {
    pub graph: &'a Graph,
    /// The definition that is printed.
    pub within: &'a str,
    /// Whether other definitions are constants of type `z.ZodType<T.X>`.
    pub annotated: bool,
}

impl Printer<'_> {
    /// The value of a definition.
    pub(super) fn definition(&self, expression: &Expression) -> String {
        match expression {
            Expression::Object { properties, strict } => self.object(properties, *strict),
            _ => self.expression(expression),
        }
    }

    fn expression(&self, expression: &Expression) -> String {
        match expression {
            Expression::Reference(name) => format!("{name}Schema"),
            Expression::Boolean => "z.boolean()".into(),
            Expression::Null => "z.null()".into(),
            Expression::Literal(value) => format!("z.literal({value})"),
            Expression::Enumeration(words) => format!("z.enum({})", list(words)),
            Expression::OpenEnumeration(words) => {
                format!("z.union([z.enum({}), z.string() as z.ZodType<string & {{}}>])", list(words))
            }
            Expression::Integer { minimum, maximum } => integer(*minimum, *maximum),
            Expression::Number { minimum, maximum } => {
                format!("z.number(){}{}", call("min", minimum.as_ref()), call("max", maximum.as_ref()))
            }
            Expression::Text { format, pattern, min_length, max_length } => {
                let base = match (format, pattern) {
                    (Some(format), Some(pattern)) => format!("z.stringFormat({}, {})", text(format), regex(pattern)),
                    (_, Some(pattern)) => format!("z.string().regex({})", regex(pattern)),
                    (_, None) => "z.string()".into(),
                };
                format!("{base}{}{}", call("min", min_length.as_ref()), call("max", max_length.as_ref()))
            }
            Expression::Array { items, min_items, max_items } => {
                format!(
                    "z.array({}){}{}",
                    self.expression(items),
                    call("min", min_items.as_ref()),
                    call("max", max_items.as_ref())
                )
            }
            Expression::Record(values) => format!("record({})", self.expression(values)),
            Expression::Object { properties, strict } => self.object(properties, *strict),
            Expression::Nullable(value) => format!("z.nullable({})", self.expression(value)),
            Expression::Discriminated { tag, members } => {
                let prefix = if self.annotated { "$" } else { "" };
                let suffix = if self.annotated { "" } else { "Schema" };
                let members =
                    members.iter().map(|member| format!("{prefix}{member}{suffix}")).collect::<Vec<_>>().join(", ");
                format!("z.discriminatedUnion({}, [{members}])", text(tag))
            }
        }
    }

    fn object(&self, properties: &[Property], strict: bool) -> String {
        let function = if strict { "strictObject" } else { "object" };
        if properties.is_empty() {
            return format!("z.{function}({{}})");
        }
        let mut writer = Writer::default();
        writer.line(format!("z.{function}({{"));
        writer.indented(|writer| {
            for property in properties {
                writer.lines(&self.property(property));
            }
        });
        writer.line("})");
        writer.finish().trim_end().to_owned()
    }

    fn property(&self, property: &Property) -> String {
        let mut value = self.expression(&property.value);
        if property.optional {
            value = format!("z.exactOptional({value})");
        }
        let key = key(&property.name);
        if self.is_late(&property.value) {
            let mut ty = format!("z.ZodType<{}>", type_of(&property.value));
            if property.optional {
                ty = format!("z.ZodExactOptional<{ty}>");
            }
            format!("get {key}(): {ty} {{\n  return {value};\n}},")
        } else {
            format!("{key}: {value},")
        }
    }

    /// Whether the value refers back to the definition that is printed, and must be read late.
    fn is_late(&self, expression: &Expression) -> bool {
        let mut late = false;
        expression.references(&mut |name| late |= self.graph.is_recursive(self.within, name));
        late
    }
}

/// The type of a late value: what it refers to has the type of the contract.
fn type_of(expression: &Expression) -> String {
    match expression {
        Expression::Reference(name) => format!("T.{name}"),
        Expression::Array { items, .. } => format!("Array<{}>", type_of(items)),
        Expression::Record(values) => format!("Record<string, {}>", type_of(values)),
        Expression::Nullable(value) => format!("{} | null", type_of(value)),
        Expression::Boolean
        | Expression::Null
        | Expression::Literal(_)
        | Expression::Enumeration(_)
        | Expression::OpenEnumeration(_)
        | Expression::Integer { .. }
        | Expression::Number { .. }
        | Expression::Text { .. }
        | Expression::Object { .. }
        | Expression::Discriminated { .. } => unreachable!("only what refers to a definition is read late"),
    }
}

/// A schema of objects with any keys: `z.record` passes over a key called `__proto__`, which JSON Schema judges like
/// any other.
pub(super) const RECORD: &str = r#"
/** Any keys. `z.record` passes over a key called `__proto__`: it is judged here, and the result never has it. */
const record = <Values extends z.ZodType>(values: Values) =>
  z
    .custom<Record<string, unknown>>((input) => {
      const isJudgedHere = typeof input === "object" && input !== null && Object.hasOwn(input, "__proto__");
      return !isJudgedHere || values.safeParse((input as Record<string, unknown>)["__proto__"]).success;
    })
    .pipe(z.record(z.string(), values));"#;

/// A text as a JavaScript literal.
pub(super) fn text(text: &str) -> String {
    Value::from(text).to_string()
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| text(word)).collect::<Vec<_>>().join(", "))
}

fn call(method: &str, argument: Option<impl ToString>) -> String {
    argument.map(|argument| format!(".{method}({})", argument.to_string())).unwrap_or_default()
}

fn integer(minimum: Option<i64>, maximum: Option<i64>) -> String {
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) if (minimum, maximum) == (i64::from(i32::MIN), i64::from(i32::MAX)) => {
            "z.int32()".into()
        }
        // `z.int()` stops at 2^53, which is past these bounds.
        (Some(minimum), Some(maximum)) => format!("z.int().min({minimum}).max({maximum})"),
        (minimum, maximum) => {
            format!("z.number().refine(Number.isInteger){}{}", call("min", minimum), call("max", maximum))
        }
    }
}

/// A pattern as a regular expression literal with the `u` flag, as JSON Schema reads it.
fn regex(pattern: &str) -> String {
    let mut literal = String::new();
    let mut escaped = false;
    let mut in_class = false;
    for character in pattern.chars() {
        match character {
            '/' if !escaped && !in_class => literal.push_str("\\/"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            other => literal.push(other),
        }
        match character {
            '[' if !escaped => in_class = true,
            ']' if !escaped => in_class = false,
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    format!("/{literal}/u")
}

/// A property's key; one that is no identifier is quoted.
fn key(name: &str) -> String {
    let mut characters = name.chars();
    let identifier = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$');
    match name {
        // In an object literal this would set the prototype.
        "__proto__" => "[\"__proto__\"]".into(),
        _ if identifier => name.to_owned(),
        _ => text(name),
    }
}
