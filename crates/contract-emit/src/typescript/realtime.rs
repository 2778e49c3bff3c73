//! `realtime.ts`: a function that opens each channel, with the types of its messages.

use contract_model::registry::{Auth, Channel, Location, Registry, Transport};
use heck::ToUpperCamelCase;

use super::{
    header, jsdoc,
    type_expression::{key, literal, member, type_of},
};
use crate::{Artifact, text::Writer};

/// Emits the functions, where the contract has channels.
pub(super) fn emit(registry: &Registry) -> Option<Artifact> {
    if registry.channels.is_empty() {
        return None;
    }
    let has = |transport| registry.channels.iter().any(|channel| channel.transport == transport);
    let mut writer = Writer::default();
    writer.lines("import type * as z from \"zod\";\nimport {");
    let mut imports = vec!["type Parsed"];
    if has(Transport::Websocket) {
        imports.extend(["type Socket", "type SocketOptions", "connect"]);
    }
    if has(Transport::Sse) {
        imports.extend(["type EventStream", "type EventsOptions", "openEvents"]);
    }
    if registry.channels.iter().any(|channel| !matches!(messages(registry, channel).0, None | Some("type"))) {
        imports.push("type ByType");
    }
    imports.sort_by_key(|name| (name.trim_start_matches("type ").to_lowercase(), *name));
    writer.indented(|writer| imports.iter().for_each(|name| writer.line(format!("{name},"))));
    writer.lines(
        "} from \"./runtime/realtime/index.js\";\n\
         import * as schemas from \"./schemas.js\";\n\
         import type * as T from \"./types.js\";\n\n\
         /** Where the API is served, which is the default of the client too. */\n\
         type Place<Options extends { baseUrl: unknown }> = Omit<Options, \"baseUrl\"> & Partial<Pick<Options, \"baseUrl\">>;",
    );
    let server = registry.info.servers.first().map(|server| server.url.as_str()).unwrap_or_default();
    writer.lines(&format!(
        "\nconst baseUrl = {};\n\n\
         /** The function that validates a message against its schema. */\n\
         const against =\n  \
           <M>(schema: z.ZodType<M>) =>\n  \
           (value: unknown): Parsed<M> => {{\n    \
             const result = schema.safeParse(value);\n    \
             return result.success ? {{ ok: true, value: result.data }} : {{ ok: false, issues: result.error.issues }};\n  \
           }};",
        literal(server)
    ));
    for channel in &registry.channels {
        writer.line("");
        emit_channel(&mut writer, registry, channel);
    }
    writer.lines(
        "\nexport type {\n  \
           ConnectionState,\n  \
           Issue,\n  \
           ReconnectOptions,\n  \
           TokenSource,\n\
         } from \"./runtime/realtime/index.js\";",
    );
    for transport in [
        (Transport::Websocket, "SendResult, Socket, SocketClosed, SocketOptions"),
        (Transport::Sse, "EventStream, EventsOptions, StreamEvent"),
    ] {
        if has(transport.0) {
            writer.line(format!("export type {{ {} }} from \"./runtime/realtime/index.js\";", transport.1));
        }
    }
    Some(Artifact::new("typescript/src/realtime.ts", header() + &writer.finish()))
}

