//! `types.ts`: a declaration of every named type, under the name of its Rust type.

mod names;

use std::collections::BTreeSet;

use contract_model::{
    registry::{Generic, Registry, Role, TypeDefinition},
    schema::{Schema, Shape},
};

use self::names::Names;
use super::{
    header, jsdoc,
    type_expression::{literal, member, type_with},
};
use crate::{Artifact, text::Writer};

/// Emits the types.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let mut writer = Writer::default();
    writer.lines(
        "declare const brand: unique symbol;\n\n\
         /** A text or number that only a constructor of `./ids.js` makes: one kind of id is not another. */\n\
         export type Brand<T, Name extends string> = T & { readonly [brand]: Name };",
    );
    let names = Names::new(registry);
    let mut declared = BTreeSet::new();
    for (name, definition) in &registry.types {
        if let Some((name, generic)) = definition.generic().and_then(|generic| registry.generics.get_key_value(generic))
            && declared.insert(name)
        {
            writer.line("");
            generic_type(&mut writer, &names, name, generic);
        }
        writer.line("");
        named_type(&mut writer, registry, &names, name, definition);
    }
    Artifact::new("typescript/src/types.ts", header() + &writer.finish())
}

/// Writes a generic type, above the first of its instances.
fn generic_type(writer: &mut Writer, names: &Names<'_>, name: &str, Generic { parameters, schema }: &Generic) {
    let head = format!("{name}<{}>", parameters.join(", "));
    writer.jsdoc(&documentation(schema));
    declaration(writer, &head, schema, None, &|name| {
        if parameters.iter().any(|parameter| parameter == name) { name.to_owned() } else { names.reference(name) }
    });
}

/// Writes one named type.
fn named_type(writer: &mut Writer, registry: &Registry, names: &Names<'_>, name: &str, definition: &TypeDefinition) {
    let refer = |name: &str| names.reference(name);
    writer.jsdoc(&documentation(&definition.schema));
    let reference = names.reference(name);
    if reference != name {
        writer.line(format!("export type {name} = {reference};"));
        return;
    }
    match &definition.role {
        Role::Id => {
            let plain = type_with(&definition.schema, &refer);
            writer.line(format!("export type {name} = Brand<{plain}, {}>;", literal(name)));
        }
        Role::Plain | Role::Variant { .. } | Role::Instance { .. } => {
            declaration(writer, name, &definition.schema, registry.tag_of(definition), &refer);
        }
    }
}

/// Writes `export type …`: an object with one line per property and its documentation above it, any other type on one
/// line.
///
/// The tag of a variant is in quotes.
fn declaration(writer: &mut Writer, head: &str, schema: &Schema, tag: Option<&str>, refer: &dyn Fn(&str) -> String) {
    let properties = if let Shape::Object { properties, .. } = &schema.shape { properties.as_slice() } else { &[] };
    if properties.is_empty() {
        writer.line(format!("export type {head} = {};", type_with(schema, refer)));
        return;
    }
    writer.line(format!("export type {head} = {{"));
    writer.indented(|writer| {
        for property in properties {
            let name = &property.name;
            let ty = type_with(&property.schema, refer);
            writer.jsdoc(&jsdoc::schema(&property.schema));
            writer.line(if tag == Some(name) {
                format!("{}: {ty};", literal(name))
            } else {
                format!("{};", member(name, property.required, &ty))
            });
        }
    });
    writer.line("};");
}

fn documentation(schema: &Schema) -> Vec<String> {
    let mut paragraphs: Vec<String> = schema.description.iter().cloned().collect();
    if let Shape::Enumeration { values, open } = &schema.shape {
        paragraphs.push(String::new());
        for value in values {
            let description = value.description.as_deref().unwrap_or_default();
            let lifecycle = jsdoc::lifecycle(&value.lifecycle)
                .iter()
                .map(|tag| format!(" ({})", tag.trim_start_matches('@')))
                .collect::<String>();
            paragraphs.push(format!("- `{}`: {description}{lifecycle}", value.value));
        }
        if *open {
            paragraphs.push(String::new());
            paragraphs.push("It may grow: handle words that are not listed.".into());
        }
    }
    paragraphs.extend(jsdoc::lifecycle(&schema.lifecycle));
    paragraphs
}
