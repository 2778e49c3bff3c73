//! Zod 4 schemas from the text of a JSON Schema 2020-12 document.
//!
//! The document is all this emitter knows: no registry, no Rust type. What it cannot say exactly it refuses with the
//! pointer and the keyword ([`Unrepresentable`]); it never approximates. `lower` reads, `expression` is the model,
//! `print` writes, `graph` orders definitions and finds recursion.

mod expression;
mod graph;
mod lower;
mod print;

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value};

use self::{expression::Expression, graph::Graph};
use crate::text::Writer;

/// What a schema says that Zod cannot say exactly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Unrepresentable {
    /// JSON pointer to the schema.
    pub pointer: String,
    /// The keyword.
    pub keyword: String,
    /// Why not.
    pub reason: String,
}

impl fmt::Display for Unrepresentable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}` cannot be said in Zod: {}", self.pointer, self.keyword, self.reason)
    }
}

/// How the definitions of a document become constants.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The module with a type of each definition's name; imported as `T`.
    pub types: Option<String>,
    /// Definitions whose type is narrower than Zod infers, with the name of that type.
    pub casts: BTreeMap<String, String>,
}

/// A module with a constant `XSchema: z.ZodType<T.X>` for each definition `X` of the document.
///
/// # Errors
/// When a definition cannot be said exactly.
pub fn module(document: &str, options: &Options) -> Result<String, Unrepresentable> {
    write_module(document, options, true)
}

/// The same with constants of the type that Zod infers, for a proof that the two types are equal.
///
/// # Errors
/// When a definition cannot be said exactly.
pub fn unannotated(document: &str, options: &Options) -> Result<String, Unrepresentable> {
    write_module(document, options, false)
}

fn write_module(document: &str, options: &Options, annotated: bool) -> Result<String, Unrepresentable> {
    let document: Value = serde_json::from_str(document).map_err(|error| Unrepresentable {
        pointer: String::new(),
        keyword: "$schema".into(),
        reason: format!("the document is not JSON: {error}"),
    })?;
    let empty = Map::new();
    let definitions = document["$defs"].as_object().unwrap_or(&empty);
    let mut expressions = BTreeMap::new();
    for (name, schema) in definitions {
        expressions.insert(name.as_str(), lower::lower(schema, &format!("/$defs/{name}"), definitions)?);
    }
    let graph = Graph::of(&expressions);
    let members = discriminated_members(&expressions);

    let mut writer = Writer::default();
    writer.line("import * as z from \"zod\";");
    if let Some(types) = &options.types {
        writer.line(format!("import type * as T from {};", print::text(types)));
    }
    if expressions.values().any(Expression::has_record) {
        writer.lines(print::RECORD);
    }
    for name in graph.order() {
        let expression = &expressions[name.as_str()];
        let printer = print::Printer { graph: &graph, within: &name, annotated };
        let cast = options.casts.get(&name).map(|ty| format!(" as unknown as z.ZodType<T.{ty}>")).unwrap_or_default();
        writer.line("");
        let value = printer.definition(expression);
        let is_member = members.contains(&name.as_str());
        match (annotated, is_member) {
            (true, true) => {
                writer.lines(&format!("const ${name} = /*#__PURE__*/ {value};"));
                writer.line(format!("export const {name}Schema: z.ZodType<T.{name}> = ${name};"));
            }
            (true, false) => {
                writer.lines(&format!("export const {name}Schema: z.ZodType<T.{name}> = /*#__PURE__*/ {value}{cast};"));
            }
            (false, _) => writer.lines(&format!("export const {name}Schema = {value}{cast};")),
        }
    }
    Ok(writer.finish())
}

/// The definitions that stand in a discriminated union: it takes objects only, and sees them as such when they are not
/// annotated.
fn discriminated_members<'a>(expressions: &'a BTreeMap<&str, Expression>) -> Vec<&'a str> {
    expressions
        .values()
        .filter_map(|expression| match expression {
            Expression::Discriminated { members, .. } => Some(members),
            _ => None,
        })
        .flatten()
        .map(String::as_str)
        .collect()
}
