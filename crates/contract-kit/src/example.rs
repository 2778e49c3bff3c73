//! Examples are Rust values: they cannot have a wrong type, and the registry checks them against the schema.

use std::collections::BTreeMap;

/// A type that can show one of its values.
///
/// `#[contract]` implements it from the examples of the properties. A text or a number says nothing by itself, so a
/// property of such a type needs `#[contract(example = …)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no example of its own",
    label = "give the property one: #[contract(example = …)]"
)]
pub trait Example {
    /// A realistic value.
    fn example() -> Self;
}

impl<T: Example> Example for Option<T> {
    fn example() -> Self {
        Some(T::example())
    }
}

impl<T: Example> Example for Vec<T> {
    fn example() -> Self {
        vec![T::example()]
    }
}

impl<T: Example> Example for Box<T> {
    fn example() -> Self {
        Self::new(T::example())
    }
}

impl<T: Example> Example for BTreeMap<String, T> {
    fn example() -> Self {
        Self::from([("key".to_owned(), T::example())])
    }
}

impl Example for bool {
    fn example() -> Self {
        true
    }
}

/// Reads a text literal of a declaration as a value: an example or a default.
///
/// # Panics
/// When the text is not a value of the type; the author sees it at `generate`.
pub fn text<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(text.into())
        .unwrap_or_else(|error| panic!("{text:?} is not a value of `{}`: {error}", std::any::type_name::<T>()))
}

/// The value of an expression of a declaration as JSON.
///
/// # Panics
/// When it does not serialise: types of a contract do.
pub fn json<T: serde::Serialize>(value: &T) -> serde_json::Value {
    serde_json::to_value(value).expect("contract types serialise to JSON")
}

/// The example of a type as JSON.
pub fn of<T: Example + serde::Serialize>() -> serde_json::Value {
    let mut value = json(&T::example());
    crate::number::make_canonical(&mut value);
    value
}

/// Gives an expression of a declaration its type.
pub fn value<T>(value: T) -> T {
    value
}
