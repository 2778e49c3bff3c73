//! The keywords of one schema, each with the type of value that JSON Schema requires for it.

use std::collections::BTreeSet;

use contract_model::format::Format;
use serde_json::{Map, Number, Value};

use super::{
    super::{
        keywords,
        refusal::{Note, Refusal},
        resources::{ELSEWHERE, META_SCHEMA, Place, Target},
        schema::{Arrays, Condition, Contains, Id, InPlace, Keywords, Numbers, Objects, Strings, Type},
    },
    Reader, Scope,
};

/// One schema that is being read.
pub(super) struct One<'a> {
    pub reader: &'a mut Reader,
    pub place: &'a Place,
    pub scope: &'a Scope,
    pub pointer: &'a str,
    pub keywords: &'a Map<String, Value>,
}

impl One<'_> {
    pub(super) fn keywords(&mut self) -> Keywords {
        self.look_at_names();
        let mut keywords = Keywords {
            always: None,
            types: self.types(),
            constant: self.keywords.get("const").cloned(),
            enumeration: self.enumeration(),
            numbers: Numbers {
                minimum: self.number("minimum"),
                exclusive_minimum: self.number("exclusiveMinimum"),
                maximum: self.number("maximum"),
                exclusive_maximum: self.number("exclusiveMaximum"),
                multiple_of: self.multiple_of(),
            },
            strings: self.strings(),
            arrays: self.arrays(),
            objects: self.objects(),
            in_place: self.in_place(),
        };
        settle_unevaluated(&mut keywords);
        keywords
    }

    /// Notes unknown keywords, and keywords without an effect in their place.
    fn look_at_names(&mut self) {
        for keyword in self.keywords.keys() {
            if keywords::kind(keyword).is_none() && keyword != "definitions" && !keyword.starts_with("x-") {
                let successor = keywords::successor(keyword);
                let instead = successor.map(|keyword| format!("; today it is {keyword}")).unwrap_or_default();
                self.note(keyword, format!("no keyword of JSON Schema 2020-12, so it decides nothing{instead}"));
            }
        }
        for (keyword, other) in
            [("then", "if"), ("else", "if"), ("minContains", "contains"), ("maxContains", "contains")]
        {
            if self.keywords.contains_key(keyword) && !self.keywords.contains_key(other) {
                self.note(keyword, format!("it decides nothing without `{other}`"));
            }
        }
        if let Some(dialect) = self.keywords.get("$schema") {
            let is_read = dialect.as_str().is_some_and(|uri| uri.trim_end_matches('#') == META_SCHEMA);
            if !is_read {
                self.refuse_with(
                    "$schema",
                    format!("{dialect} is another dialect"),
                    "this command reads JSON Schema 2020-12: migrate the document, and name the dialect \
                     https://json-schema.org/draft/2020-12/schema or none",
                );
            }
        }
        for keyword in ["$id", "$anchor", "$dynamicAnchor", "$ref", "$dynamicRef", "title", "description", "$comment"] {
            if self.keywords.get(keyword).is_some_and(|value| !value.is_string()) {
                self.refuse(keyword, "its value is a text");
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = self.keywords.get(keyword).and_then(Value::as_str) {
                let mut characters = name.chars();
                let is_name = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
                    && characters.all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
                if !is_name {
                    self.refuse(
                        keyword,
                        "an anchor begins with a letter or `_` and goes on with those, digits, `-` and `.`",
                    );
                }
            }
        }
        for keyword in ["$defs", "definitions"] {
            if keyword == "$defs" && self.keywords.get(keyword).is_some_and(|value| !value.is_object()) {
                self.refuse(keyword, "its value is an object of schemas");
            }
        }
    }

    fn types(&mut self) -> Option<Vec<Type>> {
        let names = match self.keywords.get("type")? {
            Value::String(name) => vec![Value::from(name.as_str())],
            Value::Array(names) if !names.is_empty() => names.clone(),
            _ => {
                self.refuse("type", "its value is a type, or a list of types");
                return None;
            }
        };
        let mut types = Vec::new();
        for name in names {
            match Type::ALL.into_iter().find(|ty| name == ty.name()) {
                Some(ty) if types.contains(&ty) => self.refuse("type", format!("{name} stands there twice")),
                Some(ty) => types.push(ty),
                None => self.refuse(
                    "type",
                    format!("{name} is no type: null, boolean, integer, number, string, array, object are"),
                ),
            }
        }
        if types.contains(&Type::Number) {
            types.retain(|ty| *ty != Type::Integer);
        }
        Some(types)
    }

    fn enumeration(&mut self) -> Option<Vec<Value>> {
        match self.keywords.get("enum")? {
            Value::Array(values) => Some(values.clone()),
            _ => {
                self.refuse("enum", "its value is a list");
                None
            }
        }
    }

    fn strings(&mut self) -> Strings {
        let pattern = match self.keywords.get("pattern") {
            Some(Value::String(pattern)) => {
                self.check_pattern("pattern", pattern);
                Some(pattern.clone())
            }
            Some(_) => {
                self.refuse("pattern", "its value is a regular expression in a text");
                None
            }
            None => None,
        };
        let format = match self.keywords.get("format") {
            Some(Value::String(name)) => {
                // A format of the contract is decided by the pattern next to it; the name tells Zod the format.
                let decides = Format::from_name(name).is_some_and(|known| pattern.as_deref() == Some(known.pattern()));
                if !decides {
                    self.note(
                        "format",
                        "an annotation in JSON Schema 2020-12: the values are not checked for it".into(),
                    );
                }
                decides.then(|| name.clone())
            }
            Some(_) => {
                self.refuse("format", "its value is a text");
                None
            }
            None => None,
        };
        Strings { format, pattern, min_length: self.count("minLength"), max_length: self.count("maxLength") }
    }

    fn arrays(&mut self) -> Arrays {
        let at_least = self.count("minContains").unwrap_or(1);
        let at_most = self.count("maxContains");
        if matches!(self.keywords.get("items"), Some(Value::Array(_))) {
            self.refuse_with("items", "its value is one schema", "a list of schemas is `prefixItems` in 2020-12");
        }
        let unique_items = self.keywords.get("uniqueItems");
        if unique_items.is_some_and(|value| !value.is_boolean()) {
            self.refuse("uniqueItems", "its value is true or false");
        }
        Arrays {
            prefix_items: self.list("prefixItems"),
            items: self.keywords.get("items").filter(|value| !value.is_array()).map(|_| self.child("items")),
            contains: self.schema("contains").map(|schema| Contains { schema, at_least, at_most }),
            min_items: self.count("minItems").filter(|count| *count > 0),
            max_items: self.count("maxItems"),
            unique_items: unique_items == Some(&Value::Bool(true)),
            unevaluated_items: self.schema("unevaluatedItems"),
        }
    }

    fn objects(&mut self) -> Objects {
        let pattern_properties = self.named("patternProperties").unwrap_or_default();
        for (pattern, _) in &pattern_properties {
            self.check_pattern("patternProperties", pattern);
        }
        let dependent_required = match self.keywords.get("dependentRequired") {
            None => Vec::new(),
            Some(Value::Object(members)) => {
                members.iter().map(|(name, names)| (name.clone(), self.texts("dependentRequired", names))).collect()
            }
            Some(_) => {
                self.refuse("dependentRequired", "its value is an object of lists of names");
                Vec::new()
            }
        };
        Objects {
            properties: self.named("properties"),
            pattern_properties,
            additional_properties: self.schema("additionalProperties"),
            property_names: self.schema("propertyNames"),
            required: self.keywords.get("required").map(|names| self.texts("required", names)).unwrap_or_default(),
            min_properties: self.count("minProperties").filter(|count| *count > 0),
            max_properties: self.count("maxProperties"),
            dependent_required,
            dependent_schemas: self.named("dependentSchemas").unwrap_or_default(),
            unevaluated_properties: self.schema("unevaluatedProperties"),
        }
    }

    fn in_place(&mut self) -> InPlace {
        let condition =
            self.schema("if").map(|test| Condition { test, then: self.schema("then"), otherwise: self.schema("else") });
        InPlace {
            reference: self.reference("$ref"),
            dynamic_reference: self.reference("$dynamicRef"),
            all_of: self.list("allOf"),
            any_of: self.list("anyOf"),
            one_of: self.list("oneOf"),
            not: self.schema("not"),
            // A condition without a consequence only affects evaluated properties and items.
            condition,
        }
    }

    fn reference(&mut self, keyword: &str) -> Option<Id> {
        let reference = self.keywords.get(keyword)?.as_str()?;
        match self.reader.resources.resolve(self.place, reference, &mut self.reader.refusals) {
            Ok(Target { place, dynamic }) => {
                let is_dynamic = keyword == "$dynamicRef";
                let outermost = dynamic.filter(|_| is_dynamic).and_then(|name| self.scope.get(&name));
                let id = self.reader.request(outermost.unwrap_or(&place), self.scope);
                self.reader.schemas.referenced.insert(id);
                Some(id)
            }
            Err(reason) => {
                let is_elsewhere = reason.ends_with(ELSEWHERE);
                let refusal = Refusal::new(self.pointer, keyword, reason);
                let help = "nothing is fetched: put the schema into this document, below `$defs`, with its `$id`";
                self.reader.refusals.push(if is_elsewhere { refusal.help(help) } else { refusal });
                None
            }
        }
    }

    /// Returns the schema below a keyword.
    fn schema(&mut self, keyword: &str) -> Option<Id> {
        self.keywords.get(keyword)?;
        Some(self.child(keyword))
    }

    fn child(&mut self, keyword: &str) -> Id {
        self.reader.request(&self.place.child(keyword), self.scope)
    }

    fn list(&mut self, keyword: &str) -> Vec<Id> {
        match self.keywords.get(keyword) {
            None => Vec::new(),
            Some(Value::Array(list)) if !list.is_empty() => {
                let place = self.place.child(keyword);
                (0..list.len()).map(|index| self.reader.request(&place.child(&index.to_string()), self.scope)).collect()
            }
            Some(_) => {
                self.refuse(keyword, "its value is a list of schemas, at least one");
                Vec::new()
            }
        }
    }

    fn named(&mut self, keyword: &str) -> Option<Vec<(String, Id)>> {
        match self.keywords.get(keyword)? {
            Value::Object(members) => {
                let place = self.place.child(keyword);
                let mut request = |name: &String| self.reader.request(&place.child(name), self.scope);
                Some(members.keys().map(|name| (name.clone(), request(name))).collect())
            }
            _ => {
                self.refuse(keyword, "its value is an object of schemas");
                None
            }
        }
    }

    fn texts(&mut self, keyword: &str, names: &Value) -> Vec<String> {
        let texts: Option<Vec<String>> =
            names.as_array().and_then(|names| names.iter().map(|name| name.as_str().map(str::to_owned)).collect());
        let Some(mut texts) = texts else {
            self.refuse(keyword, "a list of names is needed");
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        texts.retain(|text| seen.insert(text.clone()));
        texts
    }

    fn count(&mut self, keyword: &str) -> Option<u64> {
        let value = self.keywords.get(keyword)?;
        let whole = value.as_u64().or_else(|| {
            let double = value.as_f64().filter(|double| double.fract() == 0.0 && *double >= 0.0)?;
            // No value reaches a count beyond 2^64.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
            Some(double as u64)
        });
        if whole.is_none() {
            self.refuse(keyword, "its value is a whole number, 0 or more");
        }
        whole
    }

    fn number(&mut self, keyword: &str) -> Option<Number> {
        match self.keywords.get(keyword)? {
            Value::Number(number) => Some(number.clone()),
            Value::Bool(_) if keyword.starts_with("exclusive") => {
                self.refuse_with(
                    keyword,
                    "its value is a number",
                    "in 2020-12 it is the bound itself, in place of the other one",
                );
                None
            }
            _ => {
                self.refuse(keyword, "its value is a number");
                None
            }
        }
    }

    fn multiple_of(&mut self) -> Option<Number> {
        let number = self.number("multipleOf")?;
        if number.as_f64().is_some_and(|divisor| divisor > 0.0) {
            return Some(number);
        }
        self.refuse("multipleOf", "its value is greater than 0");
        None
    }

    fn check_pattern(&mut self, keyword: &str, pattern: &str) {
        if let Err(error) = regress::Regex::with_flags(pattern, "u") {
            self.refuse(keyword, format!("{} is no regular expression of ECMA-262: {error}", Value::from(pattern)));
        }
    }

    pub(super) fn annotation(&self, keyword: &str) -> Option<String> {
        self.keywords.get(keyword).and_then(Value::as_str).map(str::to_owned)
    }

    fn refuse(&mut self, keyword: &str, reason: impl Into<String>) {
        self.reader.refusals.push(Refusal::new(self.pointer, keyword, reason));
    }

    fn refuse_with(&mut self, keyword: &str, reason: impl Into<String>, help: &str) {
        self.reader.refusals.push(Refusal::new(self.pointer, keyword, reason).help(help));
    }

    /// Notes something in the document itself; the meta-schema is not reported.
    fn note(&mut self, keyword: &str, reason: String) {
        if self.place.document != 0 {
            return;
        }
        self.reader.notes.insert(Note { pointer: self.pointer.to_owned(), keyword: keyword.to_owned(), reason });
    }
}

/// Replaces `unevaluated…` by `additional…`, where no other schema applies to the same value.
fn settle_unevaluated(keywords: &mut Keywords) {
    if !keywords.in_place().is_empty() {
        return;
    }
    if let Some(schema) = keywords.objects.unevaluated_properties.take() {
        keywords.objects.additional_properties.get_or_insert(schema);
    }
    if keywords.arrays.contains.is_none()
        && let Some(schema) = keywords.arrays.unevaluated_items.take()
    {
        keywords.arrays.items.get_or_insert(schema);
    }
}
