//! Values of GraphQL fields. Elsewhere, an entity inside another one may be shortened; here each is complete, as deep
//! as it is selected.

use std::sync::Arc;

use contract_data::facts::variant;
use contract_model::{
    exchange::FieldValue,
    schema::{Schema, Shape},
};
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::{Value, json};

use super::Mock;

/// The value of a field, for a person.
pub(super) fn field_value(mock: &Mock, person: Option<String>, schema: &Schema, value: Arc<Value>) -> FieldValue {
    let sample = Some(Value::clone(&value));
    let root = Root { mock: mock.clone(), person, schema: schema.clone(), value };
    FieldValue { value: Box::new(root), sample, later: Vec::new() }
}

/// A Relay connection with some of the items of a list.
pub(super) struct Connection {
    pub nodes: Vec<Arc<Value>>,
    pub total: usize,
    pub has_previous: bool,
    pub has_next: bool,
}

impl Connection {
    /// The connection as the value of a field, for a person; `schema` is that of a node.
    pub(super) fn into_field_value(self, mock: &Mock, person: Option<String>, schema: &Schema) -> FieldValue {
        let nodes: Vec<&Value> = self.nodes.iter().map(|node| &**node).collect();
        let edges: Vec<Value> = nodes.iter().map(|node| json!({ "node": node, "cursor": node["id"] })).collect();
        let cursor = |node: Option<&&Value>| node.map_or(Value::Null, |node| node["id"].clone());
        let page = json!({
            "hasPreviousPage": self.has_previous,
            "hasNextPage": self.has_next,
            "startCursor": cursor(nodes.first()),
            "endCursor": cursor(nodes.last()),
        });
        let sample = json!({ "edges": edges, "nodes": nodes, "totalCount": self.total, "pageInfo": page });
        let value = ConnectionRoot {
            mock: mock.clone(),
            person,
            schema: schema.clone(),
            nodes: self.nodes,
            rest: sample.clone(),
        };
        FieldValue { value: Box::new(value), sample: Some(sample), later: Vec::new() }
    }
}

struct Root {
    mock: Mock,
    person: Option<String>,
    schema: Schema,
    value: Arc<Value>,
}

impl Serialize for Root {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reader = Reader { mock: &self.mock, person: self.person.as_deref() };
        Node { reader, schema: &self.schema, value: &self.value }.serialize(serializer)
    }
}

struct ConnectionRoot {
    mock: Mock,
    person: Option<String>,
    schema: Schema,
    nodes: Vec<Arc<Value>>,
    /// The `totalCount` and the `pageInfo` of the connection.
    rest: Value,
}

impl Serialize for ConnectionRoot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reader = Reader { mock: &self.mock, person: self.person.as_deref() };
        let nodes: Vec<Node<'_>> =
            self.nodes.iter().map(|value| Node { reader, schema: &self.schema, value }).collect();
        let edges: Vec<Edge<'_>> = nodes.iter().map(|node| Edge { node, cursor: &node.value["id"] }).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("edges", &edges)?;
        map.serialize_entry("nodes", &nodes)?;
        map.serialize_entry("totalCount", &self.rest["totalCount"])?;
        map.serialize_entry("pageInfo", &self.rest["pageInfo"])?;
        map.end()
    }
}

#[derive(Serialize)]
struct Edge<'a> {
    node: &'a Node<'a>,
    cursor: &'a Value,
}

/// Reads entities for a person.
#[derive(Clone, Copy)]
struct Reader<'a> {
    mock: &'a Mock,
    person: Option<&'a str>,
}

impl Reader<'_> {
    /// The complete form of an entity.
    fn whole(self, schema: &Schema, value: &Value) -> Option<Arc<Value>> {
        let (name, pool) = self.mock.facts().entity_type(schema)?;
        let id = value.get("id")?.as_str()?;
        self.mock.state().view(self.person).read(name, pool, id).ok().flatten()
    }
}

/// A value whose entities are read when they are serialised, so that only selected entities are read.
struct Node<'a> {
    reader: Reader<'a>,
    schema: &'a Schema,
    value: &'a Value,
}

impl Node<'_> {
    fn write<S: Serializer>(&self, value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { reader, schema, .. } = *self;
        let facts = reader.mock.facts();
        match (value, &facts.resolved(schema).shape) {
            (Value::Object(_), Shape::Union { tag, variants }) => match variant(tag, variants, value) {
                Some(variant) => {
                    Node { reader, schema: &facts.definition(&variant.name).schema, value }.write(value, serializer)
                }
                None => value.serialize(serializer),
            },
            (Value::Object(members), Shape::Object { properties, .. }) => {
                let mut map = serializer.serialize_map(None)?;
                for (name, inner) in members {
                    match properties.iter().find(|property| property.name == *name) {
                        Some(property) => {
                            map.serialize_entry(name, &Node { reader, schema: &property.schema, value: inner })?;
                        }
                        None => map.serialize_entry(name, inner)?,
                    }
                }
                map.end()
            }
            (Value::Array(items), Shape::Array { items: schema, .. }) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for value in items {
                    sequence.serialize_element(&Node { reader, schema, value })?;
                }
                sequence.end()
            }
            _ => value.serialize(serializer),
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.reader.whole(self.schema, self.value) {
            Some(whole) => self.write(&whole, serializer),
            None => self.write(self.value, serializer),
        }
    }
}
