//! Checks that Rust's types cannot make: paths, documentation, examples, names that other items refer to.

mod channels;
mod circles;
mod effects;
mod graphql;
mod implied;
mod owners;
mod parameters;
mod rates;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Answer, Body, Direction, Generic, Parameter, Registry, Role, views::all_references};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    exchange::Violation,
    lifecycle::Lifecycle,
    schema::{Schema, Shape},
    validate::Validator,
};

pub(super) use channels::receivers;

/// Checks everything in a whole registry except its examples.
pub(super) fn registry(registry: &Registry, diagnostics: &mut Diagnostics) {
    routes(registry, diagnostics);
    unique_names(registry, diagnostics);
    documentation(registry, diagnostics);
    references(registry, diagnostics);
    circles::check(registry, diagnostics);
    channels::messages(registry, diagnostics);
    rates::agree(registry, diagnostics);
    owners::check(registry, diagnostics);
    implied::check(registry, diagnostics);
    effects::check(registry, diagnostics);
    graphql::types(registry, diagnostics);
    parameters::check(registry, diagnostics);
    coherence(registry, diagnostics);
    lifecycles(registry, diagnostics);
    directions(registry, diagnostics);
}

fn routes(registry: &Registry, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    let operations = registry.operations.iter().map(|o| (o.method.as_str(), &o.path, &o.id));
    let channels = registry.channels.iter().map(|c| ("GET", &c.path, &c.id));
    for (method, path, id) in operations.chain(channels) {
        let key = (method, template(path));
        if let Some(first) = seen.insert(key, id) {
            diagnostics.push(
                Diagnostic::error("duplicate-path", id, format!("`{method} {path}` is already the route of `{first}`"))
                    .help("give one of them another path or method"),
            );
        }
    }
}

/// Replaces the names of a path's parameters by one name, since `/a/{x}` and `/a/{y}` are one route.
fn template(path: &str) -> String {
    path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment }).collect::<Vec<_>>().join("/")
}

/// Names that generated TypeScript or GraphQL uses for something else.
const TAKEN: [&str; 10] =
    ["Array", "Boolean", "Brand", "Float", "Int", "Mutation", "PageInfo", "Query", "Record", "Subscription"];
/// Reserved words of JavaScript, which cannot be the name of an id's constructor.
const KEYWORDS: [&str; 12] =
    ["case", "class", "default", "delete", "enum", "export", "function", "import", "package", "switch", "var", "void"];

fn unique_names(registry: &Registry, diagnostics: &mut Diagnostics) {
    let mut ids = BTreeSet::new();
    let operations = registry.operations.iter().map(|o| &o.id);
    for id in operations.chain(registry.channels.iter().map(|c| &c.id)) {
        if !ids.insert(id) {
            diagnostics.push(Diagnostic::error("duplicate-id", id, "two operations or channels have this id"));
        }
    }
    let mut fields = BTreeSet::new();
    for field in registry.fields() {
        if !fields.insert((field.root, &field.name)) {
            diagnostics.push(Diagnostic::error(
                "duplicate-field",
                &field.name,
                format!("the {} type has this field twice", field.root.type_name()),
            ));
        }
    }
    for (name, definition) in &registry.types {
        let is_keyword = definition.role == Role::Id && KEYWORDS.contains(&name.to_lowercase().as_str());
        if TAKEN.contains(&name.as_str()) || is_keyword {
            diagnostics.push(
                Diagnostic::error("reserved-name", name, "a format needs this name for itself")
                    .help("call the type otherwise"),
            );
        }
    }
    let mut codes = BTreeSet::new();
    for problem in &registry.problems {
        if !codes.insert(&problem.code) {
            diagnostics.push(Diagnostic::error("duplicate-problem", &problem.code, "two problems have this code"));
        }
    }
}

fn documentation(registry: &Registry, diagnostics: &mut Diagnostics) {
    let mut missing = Vec::new();
    let mut say = |subject: String, what: &'static str| missing.push((subject, what));
    for (name, definition) in &registry.types {
        if definition.schema.description.is_none() {
            say(name.clone(), "this type");
        }
        if let Shape::Object { properties, .. } = &definition.schema.shape {
            for property in properties.iter().filter(|property| property.schema.description.is_none()) {
                say(format!("{name}.{}", property.name), "this property");
            }
        }
    }
    for operation in &registry.operations {
        if operation.summary.is_empty() {
            say(operation.id.clone(), "this operation");
        } else if operation.description.is_empty() {
            diagnostics.push(
                Diagnostic::error("undescribed", &operation.id, "the doc comment of this operation is a summary only")
                    .help("say more in a second paragraph: what it does, what it needs, what it leaves"),
            );
        }
        for parameter in operation.parameters.iter().filter(|parameter| parameter.schema.description.is_none()) {
            say(format!("{}({})", operation.id, parameter.name), "this parameter");
        }
    }
    for channel in registry.channels.iter().filter(|channel| channel.summary.is_empty()) {
        say(channel.id.clone(), "this channel");
    }
    for field in registry.fields() {
        if field.description.is_empty() {
            say(field.name.clone(), "this GraphQL field");
        }
        for argument in field.arguments.iter().filter(|argument| argument.schema.description.is_none()) {
            say(format!("{}({})", field.name, argument.name), "this argument");
        }
    }
    for (subject, what) in missing {
        diagnostics.push(
            Diagnostic::error("undocumented", subject, format!("{what} has no doc comment"))
                .help("write `/// …` above it"),
        );
    }
}

