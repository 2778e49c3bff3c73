//! Values around the constraints of a schema: each differs from a valid value in one place, and is at the limit of a
//! constraint or just beyond it. The contract's own validator decides which of the two.

use contract_data::facts::{refer, variant};
use contract_model::{
    exchange::Violation,
    pointer::escaped,
    schema::{Property, Schema, Shape},
};
use serde_json::{Value, json};

use crate::{contract::Contract, judge::place};

/// The length of the longest text and list that are sent.
const LONGEST: u32 = 20_000;
/// Texts that most patterns refuse. Quotes and control characters also detect answers that repeat texts without
/// escaping.
const STRANGE: [&str; 5] = ["\"<&'\\\u{1}\n", " ", "", "가나다 !", "x"];
/// The depth to which objects are varied.
const DEEPEST: usize = 6;

/// A value that differs from a valid one in one place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variation {
    /// The whole value.
    pub value: Value,
    /// The place that differs, in the contract's terms: `Book.title`.
    pub place: String,
    /// The difference in words: `is one character longer than maxLength`.
    pub difference: &'static str,
    /// The violations; empty if the value is valid.
    pub violations: Vec<Violation>,
}

/// Returns every variation of a valid value. `check` is the contract's validator for it, and `another` generates a
/// valid value of a schema.
pub(crate) fn variations(
    contract: &Contract,
    schema: &Schema,
    base: &Value,
    check: &dyn Fn(&Value) -> Vec<Violation>,
    another: &dyn Fn(&Schema) -> Option<Value>,
) -> Vec<Variation> {
    let mut varying = Varying { contract, root: schema, base, check, another, found: Vec::new() };
    varying.visit(schema, &mut Vec::new(), base);
    varying.found
}

/// A valid value with every optional property that can be filled.
pub(crate) fn filled(
    contract: &Contract,
    schema: &Schema,
    value: &Value,
    check: &dyn Fn(&Value) -> Vec<Violation>,
    another: &dyn Fn(&Schema) -> Option<Value>,
) -> Value {
    let mut value = value.clone();
    for property in contract.facts.properties(schema) {
        if value.get(&property.name).is_some() {
            continue;
        }
        let Some(made) = another(&property.schema) else { continue };
        let mut candidate = value.clone();
        candidate[&property.name] = made;
        if check(&candidate).is_empty() {
            value = candidate;
        }
    }
    value
}

struct Varying<'a> {
    contract: &'a Contract,
    root: &'a Schema,
    base: &'a Value,
    check: &'a dyn Fn(&Value) -> Vec<Violation>,
    another: &'a dyn Fn(&Schema) -> Option<Value>,
    found: Vec<Variation>,
}

