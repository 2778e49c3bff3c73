//! JSON Schema into Zod expressions: each keyword is used up by what it means, and one that is left is refused.

use contract_kit::format::Format;
use serde_json::{Map, Value};

use super::{
    Unrepresentable,
    expression::{Expression, Property},
};

/// Keywords that say nothing about which values are valid.
const ANNOTATIONS: &[&str] = &[
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "default",
    "deprecated",
    "examples",
    "readOnly",
    "writeOnly",
];

/// Reads a schema at `pointer`.
pub(super) fn lower(
    schema: &Value,
    pointer: &str,
    definitions: &Map<String, Value>,
) -> Result<Expression, Unrepresentable> {
    let Value::Object(keywords) = schema else {
        return Err(refusal(pointer, "", "a schema that is `true` or `false` has no type"));
    };
    let mut keywords = keywords.clone();
    keywords.retain(|keyword, _| !ANNOTATIONS.contains(&keyword.as_str()));
    let mut reader = Reader { keywords, pointer, definitions };
    let expression = reader.expression()?;
    match reader.keywords.keys().next() {
        Some(keyword) => {
            Err(refusal(pointer, keyword, "it does not apply to what stands beside it, or has no equal in Zod"))
        }
        None => Ok(expression),
    }
}

struct Reader<'a> {
    keywords: Map<String, Value>,
    pointer: &'a str,
    definitions: &'a Map<String, Value>,
}

