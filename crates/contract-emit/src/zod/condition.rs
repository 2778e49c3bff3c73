//! Schemas as JavaScript conditions: one per keyword, on the unchanged input value.
//!
//! A condition is about a value of any type, so each keyword has a guard for its own type, such as `ifNumber(v, …)`. No
//! property is read through a prototype: `Object.hasOwn` and `Object.keys` see own properties only.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    expression::{Check, Guarded},
    javascript::{number, regex, text, texts, value},
    logic::{all, any, choice, function_of, negated, numbered, shortened},
    schema::{Arrays, Condition, Contains, Id, Keywords, Numbers, Objects, Schemas, Strings, Type},
};

/// Writes conditions.
#[derive(Clone, Copy)]
pub(super) struct Conditions<'a> {
    pub schemas: &'a Schemas,
    pub names: &'a BTreeMap<Id, String>,
}

/// Returns the name of the function with a definition's condition.
pub(super) fn function(name: &str) -> String {
    format!("fits{name}")
}

/// The part of one keyword: its requirement as a message, the type that it applies to, and the condition.
struct Part {
    message: String,
    guard: Option<Guard>,
    condition: String,
}

/// The type that a keyword applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    Number,
    String,
    Array,
    Object,
}

impl Guard {
    fn function(self) -> &'static str {
        match self {
            Self::Number => "ifNumber",
            Self::String => "ifString",
            Self::Array => "ifArray",
            Self::Object => "ifObject",
        }
    }

    fn variable(self) -> &'static str {
        match self {
            Self::Number => "n",
            Self::String => "s",
            Self::Array => "a",
            Self::Object => "o",
        }
    }
}

impl Conditions<'_> {
    /// Returns a test on `v` for each of some keywords of a schema.
    pub(super) fn checks(&self, some: &Keywords, whole: &Keywords) -> Vec<Check> {
        let parts = self.parts(some, whole, "v", 0);
        parts
            .into_iter()
            .map(|Part { message, guard, condition }| Check {
                message: format!("Invalid input: {message}"),
                condition: guarded(guard, &condition, "v", 0),
                guarded: guard.map(|guard| Guarded { variable: guard.variable(), condition }),
            })
            .collect()
    }

    /// Returns the condition that the variable or path `v` fits a schema. `depth` counts the functions around it.
    pub(super) fn fits(&self, id: Id, v: &str, depth: usize) -> String {
        let keywords = self.schemas.keywords(id);
        match self.names.get(&id) {
            Some(name) if keywords.always.is_none() && !keywords.is_empty() => format!("{}({v})", function(name)),
            _ => self.body(id, v, depth),
        }
    }

    /// Returns the same condition, written out even for a definition.
    pub(super) fn body(&self, id: Id, v: &str, depth: usize) -> String {
        let mut conditions: Vec<String> = Vec::new();
        let keywords = self.schemas.keywords(id);
        let mut parts = self.parts(keywords, keywords, v, depth).into_iter().peekable();
        while let Some(Part { guard, condition, .. }) = parts.next() {
            let mut inner = vec![condition];
            while guard.is_some() && parts.peek().is_some_and(|next| next.guard == guard) {
                inner.extend(parts.next().map(|next| next.condition));
            }
            conditions.push(guarded(guard, &all(inner), v, depth));
        }
        all(conditions)
    }

    fn parts(&self, keywords: &Keywords, whole: &Keywords, v: &str, depth: usize) -> Vec<Part> {
        let mut parts = Parts { conditions: *self, depth, found: Vec::new() };
        if let Some(always) = keywords.always {
            parts.add(None, if always { "any value" } else { "no value" }, always.to_string());
        }
        parts.values(keywords, v);
        parts.in_place(keywords, v);
        parts.numbers(&keywords.numbers);
        parts.strings(&keywords.strings);
        parts.arrays(&keywords.arrays, whole);
        parts.objects(&keywords.objects, whole);
        parts.found.retain(|part| part.condition != "true");
        parts.found
    }
}

