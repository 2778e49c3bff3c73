//! Checks the effects in a contract: tokens are at the places that the operation names, events belong to their stream,
//! and only reads are repeated.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    pointer::steps,
    registry::{Auth, Body, Caused, Operation, Registry, Root, SessionEffect, Stream},
    schema::{Schema, Shape},
};

/// Checks every effect of operations, messages and GraphQL fields.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    for operation in &registry.operations {
        let subject = operation.id.as_str();
        session(registry, operation, diagnostics);
        operation.policy.causes.iter().for_each(|caused| events(registry, subject, caused, diagnostics));
        let is_read = operation.method == "GET";
        refetch(subject, operation.policy.refetch_seconds, is_read, "a GET", diagnostics);
    }
    for (tag, receiver) in registry.channels.iter().flat_map(|channel| &channel.receivers) {
        receiver.causes.iter().for_each(|caused| events(registry, tag, caused, diagnostics));
    }
    for field in registry.fields() {
        let subject = field.path();
        field.causes.iter().for_each(|caused| events(registry, &subject, caused, diagnostics));
        refetch(&subject, field.refetch_seconds, field.root == Root::Query, "a query", diagnostics);
    }
}

fn refetch(subject: &str, seconds: Option<u32>, is_read: bool, read: &str, diagnostics: &mut Diagnostics) {
    let Some(seconds) = seconds else { return };
    if !is_read {
        let message = format!("it is to be fetched again every {seconds} seconds, but it is not {read}");
        diagnostics
            .push(Diagnostic::error("refetch", subject, message).help("leave `refetch` out: it would be done again"));
    } else if seconds == 0 {
        let message = "it is to be fetched again every 0 seconds";
        diagnostics.push(Diagnostic::error("refetch", subject, message).help("write at least 1"));
    }
}

fn session(registry: &Registry, operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(effect) = &operation.policy.session else { return };
    let mut mistake = |message: String, help: &str| {
        diagnostics.push(Diagnostic::error("session", &operation.id, message).help(help));
    };
    if *effect == SessionEffect::Ends && operation.auth == Auth::Public {
        mistake(
            "it ends a session, but needs no token, so no session is known".into(),
            "declare it with `auth = Bearer`",
        );
    }
    if let Some(tokens) = effect.tokens() {
        let schemas: Vec<_> = operation.answered().collect();
        if schemas.is_empty() {
            mistake("it answers nothing, so it cannot bring tokens".into(), "answer a type that holds the tokens");
        }
        let texts = [Some(&tokens.access), tokens.refresh.as_ref()].into_iter().flatten();
        for (pointer, is_text) in
            texts.map(|pointer| (pointer, true)).chain(tokens.expires_in.iter().map(|p| (p, false)))
        {
            for schema in &schemas {
                if !stands_at(registry, schema, pointer, is_text) {
                    let kind = if is_text { "text" } else { "whole number" };
                    mistake(
                        format!("its answer has no {kind} at `{pointer}`"),
                        "write a JSON pointer into the body of the answer, such as `/data/accessToken`",
                    );
                }
            }
        }
    }
    if let SessionEffect::Renews { with, .. } = effect {
        let is_there = match &operation.body {
            Body::Json { schema, .. } => stands_at(registry, schema, with, true),
            Body::None | Body::Multipart { .. } | Body::Bytes { .. } => false,
        };
        if !is_there {
            mistake(
                format!("its request has no text at `{with}`"),
                "write a JSON pointer into the JSON body of the request, such as `/refreshToken`",
            );
        }
    }
}

/// Whether a schema has a text, or a whole number unless `is_text`, at a JSON pointer that leads through objects.
fn stands_at(registry: &Registry, schema: &Schema, pointer: &str, is_text: bool) -> bool {
    if !pointer.starts_with('/') {
        return false;
    }
    let mut shape = registry.resolve(schema);
    for step in steps(pointer) {
        shape = shape.and_then(|shape| shape.property(&step)).and_then(|property| registry.resolve(&property.schema));
    }
    if is_text { matches!(shape, Some(Shape::String { .. })) } else { matches!(shape, Some(Shape::Integer { .. })) }
}

fn events(registry: &Registry, subject: &str, Caused { stream, messages }: &Caused, diagnostics: &mut Diagnostics) {
    let (kind, name, carried) = match stream {
        Stream::Channel(id) => {
            let channel = registry.channels.iter().find(|channel| channel.id == *id);
            ("channel", id, channel.map(|channel| channel.server.as_str()))
        }
        Stream::Subscription(name) => {
            let mut fields = registry.fields();
            let field = fields.find(|field| field.root == Root::Subscription && field.name == *name);
            let carried = field.map(|field| {
                let Shape::Reference { name } = &field.output.schema.shape else { return "" };
                name.as_str()
            });
            ("subscription", name, carried)
        }
    };
    let Some(carried) = carried else {
        let message = format!("it causes events on the {kind} `{name}`, which is not there");
        diagnostics.push(Diagnostic::error("unknown-stream", subject, message));
        return;
    };
    match registry.union(carried).map(|(_, variants)| variants) {
        None if messages.is_empty() => {}
        Some(variants) if !messages.is_empty() => {
            for tag in messages.iter().filter(|tag| variants.iter().all(|variant| variant.value != **tag)) {
                let known = variants.iter().map(|variant| variant.value.as_str()).collect::<Vec<_>>().join(", ");
                let message = format!("it causes `{tag}` on the {kind} `{name}`, which has no such message");
                diagnostics
                    .push(Diagnostic::error("unknown-message", subject, message).help(format!("it has {known}")));
            }
        }
        None => {
            let message = format!("it names messages of the {kind} `{name}`, which has only one");
            diagnostics.push(Diagnostic::error("unknown-message", subject, message).help("name the stream alone"));
        }
        Some(_) => {
            let message = format!("it causes events on the {kind} `{name}`, and does not say which of its messages");
            let help = "name their tags: causes(Stream(\"tag\"))";
            diagnostics.push(Diagnostic::error("unnamed-message", subject, message).help(help));
        }
    }
}
