//! `schemas/objects.ts`: the schemas of objects with their full type, for forms that pick properties and extend them.
//!
//! The values are those of `schemas.ts`, where an annotation hides their full type so that its declarations stay small.

use contract_model::{
    registry::{Registry, TypeDefinition},
    schema::{Property, Schema, Shape},
};

use super::{
    header,
    type_expression::{key, type_of},
};
use crate::{Artifact, text::Writer};

/// Emits the module.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let mut writer = Writer::default();
    writer.lines(
        "import type * as z from \"zod\";\n\
         import * as schemas from \"../schemas.js\";\n\
         import type * as T from \"../types.js\";",
    );
    for (name, definition) in &registry.types {
        let Shape::Object { properties, closed } = &definition.schema.shape else { continue };
        let rest = if *closed { "z.core.$strict" } else { "z.core.$strip" };
        writer.line("");
        writer.line(format!("/** The schema of a {{@link T.{name}}}. */"));
        writer.line(format!("export const {name}Schema = schemas.{name}Schema as unknown as z.ZodObject<"));
        writer.indented(|writer| {
            writer.line("{");
            writer.indented(|writer| {
                for property in properties {
                    writer.line(format!("{}: {};", key(&property.name), value(registry, name, property)));
                }
            });
            writer.line("},");
            writer.line(rest);
        });
        writer.line(">;");
    }
    Artifact::new("typescript/src/schemas/objects.ts", header() + &writer.finish())
}

fn value(registry: &Registry, within: &str, property: &Property) -> String {
    let ty = class(registry, within, &property.schema);
    if property.required { ty } else { format!("z.ZodExactOptional<{ty}>") }
}

/// Returns the class of a schema inside the object `within`.
fn class(registry: &Registry, within: &str, schema: &Schema) -> String {
    match &schema.shape {
        Shape::Reference { name } if is_object(registry, name) && !reaches(registry, name, within) => {
            format!("typeof {name}Schema")
        }
        Shape::Boolean { only: None } => "z.ZodBoolean".into(),
        Shape::Integer { .. } | Shape::Number { .. } => "z.ZodNumber".into(),
        Shape::String { format: None, .. } => "z.ZodString".into(),
        Shape::Array { items, .. } => format!("z.ZodArray<{}>", class(registry, within, items)),
        Shape::Nullable { value } => format!("z.ZodNullable<{}>", class(registry, within, value)),
        Shape::Reference { .. }
        | Shape::Boolean { only: Some(_) }
        | Shape::String { format: Some(_), .. }
        | Shape::Enumeration { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => format!("z.ZodType<{}>", type_of(schema)),
    }
}

fn is_object(registry: &Registry, name: &str) -> bool {
    registry.types.get(name).is_some_and(TypeDefinition::is_object)
}

/// Whether `from` refers to `to`, directly or indirectly: the types of two schemas that refer to each other cannot both
/// be inferred.
fn reaches(registry: &Registry, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if let Some(definition) = registry.types.get(name).filter(|_| seen.insert(name)) {
            definition.schema.references(&mut |next| open.push(next));
        }
    }
    false
}
