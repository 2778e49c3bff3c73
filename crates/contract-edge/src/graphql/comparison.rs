//! Compares the data of another server's response with the plan of its operation and with the contract.

use contract_model::{
    exchange::Violation,
    registry::{GraphqlField, Registry},
    schema::{Property, Schema, Shape, Variant},
    validate::Validator,
};
use serde_json::{Map, Value};

use super::{
    GraphqlError, Prepared,
    plan::{Answered, Entry, Leaf, Node, Object, Part, Source},
};

/// The outcome of a comparison.
#[derive(Debug, Default)]
pub struct Comparison {
    /// All data that does not fit the selection or the contract. Pointers are relative to `data`.
    pub violations: Vec<Violation>,
    /// The objects of named types, with the properties that were selected completely. Properties have their own names
    /// instead of aliases.
    pub objects: Vec<SelectedObject>,
}

/// An object of a named type in a response.
#[derive(Debug, Clone, PartialEq)]
pub struct SelectedObject {
    /// The name of its type in the contract.
    pub type_name: String,
    /// Its properties, without those that were selected only in part.
    pub properties: Map<String, Value>,
}

/// A use of a root field.
#[derive(Debug, Clone, Copy)]
pub struct FieldUse<'a> {
    /// Its response key.
    pub key: &'a str,
    /// The field of the contract.
    pub field: &'a GraphqlField,
    /// Its arguments with their defaults, or the reason why they cannot be read.
    pub arguments: Result<&'a Map<String, Value>, &'a GraphqlError>,
}

impl Prepared {
    /// Returns the uses of the contract's fields, in the order of the response.
    pub fn uses(&self) -> impl Iterator<Item = FieldUse<'_>> {
        self.plan.fields.iter().zip(&self.arguments).filter_map(|(root, arguments)| match &root.answered {
            Answered::Field(asked) => Some(FieldUse {
                key: &root.key,
                field: self.schema.field(asked.index),
                arguments: arguments.as_ref().map_err(|error| &**error),
            }),
            Answered::Typename(_) | Answered::Introspection(_) => None,
        })
    }

    /// Compares the `data` of a response with this operation. The validator must have been created with answers, from
    /// the same contract.
    pub fn compare(&self, registry: &Registry, validator: &Validator, data: &Value) -> Comparison {
        let mut comparing = Comparing { registry, validator, found: Comparison::default(), leaves: Vec::new() };
        let Some(members) = data.as_object() else {
            // A field that must not be null has failed: its error has the reason.
            if !data.is_null() {
                comparing.violate(String::new(), "type", "`data` must be an object or null.".into());
            }
            return comparing.found;
        };
        for root in &self.plan.fields {
            let pointer = format!("/{}", root.key);
            match (members.get(&root.key), &root.answered) {
                (None, _) => comparing.missing(pointer),
                (Some(value), Answered::Field(asked)) => {
                    let output = &self.schema.field(asked.index).output;
                    if output.connection {
                        comparing.connection(&asked.node, &output.schema, value, &pointer);
                    } else {
                        comparing.node(&asked.node, Some(&output.schema), value, pointer);
                    }
                }
                (Some(_), Answered::Typename(_) | Answered::Introspection(_)) => {}
            }
        }
        comparing.unselected(members, |key| self.plan.fields.iter().any(|root| root.key == key), "");
        comparing.finish()
    }
}

/// The values of one schema, with their places.
struct Leaves<'a> {
    schema: &'a Schema,
    values: Vec<(String, &'a Value)>,
}

struct Comparing<'a> {
    registry: &'a Registry,
    validator: &'a Validator,
    found: Comparison,
    leaves: Vec<Leaves<'a>>,
}

impl<'a> Comparing<'a> {
    /// Compares a connection: its nodes belong to the contract, everything around them to GraphQL.
    fn connection(&mut self, node: &'a Node, schema: &'a Schema, value: &'a Value, pointer: &str) {
        let (Part::Object(object), Some(members)) = (&node.part, value.as_object()) else {
            return self.node(node, None, value, pointer.to_owned());
        };
        for entry in &object.entries {
            let place = format!("{pointer}/{}", entry.key);
            match (members.get(&entry.key), &entry.source) {
                (None, _) => self.missing(place),
                (Some(value), Source::Property { name, node, .. }) if name == "nodes" => {
                    self.list(node, value, &place, schema);
                }
                (Some(value), Source::Property { name, node, .. }) if name == "edges" => {
                    let (Part::List(edge), Some(edges)) = (&node.part, value.as_array()) else {
                        self.node(node, None, value, place);
                        continue;
                    };
                    for (index, value) in edges.iter().enumerate() {
                        self.edge(edge, schema, value, &format!("{place}/{index}"));
                    }
                }
                (Some(value), Source::Property { node, .. }) => self.node(node, None, value, place),
                (Some(_), Source::Typename(_)) => {}
            }
        }
        self.unselected(members, |key| object.entries.iter().any(|entry| entry.key == key), pointer);
    }

