//! Checks JSON against the contract's own schemas: all errors at once, before serde or a handler sees the value.

use std::{collections::BTreeMap, sync::OnceLock};

use jsonschema::{
    JsonType,
    error::{TypeKind, ValidationErrorKind},
};
use serde_json::{Map, Value, json};

use crate::{
    exchange::Violation,
    registry::{Body, PartContent, Registry, Root},
    schema::{Schema, Shape, json::to_json_schema},
};

/// Where the bundle of all named types stands for references.
const BUNDLE: &str = "urn:contract:types";

/// How many characters of a text a violation shows.
const SHOWN: usize = 60;

/// Compiled schemas of one contract. Each is compiled at its first use and kept.
pub struct Validator {
    types: jsonschema::Registry<'static>,
    /// The first paragraph about each named type that has a pattern.
    about: BTreeMap<String, String>,
    /// The tag of each union.
    tags: BTreeMap<String, String>,
    targets: BTreeMap<String, Target>,
}

struct Target {
    schema: Value,
    compiled: OnceLock<jsonschema::Validator>,
}

impl Validator {
    /// A validator of every named type, parameter, part, JSON body and argument list of `registry`.
    pub fn new(registry: &Registry) -> Self {
        let refer = |name: &str| format!("{BUNDLE}#/$defs/{name}");
        let definitions: Map<_, _> = registry
            .types
            .iter()
            .map(|(name, definition)| (name.clone(), to_json_schema(&definition.schema, &refer)))
            .collect();
        let about = registry.types.iter().filter_map(|(name, definition)| {
            let Shape::String { pattern: Some(_), .. } = &definition.schema.shape else { return None };
            let first = definition.schema.description.as_deref()?.split("\n\n").next()?;
            Some((name.clone(), first.replace('\n', " ")))
        });
        let about = about.collect();
        let tags = registry.types.iter().filter_map(|(name, definition)| {
            let Shape::Union { tag, .. } = &definition.schema.shape else { return None };
            Some((name.clone(), tag.clone()))
        });
        let tags = tags.collect();
        let mut targets = BTreeMap::new();
        let mut add = |key: String, schema: Value| {
            targets.insert(key, Target { schema, compiled: OnceLock::new() });
        };
        for name in registry.types.keys() {
            add(type_key(name), json!({ "$ref": refer(name) }));
        }
        for operation in &registry.operations {
            for parameter in &operation.parameters {
                add(parameter_key(&operation.id, &parameter.name), to_json_schema(&parameter.schema, &refer));
            }
            match &operation.body {
                Body::Json { schema, .. } => add(body_key(&operation.id), to_json_schema(schema, &refer)),
                Body::Multipart { parts } => {
                    for part in parts {
                        if let PartContent::Value { schema } = &part.content {
                            add(part_key(&operation.id, &part.name), to_json_schema(schema, &refer));
                        }
                    }
                }
                Body::None | Body::Bytes { .. } => {}
            }
        }
        for channel in &registry.channels {
            for parameter in &channel.parameters {
                add(parameter_key(&channel.id, &parameter.name), to_json_schema(&parameter.schema, &refer));
            }
        }
        for field in registry.fields() {
            let properties = field.arguments.iter().map(|a| (a.name.as_str(), a.required, &a.schema));
            add(arguments_key(field.root, &field.name), parameter_object(properties, &refer));
        }
        let types = jsonschema::Registry::new()
            .add(BUNDLE, json!({ "$defs": definitions }))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .expect("schemas in normal form refer to each other only");
        Self { types, about, tags, targets }
    }

    /// What is wrong with a value of the named type.
    ///
    /// # Panics
    /// When the contract has no type of that name.
    pub fn named(&self, name: &str, value: &Value) -> Vec<Violation> {
        self.violations(&type_key(name), value)
    }

    /// What is wrong with the JSON body of an operation.
    ///
    /// # Panics
    /// When the contract has no such operation, or it takes no JSON.
    pub fn body(&self, operation: &str, value: &Value) -> Vec<Violation> {
        self.violations(&body_key(operation), value)
    }

    /// What is wrong with the value of a parameter of an operation or a channel.
    ///
    /// # Panics
    /// When the contract has no such parameter.
    pub fn parameter(&self, item: &str, name: &str, value: &Value) -> Vec<Violation> {
        self.violations(&parameter_key(item, name), value)
    }

    /// What is wrong with a value in the multipart body of an operation.
    ///
    /// # Panics
    /// When the contract has no such part.
    pub fn part(&self, operation: &str, name: &str, value: &Value) -> Vec<Violation> {
        self.violations(&part_key(operation, name), value)
    }

    /// What is wrong with the arguments of a GraphQL field.
    ///
    /// # Panics
    /// When the contract has no such field.
    pub fn arguments(&self, root: Root, field: &str, value: &Value) -> Vec<Violation> {
        self.violations(&arguments_key(root, field), value)
    }

