//! Writes the selected properties of an object, in the order of the selection.
//!
//! Properties come in the order of the value. Each is written where it comes, and where the orders differ, the texts are
//! put in order at the end.

use std::{fmt, ops::Range};

use serde::{
    Serialize,
    ser::{SerializeMap, SerializeStruct},
};

use super::{Resolved, Step, Stop, Writer};
use crate::graphql::{
    Cause, FieldError,
    plan::{Node, Object, Source},
};

/// The text of a field that has been written.
#[derive(Debug, Clone)]
pub(super) struct Span {
    entry: usize,
    text: Range<usize>,
}

/// Writes an object.
pub(super) struct ObjectWriter<'w, 'p> {
    writer: &'w mut Writer<'p>,
    object: &'p Object,
    later: &'w [(&'static str, Result<Resolved, FieldError>)],
    /// Where the spans of this object begin.
    first_span: usize,
    /// Where its text begins, after the brace.
    start: usize,
    /// The entry after the one that was written last: the next one, if the value has the order of the selection.
    next: usize,
    is_in_order: bool,
    /// The key of a map, until its value comes.
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
        let mut begun =
            Self { writer, object, later, first_span, start, next: 0, is_in_order: true, key: String::new() };
        begun.write_names()?;
        Ok(begun)
    }

    /// Writes each `__typename` that is next.
    fn write_names(&mut self) -> Result<(), Stop> {
        while let Some(Source::Typename(name)) = self.object.entries.get(self.next).map(|entry| &entry.source) {
            self.entry(self.next, |writer| {
                writer.text.extend_from_slice(name);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Writes a property as often as it is selected.
    fn property<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Stop> {
        let mut found = self.find(name);
        while let Some((index, node, again)) = found {
            // A key that comes twice counts once.
            if (self.is_in_order && index >= self.next) || !self.is_written(index) {
                self.entry(index, |writer| writer.node(node, value, &[]))?;
                self.write_names()?;
            }
            found = again.and_then(|index| self.property_at(index));
        }
        Ok(())
    }

    /// The first entry of a property.
    fn find(&self, name: &str) -> Option<(usize, &'p Node, Option<usize>)> {
        let is_it = |index: &usize| match &self.object.entries[*index].source {
            Source::Property { name: known, is_again: false, .. } => known == name,
            Source::Property { is_again: true, .. } | Source::Typename(_) => false,
        };
        let length = self.object.entries.len();
        let mut from_next = (self.next..length).chain(0..self.next.min(length));
        from_next.find(is_it).and_then(|index| self.property_at(index))
    }

    fn property_at(&self, index: usize) -> Option<(usize, &'p Node, Option<usize>)> {
        match &self.object.entries[index].source {
            Source::Property { node, again, .. } => Some((index, node, *again)),
            Source::Typename(_) => None,
        }
    }

    fn is_written(&self, index: usize) -> bool {
        self.writer.spans[self.first_span..].iter().any(|span| span.entry == index)
    }

    /// Writes a field.
    fn entry(&mut self, index: usize, write: impl FnOnce(&mut Writer<'p>) -> Result<(), Stop>) -> Result<(), Stop> {
        let writer = &mut *self.writer;
        writer.count()?;
        if writer.spans.len() > self.first_span {
            writer.text.push(b',');
        }
        let entry = &self.object.entries[index];
        let start = writer.text.len();
        writer.text.extend_from_slice(&entry.prefix);
        writer.path.push(Step::Key(&entry.key, entry.pos));
        write(writer)?;
        writer.path.pop();
        writer.spans.push(Span { entry: index, text: start..writer.text.len() });
        self.is_in_order &= index == self.next;
        self.next = index + 1;
        Ok(())
    }

    /// Writes the fields that have not come, and puts all in order.
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

    fn put_in_order(&mut self) {
        let spans = &mut self.writer.spans[self.first_span..];
        if spans.is_sorted_by_key(|span| span.entry) {
            return;
        }
        spans.sort_unstable_by_key(|span| span.entry);
        let written = self.writer.text.split_off(self.start);
        for (index, span) in spans.iter().enumerate() {
            if index > 0 {
                self.writer.text.push(b',');
            }
            self.writer.text.extend_from_slice(&written[span.text.start - self.start..span.text.end - self.start]);
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

/// Writes a key or a tag, which must be a text.
pub(super) fn write_text<T: Serialize + ?Sized>(text: &mut String, value: &T) -> Result<(), Stop> {
    /// serde serialises what is no list, object or option to a formatter.
    struct Shown<'a, T: ?Sized>(&'a T);
    impl<T: Serialize + ?Sized> fmt::Display for Shown<'_, T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(f)
        }
    }
    fmt::Write::write_fmt(text, format_args!("{}", Shown(value)))
        .map_err(|_| Stop::Unlike("a key must be a text, but is another value".into()))
}
