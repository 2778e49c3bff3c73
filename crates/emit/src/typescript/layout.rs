//! Lays out a TypeScript declaration: one property a line, its JSDoc above it.
//!
//! ts-rs prints a declaration on one line with the doc comments it found; the layout keeps every token of it but the
//! comments, which are written anew from the registry, because the registry also knows examples, constraints and
//! lifecycles.

use contract_kit::{
    registry::Lifecycle,
    schema::{Property, Schema, Shape},
};

use crate::text::Writer;

/// Writes `declaration` with the properties' documentation above them.
pub(super) fn declaration(writer: &mut Writer, declaration: &str, properties: &[Property]) {
    let text = without_comments(declaration);
    let text = text.trim().trim_end_matches(';');
    let Some((head, members)) = object_members(text) else {
        writer.line(format!("export {};", text.split_whitespace().collect::<Vec<_>>().join(" ")));
        return;
    };
    if members.is_empty() {
        writer.line(format!("export {head}{{}};"));
        return;
    }
    writer.line(format!("export {head}{{"));
    writer.indented(|writer| {
        for member in members {
            let name = member.split([':', '?']).next().unwrap_or_default().trim().trim_matches('"');
            if let Some(property) = properties.iter().find(|property| property.name == name) {
                writer.jsdoc(&documentation(&property.schema));
            }
            writer.line(format!("{member};"));
        }
    });
    writer.line("};");
}

/// What JSDoc says of a schema: text, default, example, lifecycle.
pub(super) fn documentation(schema: &Schema) -> Vec<String> {
    let mut paragraphs: Vec<String> = schema.description.iter().cloned().collect();
    if let Some(constraint) = constraint(&schema.shape) {
        paragraphs.push(constraint);
    }
    if let Some(default) = &schema.default {
        paragraphs.push(format!("@defaultValue {default}"));
    }
    paragraphs.extend(lifecycle(&schema.lifecycle));
    if let Some(example) = schema.examples.first() {
        paragraphs.push(format!("@example {example}"));
    }
    paragraphs
}

/// `@since` and `@deprecated`.
pub(super) fn lifecycle(lifecycle: &Lifecycle) -> Vec<String> {
    let since = lifecycle.since.iter().map(|since| format!("@since {since}"));
    let deprecated = lifecycle.deprecated.iter().map(|deprecated| match &deprecated.sunset {
        Some(sunset) => format!("@deprecated {} (until {sunset})", deprecated.note),
        None => format!("@deprecated {}", deprecated.note),
    });
    since.chain(deprecated).collect()
}

/// A constraint that the type cannot show, for people.
fn constraint(shape: &Shape) -> Option<String> {
    let between = |low: Option<String>, high: Option<String>, unit: &str| match (low, high) {
        (Some(low), Some(high)) if low == high => Some(format!("Exactly {low}{unit}.")),
        (Some(low), Some(high)) => Some(format!("From {low} to {high}{unit}.")),
        (Some(low), None) => Some(format!("At least {low}{unit}.")),
        (None, Some(high)) => Some(format!("At most {high}{unit}.")),
        (None, None) => None,
    };
    match shape {
        Shape::Integer { minimum, maximum } => between(
            (*minimum > i64::from(i32::MIN)).then(|| minimum.to_string()),
            (*maximum < i64::from(i32::MAX)).then(|| maximum.to_string()),
            "",
        ),
        Shape::Number { minimum, maximum } => {
            between(minimum.map(|n| n.to_string()), maximum.map(|n| n.to_string()), "")
        }
        Shape::String { min_length, max_length, .. } => {
            between(min_length.map(|n| n.to_string()), max_length.map(|n| n.to_string()), " characters")
        }
        Shape::Array { min_items, max_items, .. } => {
            between(min_items.map(|n| n.to_string()), max_items.map(|n| n.to_string()), " items")
        }
        _ => None,
    }
}

/// `type X = ` and the members of the one object that stands behind it, if that is what `text` is.
fn object_members(text: &str) -> Option<(&str, Vec<String>)> {
    let open = text.find('{')?;
    let head = &text[..open];
    let body = text[open..].strip_prefix('{')?.trim_end().strip_suffix('}')?;
    let mut members = Vec::new();
    let mut depth = 0_i32;
    let mut start = 0;
    for (index, character) in scan(body) {
        match character {
            '{' | '(' | '[' | '<' => depth += 1,
            '}' | ')' | ']' | '>' => depth -= 1,
            ',' if depth == 0 => {
                members.push(body[start..index].split_whitespace().collect::<Vec<_>>().join(" "));
                start = index + 1;
            }
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    members.push(body[start..].split_whitespace().collect::<Vec<_>>().join(" "));
    members.retain(|member| !member.is_empty());
    head.trim_end().ends_with('=').then_some((head, members))
}

/// The characters outside string literals.
fn scan(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quoted = false;
    let mut escaped = false;
    text.char_indices().filter(move |(_, character)| {
        let outside = !quoted && *character != '"';
        if *character == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && *character == '\\' && !escaped;
        outside
    })
}

/// The declaration without its `/** … */` comments.
fn without_comments(declaration: &str) -> String {
    let mut text = String::new();
    let mut rest = declaration;
    while let Some((before, after)) = rest.split_once("/**") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_gets_a_line_a_property_and_a_union_one_line() {
        let mut writer = Writer::default();
        declaration(
            &mut writer,
            "type A = { \n/**\n * old, with { braces }\n */\nb: Array<{ c: string, }>, d?: \"x, y\" | null, };",
            &[],
        );
        declaration(&mut writer, "type B = \"a\" | (string & {});", &[]);
        assert_eq!(
            writer.finish(),
            "export type A = {\n  b: Array<{ c: string, }>;\n  d?: \"x, y\" | null;\n};\nexport type B = \"a\" | (string & {});\n"
        );
    }
}
