//! `graphql/apollo.ts`: the configuration of Apollo Client's cache for the schema.

use std::collections::BTreeMap;

use apollo_compiler::schema::{ExtendedType, ObjectType};

use super::{
    super::{header, type_expression::literal},
    names::Names,
    schema::is_root,
};
use crate::{Artifact, graphql::possible_types, text::Writer};

/// Emits the policies.
pub(super) fn emit(names: &Names<'_>) -> Artifact {
    let mut writer = Writer::default();
    let objects: BTreeMap<_, _> = names
        .schema
        .types
        .iter()
        .filter_map(|(name, ty)| match ty {
            ExtendedType::Object(object) if !ty.is_built_in() => Some((name.as_str(), object)),
            _ => None,
        })
        .collect();
    let pages: Vec<_> = objects
        .iter()
        .filter(|(name, _)| is_root(names.schema, name))
        .map(|(name, object)| (*name, connections(object)))
        .filter(|(_, fields)| !fields.is_empty())
        .collect();
    writer.line("import type { PossibleTypesMap, TypePolicies } from \"@apollo/client/cache\";");
    if !pages.is_empty() {
        writer.line("import { relayStylePagination } from \"@apollo/client/utilities\";");
    }
    writer.line("");
    writer.line("/** Which objects each union may be, for fragments on it. */");
    let possible = serde_json::to_string(&possible_types(names.schema)).expect("names serialise");
    writer.line(format!("export const possibleTypes: PossibleTypesMap = {possible};"));
    writer.lines(
        "\n/**\n * Policies for `new InMemoryCache({ possibleTypes, typePolicies: typePolicies() })`: objects with an `id` are kept\n \
         * by it, others belong to the object that holds them, and connections join their pages.\n */",
    );
    writer.line("export const typePolicies = (): TypePolicies => ({");
    writer.indented(|writer| {
        for (name, fields) in &pages {
            writer.line(format!("{name}: {{"));
            writer.indented(|writer| {
                writer.line("fields: {");
                writer.indented(|writer| {
                    for (field, keys) in fields {
                        let keys = keys.iter().map(|key| literal(key)).collect::<Vec<_>>().join(", ");
                        writer.line(format!("{field}: relayStylePagination([{keys}]),"));
                    }
                });
                writer.line("},");
            });
            writer.line("},");
        }
        for (name, object) in objects.iter().filter(|(name, _)| !is_root(names.schema, name)) {
            if object.fields.contains_key("id") {
                writer.line(format!("{name}: {{ keyFields: [\"id\"] }},"));
            } else {
                writer.line(format!("{name}: {{ keyFields: false, merge: true }},"));
            }
        }
    });
    writer.line("});");
    Artifact::new("typescript/src/graphql/apollo.ts", header() + &writer.finish())
}

/// Returns the fields that answer with a Relay connection, with the arguments that distinguish one list from another.
fn connections(object: &ObjectType) -> Vec<(String, Vec<String>)> {
    object
        .fields
        .iter()
        .filter(|(_, field)| field.ty.inner_named_type().ends_with("Connection"))
        .map(|(name, field)| {
            let keys = field
                .arguments
                .iter()
                .map(|argument| argument.name.to_string())
                .filter(|name| !["first", "after", "last", "before"].contains(&name.as_str()))
                .collect();
            (name.to_string(), keys)
        })
        .collect()
}
