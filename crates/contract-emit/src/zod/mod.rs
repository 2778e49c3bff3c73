//! Zod 4 schemas from the text of a JSON Schema 2020-12 document.
//!
//! The document is the only input of this emitter: no registry, no Rust type. A keyword that it cannot express exactly
//! is refused with its pointer and name ([`Unrepresentable`]); it never approximates.
//!
//! `source`, `resources` and `read` create `schema`s from the text, with every reference resolved (`in_place`,
//! `facts`). `lower` uses Zod's own functions (`expression`), `condition` and `evaluated` create tests for the
//! remaining keywords (`logic`), `print` and `module` write, `graph` orders definitions and finds recursion.

mod condition;
mod evaluated;
mod expression;
mod facts;
mod functions;
mod graph;
mod in_place;
mod javascript;
mod keywords;
mod logic;
mod lower;
mod module;
mod names;
mod print;
mod read;
mod refusal;
mod resources;
mod schema;
mod source;
mod types;

use std::collections::BTreeMap;

pub use self::refusal::{Note, Refusal, Unrepresentable};
use self::{module::Layout, read::Extent};

/// The options for the constants that represent the definitions of a document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The module with a type for each definition, imported as `T`; without it the types are written as well.
    pub types: Option<String>,
    /// The definitions with a type narrower than the one that Zod infers, with the name of that type.
    pub casts: BTreeMap<String, String>,
}

/// The result for a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The text of the module or expression.
    pub text: String,
    /// Parts of the document that have no effect but may have been meant to have one, in the order of the pointers.
    pub notes: Vec<Note>,
}

/// Writes a module with a constant `XSchema: z.ZodType<X>` for each definition `X` of the document, and for its root if
/// the root has keywords with an effect.
///
/// # Errors
/// When the document cannot be expressed exactly; the error contains all refusals.
pub fn module(document: &str, options: &Options) -> Result<Converted, Unrepresentable> {
    convert(document, Extent::Definitions, Layout::Module { options, annotated: true })
}

/// Writes the same module with constants of the type that Zod infers, so that objects can be picked from and extended.
///
/// # Errors
/// When the document cannot be expressed exactly; the error contains all refusals.
pub fn unannotated(document: &str, options: &Options) -> Result<Converted, Unrepresentable> {
    convert(document, Extent::Definitions, Layout::Module { options, annotated: false })
}

/// Writes the root of the document as one JavaScript expression, which needs only Zod as `z`.
///
/// # Errors
/// When the document cannot be expressed exactly; the error contains all refusals.
pub fn expression(document: &str) -> Result<Converted, Unrepresentable> {
    convert(document, Extent::Reached, Layout::Expression)
}

/// Returns the names of all keywords of JSON Schema 2020-12.
pub fn keywords() -> Vec<&'static str> {
    keywords::names().collect()
}

fn convert(document: &str, extent: Extent, layout: Layout<'_>) -> Result<Converted, Unrepresentable> {
    let (schemas, notes) = read::read(source::parse(document)?, extent)?;
    Ok(Converted { text: module::write(&schemas, layout), notes })
}
