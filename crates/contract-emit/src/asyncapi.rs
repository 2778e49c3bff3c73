//! `asyncapi/asyncapi.json`: AsyncAPI 3.0 for the WebSocket and SSE channels.
//!
//! Typed structs and serde. A channel is one address, its messages are the variants of its unions, and each direction
//! is an operation. AsyncAPI has no place for the HTTP responses of a handshake, so they are in `x-handshake`.

use std::collections::BTreeSet;

use contract_model::{
    registry::{Auth, Channel, Location, Registry, Transport, reachable},
    schema::{Schema, Shape},
};
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Artifact, Emission, GENERATED_BY,
    json::{component, component_schema, lifecycle_extensions},
};

/// Emits the document, where the contract has channels.
pub fn emit(registry: &Registry) -> Emission {
    if registry.channels.is_empty() {
        return Emission::default();
    }
    Emission { artifacts: vec![Artifact::json("asyncapi/asyncapi.json", &document(registry))], losses: Vec::new() }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    asyncapi: &'static str,
    id: String,
    info: Info,
    default_content_type: &'static str,
    servers: IndexMap<String, Server>,
    channels: IndexMap<String, ChannelObject>,
    operations: IndexMap<String, OperationObject>,
    components: Components,
    #[serde(rename = "x-generated-by")]
    generated_by: &'static str,
}

#[derive(Serialize)]
struct Info {
    title: String,
    version: String,
    description: String,
    contact: contract_model::registry::Contact,
    license: License,
    tags: Vec<Tag>,
}

#[derive(Serialize)]
struct License {
    name: String,
}

#[derive(Serialize)]
struct Tag {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Server {
    host: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pathname: String,
    protocol: String,
    description: String,
}

#[derive(Serialize)]
struct ChannelObject {
    address: String,
    title: String,
    description: String,
    messages: IndexMap<String, Reference>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    parameters: IndexMap<String, ParameterObject>,
    servers: Vec<Reference>,
    tags: Vec<Tag>,
    bindings: Value,
    #[serde(flatten)]
    extensions: IndexMap<String, Value>,
}

#[derive(Serialize)]
struct ParameterObject {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<String>,
}

#[derive(Serialize)]
struct OperationObject {
    action: &'static str,
    channel: Reference,
    title: String,
    messages: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    security: Vec<Reference>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Components {
    schemas: IndexMap<String, Value>,
    messages: IndexMap<String, MessageObject>,
    security_schemes: IndexMap<&'static str, Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MessageObject {
    name: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    content_type: &'static str,
    payload: Reference,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "$ref")]
    target: String,
}

impl Reference {
    fn to(target: impl Into<String>) -> Self {
        Self { target: target.into() }
    }
}

const BEARER: &str = "bearer";

fn document(registry: &Registry) -> Document {
    let mut components = Components {
        schemas: schemas(registry),
        messages: IndexMap::new(),
        security_schemes: IndexMap::from([(
            BEARER,
            json!({ "type": "http", "scheme": "bearer", "description": "A bearer token (RFC 6750)." }),
        )]),
    };
    let mut channels = IndexMap::new();
    let mut operations = IndexMap::new();
    for channel in &registry.channels {
        let sent = messages(registry, &channel.server);
        let received = channel.client.as_deref().map(|client| messages(registry, client)).unwrap_or_default();
        for (tag, name) in sent.iter().chain(&received) {
            components.messages.entry(name.clone()).or_insert_with(|| message(registry, tag, name));
        }
        channels.insert(channel.id.clone(), channel_object(registry, channel, &sent, &received));
        operations.insert(format!("{}Send", channel.id), operation(channel, "send", &sent));
        if !received.is_empty() {
            operations.insert(format!("{}Receive", channel.id), operation(channel, "receive", &received));
        }
    }
    Document {
        asyncapi: "3.0.0",
        id: format!("{}asyncapi", registry.info.base_uri),
        info: info(registry),
        default_content_type: "application/json",
        servers: servers(registry),
        channels,
        operations,
        components,
        generated_by: GENERATED_BY,
    }
}

fn info(registry: &Registry) -> Info {
    let info = &registry.info;
    let tags = registry
        .modules
        .iter()
        .filter(|module| registry.channels.iter().any(|channel| channel.module == module.name))
        .map(|module| Tag { name: module.name.clone(), description: Some(module.description.clone()) })
        .collect();
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
        contact: info.contact.clone(),
        license: License { name: info.license.clone() },
        tags,
    }
}

/// Returns each server twice, because AsyncAPI has one protocol per server.
fn servers(registry: &Registry) -> IndexMap<String, Server> {
    let mut servers = IndexMap::new();
    for (index, server) in registry.info.servers.iter().enumerate() {
        let (scheme, rest) = server.url.split_once("://").unwrap_or(("https", &server.url));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let pathname = if path.is_empty() { String::new() } else { format!("/{path}") };
        let secure = scheme == "https";
        for (kind, protocol) in
            [("ws", if secure { "wss" } else { "ws" }), ("http", if secure { "https" } else { "http" })]
        {
            let name = if index == 0 { kind.to_owned() } else { format!("{kind}{}", index + 1) };
            let description = server.description.clone();
            servers.insert(
                name,
                Server {
                    host: host.to_owned(),
                    pathname: pathname.clone(),
                    protocol: protocol.to_owned(),
                    description,
                },
            );
        }
    }
    servers
}

