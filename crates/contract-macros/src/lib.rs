//! The declaration macros.
//!
//! An author writes ordinary Rust items with one attribute. The macros write the serde implementations and a static
//! description from one parse of the item, so that these cannot disagree. Only the feature `second-opinions` adds the
//! derives of schemars, ts-rs and async-graphql. An item that some format cannot express is refused here, at the
//! offending token. `contract/` parses types, `module/` operations, channels and GraphQL fields.

mod api;
mod attributes;
mod contract;
mod module;
mod names;
mod place;
mod problems;
mod types;

use proc_macro::TokenStream;

/// Declares a type of the contract.
///
/// It stands on a struct with named fields, a newtype, an enum of unit variants, or an enum of struct variants (a
/// tagged union). Arguments for the item: `object` (a GraphQL object), `input` (a GraphQL input), `id` (a newtype that
/// is an id), `scalar` (a newtype that is a GraphQL scalar of its own), `open` (an enum that may grow), `tag = "…"`,
/// `rename_all = "UPPER"`, `since = "1.1"`, `sunset = "2027-01-31"`. Arguments for a field: `length(1..=50)`,
/// `range(0..=100)`, `items(..=10)`, `pattern = "…"`, `message = "…"`, `example = …`, `default = …`, `rename = "…"`,
/// `since`, `sunset`. A pattern that several places share is the name of a constant. Deprecation is Rust's own
/// `#[deprecated(note = "…")]`; its `since` is the date.
#[proc_macro_attribute]
pub fn contract(arguments: TokenStream, item: TokenStream) -> TokenStream {
    finish(contract::expand(arguments.into(), item.into()))
}

/// Declares a module: a trait whose functions are operations, channels, GraphQL fields and received messages.
///
/// Functions have one of `#[get("/path")]`, `#[post]`, `#[put]`, `#[patch]`, `#[delete]`, `#[websocket("/path")]`,
/// `#[sse("/path")]`, `#[query]`, `#[mutation]`, `#[subscription]`, `#[receive]`. The trait becomes the list of traits
/// that an implementation of the module must implement.
#[proc_macro_attribute]
pub fn module(arguments: TokenStream, item: TokenStream) -> TokenStream {
    finish(module::expand(arguments.into(), item.into()))
}

/// Declares the problems of a contract: an enum whose variants become codes, each with its own type.
#[proc_macro_attribute]
pub fn problems(arguments: TokenStream, item: TokenStream) -> TokenStream {
    finish(problems::expand(arguments.into(), item.into()))
}

/// Declares a contract as a whole: a trait whose supertraits are its modules.
#[proc_macro_attribute]
pub fn api(arguments: TokenStream, item: TokenStream) -> TokenStream {
    finish(api::expand(arguments.into(), item.into()))
}

fn finish(expansion: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expansion.unwrap_or_else(|error| error.to_compile_error()).into()
}
