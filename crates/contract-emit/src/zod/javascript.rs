//! JavaScript literals: texts, values, keys, regular expressions.

use serde_json::{Number, Value};

/// Names that every object inherits from its prototype: reading such a property without checking for an own property
/// gives a wrong result.
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Whether every object has a property of this name.
pub(super) fn is_inherited(name: &str) -> bool {
    INHERITED.contains(&name)
}

/// Writes a text.
pub(super) fn text(text: &str) -> String {
    Value::from(text).to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Writes a list of texts.
pub(super) fn texts(list: &[impl AsRef<str>]) -> String {
    format!("[{}]", list.iter().map(|word| text(word.as_ref())).collect::<Vec<_>>().join(", "))
}

/// Writes a JSON value.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::String(string) => text(string),
        Value::Array(items) => format!("[{}]", items.iter().map(self::value).collect::<Vec<_>>().join(", ")),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(name, member)| format!("{}: {}", key(name), self::value(member))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::Number(double) => number(double),
        Value::Null | Value::Bool(_) => value.to_string(),
    }
}

/// Writes a number; an integer without a fraction.
pub(super) fn number(number: &Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Writes a pattern as a regular expression literal with the `u` flag, as JSON Schema requires.
pub(super) fn regex(pattern: &str) -> String {
    if pattern.is_empty() {
        return "/(?:)/u".to_owned();
    }
    let mut literal = String::new();
    let mut escaped = false;
    let mut in_class = false;
    for character in pattern.chars() {
        match character {
            '/' if !escaped && !in_class => literal.push_str("\\/"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\u{2028}' => literal.push_str("\\u2028"),
            '\u{2029}' => literal.push_str("\\u2029"),
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

/// Writes a property's key; a key that is not an identifier is quoted.
pub(super) fn key(name: &str) -> String {
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

/// Writes a property's key in a type.
pub(super) fn type_key(name: &str) -> String {
    if name == "__proto__" { name.to_owned() } else { key(name) }
}
