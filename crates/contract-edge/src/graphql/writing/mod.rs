//! Writes the selected parts of values as JSON text.
//!
//! A value serialises itself completely, once for each time it is selected. `node` passes only the selected parts on,
//! and `object` writes them in the order of the selection. The rest is not stored. A value that does not fit its type
//! is an error at its path, and null replaces its nearest nullable parent.

mod node;
mod object;
mod tag;

use std::{
    any::Any,
    fmt,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
};

use contract_model::exchange::FieldValue;
use serde::Serialize;
use serde_json::Map;

use self::{
    node::NodeWriter,
    tag::{Found, TagFinder},
};
use super::{
    Cause, FieldError, GraphqlError, PathSegment,
    plan::{Leaf, Node, Part, RootField},
};

/// The value of a field, with its selected later fields.
pub(super) struct Resolved {
    pub value: FieldValue,
    /// The later fields, by the names of their properties.
    pub later: Vec<(&'static str, Result<Resolved, FieldError>)>,
}

/// Writes a response.
pub(super) struct Writer<'p> {
    pub text: Vec<u8>,
    pub errors: Vec<GraphqlError>,
    path: Vec<Step<'p>>,
    /// The range of text for each field that has been written, for all objects that are being written, innermost last.
    spans: Vec<Option<Range<usize>>>,
    /// The number of fields and list items that may still be written.
    left: usize,
}

/// A step of the path to the value that is being written.
enum Step<'p> {
    Key(&'p str, async_graphql::Pos),
    Index(usize),
}

