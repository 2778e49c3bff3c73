//! `graphql/documents.ts`: a typed document of each operation and fragment.

use std::collections::BTreeSet;

use apollo_compiler::{
    Node,
    ast::Value,
    executable::{Fragment, FragmentMap, Operation, Selection, SelectionSet, VariableDefinition},
};
use contract_model::registry::Argument;
use heck::ToUpperCamelCase;

use super::{
    super::{header, type_expression::member},
    ast,
    names::Names,
    selections::Selections,
};
use crate::{Artifact, graphql::documents::Documents, text::Writer};

/// Emits the documents.
pub(super) fn emit(names: &Names<'_>, documents: &Documents) -> Artifact {
    let fragments = &documents.executable.fragments;
    let selections = Selections { names, fragments };
    let mut writer = Writer::default();
    writer.line("import type { TypedDocumentNode } from \"@graphql-typed-document-node/core\";");
    writer.line("import type * as T from \"../types.js\";");
    for fragment in fragments.values() {
        emit_fragment(&mut writer, &selections, fragment);
    }
    for operation in documents.executable.operations.named.values() {
        emit_operation(&mut writer, &selections, operation);
    }
    Artifact::new("typescript/src/graphql/documents.ts", header() + &writer.finish())
}

/// Returns the names of the constants that the documents export.
pub(super) fn exported(documents: &Documents) -> Vec<String> {
    let fragments = documents.executable.fragments.keys().map(|name| format!("{name}FragmentDocument"));
    let operations = documents.executable.operations.named.keys().map(|name| format!("{name}Document"));
    fragments.chain(operations).collect()
}

fn emit_fragment(writer: &mut Writer, selections: &Selections<'_>, fragment: &Node<Fragment>) {
    let name = &fragment.name;
    let ty = &fragment.selection_set.ty;
    writer.line("");
    writer.line(format!("/** What the fragment `{name}` selects of a `{ty}`. */"));
    selections.write(writer, &format!("export type {name}Fragment = "), &fragment.selection_set, ";");
    writer.line("");
    writer.line(format!("const {name}Definition = {};", ast::fragment(fragment)));
    let definitions = definitions(&format!("{name}Definition"), &fragment.selection_set, selections.fragments);
    writer.lines(&format!(
        "\n/** The fragment `{name}` with those it uses. */\n\
         export const {name}FragmentDocument: TypedDocumentNode<{name}Fragment, never> =\n  \
           {{ kind: \"Document\", definitions: [{definitions}] }} as unknown as TypedDocumentNode<{name}Fragment, never>;"
    ));
}

fn emit_operation(writer: &mut Writer, selections: &Selections<'_>, operation: &Operation) {
    let Some(name) = &operation.name else { return };
    let kind = operation.operation_type.name();
    let stem = format!("{name}{}", kind.to_upper_camel_case());
    writer.line("");
    writer.line(format!("/** What the {kind} `{name}` takes. */"));
    variables(writer, selections, operation, &stem);
    writer.line("");
    writer.line(format!("/** What the {kind} `{name}` answers. */"));
    selections.write(writer, &format!("export type {stem} = "), &operation.selection_set, ";");
    let document = ast::operation(operation).to_string();
    let definitions = definitions(&document, &operation.selection_set, selections.fragments);
    writer.lines(&format!(
        "\n/** The {kind} `{name}`. */\n\
         export const {name}Document: TypedDocumentNode<{stem}, {stem}Variables> =\n  \
           {{ kind: \"Document\", definitions: [{definitions}] }} as unknown as TypedDocumentNode<{stem}, {stem}Variables>;"
    ));
}

/// Returns a definition and the fragments that it reaches.
fn definitions(first: &str, set: &SelectionSet, fragments: &FragmentMap) -> String {
    let mut names = BTreeSet::new();
    spreads(set, fragments, &mut names);
    let mut definitions = vec![first.to_owned()];
    definitions.extend(names.into_iter().map(|name| format!("{name}Definition")));
    definitions.join(", ")
}

fn spreads(set: &SelectionSet, fragments: &FragmentMap, names: &mut BTreeSet<String>) {
    for selection in &set.selections {
        match selection {
            Selection::Field(field) => spreads(&field.selection_set, fragments, names),
            Selection::InlineFragment(inline) => spreads(&inline.selection_set, fragments, names),
            Selection::FragmentSpread(spread) => {
                if names.insert(spread.fragment_name.to_string()) {
                    spreads(&fragments[&spread.fragment_name].selection_set, fragments, names);
                }
            }
        }
    }
}

fn variables(writer: &mut Writer, selections: &Selections<'_>, operation: &Operation, stem: &str) {
    if operation.variables.is_empty() {
        writer.line(format!("export type {stem}Variables = Record<string, never>;"));
        return;
    }
    writer.line(format!("export type {stem}Variables = {{"));
    writer.indented(|writer| {
        for variable in &operation.variables {
            let argument = argument_of(selections.names, &operation.selection_set, variable);
            let ty = selections.names.input(&variable.ty, argument);
            let required = variable.ty.is_non_null() && variable.default_value.is_none();
            writer.line(format!("{};", member(&variable.name, required, &ty)));
        }
    });
    writer.line("};");
}

/// Returns the argument of a root field that receives a variable directly.
fn argument_of<'a>(names: &Names<'a>, roots: &SelectionSet, variable: &VariableDefinition) -> Option<&'a Argument> {
    roots.fields().find_map(|field| {
        let argument = field.arguments.iter().find(|argument| match argument.value.as_ref() {
            Value::Variable(name) => *name == variable.name,
            _ => false,
        })?;
        names.root_argument(&roots.ty, &field.name, &argument.name)
    })
}
