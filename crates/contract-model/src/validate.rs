//! Validates JSON against the contract's own schemas: all errors at once, before serde or a handler sees the value.

mod patterns;
mod violation;

use std::{collections::BTreeMap, sync::OnceLock};

use serde_json::{Map, Value, json};

use self::{patterns::Patterns, violation::ErrorReader};
use crate::{
    exchange::Violation,
    pointer::escaped,
    registry::{
        AnswerBody, Argument, Body, Channel, GraphqlField, Operation, Parameter, Part, PartContent, Registry, Root,
    },
    schema::{Schema, Shape, json::to_json_schema},
};

/// The URI of the bundle of all named types, for references.
const BUNDLE: &str = "urn:contract:types";

/// Compiled schemas of one contract. Each is compiled at its first use and kept.
pub struct Validator {
    types: jsonschema::Registry<'static>,
    /// The contract's messages about values that break a constraint, by their keys.
    messages: BTreeMap<String, String>,
    /// The patterns of named types.
    patterns: Patterns,
    unions: BTreeMap<String, Union>,
    targets: BTreeMap<String, Target>,
}

/// The discriminator of a union.
struct Union {
    tag: String,
    /// The tag value of each variant, in their order.
    values: Vec<String>,
}

struct Target {
    schema: Value,
    patterns: Patterns,
    compiled: OnceLock<jsonschema::Validator>,
}

impl Target {
    const fn new(schema: Value, patterns: Patterns) -> Self {
        Self { schema, patterns, compiled: OnceLock::new() }
    }
}

impl Validator {
    /// Creates a validator of every named type, parameter, part, JSON body and argument list of `registry`.
    pub fn new(registry: &Registry) -> Self {
        let definitions: Map<_, _> = registry
            .types
            .iter()
            .map(|(name, definition)| (name.clone(), to_json_schema(&definition.schema, &refer)))
            .collect();
        let mut patterns = Patterns::new();
        for (name, definition) in &registry.types {
            let place = definition.rust_name(name);
            patterns::add(place, &definition.schema, &format!("/$defs/{}", escaped(name)), &mut patterns);
        }
        let unions = registry.types.iter().filter_map(|(name, definition)| {
            let Shape::Union { tag, variants } = &definition.schema.shape else { return None };
            let values = variants.iter().map(|variant| variant.value.clone()).collect();
            Some((name.clone(), Union { tag: tag.clone(), values }))
        });
        let unions = unions.collect();
        let mut targets = BTreeMap::new();
        let mut add = |key: String, schema: Value, patterns: Patterns| {
            targets.insert(key, Target::new(schema, patterns));
        };
        for name in registry.types.keys() {
            add(type_key(name), json!({ "$ref": refer(name) }), Patterns::new());
        }
        for Operation { id, parameters, body, .. } in &registry.operations {
            for Parameter { name, schema, .. } in parameters {
                add(parameter_key(id, name), to_json_schema(schema, &refer), patterns::of_input(id, name, schema));
            }
            match body {
                Body::Json { schema, .. } => add(body_key(id), to_json_schema(schema, &refer), Patterns::new()),
                Body::Multipart { parts } => {
                    for Part { name, content, .. } in parts {
                        if let PartContent::Value { schema } = content {
                            add(
                                part_key(id, name),
                                to_json_schema(schema, &refer),
                                patterns::of_input(id, name, schema),
                            );
                        }
                    }
                }
                Body::None | Body::Bytes { .. } => {}
            }
        }
        for Channel { id, parameters, .. } in &registry.channels {
            for Parameter { name, schema, .. } in parameters {
                add(parameter_key(id, name), to_json_schema(schema, &refer), patterns::of_input(id, name, schema));
            }
        }
        for field in registry.fields() {
            let mut patterns = Patterns::new();
            for Argument { name, schema, .. } in &field.arguments {
                let place = format!("{}({name})", field.path());
                patterns::add(&place, schema, &format!("/properties/{}", escaped(name)), &mut patterns);
            }
            add(arguments_key(field.root, &field.name), arguments(field, &refer), patterns);
        }
        let types = jsonschema::Registry::new()
            .add(BUNDLE, json!({ "$defs": definitions }))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .expect("schemas in normal form refer to each other only");
        Self { types, messages: registry.messages.clone(), patterns, unions, targets }
    }

    /// Adds the schemas of responses to the validator, from the same registry.
    #[must_use]
    pub fn with_answers(mut self, registry: &Registry) -> Self {
        let mut add = |key: String, schema: &Schema| {
            self.targets.insert(key, Target::new(to_json_schema(schema, &refer), Patterns::new()));
        };
        for operation in &registry.operations {
            for answer in &operation.answers {
                if let Some(AnswerBody { schema, .. }) = &answer.body {
                    add(answer_key(&operation.id, answer.status), schema);
                }
            }
        }
        for field in registry.fields() {
            add(output_key(field.root, &field.name), &field.output.schema);
        }
        self
    }

