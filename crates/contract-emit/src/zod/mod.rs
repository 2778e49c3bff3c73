//! Zod 4 schemas from the text of a JSON Schema 2020-12 document.
//!
//! The document is all this emitter knows: no registry, no Rust type. What it cannot say exactly it refuses with the
//! pointer and the keyword ([`Unrepresentable`]); it never approximates.
//!
//! `source`, `resources` and `read` make `schema`s of the text, with every reference followed (`in_place`, `facts`). `lower` says in Zod what
//! Zod has words for (`expression`), `condition` and `evaluated` make tests of the rest (`logic`), `print` and `module` write,
//! `graph` orders definitions and finds recursion.

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

/// How the definitions of a document become constants.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The module with a type of each definition's name, imported as `T`; without it the types are written as well.
    pub types: Option<String>,
    /// Definitions whose type is narrower than Zod infers, with the name of that type.
    pub casts: BTreeMap<String, String>,
}

/// What was made of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The text of the module or expression.
    pub text: String,
    /// What says nothing about values and may have been meant to, in the order of the pointers.
    pub notes: Vec<Note>,
}

/// A module with a constant `XSchema: z.ZodType<X>` for each definition `X` of the document, and for its root where that
/// says something.
///
/// # Errors
/// When the document cannot be said exactly: everything at once.
pub fn module(document: &str, options: &Options) -> Result<Converted, Unrepresentable> {
    convert(document, Extent::Definitions, Layout::Module { options, annotated: true })
}

/// The same with constants of the type that Zod infers: objects can be picked from and extended.
///
/// # Errors
/// When the document cannot be said exactly: everything at once.
pub fn unannotated(document: &str, options: &Options) -> Result<Converted, Unrepresentable> {
    convert(document, Extent::Definitions, Layout::Module { options, annotated: false })
}

/// The root of the document as one expression of JavaScript, which needs nothing but Zod as `z`.
///
/// # Errors
/// When the document cannot be said exactly: everything at once.
pub fn expression(document: &str) -> Result<Converted, Unrepresentable> {
    convert(document, Extent::Reached, Layout::Expression)
}

/// The names of all keywords of JSON Schema 2020-12.
pub fn keywords() -> Vec<&'static str> {
    keywords::names().collect()
}

fn convert(document: &str, extent: Extent, layout: Layout<'_>) -> Result<Converted, Unrepresentable> {
    let (schemas, notes) = read::read(source::parse(document)?, extent)?;
    Ok(Converted { text: module::write(&schemas, layout), notes })
}
