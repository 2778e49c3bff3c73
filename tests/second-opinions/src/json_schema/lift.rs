//! JSON Schema as schemars writes it, read into the model.
//!
//! Each keyword must be used by the recognised shape; a keyword that remains is an error with its place.

use contract_model::{
    format::Format,
    lifecycle::{Deprecation, Lifecycle},
    schema::{EnumValue, Property, Schema, Shape},
};
use serde_json::{Map, Value};

/// Reads a schema. `$ref` becomes a reference by the name that schemars uses.
///
/// # Errors
/// The place, and the part that the model cannot express.
pub fn lift(place: &str, schema: &Value) -> Result<Schema, String> {
    let Value::Object(keywords) = schema else {
        return Err(format!("{place}: expected an object with keywords, found {schema}"));
    };
    let mut reader = Reader { place, keywords: keywords.clone() };
    for annotation in ["$schema", "$defs", "title"] {
        reader.take(annotation);
    }
    let description = reader.text("description");
    let default = reader.take("default");
    let lifecycle = reader.lifecycle();
    let shape = reader.shape()?;
    match reader.keywords.keys().next() {
        Some(keyword) => Err(format!("{place}: the keyword `{keyword}` has no place in the shape {shape:?}")),
        None => Ok(Schema { description, examples: Vec::new(), default, lifecycle, shape }),
    }
}

struct Reader<'a> {
    place: &'a str,
    keywords: Map<String, Value>,
}

