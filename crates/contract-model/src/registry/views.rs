//! The direction in which each type travels, and the two views of a type that travels both ways.
//!
//! A request refuses unknown properties, because a misspelt one must not be lost. A response may grow, because a new
//! property must not break a client. A property with a default may be absent from a request, and is always present in a
//! response. An object that travels both ways therefore has two views, named as in GraphQL: `Address` is received by
//! clients, `AddressInput` is sent by them. See docs/adr/0005.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Body, Direction, Operation, PartContent, Registry, Role, TypeDefinition};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    schema::{Schema, Shape},
};

/// Gives every type its direction, and splits those that need two views.
///
/// Returns a map from the name of each view to the name of the type that it is a view of.
pub(super) fn split(registry: &mut Registry, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let sent = reachable(&registry.types, request_roots(registry));
    let answered = reachable(&registry.types, answer_roots(registry));
    // The two views of a type that contains no object would be the same.
    let holds_object = |name: &String| {
        reachable(&registry.types, BTreeSet::from([name.clone()])).iter().any(|held| registry.types[held].is_object())
    };
    let split: BTreeSet<_> = sent.intersection(&answered).filter(|name| holds_object(name)).cloned().collect();
    let is_split = |name: &str| split.contains(name);
    let sent_name = |name: &str| if is_split(name) { view_names(name).0 } else { name.to_owned() };
    let answered_name = |name: &str| if is_split(name) { view_names(name).1 } else { name.to_owned() };

    let mut origins = BTreeMap::new();
    let mut types = BTreeMap::new();
    for (name, definition) in std::mem::take(&mut registry.types) {
        let is_sent = sent.contains(&name);
        let is_answered = answered.contains(&name);
        let mut add = |view: String, direction: Direction| {
            let mut definition = definition.clone();
            definition.direction = direction;
            definition.rust = (view != name).then(|| name.clone());
            match direction {
                Direction::Request => {
                    rename(&mut definition, &sent_name);
                    send(&mut definition.schema);
                }
                Direction::Answer => {
                    rename(&mut definition, &answered_name);
                    answer(&mut definition.schema);
                }
                Direction::Both => {}
            }
            origins.insert(view.clone(), name.clone());
            if types.insert(view.clone(), definition).is_some() {
                diagnostics.push(
                    Diagnostic::error("view-collision", &name, format!("two types would be called `{view}`"))
                        .help("an object that travels both ways is answered as `X` and sent as `XInput`; rename one"),
                );
            }
        };
        if is_split(&name) {
            let (request, answer) = view_names(&name);
            add(request, Direction::Request);
            add(answer, Direction::Answer);
        } else {
            let direction = match (is_sent, is_answered) {
                (true, true) => Direction::Both,
                (true, false) => Direction::Request,
                _ => Direction::Answer,
            };
            add(name.clone(), direction);
        }
    }
    registry.types = types;
    answer_generics(registry);
    rename_uses(registry, &sent_name, &answered_name);
    origins
}

/// Returns the names of a type's two views: the one that clients send, and the one that they receive.
fn view_names(name: &str) -> (String, String) {
    let stem = name.strip_suffix("Input").unwrap_or(name);
    (format!("{stem}Input"), stem.to_owned())
}

/// Makes a definition refer to the types of one view.
fn rename(definition: &mut TypeDefinition, name: &impl Fn(&str) -> String) {
    definition.schema.rename_references(name);
    match &mut definition.role {
        Role::Variant { union } => *union = name(union),
        Role::Instance { arguments, .. } => {
            arguments.iter_mut().for_each(|argument| argument.rename_references(name));
        }
        Role::Plain | Role::Id => {}
    }
}

/// Converts an object into its request view.
fn send(schema: &mut Schema) {
    if let Shape::Object { closed, .. } = &mut schema.shape {
        *closed = true;
    }
}

/// Converts an object into its response view, in which the server has filled in every default.
fn answer(schema: &mut Schema) {
    if let Shape::Object { closed, properties, .. } = &mut schema.shape {
        *closed = false;
        for property in properties {
            property.required |= property.schema.default.take().is_some();
        }
    }
}