impl Reader<'_> {
    fn take(&mut self, keyword: &str) -> Option<Value> {
        self.keywords.shift_remove(keyword)
    }

    fn child(&self, schema: &Value, step: &str) -> Result<Expression, Unrepresentable> {
        lower(schema, &format!("{}/{step}", self.pointer), self.definitions)
    }

    fn refuse<T>(&self, keyword: &str, reason: &str) -> Result<T, Unrepresentable> {
        Err(refusal(self.pointer, keyword, reason))
    }

    fn expression(&mut self) -> Result<Expression, Unrepresentable> {
        if let Some(reference) = self.take("$ref") {
            return self.reference(&reference);
        }
        if let Some(members) = self.take("anyOf") {
            return self.any_of(&members);
        }
        if let Some(members) = self.take("oneOf") {
            return self.one_of(&members);
        }
        match self.take("type").as_ref().and_then(Value::as_str) {
            Some("null") => Ok(Expression::Null),
            Some("boolean") => self.boolean(),
            Some("integer") => {
                let minimum = self.bound("minimum")?.map(|n| self.whole(&n, "minimum")).transpose()?;
                let maximum = self.bound("maximum")?.map(|n| self.whole(&n, "maximum")).transpose()?;
                Ok(Expression::Integer { minimum, maximum })
            }
            Some("number") => {
                Ok(Expression::Number { minimum: self.bound("minimum")?, maximum: self.bound("maximum")? })
            }
            Some("string") => self.text(),
            Some("array") => {
                let Some(items) = self.take("items") else {
                    return self.refuse("items", "a list needs the schema of its items");
                };
                let items = Box::new(self.child(&items, "items")?);
                Ok(Expression::Array { items, min_items: self.count("minItems")?, max_items: self.count("maxItems")? })
            }
            Some("object") => self.object(),
            _ => self.refuse("type", "one type, or a reference, is needed here"),
        }
    }

    fn reference(&self, reference: &Value) -> Result<Expression, Unrepresentable> {
        let name = reference.as_str().and_then(|reference| reference.strip_prefix("#/$defs/"));
        match name.filter(|name| self.definitions.contains_key(*name)) {
            Some(name) => Ok(Expression::Reference(name.to_owned())),
            None => self.refuse("$ref", "it points to no definition of this document"),
        }
    }

    fn any_of(&mut self, members: &Value) -> Result<Expression, Unrepresentable> {
        match members.as_array().map(Vec::as_slice) {
            Some([value, null]) if *null == serde_json::json!({ "type": "null" }) => {
                Ok(Expression::Nullable(Box::new(self.child(value, "anyOf/0")?)))
            }
            Some([words, any]) if *any == serde_json::json!({ "type": "string" }) => {
                match self.child(words, "anyOf/0")? {
                    Expression::Enumeration(words) => Ok(Expression::OpenEnumeration(words)),
                    Expression::Literal(Value::String(word)) => Ok(Expression::OpenEnumeration(vec![word])),
                    _ => self.refuse("anyOf", "beside any text only an enumeration says something"),
                }
            }
            _ => self.refuse("anyOf", "alternatives that overlap have no type of their own"),
        }
    }

    /// `oneOf` means exactly one: objects with different words in one required property never overlap.
    fn one_of(&mut self, members: &Value) -> Result<Expression, Unrepresentable> {
        let mut names = Vec::new();
        for member in members.as_array().into_iter().flatten() {
            match self.child(member, "oneOf")? {
                Expression::Reference(name) => names.push(name),
                _ => return self.refuse("oneOf", "its members must be definitions"),
            }
        }
        let candidates = names.first().map(|name| tags(&self.definitions[name])).unwrap_or_default();
        for (tag, _) in candidates {
            let mut words: Vec<_> = names
                .iter()
                .filter_map(|name| tags(&self.definitions[name]).into_iter().find(|(other, _)| *other == tag))
                .map(|(_, word)| word)
                .collect();
            words.sort();
            words.dedup();
            if words.len() == names.len() {
                return Ok(Expression::Discriminated { tag, members: names });
            }
        }
        self.refuse("oneOf", "no required property tells its members apart")
    }

    fn boolean(&mut self) -> Result<Expression, Unrepresentable> {
        match self.take("enum") {
            None => Ok(Expression::Boolean),
            Some(Value::Array(values)) if values.len() == 1 && values[0].is_boolean() => {
                Ok(Expression::Literal(values[0].clone()))
            }
            Some(_) => self.refuse("enum", "an enumeration of booleans has one value"),
        }
    }

    fn text(&mut self) -> Result<Expression, Unrepresentable> {
        if let Some(values) = self.take("enum") {
            let words: Option<Vec<_>> =
                values.as_array().into_iter().flatten().map(|v| v.as_str().map(str::to_owned)).collect();
            return match words.as_deref() {
                Some([word]) => Ok(Expression::Literal(word.as_str().into())),
                Some([_, ..]) => Ok(Expression::Enumeration(words.unwrap_or_default())),
                _ => self.refuse("enum", "an enumeration of texts holds texts"),
            };
        }
        let format = self.take("format").and_then(|format| format.as_str().map(str::to_owned));
        let pattern = self.take("pattern").and_then(|pattern| pattern.as_str().map(str::to_owned));
        if let Some(format) = &format {
            let decides = Format::from_name(format).is_some_and(|known| pattern.as_deref() == Some(known.pattern()));
            if !decides {
                return self.refuse("format", "validators disagree about it; give it the pattern that decides");
            }
        }
        Ok(Expression::Text {
            format,
            pattern,
            min_length: self.count("minLength")?,
            max_length: self.count("maxLength")?,
        })
    }

    fn object(&mut self) -> Result<Expression, Unrepresentable> {
        let additional = self.take("additionalProperties");
        let required = self.take("required").unwrap_or_default();
        let is_required = |name: &str| required.as_array().into_iter().flatten().any(|required| required == name);
        match (self.take("properties"), additional) {
            (None, Some(values @ Value::Object(_))) => {
                Ok(Expression::Record(Box::new(self.child(&values, "additionalProperties")?)))
            }
            (Some(Value::Object(properties)), additional @ (None | Some(Value::Bool(_)))) => {
                if let Some(missing) = required
                    .as_array()
                    .into_iter()
                    .flatten()
                    .find(|name| !properties.contains_key(name.as_str().unwrap_or_default()))
                {
                    return self.refuse("required", &format!("{missing} is required and not declared"));
                }
                let properties = properties
                    .iter()
                    .map(|(name, schema)| {
                        let value = self.child(schema, &format!("properties/{name}"))?;
                        Ok(Property { name: name.clone(), optional: !is_required(name), value })
                    })
                    .collect::<Result<_, _>>()?;
                Ok(Expression::Object { properties, strict: additional == Some(Value::Bool(false)) })
            }
            _ => self
                .refuse("additionalProperties", "an object has declared properties or values of one schema, not both"),
        }
    }

    fn count(&mut self, keyword: &str) -> Result<Option<u64>, Unrepresentable> {
        let Some(value) = self.take(keyword) else { return Ok(None) };
        value.as_u64().map_or_else(|| self.refuse(keyword, "a count is a whole number"), |count| Ok(Some(count)))
    }

    fn bound(&mut self, keyword: &str) -> Result<Option<serde_json::Number>, Unrepresentable> {
        match self.take(keyword) {
            None => Ok(None),
            Some(Value::Number(bound)) => Ok(Some(bound)),
            Some(_) => self.refuse(keyword, "a bound is a number"),
        }
    }

    fn whole(&self, bound: &serde_json::Number, keyword: &str) -> Result<i64, Unrepresentable> {
        const MAX_SAFE: i64 = 9_007_199_254_740_991;
        match bound.as_i64().filter(|bound| bound.abs() <= MAX_SAFE) {
            Some(bound) => Ok(bound),
            None => self.refuse(keyword, "the bound of an integer is one that a double holds"),
        }
    }
}

/// The required properties of an object that have one word each.
fn tags(schema: &Value) -> Vec<(String, String)> {
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    let properties = schema["properties"].as_object();
    properties
        .into_iter()
        .flatten()
        .filter(|(name, _)| required.iter().any(|required| required == name.as_str()))
        .filter_map(|(name, property)| match property["enum"].as_array().map(Vec::as_slice) {
            Some([Value::String(word)]) => Some((name.clone(), word.clone())),
            _ => None,
        })
        .collect()
}

fn refusal(pointer: &str, keyword: &str, reason: &str) -> Unrepresentable {
    Unrepresentable { pointer: pointer.to_owned(), keyword: keyword.to_owned(), reason: reason.to_owned() }
}
