//! The whole text: imports, a constant for each definition, and the functions that they mention.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Options,
    condition::{self, Conditions},
    evaluated,
    expression::{Base, Expression},
    functions,
    graph::Graph,
    javascript::text,
    logic::{unbracketed, words},
    lower::Lowering,
    names::{constant, names},
    print::{Printer, Style, is_one_call},
    schema::{Id, Schemas},
    types,
};
use crate::text::Writer;

/// The form of the text.
#[derive(Clone, Copy)]
pub(super) enum Layout<'a> {
    /// A module of TypeScript, with constants whose types are written or inferred.
    Module { options: &'a Options, annotated: bool },
    /// An expression of JavaScript.
    Expression,
}

/// Writes all schemas.
pub(super) fn write(schemas: &Schemas, layout: Layout<'_>) -> String {
    let mut constants = schemas.referenced.clone();
    if let Layout::Module { .. } = layout {
        constants.extend(schemas.definitions.iter().map(|(_, id)| *id));
        if schemas.definitions.is_empty() || !schemas.keywords(schemas.root).is_empty() {
            constants.insert(schemas.root);
        }
    }
    let names = names(schemas, &constants);
    let lowering = Lowering { schemas, names: &names };
    let expressions: BTreeMap<String, Expression> =
        names.iter().map(|(id, name)| (name.clone(), lowering.definition(*id))).collect();
    let text = Text { schemas, names: &names, graph: Graph::new(&expressions), expressions: &expressions };
    match layout {
        Layout::Module { options, annotated } => text.module(options, annotated),
        Layout::Expression => text.expression(&lowering.definition(schemas.root)),
    }
}

struct Text<'a> {
    schemas: &'a Schemas,
    names: &'a BTreeMap<Id, String>,
    expressions: &'a BTreeMap<String, Expression>,
    graph: Graph,
}

