//! JSON Schema 2020-12, as schemars writes it, into the normal form.
//!
//! A closed list of keywords: each keyword of a schema must be used up by the shape that was recognised, and what is
//! left over is a diagnostic with its path. Nothing is dropped.

use serde_json::{Map, Value};

use super::{
    EnumValue, Property, Schema, Shape, Variant,
    build::{EXTENSION, readable},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    format::Format,
    registry::Lifecycle,
};

/// Reads a schema; `subject` names it in diagnostics.
pub fn lift(subject: &str, schema: &Value, diagnostics: &mut Diagnostics) -> Schema {
    let Value::Object(keywords) = schema else {
        diagnostics.push(Diagnostic::error(
            "boolean-schema",
            subject,
            "a schema that is `true` or `false` says nothing",
        ));
        return Schema::plain(Shape::Boolean { only: None });
    };
    let mut reader = Reader { subject, keywords: keywords.clone(), diagnostics };
    let extension = reader.extension();
    let description = reader.text("description").map(|text| tidy(&text));
    let examples = match reader.take("examples") {
        Some(Value::Array(examples)) => examples,
        _ => Vec::new(),
    };
    let default = reader.take("default");
    reader.take("title");
    let shape = reader.shape(&extension);
    reader.refuse_what_is_left();
    Schema { description, examples, default, lifecycle: extension.lifecycle, shape }
}

/// What [`EXTENSION`] holds.
#[derive(Default, serde::Deserialize)]
struct Extension {
    #[serde(flatten)]
    lifecycle: Lifecycle,
    #[serde(default)]
    words: Map<String, Value>,
    #[serde(default)]
    tag: String,
}

#[derive(Default, serde::Deserialize)]
struct Word {
    #[serde(default)]
    description: Option<String>,
    #[serde(flatten)]
    lifecycle: Lifecycle,
}

