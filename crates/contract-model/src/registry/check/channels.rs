//! Checks the messages of channels: each has one receiver, and every tag that is named is a tag of its union.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::{Channel, Received, Receiver, Registry},
    schema::{Property, Shape, Variant},
};

/// Links each client message to the one module that receives it.
pub(in crate::registry) fn receivers(
    registry: &mut Registry,
    receives: &[(Received, String)],
    diagnostics: &mut Diagnostics,
) {
    for channel in &mut registry.channels {
        let Some(client) = &channel.client else { continue };
        let Some(Shape::Union { variants, .. }) = registry.types.get(client).map(|ty| &ty.schema.shape) else {
            diagnostics.push(Diagnostic::error(
                "socket-messages",
                client,
                "what clients send on a socket must be a tagged union",
            ));
            continue;
        };
        for variant in variants {
            let modules: Vec<_> = receives
                .iter()
                .filter(|(message, _)| message.union == *client && message.tag == variant.value)
                .collect();
            let subject = format!("{client}.{}", variant.value);
            match modules.as_slice() {
                [(message, module)] => {
                    let taker = Receiver {
                        module: module.clone(),
                        errors: message.errors.clone(),
                        answers: message.answers.clone(),
                        rate: message.rate.clone(),
                        causes: message.causes.clone(),
                    };
                    channel.receivers.insert(variant.value.clone(), taker);
                }
                [] => diagnostics.push(
                    Diagnostic::error("unreceived-message", subject, "no module receives this message")
                        .help(format!("add `#[receive] fn …(message: {});` to one", variant.name)),
                ),
                _ => diagnostics.push(Diagnostic::error(
                    "message-received-twice",
                    subject,
                    "several functions with #[receive] take this message",
                )),
            }
        }
    }
}

/// Checks every tag that a channel names: answers to a message, the request for a new token, the ends of a feed.
pub(super) fn messages(registry: &Registry, diagnostics: &mut Diagnostics) {
    for channel in &registry.channels {
        let sent = messages_of(registry, &channel.server);
        let mut unknown = |subject: &str, tag: &str| {
            if sent.iter().all(|message| message.value != tag) {
                diagnostics.push(
                    Diagnostic::error(
                        "unknown-message",
                        subject,
                        format!("`{}` has no message `{tag}`", channel.server),
                    )
                    .help(format!(
                        "it has {}",
                        sent.iter().map(|message| message.value.as_str()).collect::<Vec<_>>().join(", ")
                    )),
                );
            }
        };
        for (message, receiver) in &channel.receivers {
            let subject = format!("{}.{message}", channel.client.as_deref().unwrap_or_default());
            receiver.answers.iter().for_each(|tag| unknown(&subject, tag));
        }
        channel.ends.iter().for_each(|tag| unknown(&channel.id, tag));
        if let Some(reauthentication) = &channel.reauthentication {
            unknown(&channel.id, &reauthentication.asks);
            if !takes_token(registry, channel, &reauthentication.brings) {
                let brings = &reauthentication.brings;
                diagnostics.push(
                    Diagnostic::error(
                        "token-message",
                        &channel.id,
                        format!("no client message `{brings}` takes a token"),
                    )
                    .help("it is an object with the token at `data.token`"),
                );
            }
        }
    }
}

/// Returns the messages of a union; empty where the type is not a union.
fn messages_of<'a>(registry: &'a Registry, union: &str) -> &'a [Variant] {
    registry.union(union).map_or(&[], |(_, variants)| variants)
}

/// Whether the client message with this tag has a property for a token.
fn takes_token(registry: &Registry, channel: &Channel, tag: &str) -> bool {
    let sent = channel.client.as_deref().map(|client| messages_of(registry, client)).unwrap_or_default();
    sent.iter()
        .find(|message| message.value == tag)
        .and_then(|message| property(registry, &message.name, "data"))
        .and_then(|data| {
            let Shape::Reference { name } = &data.schema.shape else { return None };
            property(registry, name, "token")
        })
        .is_some()
}

fn property<'a>(registry: &'a Registry, object: &str, name: &str) -> Option<&'a Property> {
    registry.types.get(object)?.schema.shape.property(name)
}