    fn list(&mut self, node: &'a Node, value: &'a Value, pointer: &str, schema: &'a Schema) {
        let (Part::List(item), Some(items)) = (&node.part, value.as_array()) else {
            return self.node(node, None, value, pointer.to_owned());
        };
        for (index, value) in items.iter().enumerate() {
            self.node(item, Some(schema), value, format!("{pointer}/{index}"));
        }
    }

    fn edge(&mut self, edge: &'a Node, schema: &'a Schema, value: &'a Value, pointer: &str) {
        let (Part::Object(object), Some(members)) = (&edge.part, value.as_object()) else {
            return self.node(edge, None, value, pointer.to_owned());
        };
        for entry in &object.entries {
            let place = format!("{pointer}/{}", entry.key);
            match (members.get(&entry.key), &entry.source) {
                (None, _) => self.missing(place),
                (Some(value), Source::Property { name, node, .. }) => {
                    self.node(node, (name == "node").then_some(schema), value, place);
                }
                (Some(_), Source::Typename(_)) => {}
            }
        }
        self.unselected(members, |key| object.entries.iter().any(|entry| entry.key == key), pointer);
    }

    /// Compares a selected value. A value without a schema is one that GraphQL adds.
    fn node(&mut self, node: &'a Node, schema: Option<&'a Schema>, value: &'a Value, pointer: String) {
        if value.is_null() {
            if !node.is_nullable {
                self.violate(pointer, "type", "This must not be null.".into());
            }
            return;
        }
        match &node.part {
            Part::Leaf(leaf) => match schema {
                Some(schema) => self.leaf(schema, value, pointer),
                None if is_of(*leaf, value) => {}
                None => self.violate(pointer, "type", format!("This must be of the GraphQL type {}.", node.type_name)),
            },
            Part::List(item) => {
                let Some(items) = value.as_array() else {
                    return self.violate(pointer, "type", "This must be a list.".into());
                };
                let of_items = schema.and_then(|schema| self.items(schema, items.len(), &pointer));
                for (index, value) in items.iter().enumerate() {
                    self.node(item, of_items, value, format!("{pointer}/{index}"));
                }
            }
            Part::Object(object) => self.object(object, schema, value, &pointer),
            Part::Union { tag, members } => {
                let variants = schema.and_then(|schema| variants(self.registry, schema)).unwrap_or_default();
                let Some((word, object)) = member(tag, members, value) else { return };
                let variant = variants.iter().find(|variant| variant.value == *word);
                let schema = variant.and_then(|variant| self.registry.types.get(&variant.name));
                self.object(object, schema.map(|definition| &definition.schema), value, &pointer);
            }
        }
    }

    fn object(&mut self, object: &'a Object, schema: Option<&'a Schema>, value: &'a Value, pointer: &str) {
        let Some(members) = value.as_object() else {
            return self.violate(pointer.to_owned(), "type", "This must be an object.".into());
        };
        let declared = schema.and_then(|schema| properties(self.registry, schema)).unwrap_or_default();
        let mut whole = Map::new();
        for Entry { key, source, .. } in &object.entries {
            let place = format!("{pointer}/{key}");
            match (members.get(key), source) {
                (None, _) => self.missing(place),
                (Some(value), Source::Typename(text)) => {
                    if serde_json::to_vec(value).ok().as_ref() != Some(text) {
                        let name = String::from_utf8_lossy(text);
                        self.violate(place, "const", format!("This must be {name}, the name of the type."));
                    }
                }
                (Some(value), Source::Property { name, node, .. }) => {
                    let property = declared.iter().find(|property| property.name == *name);
                    if is_whole(node) && !value.is_null() {
                        whole.insert(name.clone(), value.clone());
                    }
                    self.node(node, property.map(|property| &property.schema), value, place);
                }
            }
        }
        self.unselected(members, |key| object.entries.iter().any(|entry| entry.key == key), pointer);
        if let Some(Schema { shape: Shape::Reference { name }, .. }) = schema {
            self.found.objects.push(SelectedObject { type_name: name.clone(), properties: whole });
        }
    }

