//! The type of a selection's response.

use apollo_compiler::{
    Node,
    executable::{DirectiveList, Field, FragmentMap, Selection, SelectionSet},
    schema::ExtendedType,
};
use indexmap::IndexMap;

use super::{
    super::type_expression::{key, literal},
    names::{Names, wrapped},
};
use crate::text::Writer;

/// Prints types of selections.
pub(super) struct Selections<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) fragments: &'a FragmentMap,
}

/// The fields with one response name. They are merged; a field that is conditional everywhere may be absent.
struct Merged<'a> {
    fields: Vec<&'a Node<Field>>,
    conditional: bool,
}

impl<'a> Selections<'a> {
    /// Writes `head`, the type of a selection set, and `tail`.
    pub(super) fn write(&self, writer: &mut Writer, head: &str, set: &'a SelectionSet, tail: &str) {
        self.write_all(writer, head, &set.ty, &[set], tail);
    }

    /// Writes one object type per possible type of `ty`.
    fn write_all(&self, writer: &mut Writer, head: &str, ty: &str, sets: &[&'a SelectionSet], tail: &str) {
        let possible = self.possible(ty);
        if let [only] = possible.as_slice() {
            self.object(writer, head, only, sets, tail);
            return;
        }
        writer.line(head);
        writer.indented(|writer| {
            for (index, object) in possible.iter().enumerate() {
                let tail = if index + 1 == possible.len() { tail } else { "" };
                self.object(writer, "| ", object, sets, tail);
            }
        });
    }

    fn object(&self, writer: &mut Writer, head: &str, object: &str, sets: &[&'a SelectionSet], tail: &str) {
        let mut merged = IndexMap::new();
        for set in sets {
            self.collect(object, set, false, &mut merged);
        }
        writer.line(format!("{head}{{").trim_start_matches(' '));
        writer.indented(|writer| {
            if !merged.contains_key("__typename") {
                writer.line(format!("__typename?: {};", literal(object)));
            }
            for (name, Merged { fields, conditional }) in &merged {
                let Some(field) = fields.first() else { continue };
                let head = format!("{}{}: ", key(name), if *conditional { "?" } else { "" });
                if field.name == "__typename" {
                    writer.line(format!("{head}{};", literal(object)));
                } else if field.selection_set.selections.is_empty() {
                    let ty = self.names.leaf(object, &field.name, field.ty());
                    writer.line(format!("{head}{ty};"));
                } else {
                    let sets: Vec<_> = fields.iter().map(|field| &field.selection_set).collect();
                    // `Array<{ … }> | null` around the object, which is written in between.
                    let around = wrapped(field.ty(), "\0");
                    let (before, after) = around.split_once('\0').unwrap_or_default();
                    self.write_all(
                        writer,
                        &format!("{head}{before}"),
                        &field.selection_set.ty,
                        &sets,
                        &format!("{after};"),
                    );
                }
            }
        });
        writer.line(format!("}}{tail}"));
    }

    /// Collects the fields that a set selects on an object, through fragments.
    fn collect(
        &self,
        object: &str,
        set: &'a SelectionSet,
        conditional: bool,
        merged: &mut IndexMap<String, Merged<'a>>,
    ) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    let conditional = conditional || is_conditional(&field.directives);
                    let entry = merged
                        .entry(field.response_key().to_string())
                        .or_insert(Merged { fields: Vec::new(), conditional: true });
                    entry.conditional &= conditional;
                    entry.fields.push(field);
                }
                Selection::InlineFragment(inline) => {
                    if inline.type_condition.as_ref().is_none_or(|condition| self.applies(condition, object)) {
                        let conditional = conditional || is_conditional(&inline.directives);
                        self.collect(object, &inline.selection_set, conditional, merged);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.fragments[&spread.fragment_name];
                    if self.applies(&fragment.selection_set.ty, object) {
                        let conditional = conditional || is_conditional(&spread.directives);
                        self.collect(object, &fragment.selection_set, conditional, merged);
                    }
                }
            }
        }
    }

    fn applies(&self, condition: &str, object: &str) -> bool {
        condition == object || self.names.schema.is_subtype(condition, object)
    }

    /// Returns the possible object types of a value of `ty`.
    fn possible(&self, ty: &str) -> Vec<String> {
        match self.names.schema.types.get(ty) {
            Some(ExtendedType::Union(union)) => union.members.iter().map(ToString::to_string).collect(),
            Some(ExtendedType::Interface(_)) => self
                .names
                .schema
                .types
                .iter()
                .filter(|(name, other)| other.is_object() && self.names.schema.is_subtype(ty, name))
                .map(|(name, _)| name.to_string())
                .collect(),
            _ => vec![ty.to_owned()],
        }
    }
}

fn is_conditional(directives: &DirectiveList) -> bool {
    directives.has("include") || directives.has("skip")
}