fn emit_channel(writer: &mut Writer, registry: &Registry, channel: &Channel) {
    let (tag, types) = messages(registry, channel);
    let sent = format!("T.{}", channel.server);
    let stem = channel.id.to_upper_camel_case();
    let received = channel.client.as_ref().map_or_else(|| "never".into(), |client| format!("T.{client}"));
    // An object without a tag is sent as the one event that has the name of its type.
    let by_type = match tag {
        Some("type") => String::new(),
        Some(tag) => format!(", ByType<{sent}, {}>", literal(tag)),
        None => format!(", {{ {}: {sent} }}", key(&channel.server)),
    };
    let (function, options, result) = match channel.transport {
        Transport::Websocket => (
            format!("connect{stem}"),
            format!("SocketOptions<{received}>"),
            format!("Socket<{received}, {sent}{by_type}>"),
        ),
        Transport::Sse => (format!("open{stem}"), "EventsOptions".into(), format!("EventStream<{sent}{by_type}>")),
    };
    let (parameters, is_required) = parameters(channel);
    let default = if is_required { "" } else { " = {}" };
    writer.jsdoc(&documentation(channel));
    writer.line(format!("export const {function} = (options: Place<{options}>{parameters}{default}): {result} =>"));
    writer.indented(|writer| {
        let call = match channel.transport {
            Transport::Websocket => "connect",
            Transport::Sse => "openEvents",
        };
        writer.line(format!("{call}("));
        writer.indented(|writer| {
            writer.line("{");
            writer.indented(|writer| descriptor(writer, channel, tag, &types));
            writer.line("},");
            writer.line("{ baseUrl, ...options },");
        });
        writer.line(");");
    });
}

fn descriptor(writer: &mut Writer, channel: &Channel, tag: Option<&str>, types: &[String]) {
    let list = |words: &[String]| words.iter().map(|word| literal(word)).collect::<Vec<_>>().join(", ");
    writer.line(format!("id: {},", literal(&channel.id)));
    writer.line(format!("path: {},", literal(&channel.path)));
    if channel.auth == Auth::Bearer {
        writer.line("auth: true,");
    }
    if let Some(tag) = tag {
        writer.line(format!("tag: {},", literal(tag)));
    }
    if let Some(subprotocol) = &channel.subprotocol {
        writer.line(format!("subprotocol: {},", literal(subprotocol)));
    }
    writer.line(format!("types: [{}],", list(types)));
    if !channel.ends.is_empty() {
        writer.line(format!("terminal: [{}],", list(&channel.ends)));
    }
    if let (Some(reauthentication), Some(client)) = (&channel.reauthentication, &channel.client) {
        writer.line("reauthenticate: {");
        writer.indented(|writer| {
            writer.line(format!("type: {},", literal(&reauthentication.asks)));
            writer.line(format!(
                "answer: (token) => ({{ type: {}, data: {{ token }} }}) as T.{client},",
                literal(&reauthentication.brings)
            ));
        });
        writer.line("},");
    }
    writer.line(format!("parse: against(schemas.{}Schema),", channel.server));
}

/// Returns the property that discriminates the server's messages, and all of its values.
fn messages<'a>(registry: &'a Registry, channel: &Channel) -> (Option<&'a str>, Vec<String>) {
    let Some((tag, variants)) = registry.union(&channel.server) else { return (None, vec![channel.server.clone()]) };
    (Some(tag), variants.iter().map(|variant| variant.value.clone()).collect())
}

/// Returns the type of a channel's parameters, after the options, and whether one of them is required.
fn parameters(channel: &Channel) -> (String, bool) {
    let mut groups = Vec::new();
    for (location, group) in [(Location::Path, "path"), (Location::Query, "query")] {
        let members: Vec<_> = channel
            .parameters
            .iter()
            .filter(|parameter| parameter.location == location)
            .map(|parameter| member(&parameter.name, parameter.required, &type_of(&parameter.schema)))
            .collect();
        let required = channel.parameters.iter().any(|parameter| parameter.location == location && parameter.required);
        if !members.is_empty() {
            groups.push(format!("{group}{}: {{ {} }}", if required { "" } else { "?" }, members.join("; ")));
        }
    }
    let required = channel.parameters.iter().any(|parameter| parameter.required);
    if groups.is_empty() {
        return (String::new(), false);
    }
    (format!(" & {{ {} }}", groups.join("; ")), required)
}

fn documentation(channel: &Channel) -> Vec<String> {
    let mut paragraphs = vec![format!("{}.", channel.summary)];
    if !channel.description.is_empty() {
        paragraphs.push(String::new());
        paragraphs.push(channel.description.clone());
    }
    paragraphs.push(String::new());
    paragraphs.push(format!("`{}`", channel.path));
    paragraphs.extend(jsdoc::lifecycle(&channel.lifecycle));
    paragraphs
}