struct Parts<'a> {
    conditions: Conditions<'a>,
    depth: usize,
    found: Vec<Part>,
}

impl Parts<'_> {
    fn add(&mut self, guard: Option<Guard>, message: impl Into<String>, condition: String) {
        self.found.push(Part { message: message.into(), guard, condition });
    }

    fn values(&mut self, keywords: &Keywords, v: &str) {
        if let Some(types) = &keywords.types {
            let names: Vec<_> = types.iter().map(|ty| ty.name()).collect();
            let of_integer = types.contains(&Type::Integer).then(|| format!("Number.isInteger({v})"));
            let others: Vec<_> = names.iter().filter(|name| **name != "integer").collect();
            let of_others = match others.as_slice() {
                [] => None,
                [name] => Some(format!("typeOf({v}) === {}", text(name))),
                names => Some(format!("{}.includes(typeOf({v}))", texts(names))),
            };
            self.add(
                None,
                format!("type {}", names.join(" or ")),
                any(of_integer.into_iter().chain(of_others).collect()),
            );
        }
        let mut one_of = |keyword: &str, values: &[Value]| {
            let conditions = values.iter().map(|value| equals(v, value)).collect();
            let listed = Value::from(values).to_string();
            let listed = if keyword == "const" { &listed[1..listed.len() - 1] } else { &listed };
            self.add(None, format!("{keyword} {}", shortened(listed)), any(conditions));
        };
        if let Some(constant) = &keywords.constant {
            one_of("const", std::slice::from_ref(constant));
        }
        if let Some(values) = &keywords.enumeration {
            one_of("enum", values);
        }
    }

    fn numbers(&mut self, numbers: &Numbers) {
        let Numbers { minimum, exclusive_minimum, maximum, exclusive_maximum, multiple_of } = numbers;
        let n = self.variable(Guard::Number);
        for (keyword, bound, operator) in [
            ("minimum", minimum, ">="),
            ("exclusiveMinimum", exclusive_minimum, ">"),
            ("maximum", maximum, "<="),
            ("exclusiveMaximum", exclusive_maximum, "<"),
        ] {
            if let Some(bound) = bound.as_ref().map(number) {
                self.add(Some(Guard::Number), format!("{keyword} {bound}"), format!("{n} {operator} {bound}"));
            }
        }
        if let Some(divisor) = multiple_of.as_ref().map(number) {
            self.add(Some(Guard::Number), format!("multipleOf {divisor}"), format!("isMultiple({n}, {divisor})"));
        }
    }

    fn strings(&mut self, strings: &Strings) {
        let Strings { format: _, pattern, min_length, max_length } = strings;
        let s = self.variable(Guard::String);
        if let Some(length) = min_length.filter(|length| *length > 0) {
            self.add(Some(Guard::String), format!("minLength {length}"), format!("codePoints({s}) >= {length}"));
        }
        if let Some(length) = max_length {
            self.add(Some(Guard::String), format!("maxLength {length}"), format!("codePoints({s}) <= {length}"));
        }
        if let Some(pattern) = pattern {
            let condition = format!("{}.test({s})", regex(pattern));
            self.add(Some(Guard::String), format!("pattern {}", shortened(pattern)), condition);
        }
    }

    fn arrays(&mut self, arrays: &Arrays, whole: &Keywords) {
        let count = whole.arrays.prefix_items.len();
        let Arrays { prefix_items, items, contains, min_items, max_items, unique_items, unevaluated_items } = arrays;
        let guard = Some(Guard::Array);
        let a = self.variable(Guard::Array);
        let (x, inside) = self.item("x");
        let within = self.conditions;
        if let Some(count) = min_items {
            self.add(guard, format!("minItems {count}"), format!("{a}.length >= {count}"));
        }
        if let Some(count) = max_items {
            self.add(guard, format!("maxItems {count}"), format!("{a}.length <= {count}"));
        }
        let first = prefix_items.iter().enumerate().map(|(index, id)| {
            let fits = within.fits(*id, &format!("{a}[{index}]"), inside);
            any(vec![format!("{a}.length <= {index}"), fits])
        });
        let first = all(first.collect());
        self.add(guard, "prefixItems", first);
        if let Some(items) = items {
            let condition = match within.fits(*items, &x, inside).as_str() {
                "true" => "true".to_owned(),
                "false" => format!("{a}.length <= {count}"),
                fits => {
                    let others = if count == 0 { a.clone() } else { format!("{a}.slice({count})") };
                    format!("{others}.every({})", function_of(&[&x], fits))
                }
            };
            self.add(guard, "items", condition);
        }
        if let Some(Contains { schema, at_least, at_most }) = contains {
            let fits = within.fits(*schema, &x, inside);
            let fitting = match fits.as_str() {
                "true" => format!("{a}.length"),
                "false" => "0".to_owned(),
                fits => format!("{a}.filter({}).length", function_of(&[&x], fits)),
            };
            let condition = match (at_least, at_most) {
                (0, None) => "true".to_owned(),
                (at_least, None) => format!("{fitting} >= {at_least}"),
                (0, Some(at_most)) => format!("{fitting} <= {at_most}"),
                (at_least, Some(at_most)) => format!("isWithin({fitting}, {at_least}, {at_most})"),
            };
            self.add(guard, "contains", condition);
        }
        if *unique_items {
            self.add(guard, "uniqueItems", format!("new Set({a}.map(canonical)).size === {a}.length"));
        }
        if let Some(schema) = unevaluated_items {
            let (i, _) = self.item("i");
            let evaluated = within.evaluates_item(whole, &a, &i, inside);
            let fits = within.fits(*schema, &x, inside);
            let condition = match any(vec![evaluated, fits]).as_str() {
                "true" => "true".to_owned(),
                "false" => format!("{a}.length === 0"),
                condition => format!("{a}.every({})", function_of(&[&x, &i], condition)),
            };
            self.add(guard, "unevaluatedItems", condition);
        }
    }

    fn objects(&mut self, objects: &Objects, whole: &Keywords) {
        let Objects {
            properties,
            pattern_properties,
            additional_properties,
            property_names,
            required,
            min_properties,
            max_properties,
            dependent_required,
            dependent_schemas,
            unevaluated_properties,
        } = objects;
        let guard = Some(Guard::Object);
        let o = self.variable(Guard::Object);
        let (k, inside) = self.item("k");
        let within = self.conditions;
        let has = |name: &str| format!("Object.hasOwn({o}, {})", text(name));
        let keys = |condition: &str| match condition {
            "true" => "true".to_owned(),
            "false" => format!("Object.keys({o}).length === 0"),
            condition => format!("Object.keys({o}).every({})", function_of(&[&k], condition)),
        };
        if !required.is_empty() {
            self.add(
                guard,
                format!("required {}", required.join(", ")),
                all(required.iter().map(|name| has(name)).collect()),
            );
        }
        if let Some(count) = min_properties {
            self.add(guard, format!("minProperties {count}"), format!("Object.keys({o}).length >= {count}"));
        }
        if let Some(count) = max_properties {
            self.add(guard, format!("maxProperties {count}"), format!("Object.keys({o}).length <= {count}"));
        }
        for (name, id) in properties.iter().flatten() {
            let fits = within.fits(*id, &format!("{o}[{}]", text(name)), inside);
            let is_absent =
                if whole.objects.required.contains(name) { "false".to_owned() } else { format!("!{}", has(name)) };
            self.add(guard, format!("properties {name}"), any(vec![is_absent, fits]));
        }
        for (pattern, id) in pattern_properties {
            let fits = within.fits(*id, &format!("{o}[{k}]"), inside);
            let condition = keys(&any(vec![format!("!{}.test({k})", regex(pattern)), fits]));
            self.add(guard, format!("patternProperties {}", shortened(pattern)), condition);
        }
        if let Some(id) = additional_properties {
            let fits = within.fits(*id, &format!("{o}[{k}]"), inside);
            let condition = keys(&any(vec![declared(&whole.objects, &k), fits]));
            self.add(guard, "additionalProperties", condition);
        }
        if let Some(id) = property_names {
            self.add(guard, "propertyNames", keys(&within.fits(*id, &k, inside)));
        }
        for (name, names) in dependent_required {
            let there = all(names.iter().map(|name| has(name)).collect());
            self.add(guard, format!("dependentRequired {name}"), any(vec![format!("!{}", has(name)), there]));
        }
        for (name, id) in dependent_schemas {
            let fits = within.fits(*id, &o, inside);
            self.add(guard, format!("dependentSchemas {name}"), any(vec![format!("!{}", has(name)), fits]));
        }
        if let Some(id) = unevaluated_properties {
            let evaluated = within.evaluates_key(whole, &o, &k, inside);
            let fits = within.fits(*id, &format!("{o}[{k}]"), inside);
            self.add(guard, "unevaluatedProperties", keys(&any(vec![evaluated, fits])));
        }
    }

    fn in_place(&mut self, keywords: &Keywords, v: &str) {
        let in_place = &keywords.in_place;
        let (within, depth) = (self.conditions, self.depth);
        let fits = |id: &Id| within.fits(*id, v, depth);
        for (keyword, id) in [("$ref", in_place.reference), ("$dynamicRef", in_place.dynamic_reference)] {
            if let Some(id) = id {
                self.add(None, keyword, fits(&id));
            }
        }
        for id in &in_place.all_of {
            self.add(None, "allOf", fits(id));
        }
        if !in_place.any_of.is_empty() {
            self.add(None, "anyOf", any(in_place.any_of.iter().map(fits).collect()));
        }
        if !in_place.one_of.is_empty() {
            let members: Vec<_> = in_place.one_of.iter().map(fits).collect();
            self.add(None, "oneOf", format!("isOne([{}])", members.join(", ")));
        }
        if let Some(id) = in_place.not {
            self.add(None, "not", negated(&fits(&id)));
        }
        if let Some(Condition { test, then, otherwise }) = &in_place.condition {
            let consequence = |id: &Option<Id>| id.as_ref().map_or_else(|| "true".to_owned(), fits);
            let (then, otherwise) = (consequence(then), consequence(otherwise));
            self.add(None, "if, then, else", choice(&fits(test), &then, &otherwise));
        }
    }

    /// Returns the variable of a guarded value.
    fn variable(&self, guard: Guard) -> String {
        numbered(guard.variable(), self.depth)
    }

    /// Returns a variable of a function inside the guard, and the depth inside that function.
    fn item(&self, name: &str) -> (String, usize) {
        (numbered(name, self.depth), self.depth + 1)
    }
}

/// Returns the condition that a key is one of `properties` or fits one of `patternProperties`.
pub(super) fn declared(objects: &Objects, k: &str) -> String {
    let names: Vec<&str> = objects.properties.iter().flatten().map(|(name, _)| name.as_str()).collect();
    let of_names = match names.as_slice() {
        [] => None,
        [name] => Some(format!("{k} === {}", text(name))),
        names => Some(format!("{}.includes({k})", texts(names))),
    };
    let of_patterns = objects.pattern_properties.iter().map(|(pattern, _)| format!("{}.test({k})", regex(pattern)));
    any(of_names.into_iter().chain(of_patterns).collect())
}

/// Returns the condition that `v` equals a value, by the rules of JSON Schema.
fn equals(v: &str, constant: &Value) -> String {
    match constant {
        Value::Array(_) | Value::Object(_) => format!("canonical({v}) === canonical({})", value(constant)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => format!("{v} === {}", value(constant)),
    }
}

fn guarded(guard: Option<Guard>, condition: &str, v: &str, depth: usize) -> String {
    match guard {
        Some(guard) => {
            let test = function_of(&[&numbered(guard.variable(), depth)], condition);
            format!("{}({v}, {test})", guard.function())
        }
        None => condition.to_owned(),
    }
}