    /// Returns the violations in a value of the named type.
    ///
    /// # Panics
    /// When the contract has no type of that name.
    pub fn named(&self, name: &str, value: &Value) -> Vec<Violation> {
        self.violations(&type_key(name), value)
    }

    /// Returns the violations in the JSON body of an operation's request.
    ///
    /// # Panics
    /// When the contract has no such operation, or it takes no JSON.
    pub fn body(&self, operation: &str, value: &Value) -> Vec<Violation> {
        self.violations(&body_key(operation), value)
    }

    /// Returns the violations in the JSON body of an operation's response.
    ///
    /// # Panics
    /// When the contract has no such response, or the validator was created without responses.
    pub fn answer(&self, operation: &str, status: u16, value: &Value) -> Vec<Violation> {
        self.violations(&answer_key(operation, status), value)
    }

    /// Returns the violations in the answer of a GraphQL field: a value that is not null, or a node of a connection.
    ///
    /// # Panics
    /// When the contract has no such field, or the validator was created without responses.
    pub fn output(&self, root: Root, field: &str, value: &Value) -> Vec<Violation> {
        self.violations(&output_key(root, field), value)
    }

    /// Returns the violations in the value of a parameter of an operation or a channel.
    ///
    /// # Panics
    /// When the contract has no such parameter.
    pub fn parameter(&self, item: &str, name: &str, value: &Value) -> Vec<Violation> {
        self.violations(&parameter_key(item, name), value)
    }

    /// Returns the violations in a value in the multipart body of an operation.
    ///
    /// # Panics
    /// When the contract has no such part.
    pub fn part(&self, operation: &str, name: &str, value: &Value) -> Vec<Violation> {
        self.violations(&part_key(operation, name), value)
    }

    /// Returns the violations in the arguments of a GraphQL field.
    ///
    /// # Panics
    /// When the contract has no such field.
    pub fn arguments(&self, root: Root, field: &str, value: &Value) -> Vec<Violation> {
        self.violations(&arguments_key(root, field), value)
    }

    /// Returns the violations in several values, each with its schema. The schemas are compiled together, so that
    /// shared parts are compiled once.
    pub fn all<'a>(&self, values: impl Iterator<Item = (&'a Schema, Value)>) -> Vec<Vec<Violation>> {
        let (schemas, values): (Vec<_>, Vec<_>) =
            values.map(|(schema, value)| (to_json_schema(schema, &refer), value)).unzip();
        let mut found: Vec<_> = values.iter().map(|_| Vec::new()).collect();
        if values.is_empty() {
            return found;
        }
        let validator = self.compile(&json!({ "prefixItems": schemas }));
        for violation in self.judge(&validator, &Patterns::new(), &Value::Array(values)) {
            // The first step is the index of the value, the rest is the place inside it.
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
        let compiled = target.compiled.get_or_init(|| self.compile(&target.schema));
        self.judge(compiled, &target.patterns, value)
    }

    fn compile(&self, schema: &Value) -> jsonschema::Validator {
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .with_registry(&self.types)
            .build(schema)
            .expect("a schema in normal form compiles")
    }

    fn judge(&self, validator: &jsonschema::Validator, patterns: &Patterns, value: &Value) -> Vec<Violation> {
        ErrorReader { validator: self, patterns }.violations(validator.iter_errors(value))
    }

    /// Returns the contract's message with this key: see [`message_key`](crate::registry::message_key). `limit` is the
    /// value of the constraint.
    pub fn message(&self, key: &str, limit: &str) -> String {
        match self.messages.get(key) {
            Some(sentence) => sentence.replace("{limit}", limit),
            None => format!("This breaks the rule `{key}`."),
        }
    }
}

/// Returns the schema of a field's arguments: one object that refuses other properties.
fn arguments(field: &GraphqlField, refer: &dyn Fn(&str) -> String) -> Value {
    let argument = |argument: &Argument| (argument.name.clone(), to_json_schema(&argument.schema, refer));
    let properties: Map<_, _> = field.arguments.iter().map(argument).collect();
    let required: Vec<_> = field.arguments.iter().filter(|a| a.required).map(|a| &a.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// Returns the reference to a named type.
fn refer(name: &str) -> String {
    format!("{BUNDLE}#/$defs/{name}")
}

fn type_key(name: &str) -> String {
    format!("type `{name}`")
}

fn body_key(operation: &str) -> String {
    format!("JSON body of `{operation}`")
}

fn answer_key(operation: &str, status: u16) -> String {
    format!("answer {status} of `{operation}`")
}

fn output_key(root: Root, field: &str) -> String {
    format!("output of {}.{field}", root.type_name())
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
