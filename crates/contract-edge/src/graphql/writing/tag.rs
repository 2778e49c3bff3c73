//! Finds the tag of a union value, which determines how the rest of the value is written.

use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeMap, SerializeStruct},
};

use super::{Stop, object::write_text};

/// Serialises a value and keeps only its tag.
pub(super) struct TagFinder<'a> {
    /// The name of the tag.
    pub tag: &'a str,
}

/// The tag that was found in a value.
pub(super) enum Found {
    /// The value is null.
    Null,
    /// Its tag.
    Tag(String),
    /// The value has no tag.
    Nothing,
}

macro_rules! nothing {
    ($($method:ident($ty:ty);)*) => {
        $(fn $method(self, _: $ty) -> Result<Found, Stop> {
            Ok(Found::Nothing)
        })*
    };
}

impl<'a> Serializer for TagFinder<'a> {
    type Ok = Found;
    type Error = Stop;
    type SerializeSeq = Impossible<Found, Stop>;
    type SerializeTuple = Impossible<Found, Stop>;
    type SerializeTupleStruct = Impossible<Found, Stop>;
    type SerializeTupleVariant = Impossible<Found, Stop>;
    type SerializeMap = Properties<'a>;
    type SerializeStruct = Properties<'a>;
    type SerializeStructVariant = Impossible<Found, Stop>;

    nothing! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
    }

    fn serialize_none(self) -> Result<Found, Stop> {
        Ok(Found::Null)
    }

    fn serialize_unit(self) -> Result<Found, Stop> {
        Ok(Found::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Found, Stop> {
        Ok(Found::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Found, Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Found, Stop> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<Found, Stop> {
        Ok(Found::Nothing)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Found, Stop> {
        Ok(Found::Nothing)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Stop> {
        Err(no_object())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Stop> {
        Err(no_object())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Stop> {
        Err(no_object())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Stop> {
        Err(no_object())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Stop> {
        Ok(Properties { tag: self.tag, key: String::new(), found: None })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Stop> {
        Ok(Properties { tag: self.tag, key: String::new(), found: None })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Stop> {
        Err(no_object())
    }
}

fn no_object() -> Stop {
    Stop::Unlike("must be an object with a tag, but is a list or a variant without one".into())
}

/// The properties of a value, of which only the tag is kept.
pub(super) struct Properties<'a> {
    tag: &'a str,
    key: String,
    found: Option<String>,
}

impl Properties<'_> {
    fn property<T: Serialize + ?Sized>(&mut self, is_tag: bool, value: &T) -> Result<(), Stop> {
        if is_tag && self.found.is_none() {
            let mut found = String::new();
            write_text(&mut found, value)?;
            self.found = Some(found);
        }
        Ok(())
    }

    fn finish(self) -> Found {
        self.found.map_or(Found::Nothing, Found::Tag)
    }
}

impl SerializeStruct for Properties<'_> {
    type Ok = Found;
    type Error = Stop;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Stop> {
        self.property(key == self.tag, value)
    }

    fn end(self) -> Result<Found, Stop> {
        Ok(self.finish())
    }
}

impl SerializeMap for Properties<'_> {
    type Ok = Found;
    type Error = Stop;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Stop> {
        self.key.clear();
        write_text(&mut self.key, key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        self.property(self.key == self.tag, value)
    }

    fn end(self) -> Result<Found, Stop> {
        Ok(self.finish())
    }
}
