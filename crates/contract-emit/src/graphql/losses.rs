//! The features of a contract that GraphQL cannot express.

use std::collections::BTreeSet;

use contract_model::{
    lifecycle::Lifecycle,
    registry::{GraphqlFace, GraphqlField, Registry, TypeDefinition},
    schema::{Schema, Shape},
};

use crate::{Loss, Reason};

const CONSTRAINTS: Reason = Reason {
    feature: "Constraints",
    substitute: "The server validates every value against the contract.",
    is_harmless: true,
};

const OPEN_ENUMERATIONS: Reason = Reason {
    feature: "Open enumerations",
    substitute: "A GraphQL enum is closed, so an open enumeration is a scalar. The other formats list its words.",
    is_harmless: false,
};

const WORDS: Reason = Reason {
    feature: "Enumerations whose words are not GraphQL names",
    substitute: "The type is `String`, and the server validates the words.",
    is_harmless: false,
};

const MAPS: Reason = Reason {
    feature: "Maps and objects without a name",
    substitute: "GraphQL has neither, so the value is a scalar. The other formats describe what it holds.",
    is_harmless: false,
};

const LISTS: Reason = Reason {
    feature: "Named types that are a list, nullable or another type",
    substitute: "GraphQL has no names for them, so the type is a scalar. The other formats describe what it holds.",
    is_harmless: false,
};

const PROBLEMS: Reason = Reason {
    feature: "Declared problems",
    substitute: "A GraphQL field declares no errors. A problem is sent in `extensions.problem` of an error.",
    is_harmless: false,
};

const RATES: Reason = Reason {
    feature: "Rate classes",
    substitute: "GraphQL has no rate limits. The server counts each use of the field against its class.",
    is_harmless: false,
};

const EVENTS: Reason = Reason {
    feature: "Events that a field causes",
    substitute: "GraphQL does not say which streams a field sends to. `registry.json` does.",
    is_harmless: false,
};

const REFETCHING: Reason = Reason {
    feature: "Intervals after which a field is fetched again",
    substitute: "GraphQL has no place for them. `registry.json` has.",
    is_harmless: false,
};

const VERSIONS: Reason = Reason {
    feature: "Versions",
    substitute: "GraphQL does not say since when an item exists. The other formats do.",
    is_harmless: false,
};

/// Finds every loss of a contract.
pub(super) fn find(registry: &Registry) -> Vec<Loss> {
    let mut losses = Losses(Vec::new());
    let mut seen = BTreeSet::new();
    for (name, definition) in &registry.types {
        let Some(face) = &definition.graphql else { continue };
        if seen.insert(definition.rust.as_ref().unwrap_or(name)) {
            losses.of_type(name, definition, face);
        }
    }
    registry.fields().for_each(|field| losses.of_field(field));
    losses.0
}

struct Losses(Vec<Loss>);

impl Losses {
    fn add(&mut self, reason: Reason, subject: &str, detail: Option<String>) {
        self.0.push(Loss { target: "GraphQL", reason, subject: subject.to_owned(), detail });
    }

    fn of_field(&mut self, field: &GraphqlField) {
        let subject = field.path();
        for argument in &field.arguments {
            self.of_value(&format!("{subject}({})", argument.name), &argument.schema);
        }
        if !field.errors.is_empty() {
            self.add(PROBLEMS, &subject, Some(code_list(&field.errors)));
        }
        if let Some(class) = &field.rate {
            self.add(RATES, &subject, Some(format!("`{class}`")));
        }
        if !field.causes.is_empty() {
            self.add(EVENTS, &subject, None);
        }
        if let Some(seconds) = field.refetch_seconds {
            self.add(REFETCHING, &subject, Some(format!("{seconds} s")));
        }
        self.of_lifecycle(&subject, &field.lifecycle);
    }

    fn of_type(&mut self, name: &str, definition: &TypeDefinition, face: &GraphqlFace) {
        self.of_lifecycle(name, &definition.schema.lifecycle);
        match &definition.schema.shape {
            Shape::Enumeration { open: true, .. } => self.add(OPEN_ENUMERATIONS, name, None),
            Shape::Enumeration { open: false, .. } if face.output.as_deref() == Some("String") => {
                self.add(WORDS, name, None);
            }
            Shape::Enumeration { values, open: false } => {
                for value in values {
                    self.of_lifecycle(&format!("{name}.{}", value.value), &value.lifecycle);
                }
            }
            Shape::Boolean { .. } | Shape::Integer { .. } | Shape::Number { .. } | Shape::String { .. } => {
                if has_constraint(&definition.schema) {
                    self.add(CONSTRAINTS, name, None);
                }
            }
            Shape::Object { properties, .. } => {
                for property in properties {
                    let subject = format!("{name}.{}", property.name);
                    self.of_lifecycle(&subject, &property.schema.lifecycle);
                    self.of_value(&subject, &property.schema);
                }
            }
            Shape::Map { .. } => self.add(MAPS, name, None),
            Shape::Reference { .. } | Shape::Nullable { .. } | Shape::Array { .. } => self.add(LISTS, name, None),
            Shape::Union { .. } => {}
        }
    }

    /// Adds the losses of a value without a name of its own.
    fn of_value(&mut self, subject: &str, schema: &Schema) {
        if has_constraint(schema) {
            self.add(CONSTRAINTS, subject, None);
        }
        if holds_object(schema) {
            self.add(MAPS, subject, None);
        }
    }

    fn of_lifecycle(&mut self, subject: &str, lifecycle: &Lifecycle) {
        if let Some(since) = &lifecycle.since {
            self.add(VERSIONS, subject, Some(format!("since {since}")));
        }
    }
}

fn code_list(codes: &[String]) -> String {
    codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a value is or contains a map or an unnamed object.
fn holds_object(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::Map { .. } | Shape::Object { .. } | Shape::Union { .. } => true,
        Shape::Nullable { value } | Shape::Array { items: value, .. } => holds_object(value),
        Shape::Reference { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. } => false,
    }
}

fn has_constraint(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::String { pattern, min_length, max_length, .. } => {
            pattern.is_some() || min_length.is_some() || max_length.is_some()
        }
        Shape::Integer { minimum, maximum } => (*minimum, *maximum) != (i64::from(i32::MIN), i64::from(i32::MAX)),
        Shape::Number { minimum, maximum } => minimum.is_some() || maximum.is_some(),
        Shape::Array { items, min_items, max_items } => {
            min_items.is_some() || max_items.is_some() || has_constraint(items)
        }
        Shape::Map { values } | Shape::Nullable { value: values } => has_constraint(values),
        Shape::Boolean { only } => only.is_some(),
        Shape::Reference { .. } | Shape::Enumeration { .. } | Shape::Object { .. } | Shape::Union { .. } => false,
    }
}
