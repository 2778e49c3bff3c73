//! Receives a value that serialises itself as a list or an object, and passes its parts to their writers.

use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeSeq, SerializeTuple, SerializeTupleStruct},
};

use super::{Resolved, Step, Stop, Writer, object::ObjectWriter};
use crate::graphql::{
    FieldError,
    plan::{Node, Object},
};

/// Writes a list or an object.
pub(super) struct NodeWriter<'w, 'p> {
    writer: &'w mut Writer<'p>,
    is_nullable: bool,
    expected: Expected<'w, 'p>,
}

enum Expected<'w, 'p> {
    List(&'p Node),
    Object(&'p Object, &'w [(&'static str, Result<Resolved, FieldError>)]),
}

impl<'w, 'p> NodeWriter<'w, 'p> {
    pub(super) fn list(writer: &'w mut Writer<'p>, item: &'p Node, is_nullable: bool) -> Self {
        Self { writer, is_nullable, expected: Expected::List(item) }
    }

    pub(super) fn object(
        writer: &'w mut Writer<'p>,
        object: &'p Object,
        later: &'w [(&'static str, Result<Resolved, FieldError>)],
        is_nullable: bool,
    ) -> Self {
        Self { writer, is_nullable, expected: Expected::Object(object, later) }
    }

    fn unlike<T>(&self, found: &str) -> Result<T, Stop> {
        let expected = match self.expected {
            Expected::List(_) => "a list",
            Expected::Object(..) => "an object",
        };
        Err(Stop::Unlike(format!("must be {expected}, but is {found}")))
    }

    fn begin_list(self) -> Result<ListWriter<'w, 'p>, Stop> {
        match self.expected {
            Expected::List(item) => {
                self.writer.text.push(b'[');
                Ok(ListWriter { writer: self.writer, item, index: 0 })
            }
            Expected::Object(..) => self.unlike("a list"),
        }
    }

    fn begin_object(self) -> Result<ObjectWriter<'w, 'p>, Stop> {
        match self.expected {
            Expected::Object(object, later) => ObjectWriter::begin(self.writer, object, later),
            Expected::List(_) => self.unlike("an object"),
        }
    }
}

macro_rules! unlike {
    ($($method:ident($ty:ty) $found:literal;)*) => {
        $(fn $method(self, _: $ty) -> Result<(), Stop> {
            self.unlike($found)
        })*
    };
}

impl<'w, 'p> Serializer for NodeWriter<'w, 'p> {
    type Ok = ();
    type Error = Stop;
    type SerializeSeq = ListWriter<'w, 'p>;
    type SerializeTuple = ListWriter<'w, 'p>;
    type SerializeTupleStruct = ListWriter<'w, 'p>;
    type SerializeTupleVariant = Impossible<(), Stop>;
    type SerializeMap = ObjectWriter<'w, 'p>;
    type SerializeStruct = ObjectWriter<'w, 'p>;
    type SerializeStructVariant = Impossible<(), Stop>;

    unlike! {
        serialize_bool(bool) "a boolean";
        serialize_i8(i8) "a number";
        serialize_i16(i16) "a number";
        serialize_i32(i32) "a number";
        serialize_i64(i64) "a number";
        serialize_u8(u8) "a number";
        serialize_u16(u16) "a number";
        serialize_u32(u32) "a number";
        serialize_u64(u64) "a number";
        serialize_f32(f32) "a number";
        serialize_f64(f64) "a number";
        serialize_char(char) "a string";
        serialize_str(&str) "a string";
        serialize_bytes(&[u8]) "bytes";
    }

    fn serialize_none(self) -> Result<(), Stop> {
        self.writer.absent(self.is_nullable)
    }

    fn serialize_unit(self) -> Result<(), Stop> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Stop> {
        self.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Stop> {
        self.unlike("a string")
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Stop> {
        self.unlike("a variant without a tag")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Stop> {
        self.begin_list()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Stop> {
        self.begin_list()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Stop> {
        self.begin_list()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Stop> {
        self.unlike("a variant without a tag")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Stop> {
        self.begin_object()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Stop> {
        self.begin_object()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Stop> {
        self.unlike("a variant without a tag")
    }
}

/// Writes the items of a list.
pub(super) struct ListWriter<'w, 'p> {
    writer: &'w mut Writer<'p>,
    item: &'p Node,
    index: usize,
}

impl SerializeSeq for ListWriter<'_, '_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        self.writer.count()?;
        if self.index > 0 {
            self.writer.text.push(b',');
        }
        self.writer.path.push(Step::Index(self.index));
        self.index += 1;
        self.writer.node(self.item, value, &[])?;
        self.writer.path.pop();
        Ok(())
    }

    fn end(self) -> Result<(), Stop> {
        self.writer.text.push(b']');
        Ok(())
    }
}

impl SerializeTuple for ListWriter<'_, '_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Stop> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for ListWriter<'_, '_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Stop> {
        SerializeSeq::end(self)
    }
}