fn channel_object(
    registry: &Registry,
    channel: &Channel,
    sent: &[(String, String)],
    received: &[(String, String)],
) -> ChannelObject {
    let (kind, bindings) = match channel.transport {
        Transport::Websocket => ("ws", json!({ "ws": { "method": "GET" } })),
        Transport::Sse => ("http", json!({})),
    };
    let servers = (0..registry.info.servers.len())
        .map(|index| {
            Reference::to(format!(
                "#/servers/{kind}{}",
                if index == 0 { String::new() } else { (index + 1).to_string() }
            ))
        })
        .collect();
    let parameters = channel
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .map(|parameter| (parameter.name.clone(), parameter_object(registry, &parameter.schema)))
        .collect();
    let mut extensions: IndexMap<_, _> = lifecycle_extensions(&channel.lifecycle).into_iter().collect();
    extensions.insert("x-transport".into(), json!(channel.transport));
    extensions.insert("x-handshake".into(), handshake(registry, channel));
    // AsyncAPI's own parameters are only those of the address, and have no schema.
    if !channel.parameters.is_empty() {
        let parameters = channel.parameters.iter().map(|parameter| {
            json!({
                "name": parameter.name,
                "in": parameter.location,
                "required": parameter.required,
                "schema": component_schema(&parameter.schema),
            })
        });
        extensions.insert("x-parameters".into(), parameters.collect());
    }
    if let Some(owner) = &channel.owner {
        extensions.insert("x-owner".into(), json!(owner));
    }
    if !channel.receivers.is_empty() {
        extensions.insert("x-receivers".into(), json!(channel.receivers));
    }
    ChannelObject {
        address: channel.path.clone(),
        title: channel.summary.clone(),
        description: if channel.description.is_empty() {
            format!("{}.", channel.summary)
        } else {
            channel.description.clone()
        },
        messages: sent
            .iter()
            .chain(received)
            .map(|(_, name)| (name.clone(), Reference::to(format!("#/components/messages/{name}"))))
            .collect(),
        parameters,
        servers,
        tags: vec![Tag { name: channel.module.clone(), description: None }],
        bindings,
        extensions,
    }
}

fn parameter_object(registry: &Registry, schema: &Schema) -> ParameterObject {
    let named = if let Shape::Reference { name } = &schema.shape {
        registry.types.get(name).map(|definition| &definition.schema)
    } else {
        None
    };
    let examples = named.into_iter().chain([schema]).flat_map(|schema| &schema.examples);
    ParameterObject {
        description: schema.description.clone().or_else(|| named?.description.clone()),
        examples: examples.filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}

/// Returns the HTTP failures with which a handshake may be refused.
fn handshake(registry: &Registry, channel: &Channel) -> Value {
    let problems = registry.problems_of_handshake(channel);
    problems.map(|problem| json!({ "status": problem.status, "code": problem.code, "title": problem.title })).collect()
}

fn operation(channel: &Channel, action: &'static str, messages: &[(String, String)]) -> OperationObject {
    OperationObject {
        action,
        channel: Reference::to(format!("#/channels/{}", channel.id)),
        title: match action {
            "send" => format!("{}: what the server sends", channel.summary),
            _ => format!("{}: what clients send", channel.summary),
        },
        messages: messages
            .iter()
            .map(|(_, name)| Reference::to(format!("#/channels/{}/messages/{name}", channel.id)))
            .collect(),
        security: match channel.auth {
            Auth::Public => Vec::new(),
            Auth::Bearer => vec![Reference::to(format!("#/components/securitySchemes/{BEARER}"))],
        },
    }
}

/// Returns the tag and type name of each message: the variants of a union, or the one type.
fn messages(registry: &Registry, name: &str) -> Vec<(String, String)> {
    let Some((_, variants)) = registry.union(name) else { return vec![(name.to_owned(), name.to_owned())] };
    variants.iter().map(|variant| (variant.value.clone(), variant.name.clone())).collect()
}

fn message(registry: &Registry, tag: &str, name: &str) -> MessageObject {
    MessageObject {
        name: tag.to_owned(),
        title: name.to_owned(),
        description: registry.types.get(name).and_then(|definition| definition.schema.description.clone()),
        content_type: "application/json",
        payload: Reference::to(format!("#/components/schemas/{name}")),
    }
}

/// Returns every type that a message or a parameter reaches, including variants.
fn schemas(registry: &Registry) -> IndexMap<String, Value> {
    let mut roots = BTreeSet::new();
    for channel in &registry.channels {
        roots.insert(channel.server.clone());
        roots.extend(channel.client.clone());
        for parameter in &channel.parameters {
            parameter.schema.references(&mut |name| _ = roots.insert(name.to_owned()));
        }
    }
    let reached = reachable(&registry.types, roots).into_iter();
    reached.map(|name| (name.clone(), payload(registry, &name))).collect()
}

/// Returns a type as a payload; AsyncAPI's discriminator is only the name of the property.
fn payload(registry: &Registry, name: &str) -> Value {
    let mut schema = component(&registry.types[name]);
    if let Some((tag, _)) = registry.union(name) {
        schema["discriminator"] = json!(tag);
    }
    schema
}