fn references(registry: &Registry, diagnostics: &mut Diagnostics) {
    for (subject, name) in all_references(registry) {
        if !registry.types.contains_key(&name) {
            let message = format!("it refers to the type `{name}`, which is not there");
            diagnostics.push(Diagnostic::error("unknown-type", subject, message));
        }
    }
    instances(registry, diagnostics);
    let ids: BTreeSet<_> = registry.operations.iter().map(|o| o.id.as_str()).collect();
    let codes: BTreeSet<_> = registry.problems.iter().map(|problem| problem.code.as_str()).collect();
    let mut codes_of = |subject: &str, errors: &[String]| {
        for code in errors.iter().filter(|code| !codes.contains(code.as_str())) {
            let message = format!("it declares `{code}`, which is no problem of this contract");
            diagnostics.push(Diagnostic::error("unknown-problem", subject, message));
        }
    };
    registry.operations.iter().for_each(|operation| codes_of(&operation.id, &operation.errors));
    for channel in &registry.channels {
        codes_of(&channel.id, &channel.errors);
        channel.receivers.iter().for_each(|(tag, receiver)| codes_of(tag, &receiver.errors));
    }
    for field in registry.fields() {
        codes_of(&field.name, &field.errors);
    }
    for operation in &registry.operations {
        for id in operation.policy.invalidates.iter().filter(|id| !ids.contains(id.as_str())) {
            let message = format!("it invalidates `{id}`, which is no operation of this contract");
            diagnostics.push(Diagnostic::error("unknown-operation", &operation.id, message));
        }
    }
}

/// Checks that each instance has its generic type, and one argument for each parameter.
fn instances(registry: &Registry, diagnostics: &mut Diagnostics) {
    for (name, definition) in &registry.types {
        let Role::Instance { generic, arguments } = &definition.role else { continue };
        match registry.generics.get(generic) {
            None => {
                let message = format!("it is an instance of the generic type `{generic}`, which does not exist");
                diagnostics.push(Diagnostic::error("unknown-generic", name, message));
            }
            Some(Generic { parameters, .. }) if parameters.len() != arguments.len() => {
                let message = format!(
                    "`{generic}` has {} type parameters, but this instance gives {} arguments",
                    parameters.len(),
                    arguments.len()
                );
                diagnostics.push(Diagnostic::error("generic-arguments", name, message));
            }
            Some(_) => {}
        }
    }
}

/// Finds combinations that do not fit together in one operation or channel.
fn coherence(registry: &Registry, diagnostics: &mut Diagnostics) {
    for operation in &registry.operations {
        let mut mistake =
            |code: &str, message: String| diagnostics.push(Diagnostic::error(code, &operation.id, message));
        let mut statuses = BTreeSet::new();
        for answer in operation.answers.iter().filter(|answer| !statuses.insert(answer.status)) {
            mistake("duplicate-status", format!("two of its answers have the status {}", answer.status));
        }
        if operation.method != "GET" && operation.policy.cache.is_some() {
            mistake("cache-policy", "a cache policy is for GET".into());
        }
        if operation.method == "GET" && operation.policy.idempotency_key.is_some() {
            mistake("idempotency-key", "a GET changes nothing and needs no idempotency key".into());
        }
    }
    let operations = registry.operations.iter().map(|o| (&o.id, &o.parameters));
    for (id, parameters) in operations.chain(registry.channels.iter().map(|c| (&c.id, &c.parameters))) {
        let mut names = BTreeSet::new();
        for Parameter { name, .. } in parameters.iter().filter(|p| !names.insert((p.location, p.name.to_lowercase()))) {
            diagnostics.push(Diagnostic::error(
                "duplicate-parameter",
                id,
                format!("two of its parameters are called `{name}`"),
            ));
        }
    }
    let mut modules = BTreeSet::new();
    for module in registry.modules.iter().filter(|module| !modules.insert(&module.name)) {
        diagnostics.push(Diagnostic::error("duplicate-module", &module.name, "two modules have this name"));
    }
}

fn lifecycles(registry: &Registry, diagnostics: &mut Diagnostics) {
    let mut check = |subject: &str, lifecycle: &Lifecycle| {
        let Some(deprecated) = &lifecycle.deprecated else { return };
        for (what, day) in [("deprecated-since", &deprecated.since), ("sunset", &deprecated.sunset)] {
            if let Some(day) = day.as_ref().filter(|day| day.parse::<jiff::civil::Date>().is_err()) {
                diagnostics.push(
                    Diagnostic::error(what, subject, format!("`{day}` is not a day")).help("write it as YYYY-MM-DD"),
                );
            }
        }
    };
    registry.operations.iter().for_each(|operation| check(&operation.id, &operation.lifecycle));
    registry.channels.iter().for_each(|channel| check(&channel.id, &channel.lifecycle));
    registry.fields().for_each(|field| check(&field.path(), &field.lifecycle));
    registry.inputs().for_each(|(place, schema)| check(&place, &schema.lifecycle));
    for (name, definition) in &registry.types {
        definition.lifecycles(name).iter().for_each(|(subject, lifecycle)| check(subject, lifecycle));
    }
}

