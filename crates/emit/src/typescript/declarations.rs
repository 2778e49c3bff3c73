//! `types.ts`: every named type, as ts-rs derives it from Rust.

use std::collections::BTreeSet;

use contract_kit::{
    registry::{Registry, Role, TypeDefinition},
    schema::{Property, Shape},
};

use super::{header, layout};
use crate::{Artifact, text::Writer};

/// Emits the types.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let mut writer = Writer::default();
    writer.lines(
        "declare const brand: unique symbol;\n\n\
         /** A text or number that only a constructor of `./ids.js` makes: one kind of id is not another. */\n\
         export type Brand<T, Name extends string> = T & { readonly [brand]: Name };",
    );
    let mut generics = BTreeSet::new();
    for (name, definition) in &registry.types {
        if let Role::Instance { generic } = &definition.role
            && generics.insert(generic)
        {
            writer.line("");
            generic_declaration(&mut writer, definition);
        }
        writer.line("");
        named(&mut writer, name, definition);
    }
    Artifact::new("typescript/src/types.ts", header() + &writer.finish())
}

/// One named type.
fn named(writer: &mut Writer, name: &str, definition: &TypeDefinition) {
    writer.jsdoc(&type_documentation(definition));
    match (&definition.role, &definition.rust) {
        (Role::Instance { .. }, _) => writer.line(format!("export type {name} = {};", definition.typescript.name)),
        // Two views of one Rust type have one shape: the view that is called as it is declared, the other is a name.
        (_, Some(rust)) if name != rust => writer.line(format!("export type {name} = {};", definition.typescript.name)),
        _ => layout::declaration(writer, &definition.typescript.declaration, properties(definition)),
    }
}

fn generic_declaration(writer: &mut Writer, definition: &TypeDefinition) {
    writer.jsdoc(&type_documentation(definition));
    layout::declaration(writer, &definition.typescript.declaration, properties(definition));
}

fn type_documentation(definition: &TypeDefinition) -> Vec<String> {
    let mut paragraphs: Vec<String> = definition.schema.description.iter().cloned().collect();
    if let Shape::Enumeration { values, open } = &definition.schema.shape {
        paragraphs.push(String::new());
        for value in values {
            let description = value.description.as_deref().unwrap_or_default();
            let lifecycle = layout::lifecycle(&value.lifecycle)
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
    paragraphs.extend(layout::lifecycle(&definition.schema.lifecycle));
    paragraphs
}

fn properties(definition: &TypeDefinition) -> &[Property] {
    match &definition.schema.shape {
        Shape::Object { properties, .. } => properties,
        _ => &[],
    }
}
