//! The plan of an operation: the fields of its answer, in their order.

use async_graphql::{Name, Pos, Positioned, parser::types::OperationDefinition};
use async_graphql_value::Value as Literal;
use contract_model::graphql::Field;

/// The root fields of an operation, in the order of the answer.
#[derive(Debug)]
pub(super) struct Plan {
    pub fields: Vec<RootField>,
}

/// A plan as it was made.
pub(super) struct Planned {
    pub plan: Plan,
    /// Whether other variables could make another plan.
    pub depends_on_variables: bool,
}

/// A field of a root type.
#[derive(Debug)]
pub(super) struct RootField {
    pub key: String,
    pub pos: Pos,
    pub answered: Answered,
}

/// The way in which a field of a root type is answered.
#[derive(Debug)]
pub(super) enum Answered {
    /// `__typename`.
    Typename(&'static str),
    /// `__schema` or `__type`: the operation, with nothing else selected.
    Introspection(Box<Positioned<OperationDefinition>>),
    /// By the resolver.
    Field(Box<PlannedField>),
}

/// A field that the resolver is asked for.
#[derive(Debug)]
pub(super) struct PlannedField {
    /// Its index among the fields of the contract.
    pub index: usize,
    pub definition: Field,
    pub arguments: Vec<(Positioned<Name>, Positioned<Literal>)>,
    pub node: Node,
}

/// The part of a value that is selected.
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

/// A value that is written whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Boolean,
    Int,
    Float,
    /// A string, or a word of an enum.
    Text,
    Id,
    /// A scalar of the contract: any value.
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
    /// The key as it is written, with a colon.
    pub prefix: Vec<u8>,
    pub pos: Pos,
    pub source: Source,
}

/// Where the value of a field comes from.
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
    /// The part of a property that is selected of the value, or of a member of a union.
    pub(super) fn property(&self, property: &str) -> Option<&Self> {
        match &self.part {
            Part::Leaf(_) | Part::List(_) => None,
            Part::Object(object) => object.property(property),
            Part::Union { members, .. } => members.iter().find_map(|(_, object)| object.property(property)),
        }
    }
}

impl Object {
    /// The part of the first entry of a property.
    fn property(&self, property: &str) -> Option<&Node> {
        self.entries.iter().find_map(|entry| match &entry.source {
            Source::Property { name, node, .. } if name == property => Some(node),
            Source::Property { .. } | Source::Typename(_) => None,
        })
    }
}