/// Checks directions. An object has one name in every format, so its GraphQL names must match the directions it travels
/// in. Null is allowed only where a client may clear a value.
fn directions(registry: &Registry, diagnostics: &mut Diagnostics) {
    for (name, definition) in &registry.types {
        let Shape::Object { properties, .. } = &definition.schema.shape else { continue };
        if definition.direction == Direction::Answer {
            for property in properties.iter().filter(|property| matches!(property.schema.shape, Shape::Nullable { .. }))
            {
                diagnostics.push(
                    Diagnostic::error(
                        "null-in-an-answer",
                        format!("{name}.{}", property.name),
                        "an answer leaves out what is not there",
                    )
                    .help("Patch<T> is for requests; use Option<T>"),
                );
            }
        }
        let Some(face) = &definition.graphql else { continue };
        let called = match definition.direction {
            Direction::Request => face.input.as_ref(),
            Direction::Answer => face.output.as_ref(),
            Direction::Both => None,
        };
        if let Some(called) = called.filter(|called| *called != name) {
            diagnostics.push(
                Diagnostic::error("two-names", name, format!("GraphQL would call it `{called}` and every other format `{name}`"))
                    .help("declare it `object` when it is answered, `input` when it is sent, and both when it travels both ways"),
            );
        }
    }
}

/// Checks every example and default against its schema. This takes as long as all other checks of a registry together.
pub(super) fn examples(registry: &Registry, of_types: &BTreeMap<String, Value>, diagnostics: &mut Diagnostics) {
    let named: BTreeMap<_, _> =
        registry.types.keys().map(|name| (name, Schema::plain(Shape::Reference { name: name.clone() }))).collect();
    let mut claims = Vec::new();
    for (name, definition) in &registry.types {
        let mut claim =
            |value| claims.push(Claim { subject: name.clone(), what: "example", schema: &named[name], value });
        definition.schema.examples.iter().cloned().for_each(&mut claim);
        of_types.get(name).cloned().into_iter().for_each(&mut claim);
        if let Shape::Object { properties, .. } = &definition.schema.shape {
            for property in properties {
                claims.extend(examples_of(format!("{name}.{}", property.name), &property.schema));
            }
        }
    }
    for (place, schema) in registry.inputs() {
        claims.extend(examples_of(place, schema));
    }
    for operation in &registry.operations {
        if let Body::Json { schema, example } = &operation.body {
            let subject = format!("the body of {}", operation.id);
            claims.push(Claim { subject, what: "example", schema, value: example.clone() });
        }
        for Answer { status, body, .. } in &operation.answers {
            if let Some(body) = body {
                let subject = format!("the answer {status} of {}", operation.id);
                claims.push(Claim { subject, what: "example", schema: &body.schema, value: body.example.clone() });
            }
        }
    }
    let found = Validator::new(registry).all(claims.iter_mut().map(|claim| (claim.schema, claim.value.take())));
    let claims: Vec<_> = claims.iter().zip(found).collect();
    // A wrong example of a type is also a part of the examples of every type that contains it. Those are only counted.
    let is_own = |violation: &Violation| violation.pointer.is_empty();
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, violations) in &claims {
        let own = violations.iter().filter(|violation| is_own(violation));
        holders.extend(own.map(|violation| (violation.detail.as_str(), 0)));
    }
    for (_, violations) in &claims {
        for violation in violations.iter().filter(|violation| !is_own(violation)) {
            holders.entry(&violation.detail).and_modify(|count| *count += 1);
        }
    }
    for (Claim { subject, what, .. }, violations) in &claims {
        for violation in violations {
            let Violation { detail, pointer, code } = violation;
            let help = match holders.get(detail.as_str()) {
                Some(_) if !is_own(violation) => continue,
                Some(0) => format!("change it, or its `{code}`"),
                Some(count) => format!("change it, or its `{code}`; {count} other examples hold it"),
                None => format!("change `{pointer}` of it"),
            };
            let message = format!("its {what} does not fit its schema: {detail}");
            diagnostics.push(Diagnostic::error("wrong-example", subject, message).help(help));
        }
    }
}

/// A value that must fit a schema.
struct Claim<'a> {
    subject: String,
    /// `example` or `default`.
    what: &'static str,
    schema: &'a Schema,
    value: Value,
}

/// Returns the examples and the default of a place, each with the schema of the place.
fn examples_of(subject: String, schema: &Schema) -> impl Iterator<Item = Claim<'_>> {
    let examples = schema.examples.iter().map(|value| ("example", value));
    let default = schema.default.iter().map(|value| ("default", value));
    examples.chain(default).map(move |(what, value)| Claim {
        subject: subject.clone(),
        what,
        schema,
        value: value.clone(),
    })
}