impl Reader<'_> {
    fn take(&mut self, keyword: &str) -> Option<Value> {
        self.keywords.shift_remove(keyword)
    }

    fn text(&mut self, keyword: &str) -> Option<String> {
        Some(self.take(keyword)?.as_str()?.to_owned())
    }

    fn count(&mut self, keyword: &str) -> Option<u32> {
        u32::try_from(self.take(keyword)?.as_u64()?).ok()
    }

    fn lifecycle(&mut self) -> Lifecycle {
        let deprecated = self.take("deprecated").filter(|deprecated| *deprecated == Value::Bool(true));
        let deprecated = deprecated.map(|_| Deprecation { note: String::new(), since: None, sunset: None });
        Lifecycle { since: None, deprecated }
    }

    fn child(&self, name: &str, schema: &Value) -> Result<Schema, String> {
        lift(&format!("{}.{name}", self.place), schema)
    }

    fn shape(&mut self) -> Result<Shape, String> {
        if let Some(reference) = self.text("$ref") {
            let name = reference.rsplit('/').next().unwrap_or(&reference).to_owned();
            return Ok(Shape::Reference { name });
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(Value::Array(members)) = self.take(keyword) {
                return self.alternatives(&members);
            }
        }
        let mut types = match self.take("type") {
            Some(Value::Array(types)) => types,
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let nullable = types.len() > 1 && types.pop_if(|last| last == "null").is_some();
        let [Value::String(ty)] = types.as_slice() else {
            return Err(format!("{}: expected one type, found {types:?} and {:?}", self.place, self.keywords));
        };
        let shape = self.typed(ty)?;
        Ok(if nullable { Shape::Nullable { value: Box::new(Schema::plain(shape)) } } else { shape })
    }

    fn typed(&mut self, ty: &str) -> Result<Shape, String> {
        Ok(match ty {
            "boolean" => Shape::Boolean { only: self.take("const").and_then(|only| only.as_bool()) },
            "integer" => self.integer()?,
            "number" => {
                // `double` adds nothing to the type.
                self.take("format");
                let [minimum, maximum] = ["minimum", "maximum"].map(|keyword| self.take(keyword)?.as_f64());
                Shape::Number { minimum, maximum }
            }
            "string" => self.string()?,
            "array" => {
                let items = self.take("items").ok_or_else(|| format!("{}: a list of anything", self.place))?;
                let items = Box::new(self.child("items", &items)?);
                Shape::Array { items, min_items: self.count("minItems"), max_items: self.count("maxItems") }
            }
            "object" => self.object()?,
            other => return Err(format!("{}: the type `{other}` is none of the model", self.place)),
        })
    }

    /// schemars writes the width of an integer as a format, and its bounds only for some widths.
    fn integer(&mut self) -> Result<Shape, String> {
        let format = self.text("format");
        let (lowest, highest) = match format.as_deref() {
            Some("int8") => (i64::from(i8::MIN), i64::from(i8::MAX)),
            Some("int16") => (i64::from(i16::MIN), i64::from(i16::MAX)),
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            Some("uint8") => (0, i64::from(u8::MAX)),
            Some("uint16") => (0, i64::from(u16::MAX)),
            other => return Err(format!("{}: {other:?} is no width of a whole number", self.place)),
        };
        let [minimum, maximum] =
            ["minimum", "maximum"].map(|keyword| self.take(keyword).and_then(|bound| bound.as_i64()));
        Ok(Shape::Integer { minimum: minimum.unwrap_or(lowest), maximum: maximum.unwrap_or(highest) })
    }

    fn string(&mut self) -> Result<Shape, String> {
        if let Some(Value::Array(words)) = self.take("enum") {
            let values = words.iter().filter_map(Value::as_str).map(|word| plain_word(word.to_owned())).collect();
            return Ok(Shape::Enumeration { values, open: false });
        }
        if let Some(word) = self.text("const") {
            return Ok(Shape::Enumeration { values: vec![plain_word(word)], open: false });
        }
        let format = self.text("format");
        let format = format
            .map(|name| {
                Format::from_name(&name).ok_or_else(|| format!("{}: the format `{name}` is unknown", self.place))
            })
            .transpose()?;
        Ok(Shape::String {
            format,
            pattern: self.text("pattern"),
            min_length: self.count("minLength"),
            max_length: self.count("maxLength"),
        })
    }

    fn object(&mut self) -> Result<Shape, String> {
        let additional = self.take("additionalProperties");
        let Some(Value::Object(properties)) = self.take("properties") else {
            return match additional {
                Some(values @ Value::Object(_)) => Ok(Shape::Map { values: Box::new(self.child("values", &values)?) }),
                Some(_) | None => Ok(Shape::Object { properties: Vec::new(), closed: additional.is_some() }),
            };
        };
        let required = self.take("required").unwrap_or_default();
        let required = |name: &str| required.as_array().is_some_and(|names| names.iter().any(|one| one == name));
        let properties = properties
            .iter()
            .map(|(name, schema)| {
                Ok(Property { name: name.clone(), required: required(name), schema: self.child(name, schema)? })
            })
            .collect::<Result<_, String>>()?;
        Ok(Shape::Object { properties, closed: additional == Some(Value::Bool(false)) })
    }

    /// A value or null, or words: schemars writes documented words as alternatives with one word each, and the text of
    /// an open enum as one more alternative.
    fn alternatives(&self, members: &[Value]) -> Result<Shape, String> {
        if let [value, null] = members
            && null["type"] == "null"
        {
            return Ok(Shape::Nullable { value: Box::new(self.child("value", value)?) });
        }
        let (mut values, mut is_open) = (Vec::new(), false);
        for member in members {
            let Schema { description, lifecycle, shape, .. } = self.child("alternative", member)?;
            if let Shape::Enumeration { values: words, open: false } = shape {
                values.extend(words.into_iter().map(|word| EnumValue {
                    description: description.clone(),
                    lifecycle: lifecycle.clone(),
                    ..word
                }));
            } else if shape == (Shape::String { format: None, pattern: None, min_length: None, max_length: None }) {
                is_open = true;
            } else {
                return Err(format!("{}: an alternative is {shape:?}, which is no word", self.place));
            }
        }
        Ok(Shape::Enumeration { values, open: is_open })
    }
}

fn plain_word(value: String) -> EnumValue {
    EnumValue { value, description: None, lifecycle: Lifecycle::default() }
}
