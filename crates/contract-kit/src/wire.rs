//! Reads and writes the objects of a contract with serde. The macros write the part that differs from type to type.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use serde_json::Value;

/// An object that is read one member at a time.
pub trait FromMembers<'de>: Sized {
    /// The name of its type, for messages.
    const TYPE: &'static str;
    /// The names of its members.
    const NAMES: &'static [&'static str];

    /// Reads the object.
    fn from_members<A: MapAccess<'de>>(members: &mut Members<A>) -> Result<Self, A::Error>;
}

/// Reads an object with serde.
pub fn object<'de, T: FromMembers<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::TYPE, T::NAMES, Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: FromMembers<'de>> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object, as `{}` is one", T::TYPE)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_members(&mut Members { map, names: T::NAMES, next: 0 })
    }
}

/// The members of an object that is being read.
pub struct Members<A> {
    /// The source of the values.
    pub map: A,
    names: &'static [&'static str],
    /// The index after the last known name: members mostly arrive in their declared order.
    next: usize,
}

impl<'de, A: MapAccess<'de>> Members<A> {
    /// Returns the index of the next known name; members with other names are skipped.
    pub fn next_known(&mut self) -> Result<Option<usize>, A::Error> {
        while let Some(index) = self.map.next_key_seed(Name { names: self.names, expected: self.next })? {
            match index {
                Some(index) => {
                    self.next = index + 1;
                    return Ok(Some(index));
                }
                None => _ = self.map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(None)
    }

    /// Stores the value of a member, which may occur only once.
    pub fn keep<T>(&mut self, index: usize, slot: &mut Option<T>, value: T) -> Result<(), A::Error> {
        match slot.replace(value) {
            None => Ok(()),
            Some(_) => Err(de::Error::duplicate_field(self.names[index])),
        }
    }

    /// Returns a member that is required.
    pub fn required<T>(&self, index: usize, slot: Option<T>) -> Result<T, A::Error> {
        slot.ok_or_else(|| de::Error::missing_field(self.names[index]))
    }
}

/// Reads the name of a member as its index.
struct Name {
    names: &'static [&'static str],
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        if self.names.get(self.expected) == Some(&name) {
            return Ok(Some(self.expected));
        }
        Ok(self.names.iter().position(|known| *known == name))
    }
}

/// Reads a tagged union: the tag, and the whole value for the variant that it names.
pub fn tagged<'de, D: Deserializer<'de>>(
    deserializer: D,
    tag: &'static str,
    words: &'static [&'static str],
) -> Result<(usize, Value), D::Error> {
    let value = Value::deserialize(deserializer)?;
    let Some(found) = value.get(tag) else { return Err(de::Error::missing_field(tag)) };
    let word = found
        .as_str()
        .ok_or_else(|| de::Error::custom(format_args!("the tag `{tag}` must be a text, but is {found}")))?;
    match words.iter().position(|known| *known == word) {
        Some(index) => Ok((index, value)),
        None => Err(de::Error::unknown_variant(word, words)),
    }
}

/// Reads a variant of a union whose tag is already known.
pub fn variant<T: de::DeserializeOwned, E: de::Error>(value: Value) -> Result<T, E> {
    serde_json::from_value(value).map_err(de::Error::custom)
}
