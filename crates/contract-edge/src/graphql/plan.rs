//! The plan of an operation: the fields of its response, in their order.

use async_graphql::{Name, Pos, Positioned, parser::types::OperationDefinition};
use async_graphql_value::Value as Literal;
use contract_model::graphql::Field;

/// The root fields of an operation, in the order of the response.
#[derive(Debug)]
pub(super) struct Plan {
    pub fields: Vec<RootField>,
}

/// A new plan, and whether it can be kept.
pub(super) struct Planned {
    pub plan: Plan,
    /// Whether other variables could lead to another plan.
    pub depends_on_variables: bool,
}

/// A field of a root type.
#[derive(Debug)]
pub(super) struct RootField {
    pub key: String,
    pub pos: Pos,
    pub answered: Answered,
}

/// The way in which a root field is executed.
#[derive(Debug)]
pub(super) enum Answered {
    /// `__typename`.
    Typename(&'static str),
    /// `__schema` or `__type`: the operation, with all other fields removed.
    Introspection(Box<Positioned<OperationDefinition>>),
    /// A field for the resolver.
    Field(Box<PlannedField>),
}

/// A field that the resolver executes.
#[derive(Debug)]
pub(super) struct PlannedField {
    /// Its index among the fields of the contract.
    pub index: usize,
    pub definition: Field,
    pub arguments: Vec<(Positioned<Name>, Positioned<Literal>)>,
    pub node: Node,
}

/// The selected part of a value.
#[derive(Debug)]
pub(super) struct Node {
    pub is_nullable: bool,
    /// The name of its type, inside all lists.
    pub type_name: String,
    pub part: Part,
}

/// A value without its own nullability.
#[derive(Debug)]
pub(super) enum Part {
    Leaf(Leaf),
    List(Box<Node>),
    Object(Object),
    Union { tag: String, members: Vec<(String, Object)> },
}

/// A value that is written completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Boolean,
    Int,
    Float,
    /// A string, or an enum value.
    Text,
    Id,
    /// A custom scalar: any value.
    Scalar,
}

/// The selected fields of an object.
#[derive(Debug)]
pub(super) struct Object {
    pub entries: Vec<Entry>,
    /// The index of the first entry of each property.
    pub properties: Vec<usize>,
}

/// A selected field of an object.
#[derive(Debug)]
pub(super) struct Entry {
    pub key: String,
    /// The key as JSON text, with a colon.
    pub prefix: Vec<u8>,
    pub pos: Pos,
    pub source: Source,
}

/// The source of a field's value.
#[derive(Debug)]
pub(super) enum Source {
    /// `__typename`, as JSON text.
    Typename(Vec<u8>),
    /// The property of this name.
    Property {
        name: String,
        node: Node,
        /// The next entry of the same property.
        again: Option<usize>,
    },
}

impl RootField {
    /// Whether it may be null.
    pub(super) fn is_nullable(&self) -> bool {
        match &self.answered {
            Answered::Field(asked) => asked.node.is_nullable,
            Answered::Typename(_) => false,
            // `__type` may be null; `__schema` never fails.
            Answered::Introspection(_) => true,
        }
    }
}

impl Node {
    /// Returns the selected part of a property of the value, or of a member of a union.
    pub(super) fn property(&self, property: &str) -> Option<&Self> {
        match &self.part {
            Part::Leaf(_) | Part::List(_) => None,
            Part::Object(object) => object.property(property),
            Part::Union { members, .. } => members.iter().find_map(|(_, object)| object.property(property)),
        }
    }
}

impl Object {
    /// Returns the part of the first entry of a property.
    fn property(&self, property: &str) -> Option<&Node> {
        self.entries.iter().find_map(|entry| match &entry.source {
            Source::Property { name, node, .. } if name == property => Some(node),
            Source::Property { .. } | Source::Typename(_) => None,
        })
    }
}
