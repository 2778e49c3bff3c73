//! Examples are Rust values, so they cannot have a wrong type. The registry also checks them against the schema.

use std::{cell::RefCell, collections::BTreeMap};

/// A type that can show one of its values.
///
/// `#[contract]` implements it from the examples of the properties. A text or a number has no meaningful example by
/// itself, so a property of such a type needs `#[contract(example = …)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no example of its own",
    label = "give the property an example, #[contract(example = …)]; a value that is no property, such as `i32` in `Page<i32>`, needs a type: #[contract(example = …)] struct Count(pub i32)"
)]
pub trait Example {
    /// Returns a realistic value.
    ///
    /// # Panics
    /// When the type has no finite value, because every value contains another one. `generate` reports such a type.
    fn example() -> Self;

    /// Returns the example, or `None` while a value of the same type is being created: the value would contain itself
    /// without end.
    #[doc(hidden)]
    fn finite() -> Option<Self>
    where
        Self: Sized,
    {
        Some(Self::example())
    }
}

impl<T: Example> Example for Option<T> {
    fn example() -> Self {
        Some(T::example())
    }

    fn finite() -> Option<Self> {
        Some(T::finite())
    }
}

impl<T: Example> Example for Vec<T> {
    fn example() -> Self {
        vec![T::example()]
    }

    fn finite() -> Option<Self> {
        Some(T::finite().into_iter().collect())
    }
}

impl<T: Example> Example for Box<T> {
    fn example() -> Self {
        Self::new(T::example())
    }

    fn finite() -> Option<Self> {
        T::finite().map(Self::new)
    }
}

impl<T: Example> Example for BTreeMap<String, T> {
    fn example() -> Self {
        Self::from([("key".to_owned(), T::example())])
    }

    fn finite() -> Option<Self> {
        Some(T::finite().map(|value| ("key".to_owned(), value)).into_iter().collect())
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
/// When the text is not a value of the type; the author sees the panic at `generate`.
pub fn text<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(text.into())
        .unwrap_or_else(|error| panic!("{text:?} is not a value of `{}`: {error}", std::any::type_name::<T>()))
}

/// Converts the value of an expression in a declaration into JSON.
///
/// # Panics
/// When it does not serialise. Types of a contract always do.
pub fn json<T: serde::Serialize>(value: &T) -> serde_json::Value {
    serde_json::to_value(value).expect("contract types serialise to JSON")
}

/// Returns the example of a type as JSON; null for a type without finite values, which the checks of the contract
/// report.
pub fn to_json<T: Example + serde::Serialize>() -> serde_json::Value {
    let mut value = T::finite().map_or(serde_json::Value::Null, |value| json(&value));
    crate::number::make_canonical(&mut value);
    value
}

/// Creates a value of a type, unless one is already being created on this thread. A list is then empty, and an optional
/// property absent.
pub fn once<T>(make: impl FnOnce() -> Option<T>) -> Option<T> {
    thread_local! {
        static BEING_MADE: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    let name = std::any::type_name::<T>();
    if BEING_MADE.with_borrow(|names| names.contains(&name)) {
        return None;
    }
    BEING_MADE.with_borrow_mut(|names| names.push(name));
    let value = make();
    BEING_MADE.with_borrow_mut(|names| _ = names.pop());
    value
}

/// Returns the example of a declared type.
///
/// # Panics
/// When the type has no finite value.
pub fn must_end<T: Example>() -> T {
    T::finite().unwrap_or_else(|| panic!("every value of `{}` holds another one", std::any::type_name::<T>()))
}

/// Fixes the type of an expression in a declaration.
pub fn value<T>(value: T) -> T {
    value
}
