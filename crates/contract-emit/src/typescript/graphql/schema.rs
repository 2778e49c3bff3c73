//! `graphql/schema.ts`: every type of the schema, with null where GraphQL can return null.

use apollo_compiler::{
    Schema,
    ast::{FieldDefinition, Type},
    schema::ExtendedType,
};
use heck::ToUpperCamelCase;

use super::{
    super::{
        header,
        type_expression::{literal, member},
    },
    names::{Names, wrapped},
};
use crate::{Artifact, text::Writer};

/// Emits the types.
pub(super) fn emit(names: &Names<'_>) -> Artifact {
    let mut writer = Writer::default();
    writer.line("import type * as T from \"../types.js\";");
    writer.line("");
    writer.line("/** What each scalar is in TypeScript. */");
    writer.line("export type Scalars = {");
    writer.indented(|writer| {
        for builtin in ["ID", "String", "Int", "Float", "Boolean"] {
            writer.line(format!("{builtin}: {};", names.scalar(builtin)));
        }
        for (name, ty) in names.scalars() {
            writer.line(format!("{name}: {ty};"));
        }
    });
    writer.line("};");
    for (name, ty) in &names.schema.types {
        if ty.is_built_in() {
            continue;
        }
        let documentation: Vec<_> = ty.description().map(ToString::to_string).into_iter().collect();
        match ty {
            ExtendedType::Object(object) => {
                writer.line("");
                writer.jsdoc(&documentation);
                let fields = object.fields.values().map(|field| &***field);
                object_type(&mut writer, names, name, fields.clone());
                if is_root(names.schema, name) {
                    fields.for_each(|field| arguments(&mut writer, names, name, field));
                }
            }
            ExtendedType::Union(union) => {
                writer.line("");
                writer.jsdoc(&documentation);
                let members: Vec<_> = union.members.iter().map(ToString::to_string).collect();
                writer.line(format!("export type {name} = {};", members.join(" | ")));
            }
            ExtendedType::Enum(_) => {
                writer.line("");
                writer.jsdoc(&documentation);
                writer.line(format!("export type {name} = {};", names.scalar(name)));
            }
            ExtendedType::InputObject(_) => {
                writer.line("");
                writer.jsdoc(&documentation);
                let ty = names.input(&Type::NonNullNamed(name.clone()), None);
                writer.line(format!("export type {name} = {ty};"));
            }
            // Scalars are written above; contracts have no interfaces.
            ExtendedType::Scalar(_) | ExtendedType::Interface(_) => {}
        }
    }
    Artifact::new("typescript/src/graphql/schema.ts", header() + &writer.finish())
}

/// Whether a type is one of the three roots.
pub(super) fn is_root(schema: &Schema, name: &str) -> bool {
    schema.schema_definition.iter_root_operations().any(|(_, root)| *root == *name)
}

fn object_type<'f>(
    writer: &mut Writer,
    names: &Names<'_>,
    name: &str,
    fields: impl Iterator<Item = &'f FieldDefinition>,
) {
    writer.line(format!("export type {name} = {{"));
    writer.indented(|writer| {
        writer.line(format!("__typename?: {};", literal(name)));
        for field in fields {
            let inner = field.ty.inner_named_type();
            let ty = match names.schema.types.get(inner) {
                Some(ty) if !ty.is_leaf() => wrapped(&field.ty, inner),
                _ => names.leaf(name, &field.name, &field.ty),
            };
            writer.jsdoc(&field.description.iter().map(ToString::to_string).collect::<Vec<_>>());
            writer.line(format!("{};", member(&field.name, true, &ty)));
        }
    });
    writer.line("};");
}

fn arguments(writer: &mut Writer, names: &Names<'_>, root: &str, field: &FieldDefinition) {
    if field.arguments.is_empty() {
        return;
    }
    writer.line("");
    writer.line(format!("/** The arguments of `{root}.{}`. */", field.name));
    let mut characters = field.name.chars();
    let stem =
        characters.next().map(|first| first.to_ascii_uppercase()).into_iter().collect::<String>() + characters.as_str();
    writer.line(format!("export type {}{stem}Args = {{", root.to_upper_camel_case()));
    writer.indented(|writer| {
        for argument in &field.arguments {
            let ty = names.input(&argument.ty, names.root_argument(root, &field.name, &argument.name));
            let required = argument.ty.is_non_null() && argument.default_value.is_none();
            writer.line(format!("{};", member(&argument.name, required, &ty)));
        }
    });
    writer.line("};");
}
