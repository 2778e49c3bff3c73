//! Checks that every type that GraphQL reaches has a GraphQL name for the direction it travels in.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Registry, Root, TypeDefinition},
    schema::{Schema, Shape},
};

/// A type that is reached, and the direction it travels in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Reached {
    name: String,
    is_sent: bool,
}

/// Checks every type that the fields reach.
pub(super) fn types(registry: &Registry, diagnostics: &mut Diagnostics) {
    let Some(graphql) = &registry.graphql else { return };
    if graphql.fields.iter().all(|field| field.root != Root::Query) {
        diagnostics.push(
            Diagnostic::error("empty-root", "Query", "the contract has GraphQL fields, but none of them is a query")
                .help("GraphQL needs at least one: declare a field with #[query]"),
        );
    }
    let mut seen = BTreeSet::new();
    let mut open = Vec::new();
    for field in &graphql.fields {
        let subject = field.path();
        for argument in &field.arguments {
            reach(&format!("{subject}({})", argument.name), &argument.schema, true, &mut open);
        }
        reach(&subject, &field.output.schema, false, &mut open);
    }
    while let Some((subject, reached)) = open.pop() {
        let Some(definition) = registry.types.get(&reached.name) else { continue };
        let Reached { name, is_sent } = &reached;
        let face = definition.graphql.as_ref();
        let called = face.and_then(|face| if *is_sent { face.input.as_ref() } else { face.output.as_ref() });
        if called.is_none() {
            let (way, word) = if *is_sent { ("sent", "input") } else { ("answered", "object") };
            let rust = definition.rust_name(name);
            diagnostics.push(
                Diagnostic::error(
                    "graphql-type",
                    subject,
                    format!("`{rust}` is {way} here over GraphQL, but is no type of it"),
                )
                .help(format!(
                    "declare `{rust}` with #[contract({word})], or with both words where it travels both ways"
                )),
            );
        } else if seen.insert(reached.clone()) {
            if is_empty(registry, definition) {
                diagnostics.push(
                    Diagnostic::error(
                        "graphql-empty",
                        name,
                        "it has no properties, and a GraphQL object needs at least one",
                    )
                    .help("give it one, or leave it out of GraphQL"),
                );
            }
            definition.schema.references(&mut |next| {
                open.push((name.clone(), Reached { name: next.to_owned(), is_sent: *is_sent }));
            });
        }
    }
}

/// Whether a type is an object without properties. The tag of a variant does not count in GraphQL.
fn is_empty(registry: &Registry, definition: &TypeDefinition) -> bool {
    let Shape::Object { properties, .. } = &definition.schema.shape else { return false };
    let tag = registry.tag_of(definition);
    properties.iter().all(|property| Some(property.name.as_str()) == tag)
}

fn reach(subject: &str, schema: &Schema, is_sent: bool, open: &mut Vec<(String, Reached)>) {
    schema.references(&mut |name| open.push((subject.to_owned(), Reached { name: name.to_owned(), is_sent })));
}