/// The reason why a value cannot be written.
#[derive(Debug)]
pub(super) enum Stop {
    /// It is null where null is not allowed; the error is already listed.
    Null,
    /// The response is too large.
    TooLarge,
    /// It cannot be serialised, or does not have its type; the error is not yet listed.
    Unlike(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("a null where there may be none"),
            Self::TooLarge => f.write_str("the answer is too large"),
            Self::Unlike(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Stop {}

impl serde::ser::Error for Stop {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Unlike(message.to_string())
    }
}

impl<'p> Writer<'p> {
    pub(super) fn new(left: usize) -> Self {
        Self { text: Vec::with_capacity(1024), errors: Vec::new(), path: Vec::new(), spans: Vec::new(), left }
    }

    /// Writes the value of a root field, or null where the field failed.
    ///
    /// # Errors
    /// When null is not allowed there, in which case the response's errors have the reason; or when the response is too
    /// large.
    pub(super) fn root(
        &mut self,
        field: &'p RootField,
        node: &'p Node,
        resolved: &Result<Resolved, FieldError>,
    ) -> Result<(), Stop> {
        let start = self.text.len();
        self.path.push(Step::Key(&field.key, field.pos));
        let written = match resolved {
            Ok(resolved) => {
                let written = catch_unwind(AssertUnwindSafe(|| self.resolved(node, resolved)));
                written.unwrap_or_else(|panic| {
                    self.path.truncate(1);
                    self.error(panicked(&*panic), Map::new(), Cause::Implementation);
                    self.null(node, start)
                })
            }
            Err(error) => {
                self.error(error.message.clone(), error.extensions.clone(), Cause::Field);
                self.null(node, start)
            }
        };
        self.path.clear();
        self.spans.clear();
        written
    }

    fn resolved(&mut self, node: &'p Node, resolved: &Resolved) -> Result<(), Stop> {
        self.node(node, &resolved.value.value, &resolved.later)
    }

    /// Writes a later field.
    fn later(&mut self, node: &'p Node, resolved: &Result<Resolved, FieldError>) -> Result<(), Stop> {
        match resolved {
            Ok(resolved) => self.resolved(node, resolved),
            Err(error) => {
                self.error(error.message.clone(), error.extensions.clone(), Cause::Field);
                self.null(node, self.text.len())
            }
        }
    }

    /// Writes the selected part of a value.
    fn node<T: Serialize + ?Sized>(
        &mut self,
        node: &'p Node,
        value: &T,
        later: &[(&'static str, Result<Resolved, FieldError>)],
    ) -> Result<(), Stop> {
        let (start, depth, spans) = (self.text.len(), self.path.len(), self.spans.len());
        let written = match &node.part {
            Part::Leaf(leaf) => self.leaf(*leaf, node.is_nullable, value),
            Part::List(item) => value.serialize(NodeWriter::list(self, item, node.is_nullable)),
            Part::Object(object) => value.serialize(NodeWriter::object(self, object, later, node.is_nullable)),
            Part::Union { tag, members } => match value.serialize(TagFinder { tag }) {
                Ok(Found::Null) => self.absent(node.is_nullable),
                Ok(Found::Tag(found)) => match members.iter().find(|(value, _)| *value == found) {
                    Some((_, object)) => value.serialize(NodeWriter::object(self, object, later, node.is_nullable)),
                    None => Err(Stop::Unlike(format!("`{}` has no member whose `{tag}` is `{found}`", node.type_name))),
                },
                Ok(Found::Nothing) => {
                    Err(Stop::Unlike(format!("a member of `{}` must have the property `{tag}`", node.type_name)))
                }
                Err(stop) => Err(stop),
            },
        };
        let Err(stop) = written else { return Ok(()) };
        self.path.truncate(depth);
        self.spans.truncate(spans);
        match stop {
            Stop::TooLarge => return Err(Stop::TooLarge),
            Stop::Unlike(message) => self.error(message, Map::new(), Cause::Implementation),
            Stop::Null => {}
        }
        self.null(node, start)
    }

    /// Replaces a failed value by null, or returns the failure for the parent to handle.
    fn null(&mut self, node: &Node, start: usize) -> Result<(), Stop> {
        self.text.truncate(start);
        if !node.is_nullable {
            return Err(Stop::Null);
        }
        self.text.extend_from_slice(b"null");
        Ok(())
    }

    /// Writes a null of the value itself.
    fn absent(&mut self, is_nullable: bool) -> Result<(), Stop> {
        if !is_nullable {
            return Err(Stop::Unlike("null, where the contract has no null".into()));
        }
        self.text.extend_from_slice(b"null");
        Ok(())
    }

    fn leaf<T: Serialize + ?Sized>(&mut self, leaf: Leaf, is_nullable: bool, value: &T) -> Result<(), Stop> {
        let start = self.text.len();
        value
            .serialize(&mut serde_json::Serializer::new(&mut self.text))
            .map_err(|error| Stop::Unlike(error.to_string()))?;
        let written = &self.text[start..];
        if written == b"null" {
            self.text.truncate(start);
            return self.absent(is_nullable);
        }
        let is_number = matches!(written.first(), Some(b'-' | b'0'..=b'9'));
        let fits = match leaf {
            Leaf::Boolean => matches!(written.first(), Some(b't' | b'f')),
            Leaf::Int => is_number && std::str::from_utf8(written).is_ok_and(|text| text.parse::<i32>().is_ok()),
            Leaf::Float => is_number,
            Leaf::Id if is_number => {
                self.text.insert(start, b'"');
                self.text.push(b'"');
                true
            }
            Leaf::Text | Leaf::Id => written.first() == Some(&b'"'),
            Leaf::Scalar => true,
        };
        if fits {
            return Ok(());
        }
        let found = String::from_utf8_lossy(&self.text[start..]).into_owned();
        Err(Stop::Unlike(format!("must be {leaf}, but is {found}")))
    }

    fn error(&mut self, message: String, extensions: Map<String, serde_json::Value>, cause: Cause) {
        let place = self.path.iter().rev().find_map(|step| match step {
            Step::Key(_, pos) => Some(*pos),
            Step::Index(_) => None,
        });
        let path = self.path.iter().map(|step| match step {
            Step::Key(key, _) => PathSegment::Key((*key).to_owned()),
            Step::Index(index) => PathSegment::Index(*index),
        });
        let path = path.collect();
        self.errors.push(GraphqlError { message, locations: place.into_iter().collect(), path, extensions, cause });
    }

    /// Counts a field or a list item.
    pub(super) fn count(&mut self) -> Result<(), Stop> {
        self.left = self.left.checked_sub(1).ok_or(Stop::TooLarge)?;
        Ok(())
    }
}

/// Returns the message of a panic, for the log.
pub(super) fn panicked(panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the field panicked: {}", message.unwrap_or("it gave no message"))
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean => "Boolean",
            Self::Int => "Int",
            Self::Float => "Float",
            Self::Text => "String",
            Self::Id => "ID",
            Self::Scalar => "a scalar",
        })
    }
}
