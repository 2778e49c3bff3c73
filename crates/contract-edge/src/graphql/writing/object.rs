//! Writes the selected properties of an object, in the order of the selection.
//!
//! Properties arrive in the order of the value, and each is written when it arrives. Where the order of the selection
//! differs, the texts are reordered at the end.

use std::fmt;

use serde::{
    Serialize,
    ser::{SerializeMap, SerializeStruct},
};

use super::{Resolved, Step, Stop, Writer};
use crate::graphql::{
    Cause, FieldError,
    plan::{Object, Source},
};

/// Writes an object.
pub(super) struct ObjectWriter<'w, 'p> {
    writer: &'w mut Writer<'p>,
    object: &'p Object,
    later: &'w [(&'static str, Result<Resolved, FieldError>)],
    /// The index of this object's first span; each entry has one span.
    first_span: usize,
    /// The start of its text, after the brace.
    start: usize,
    /// The entry after the last one that was written: the next entry, if the value has the order of the selection.
    next: usize,
    is_in_order: bool,
    /// The property after the last one that arrived.
    next_property: usize,
    /// The key of a map, until its value arrives.
    key: String,
}

impl<'w, 'p> ObjectWriter<'w, 'p> {
    pub(super) fn begin(
        writer: &'w mut Writer<'p>,
        object: &'p Object,
        later: &'w [(&'static str, Result<Resolved, FieldError>)],
    ) -> Result<Self, Stop> {
        writer.text.push(b'{');
        let (first_span, start) = (writer.spans.len(), writer.text.len());
        writer.spans.resize(first_span + object.entries.len(), None);
        let mut begun = Self {
            writer,
            object,
            later,
            first_span,
            start,
            next: 0,
            is_in_order: true,
            next_property: 0,
            key: String::new(),
        };
        begun.write_names()?;
        Ok(begun)
    }

    /// Writes each `__typename` that comes next.
    fn write_names(&mut self) -> Result<(), Stop> {
        while let Some(Source::Typename(name)) = self.object.entries.get(self.next).map(|entry| &entry.source) {
            self.entry(self.next, |writer| {
                writer.text.extend_from_slice(name);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Writes a property for each time it is selected.
    fn property<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Stop> {
        let mut found = self.find(name);
        while let Some(index) = found {
            let Source::Property { node, again, .. } = &self.object.entries[index].source else { break };
            // A key that occurs twice counts once.
            if !self.is_written(index) {
                self.entry(index, |writer| writer.node(node, value, &[]))?;
                self.write_names()?;
            }
            found = *again;
        }
        Ok(())
    }

    /// Finds the first entry of a property. Most values have the order of the selection, so the next property is tried
    /// first.
    fn find(&mut self, name: &str) -> Option<usize> {
        let properties = &self.object.properties;
        let is_it = |at: &usize| match &self.object.entries[properties[*at]].source {
            Source::Property { name: known, .. } => known == name,
            Source::Typename(_) => false,
        };
        let at = (self.next_property..properties.len()).chain(0..self.next_property).find(is_it)?;
        self.next_property = at + 1;
        Some(properties[at])
    }

    fn is_written(&self, index: usize) -> bool {
        self.writer.spans[self.first_span + index].is_some()
    }

    /// Writes a field.
    fn entry(&mut self, index: usize, write: impl FnOnce(&mut Writer<'p>) -> Result<(), Stop>) -> Result<(), Stop> {
        let writer = &mut *self.writer;
        writer.count()?;
        if writer.text.len() > self.start {
            writer.text.push(b',');
        }
        let entry = &self.object.entries[index];
        let start = writer.text.len();
        writer.text.extend_from_slice(&entry.prefix);
        writer.path.push(Step::Key(&entry.key, entry.pos));
        write(writer)?;
        writer.path.pop();
        writer.spans[self.first_span + index] = Some(start..writer.text.len());
        self.is_in_order &= index == self.next;
        self.next = index + 1;
        Ok(())
    }

    /// Writes the fields that have not arrived, and puts all fields in order.
    fn finish(mut self) -> Result<(), Stop> {
        if !(self.is_in_order && self.next == self.object.entries.len()) {
            for (index, entry) in self.object.entries.iter().enumerate() {
                if self.is_written(index) {
                    continue;
                }
                match &entry.source {
                    Source::Typename(name) => self.entry(index, |writer| {
                        writer.text.extend_from_slice(name);
                        Ok(())
                    })?,
                    Source::Property { name, node, .. } => {
                        let later = self.later.iter().find(|(known, _)| known == name).map(|(_, resolved)| resolved);
                        self.entry(index, |writer| match later {
                            Some(resolved) => writer.later(node, resolved),
                            None if node.is_nullable => {
                                writer.text.extend_from_slice(b"null");
                                Ok(())
                            }
                            None => {
                                let message = format!("the property `{name}` is absent, but the contract requires it");
                                writer.error(message, serde_json::Map::new(), Cause::Implementation);
                                Err(Stop::Null)
                            }
                        })?;
                    }
                }
            }
            self.put_in_order();
        }
        self.writer.spans.truncate(self.first_span);
        self.writer.text.push(b'}');
        Ok(())
    }

    /// Moves the texts into the order of the selection.
    fn put_in_order(&mut self) {
        let written = self.writer.text.split_off(self.start);
        for span in self.writer.spans[self.first_span..].iter().flatten() {
            if self.writer.text.len() > self.start {
                self.writer.text.push(b',');
            }
            self.writer.text.extend_from_slice(&written[span.start - self.start..span.end - self.start]);
        }
    }
}

impl SerializeStruct for ObjectWriter<'_, '_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Stop> {
        self.property(key, value)
    }

    fn end(self) -> Result<(), Stop> {
        self.finish()
    }
}

impl SerializeMap for ObjectWriter<'_, '_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Stop> {
        self.key.clear();
        write_text(&mut self.key, key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        let key = std::mem::take(&mut self.key);
        let written = self.property(&key, value);
        self.key = key;
        written
    }

    fn end(self) -> Result<(), Stop> {
        self.finish()
    }
}

/// Serialises a key or a tag, which must be a text.
pub(super) fn write_text<T: Serialize + ?Sized>(text: &mut String, value: &T) -> Result<(), Stop> {
    /// Writes a value through a formatter, to which serde writes neither lists, objects nor options.
    struct Shown<'a, T: ?Sized>(&'a T);
    impl<T: Serialize + ?Sized> fmt::Display for Shown<'_, T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(f)
        }
    }
    fmt::Write::write_fmt(text, format_args!("{}", Shown(value)))
        .map_err(|_| Stop::Unlike("a key must be a text, but is another value".into()))
}