    /// Returns the schema of the items of a list, and checks the list's length.
    fn items(&mut self, schema: &'a Schema, length: usize, pointer: &str) -> Option<&'a Schema> {
        let Some(Shape::Array { items, min_items, max_items }) = shape(self.registry, schema) else { return None };
        for (code, limit, is_broken) in [
            ("minItems", min_items, min_items.is_some_and(|least| length < least as usize)),
            ("maxItems", max_items, max_items.is_some_and(|most| length > most as usize)),
        ] {
            if let Some(limit) = limit.filter(|_| is_broken) {
                self.violate(pointer.to_owned(), code, self.validator.message(code, &limit.to_string()));
            }
        }
        Some(items)
    }

    fn leaf(&mut self, schema: &'a Schema, value: &'a Value, pointer: String) {
        match self.leaves.iter_mut().find(|leaves| std::ptr::eq(leaves.schema, schema)) {
            Some(leaves) => leaves.values.push((pointer, value)),
            None => self.leaves.push(Leaves { schema, values: vec![(pointer, value)] }),
        }
    }

    /// Validates the leaves, grouped by their schema.
    fn finish(mut self) -> Comparison {
        let lists: Vec<(Schema, Value)> = self
            .leaves
            .iter()
            .map(|leaves| {
                let items = Box::new(leaves.schema.clone());
                let values = leaves.values.iter().map(|(_, value)| (*value).clone());
                (Schema::plain(Shape::Array { items, min_items: None, max_items: None }), values.collect())
            })
            .collect();
        let found = self.validator.all(lists.iter().map(|(schema, values)| (schema, values.clone())));
        for (leaves, violations) in self.leaves.iter().zip(found) {
            for Violation { pointer, code, detail } in violations {
                // The first step is the index of a leaf, the rest is the place inside it.
                let (index, rest) = pointer[1..].split_once('/').unwrap_or((&pointer[1..], ""));
                let Some((place, _)) = index.parse().ok().and_then(|index: usize| leaves.values.get(index)) else {
                    continue;
                };
                let pointer = if rest.is_empty() { place.clone() } else { format!("{place}/{rest}") };
                self.found.violations.push(Violation { pointer, code, detail });
            }
        }
        self.found
    }

    fn missing(&mut self, pointer: String) {
        self.violate(pointer, "required", "The operation selects this, but the answer has no such member.".into());
    }

    fn unselected(&mut self, members: &Map<String, Value>, is_selected: impl Fn(&str) -> bool, pointer: &str) {
        for key in members.keys().filter(|key| !is_selected(key)) {
            let detail = "The operation does not select this.".into();
            self.violate(format!("{pointer}/{key}"), "additionalProperties", detail);
        }
    }

    fn violate(&mut self, pointer: String, code: &str, detail: String) {
        self.found.violations.push(Violation { pointer, code: code.to_owned(), detail });
    }
}

/// Returns the union member of a value: by its type name or its tag where one of them is selected, otherwise by its
/// keys.
fn member<'a>(tag: &str, members: &'a [(String, Object)], value: &Value) -> Option<(&'a String, &'a Object)> {
    let keys = value.as_object()?;
    let names = |(word, object): &&(String, Object)| {
        object.entries.iter().any(|entry| match (&entry.source, value.get(&entry.key)) {
            (Source::Typename(text), Some(found)) => serde_json::to_vec(found).ok().as_ref() == Some(text),
            (Source::Property { name, .. }, Some(found)) => name == tag && found.as_str() == Some(word),
            (_, None) => false,
        })
    };
    let has_keys = |(_, object): &&(String, Object)| {
        object.entries.len() == keys.len() && object.entries.iter().all(|entry| keys.contains_key(&entry.key))
    };
    let mut choices = members.iter();
    let found = choices.find(names).or_else(|| members.iter().find(has_keys)).or_else(|| members.first())?;
    Some((&found.0, &found.1))
}

/// Whether the selected part is the whole value.
fn is_whole(node: &Node) -> bool {
    match &node.part {
        Part::Leaf(_) => true,
        Part::List(item) => is_whole(item),
        Part::Object(_) | Part::Union { .. } => false,
    }
}

fn is_of(leaf: Leaf, value: &Value) -> bool {
    match leaf {
        Leaf::Boolean => value.is_boolean(),
        Leaf::Int => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Leaf::Float => value.is_number(),
        Leaf::Text | Leaf::Id => value.is_string(),
        Leaf::Scalar => true,
    }
}

/// Returns the shape behind references and behind nullability.
fn shape<'a>(registry: &'a Registry, schema: &'a Schema) -> Option<&'a Shape> {
    match registry.resolve(schema)? {
        Shape::Nullable { value } => shape(registry, value),
        shape => Some(shape),
    }
}

fn properties<'a>(registry: &'a Registry, schema: &'a Schema) -> Option<&'a [Property]> {
    if let Shape::Object { properties, .. } = shape(registry, schema)? { Some(properties) } else { None }
}

fn variants<'a>(registry: &'a Registry, schema: &'a Schema) -> Option<&'a [Variant]> {
    if let Shape::Union { variants, .. } = shape(registry, schema)? { Some(variants) } else { None }
}