/// Converts each generic type that occurs only in responses into its response view.
fn answer_generics(Registry { generics, types, .. }: &mut Registry) {
    for (name, generic) in generics {
        let mut instances = types.values().filter(|definition| definition.generic() == Some(name));
        if instances.all(|instance| instance.direction == Direction::Answer) {
            answer(&mut generic.schema);
        }
    }
}

fn rename_uses(registry: &mut Registry, sent: &impl Fn(&str) -> String, answered: &impl Fn(&str) -> String) {
    for operation in &mut registry.operations {
        for parameter in &mut operation.parameters {
            parameter.schema.rename_references(sent);
        }
        match &mut operation.body {
            Body::Json { schema, .. } => schema.rename_references(sent),
            Body::Multipart { parts } => {
                for part in parts {
                    if let PartContent::Value { schema } = &mut part.content {
                        schema.rename_references(sent);
                    }
                }
            }
            Body::None | Body::Bytes { .. } => {}
        }
        for Answer { body, .. } in &mut operation.answers {
            if let Some(body) = body {
                body.schema.rename_references(answered);
            }
        }
    }
    for channel in &mut registry.channels {
        for parameter in &mut channel.parameters {
            parameter.schema.rename_references(sent);
        }
        channel.client = channel.client.as_deref().map(sent);
        channel.server = answered(&channel.server);
    }
    for field in registry.graphql.iter_mut().flat_map(|graphql| &mut graphql.fields) {
        for argument in &mut field.arguments {
            argument.schema.rename_references(sent);
        }
        field.output.schema.rename_references(answered);
    }
    registry.problem_type = answered(&registry.problem_type);
}

/// Returns every reference in a contract to a type, with the item that contains it.
pub(super) fn all_references(registry: &Registry) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, definition) in &registry.types {
        let mut note = |next: &str| found.push((name.clone(), next.to_owned()));
        definition.schema.references(&mut note);
        if let Role::Instance { arguments, .. } = &definition.role {
            arguments.iter().for_each(|argument| argument.references(&mut note));
        }
    }
    let roots = request_roots(registry).into_iter().chain(answer_roots(registry));
    found.extend(roots.map(|name| ("the contract".to_owned(), name)));
    found
}

/// Returns the types that requests refer to directly.
pub(super) fn request_roots(registry: &Registry) -> BTreeSet<String> {
    let mut roots = BTreeSet::new();
    let mut add = |schema: &Schema| schema.references(&mut |name| _ = roots.insert(name.to_owned()));
    registry.operations.iter().flat_map(Operation::sent).for_each(&mut add);
    for channel in &registry.channels {
        channel.parameters.iter().for_each(|parameter| add(&parameter.schema));
    }
    for field in registry.fields() {
        field.arguments.iter().for_each(|argument| add(&argument.schema));
    }
    roots.extend(registry.channels.iter().filter_map(|channel| channel.client.clone()));
    roots
}

/// Returns the types that responses refer to directly.
pub(super) fn answer_roots(registry: &Registry) -> BTreeSet<String> {
    let mut roots = BTreeSet::from([registry.problem_type.clone()]);
    let mut add = |schema: &Schema| schema.references(&mut |name| _ = roots.insert(name.to_owned()));
    registry.operations.iter().flat_map(Operation::answered).for_each(&mut add);
    for field in registry.fields() {
        add(&field.output.schema);
    }
    roots.extend(registry.channels.iter().map(|channel| channel.server.clone()));
    roots
}

/// Returns the roots, and all types that they refer to, directly or indirectly.
pub fn reachable(types: &BTreeMap<String, TypeDefinition>, roots: BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = roots.into_iter().collect();
    while let Some(name) = open.pop() {
        let Some(definition) = types.get(&name) else { continue };
        if found.insert(name) {
            definition.schema.references(&mut |next| open.push(next.to_owned()));
        }
    }
    found
}