impl Varying<'_> {
    fn visit(&mut self, schema: &Schema, path: &mut Vec<String>, value: &Value) {
        if path.len() > DEEPEST {
            return;
        }
        match &schema.shape {
            Shape::Reference { name } => {
                let definition = self.contract.facts.definition(name).clone();
                self.visit(&definition.schema, path, value);
            }
            Shape::Nullable { value: inner } => {
                self.replace(path, Value::Null, "is null, which clears it");
                self.visit(inner, path, value);
            }
            Shape::Boolean { .. } => self.replace(path, json!("true"), "is a text"),
            Shape::Integer { minimum, maximum } => {
                self.replace(path, json!(minimum), "is the minimum");
                self.replace(path, json!(maximum), "is the maximum");
                self.replace(path, json!(minimum - 1), "is one less than the minimum");
                self.replace(path, json!(maximum + 1), "is one more than the maximum");
                self.replace(path, Value::String(value.to_string()), "is a number written as a text");
                self.replace(path, json!(0.5), "is a fraction");
            }
            Shape::Number { minimum, maximum } => {
                for (bound, at, beyond, step) in [
                    (minimum, "is the minimum", "is less than the minimum", -1.0),
                    (maximum, "is the maximum", "is more than the maximum", 1.0),
                ] {
                    if let Some(bound) = bound {
                        self.replace(path, json!(bound), at);
                        self.replace(path, json!(bound + step), beyond);
                    }
                }
                self.replace(path, Value::String(value.to_string()), "is a number written as a text");
            }
            Shape::String { min_length, max_length, .. } => self.text(path, *min_length, *max_length),
            Shape::Enumeration { open, .. } => {
                let difference =
                    if *open { "is a word that is not known yet" } else { "is no word of the enumeration" };
                self.replace(path, json!("conformance_unknown"), difference);
                self.replace(path, json!(1), "is a number");
            }
            Shape::Array { items, min_items, max_items } => self.list(items, *min_items, *max_items, path, value),
            Shape::Map { values } => {
                if let Some((name, inner)) = value.as_object().and_then(|members| members.iter().next()) {
                    path.push(name.clone());
                    self.visit(values, path, inner);
                    path.pop();
                }
                self.replace(path, json!([]), "is a list");
            }
            Shape::Object { properties, closed } => self.object(properties, *closed, path, value),
            Shape::Union { tag, variants } => {
                for other in variants {
                    if let Some(made) = (self.another)(&refer(&other.name)) {
                        self.replace(path, made, "is another variant");
                    }
                }
                if let Some(members) = value.as_object() {
                    let mut unknown = members.clone();
                    unknown.insert(tag.clone(), "conformance_unknown".into());
                    self.replace(path, Value::Object(unknown.clone()), "has an unknown tag");
                    unknown.shift_remove(tag);
                    self.replace(path, Value::Object(unknown), "has no tag");
                }
                if let Some(known) = variant(tag, variants, value) {
                    self.visit(&refer(&known.name), path, value);
                }
            }
        }
    }

    fn text(&mut self, path: &mut [String], min_length: Option<u32>, max_length: Option<u32>) {
        // Characters of three bytes detect limits that count bytes.
        let of_length = |length: u32, character: char| Value::String(character.to_string().repeat(length as usize));
        if let Some(least) = min_length {
            self.replace(path, of_length(least, '가'), "has the shortest length");
            if least > 0 {
                self.replace(path, of_length(least - 1, 'x'), "is one character too short");
            }
        }
        if let Some(most) = max_length.filter(|most| *most < LONGEST) {
            self.replace(path, of_length(most, '가'), "has the greatest length");
            self.replace(path, of_length(most, 'x'), "has the greatest length");
            self.replace(path, of_length(most + 1, 'x'), "is one character too long");
        }
        let broken = STRANGE.into_iter().find(|text| {
            let violations = (self.check)(&self.with(path, Value::from(*text)));
            violations.iter().any(|violation| violation.code == "pattern" || violation.code == "format")
        });
        if let Some(text) = broken {
            self.replace(path, text.into(), "does not match the pattern");
        }
        self.replace(path, json!(7), "is a number");
    }

    fn list(&mut self, items: &Schema, least: Option<u32>, most: Option<u32>, path: &mut Vec<String>, value: &Value) {
        let made = value.get(0).cloned().or_else(|| (self.another)(items));
        let Some(made) = made else { return };
        let of_length = |length: u32| Value::Array(vec![made.clone(); length as usize]);
        if let Some(least) = least {
            self.replace(path, of_length(least), "has the fewest items");
            if least > 0 {
                self.replace(path, of_length(least - 1), "has one item too few");
            }
        }
        if let Some(most) = most.filter(|most| *most <= 1_000) {
            self.replace(path, of_length(most), "has the most items");
            self.replace(path, of_length(most + 1), "has one item too many");
        }
        self.replace(path, made.clone(), "is an item in place of a list");
        if let Some(inner) = value.get(0) {
            path.push("0".into());
            self.visit(items, path, inner);
            path.pop();
        }
    }

    fn object(&mut self, properties: &[Property], closed: bool, path: &mut Vec<String>, value: &Value) {
        let Some(members) = value.as_object() else { return };
        for property in properties.iter().filter(|property| members.contains_key(&property.name)) {
            let mut without = members.clone();
            without.shift_remove(&property.name);
            let difference = if property.required { "is missing" } else { "is left out" };
            self.replace_at(path, &property.name, Value::Object(without), difference);
            if !matches!(property.schema.shape, Shape::Nullable { .. }) {
                let mut null = members.clone();
                null.insert(property.name.clone(), Value::Null);
                self.replace_at(path, &property.name, Value::Object(null), "is null");
            }
        }
        if closed {
            let mut surplus = members.clone();
            surplus.insert("conformanceUnknown".into(), json!(true));
            self.replace(path, Value::Object(surplus), "has an unknown property");
        }
        self.replace(path, json!([]), "is a list");
        for property in properties {
            if let Some(inner) = members.get(&property.name) {
                path.push(property.name.clone());
                self.visit(&property.schema, path, inner);
                path.pop();
            }
        }
    }

    fn replace(&mut self, path: &[String], value: Value, difference: &'static str) {
        let (pointer, whole) = (pointer(path), self.with(path, value));
        self.add(&pointer, whole, difference);
    }

    fn replace_at(&mut self, path: &[String], member: &str, value: Value, difference: &'static str) {
        let pointer = format!("{}/{member}", pointer(path));
        let whole = self.with(path, value);
        self.add(&pointer, whole, difference);
    }

    fn add(&mut self, pointer: &str, value: Value, difference: &'static str) {
        if value == *self.base {
            return;
        }
        let violations = (self.check)(&value);
        let place = place(&self.contract.facts, self.root, self.base, pointer);
        let place = if place.is_empty() { pointer.trim_start_matches('/').to_owned() } else { place };
        self.found.push(Variation { value, place, difference, violations });
    }

    /// The whole value with the value at one place replaced.
    fn with(&self, path: &[String], value: Value) -> Value {
        let mut whole = self.base.clone();
        match whole.pointer_mut(&pointer(path)) {
            Some(target) => *target = value,
            None => whole = value,
        }
        whole
    }
}

fn pointer(path: &[String]) -> String {
    path.iter().map(|step| format!("/{}", escaped(step))).collect()
}