    /// What is wrong with each of some values, each with its schema: compiled together, so that what they share is
    /// compiled once.
    pub fn all<'a>(&self, values: impl Iterator<Item = (&'a Schema, Value)>) -> Vec<Vec<Violation>> {
        let refer = |name: &str| format!("{BUNDLE}#/$defs/{name}");
        let (schemas, values): (Vec<_>, Vec<_>) =
            values.map(|(schema, value)| (to_json_schema(schema, &refer), value)).unzip();
        let mut found: Vec<_> = values.iter().map(|_| Vec::new()).collect();
        if values.is_empty() {
            return found;
        }
        let validator = self.compile(&json!({ "prefixItems": schemas }));
        for violation in self.judge(&validator, &Value::Array(values)) {
            // The first step names the value, the rest the place in it.
            let (index, rest) = violation.pointer[1..]
                .split_once('/')
                .map_or_else(|| (&violation.pointer[1..], String::new()), |(index, rest)| (index, format!("/{rest}")));
            let index: usize = index.parse().expect("the first step is the index of a value");
            found[index].push(Violation { pointer: rest, ..violation });
        }
        found
    }

    fn violations(&self, key: &str, value: &Value) -> Vec<Violation> {
        let target = self.targets.get(key).unwrap_or_else(|| panic!("the contract has no {key}"));
        self.judge(target.compiled.get_or_init(|| self.compile(&target.schema)), value)
    }

    fn compile(&self, schema: &Value) -> jsonschema::Validator {
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .with_registry(&self.types)
            .build(schema)
            .expect("a schema in normal form compiles")
    }

    fn judge(&self, validator: &jsonschema::Validator, value: &Value) -> Vec<Violation> {
        validator.iter_errors(value).flat_map(|error| self.violations_of(&error)).collect()
    }

    /// The violations that an error stands for: itself, or what is wrong with a value that may also be null, or with the
    /// variant of a union that the tag names.
    fn violations_of(&self, error: &jsonschema::ValidationError<'_>) -> Vec<Violation> {
        let meant = match error.kind() {
            ValidationErrorKind::AnyOf { context } => match &context[..] {
                [of_value, of_null] if of_null.iter().all(is_not_null) => Some(of_value),
                _ => None,
            },
            ValidationErrorKind::OneOfNotValid { context } => self.variant_meant(error, context),
            _ => None,
        };
        if let Some(errors) = meant {
            return errors.iter().flat_map(|error| self.violations_of(error)).collect();
        }
        vec![Violation {
            pointer: error.instance_path().to_string(),
            code: error.kind().keyword().to_owned(),
            detail: self.unlike_its_type(error).unwrap_or_else(|| error.to_string()),
        }]
    }

    /// The errors of the one variant of a union whose tag the value has.
    fn variant_meant<'a, 'b>(
        &self,
        error: &jsonschema::ValidationError<'_>,
        variants: &'a [Vec<jsonschema::ValidationError<'b>>],
    ) -> Option<&'a Vec<jsonschema::ValidationError<'b>>> {
        let (_, name) = error.schema_path().as_str().strip_suffix("/oneOf")?.rsplit_once("/$defs/")?;
        let tag = self.tags.get(name)?;
        error.instance().get(tag)?;
        let of_tag = format!("{}/{tag}", error.instance_path());
        let is_meant = |errors: &&Vec<_>| {
            errors.iter().all(|error: &jsonschema::ValidationError<'_>| error.instance_path().as_str() != of_tag)
        };
        let mut meant = variants.iter().filter(is_meant);
        meant.next().filter(|_| meant.next().is_none())
    }

    /// Says of a text that does not match the pattern of a named type what the type is. The text is spelled so that
    /// what cannot be seen in it can be read.
    fn unlike_its_type(&self, error: &jsonschema::ValidationError<'_>) -> Option<String> {
        let (_, name) = error.schema_path().as_str().strip_suffix("/pattern")?.rsplit_once("/$defs/")?;
        let (about, text) = (self.about.get(name)?, error.instance().as_str()?);
        let shown: String = text.chars().take(SHOWN).collect();
        let more = if shown.len() < text.len() { "…" } else { "" };
        Some(format!("must match the pattern of `{name}`, but is {shown:?}{more}. {about}"))
    }
}

/// Whether an error says that a value is not null.
fn is_not_null(error: &jsonschema::ValidationError<'_>) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(JsonType::Null) })
}

/// The schema of named values as one object without other properties.
fn parameter_object<'a>(
    properties: impl Iterator<Item = (&'a str, bool, &'a Schema)>,
    refer: &dyn Fn(&str) -> String,
) -> Value {
    let mut required = Vec::new();
    let schemas: Map<_, _> = properties
        .map(|(name, is_required, schema)| {
            if is_required {
                required.push(name);
            }
            (name.to_owned(), to_json_schema(schema, refer))
        })
        .collect();
    json!({ "type": "object", "properties": schemas, "required": required, "additionalProperties": false })
}

fn type_key(name: &str) -> String {
    format!("type `{name}`")
}

fn body_key(operation: &str) -> String {
    format!("JSON body of `{operation}`")
}

fn parameter_key(item: &str, name: &str) -> String {
    format!("parameter `{name}` of `{item}`")
}

fn part_key(operation: &str, name: &str) -> String {
    format!("part `{name}` of `{operation}`")
}

fn arguments_key(root: Root, field: &str) -> String {
    format!("arguments of {}.{field}", root.type_name())
}