struct Reader<'a> {
    subject: &'a str,
    keywords: Map<String, Value>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn take(&mut self, keyword: &str) -> Option<Value> {
        self.keywords.shift_remove(keyword)
    }

    fn text(&mut self, keyword: &str) -> Option<String> {
        match self.take(keyword)? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A count of characters or items.
    fn count(&mut self, keyword: &str) -> Option<u32> {
        let value = self.take(keyword)?;
        let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
        if count.is_none() {
            self.error("bound", format!("`{keyword}` is {value}: a count is a whole number from 0"));
        }
        count
    }

    /// A bound, as `read` has it.
    fn bound<T>(&mut self, keyword: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.take(keyword)?;
        let bound = read(&value);
        if bound.is_none() {
            self.error("bound", format!("`{keyword}` is {value}: the bound of a whole number is one"));
        }
        bound
    }

    /// Says that no value lies between two bounds.
    fn ordered<T: PartialOrd + std::fmt::Display>(&mut self, low: Option<T>, high: Option<T>) {
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            self.error("bound", format!("nothing lies between {low} and {high}"));
        }
    }

    fn extension(&mut self) -> Extension {
        let Some(extension) = self.take(EXTENSION) else { return Extension::default() };
        serde_json::from_value(extension).expect("the macros write it and nobody else")
    }

    fn child(&mut self, name: &str, schema: &Value) -> Schema {
        lift(&format!("{}.{name}", self.subject), schema, self.diagnostics)
    }

    fn shape(&mut self, extension: &Extension) -> Shape {
        if let Some(reference) = self.text("$ref") {
            return Shape::Reference { name: reference_name(&reference) };
        }
        if let Some(Value::Array(members)) = self.take("anyOf") {
            return self.any_of(&members, extension);
        }
        if let Some(Value::Array(members)) = self.take("oneOf") {
            return self.union(&members, &extension.tag);
        }
        match self.text("type").as_deref() {
            Some("boolean") => {
                let only = self.take("enum").or_else(|| self.take("const"));
                Shape::Boolean { only: only.and_then(|only| only.as_bool().or_else(|| only[0].as_bool())) }
            }
            Some("integer") => self.integer(),
            Some("number") => {
                self.take("format");
                let minimum = self.bound("minimum", Value::as_f64);
                let maximum = self.bound("maximum", Value::as_f64);
                self.ordered(minimum, maximum);
                Shape::Number { minimum, maximum }
            }
            Some("string") => self.string(extension),
            Some("array") => {
                let items = self.take("items").unwrap_or(Value::Bool(true));
                let items = Box::new(self.child("items", &items));
                let (min_items, max_items) = (self.count("minItems"), self.count("maxItems"));
                self.ordered(min_items, max_items);
                Shape::Array { items, min_items, max_items }
            }
            Some("object") => self.object(),
            _ => {
                self.error("unknown-shape", "this schema is of no shape that every format can say")
                    .help("use a struct, an enum, a list, a map with string keys, or a type of contract_kit::values");
                Shape::Boolean { only: None }
            }
        }
    }

    fn any_of(&mut self, members: &[Value], extension: &Extension) -> Shape {
        match members {
            [value, null] if null["type"] == "null" => Shape::Nullable { value: Box::new(self.child("value", value)) },
            [words, any] if words.get("enum").is_some() && any["type"] == "string" => {
                Shape::Enumeration { values: words_of(&words["enum"], extension), open: true }
            }
            _ => {
                self.error("plain-union", "values that fit several alternatives cannot be told apart in every format")
                    .help("use an enum with struct variants; its tag tells them apart");
                Shape::Boolean { only: None }
            }
        }
    }

    fn union(&mut self, members: &[Value], tag: &str) -> Shape {
        let variants = members
            .iter()
            .filter_map(|member| {
                Some(Variant {
                    value: member[EXTENSION]["value"].as_str()?.to_owned(),
                    name: reference_name(member["$ref"].as_str()?),
                })
            })
            .collect::<Vec<_>>();
        if tag.is_empty() || variants.len() != members.len() {
            self.error("untagged-union", "`oneOf` needs a tag that tells its members apart")
                .help("declare the enum with #[contract]");
        }
        Shape::Union { tag: tag.to_owned(), variants }
    }

    fn integer(&mut self) -> Shape {
        let (lowest, highest) = match self.text("format").as_deref() {
            Some("int8") => (i64::from(i8::MIN), i64::from(i8::MAX)),
            Some("int16") => (i64::from(i16::MIN), i64::from(i16::MAX)),
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            Some("uint8") => (0, i64::from(u8::MAX)),
            Some("uint16") => (0, i64::from(u16::MAX)),
            other => {
                let width = other.unwrap_or("unbounded").to_owned();
                self.error("wide-integer", format!("an {width} integer is not exact in GraphQL and JavaScript"))
                    .help("use i32, or a string newtype for larger numbers");
                (i64::MIN, i64::MAX)
            }
        };
        let minimum = self.bound("minimum", Value::as_i64).unwrap_or(lowest).max(lowest);
        let maximum = self.bound("maximum", Value::as_i64).unwrap_or(highest).min(highest);
        self.ordered(Some(minimum), Some(maximum));
        Shape::Integer { minimum, maximum }
    }

    fn string(&mut self, extension: &Extension) -> Shape {
        if let Some(words) = self.take("enum") {
            return Shape::Enumeration { values: words_of(&words, extension), open: false };
        }
        if let Some(word) = self.take("const") {
            return Shape::Enumeration { values: words_of(&Value::Array(vec![word]), extension), open: false };
        }
        let format = self.text("format");
        let pattern = self.text("pattern");
        let known = format.as_deref().and_then(Format::from_name);
        if format.is_some() && (known.is_none() || pattern.as_deref() != known.map(Format::pattern)) {
            self.error("bare-format", "validators disagree about what a format accepts")
                .help("use a type of contract_kit::values, whose format travels with a pattern that decides");
        }
        let (min_length, max_length) = (self.count("minLength"), self.count("maxLength"));
        self.ordered(min_length, max_length);
        Shape::String { format: known, pattern, min_length, max_length }
    }

    fn object(&mut self) -> Shape {
        if let Some(values) = self.take("additionalProperties").filter(|values| *values != Value::Bool(false)) {
            return Shape::Map { values: Box::new(self.child("values", &values)) };
        }
        let required = match self.take("required") {
            Some(Value::Array(names)) => names,
            _ => Vec::new(),
        };
        let Some(Value::Object(properties)) = self.take("properties") else {
            return Shape::Object { properties: Vec::new(), closed: false };
        };
        let properties = properties
            .iter()
            .map(|(name, schema)| Property {
                name: name.clone(),
                required: required.iter().any(|required| required == name),
                schema: self.child(name, schema),
            })
            .collect();
        Shape::Object { properties, closed: false }
    }

    fn refuse_what_is_left(&mut self) {
        for keyword in std::mem::take(&mut self.keywords).keys() {
            self.error("keyword", format!("`{keyword}` does not apply here, or some format cannot say it"))
                .help("constraints stand where a type is declared, not where it is used; see the closed list in docs/adr/0001");
        }
    }

    fn error(&mut self, code: &str, message: impl Into<String>) -> Pending<'_> {
        Pending { diagnostics: self.diagnostics, diagnostic: Some(Diagnostic::error(code, self.subject, message)) }
    }
}

/// A diagnostic that may still get its help.
struct Pending<'a> {
    diagnostics: &'a mut Diagnostics,
    diagnostic: Option<Diagnostic>,
}

impl Pending<'_> {
    fn help(mut self, help: &str) {
        self.diagnostic = self.diagnostic.take().map(|diagnostic| diagnostic.help(help));
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if let Some(diagnostic) = self.diagnostic.take() {
            self.diagnostics.push(diagnostic);
        }
    }
}

fn words_of(words: &Value, extension: &Extension) -> Vec<EnumValue> {
    let words = words.as_array().map(Vec::as_slice).unwrap_or_default();
    words
        .iter()
        .filter_map(Value::as_str)
        .map(|value| {
            let said = extension.words.get(value).cloned();
            let said: Word =
                said.map(|said| serde_json::from_value(said).expect("the macros write it")).unwrap_or_default();
            EnumValue {
                value: value.to_owned(),
                description: said.description.map(|text| tidy(&text)).filter(|text| !text.is_empty()),
                lifecycle: said.lifecycle,
            }
        })
        .collect()
}

/// The name behind a `$ref`.
fn reference_name(reference: &str) -> String {
    readable(reference.rsplit('/').next().unwrap_or(reference))
}

/// A doc comment as Markdown: every line without its leading space.
pub fn tidy(doc: &str) -> String {
    let lines: Vec<_> = doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    lines.join("\n").trim().to_owned()
}