impl Text<'_> {
    fn module(&self, options: &Options, annotated: bool) -> String {
        let prefix = if options.types.is_some() { "T." } else { "" };
        let style = Style { typed: true, annotated, prefix };
        let members = self.discriminated_members();
        let ids: BTreeMap<&str, Id> = self.names.iter().map(|(id, name)| (name.as_str(), *id)).collect();
        let mut constants = Writer::default();
        for name in self.graph.order() {
            let expression = &self.expressions[name];
            let printer = Printer { graph: &self.graph, within: name, style };
            let cast =
                options.casts.get(name).map(|ty| format!(" as unknown as z.ZodType<T.{ty}>")).unwrap_or_default();
            let value = pure(expression, &printer.definition(expression));
            let constant = constant(name);
            constants.line("");
            if options.types.is_none() {
                self.declare_type(&mut constants, name, ids[name.as_str()]);
            }
            match (annotated, members.contains(&name.as_str())) {
                (true, true) => {
                    constants.lines(&format!("const ${name} = {value};"));
                    constants.line(format!("export const {constant}: z.ZodType<{prefix}{name}> = ${name};"));
                }
                (true, false) => {
                    constants.lines(&format!("export const {constant}: z.ZodType<{prefix}{name}> = {value}{cast};"));
                }
                (false, _) => constants.lines(&format!("export const {constant} = {value}{cast};")),
            }
        }
        let constants = constants.finish();

        let mut writer = Writer::default();
        writer.line("import * as z from \"zod\";");
        if let Some(types) = &options.types {
            writer.line(format!("import type * as T from {};", text(types)));
        }
        write_record(&mut writer, style, self.expressions.values());
        writer.lines(&constants);
        for function in self.functions(&constants, style) {
            writer.line("");
            writer.lines(&function);
        }
        writer.finish()
    }

    fn expression(&self, root: &Expression) -> String {
        let style = Style { typed: false, annotated: false, prefix: "" };
        let is_constant = self.names.contains_key(&self.schemas.root);
        let mut constants = Writer::default();
        for name in self.graph.order() {
            let printer = Printer { graph: &self.graph, within: name, style };
            constants.lines(&format!("const {} = {};", constant(name), printer.definition(&self.expressions[name])));
        }
        let mut constants = constants.finish();
        let root_text = match self.names.get(&self.schemas.root) {
            Some(name) => constant(name),
            None => Printer { graph: &self.graph, within: "", style }.definition(root),
        };
        let used = if is_constant { String::new() } else { root_text.clone() };
        let functions = self.functions(&format!("{constants}{used}"), style);
        let mut record = Writer::default();
        write_record(&mut record, style, self.expressions.values().chain((!is_constant).then_some(root)));
        let record = record.finish();
        if constants.is_empty() && functions.is_empty() && record.is_empty() {
            return root_text + "\n";
        }
        constants.insert_str(0, record.trim_start());
        let mut writer = Writer::default();
        writer.line("(() => {");
        writer.indented(|writer| {
            writer.lines(&constants);
            functions.iter().for_each(|function| writer.lines(function));
            writer.lines(&format!("return {root_text};"));
        });
        writer.line("})()");
        writer.finish()
    }

    /// Writes `export type X = …`, with the schema's description.
    fn declare_type(&self, writer: &mut Writer, name: &str, id: Id) {
        let schema = &self.schemas.all[id];
        writer.jsdoc(&schema.description.iter().cloned().collect::<Vec<_>>());
        let expression = &self.expressions[name];
        let shape = match expression {
            Expression::Checked(checked) => match &checked.base {
                Base::Judge(base) | Base::TypeOnly(base) => base,
            },
            expression => expression,
        };
        match shape {
            Expression::Object { properties, others } if !properties.is_empty() => {
                writer.line(format!("export type {name} = {{"));
                writer.indented(|writer| {
                    types::members(properties, *others, "").iter().for_each(|member| writer.line(format!("{member};")));
                });
                writer.line("};");
            }
            _ => writer.line(format!("export type {name} = {};", types::type_of(expression, ""))),
        }
    }

    /// Returns the functions that a text mentions, and those that these functions mention.
    fn functions(&self, text: &str, style: Style<'_>) -> Vec<String> {
        let conditions = Conditions { schemas: self.schemas, names: self.names };
        let mut known: BTreeMap<String, (&str, Id)> = BTreeMap::new();
        for (id, name) in self.names {
            known.insert(condition::function(name), ("fits", *id));
            known.insert(evaluated::key_function(name), ("key", *id));
            known.insert(evaluated::item_function(name), ("item", *id));
        }
        let mut functions: BTreeMap<(usize, String), String> = BTreeMap::new();
        let mut mentioned = BTreeSet::new();
        let mut open: Vec<String> = words(text).into_iter().map(str::to_owned).collect();
        while let Some(word) = open.pop() {
            if !mentioned.insert(word.clone()) {
                continue;
            }
            let (rank, function) = if let Some((kind, id)) = known.get(&word) {
                let (parameters, body): (&[_], _) = match *kind {
                    "fits" => (&[("v", "unknown")], conditions.body(*id, "v", 0)),
                    "key" => (&[("o", "Record<string, unknown>"), ("k", "string")], conditions.key_body(*id)),
                    _ => (&[("a", "readonly unknown[]"), ("i", "number")], conditions.item_body(*id)),
                };
                (0, function(&word, parameters, &body, style))
            } else if let Some(rank) = functions::FUNCTIONS.iter().position(|(name, _)| *name == word) {
                (rank + 1, style.own_text(functions::FUNCTIONS[rank].1))
            } else {
                continue;
            };
            open.extend(words(&function).into_iter().map(str::to_owned));
            functions.insert((rank, word), function);
        }
        functions.into_values().collect()
    }

    /// Returns the definitions that are members of a discriminated union. The union accepts only objects, which it does
    /// not recognise behind an annotation.
    fn discriminated_members(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for expression in self.expressions.values() {
            expression.walk(&mut |inner| {
                if let Expression::Discriminated { members, .. } = inner {
                    names.extend(members.iter().filter_map(|member| match member {
                        Expression::Reference(name) => Some(name.as_str()),
                        _ => None,
                    }));
                }
            });
        }
        names
    }
}

fn write_record<'e>(writer: &mut Writer, style: Style<'_>, expressions: impl Iterator<Item = &'e Expression>) {
    let mut is_used = false;
    expressions.for_each(|expression| expression.walk(&mut |inner| is_used |= matches!(inner, Expression::Record(_))));
    if is_used {
        writer.line("");
        writer.lines(&style.own_text(functions::RECORD));
    }
}

/// Writes a value that a bundler removes when it is unused. A purity mark applies to one call, so several calls are
/// wrapped in a function.
fn pure(expression: &Expression, value: &str) -> String {
    match expression {
        Expression::Reference(_) if !value.contains('(') => value.to_owned(),
        expression if is_one_call(expression) => format!("/*#__PURE__*/ {value}"),
        _ => format!("/*#__PURE__*/ (() => {value})()"),
    }
}

fn function(name: &str, parameters: &[(&str, &str)], body: &str, style: Style<'_>) -> String {
    let mentioned = words(body);
    let parameters = parameters.iter().map(|(parameter, ty)| {
        let mark = if mentioned.contains(parameter) { "" } else { "_" };
        format!("{mark}{parameter}{}", style.only(&format!(": {ty}")))
    });
    let head = format!("function {name}({}){}", parameters.collect::<Vec<_>>().join(", "), style.only(": boolean"));
    format!("{head} {{\n  return {};\n}}", unbracketed(body))
}
