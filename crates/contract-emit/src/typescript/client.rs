//! `client.ts`: `createClient` with the contract's settings for all calls. `index.ts`: all exports that need no other
//! library.

use contract_model::registry::{Registry, Role};

use super::{header, ids, type_expression::literal};
use crate::{Artifact, text::Writer};

/// Emits `client.ts`.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let info = &registry.info;
    let mut writer = Writer::default();
    writer
        .line("import { type Client, type ClientOptions as Options, makeClient } from \"./runtime/client/index.js\";");
    writer.line("");
    let server = info.servers.first();
    let (optional, documentation) = match server {
        Some(server) => {
            ("?", format!("Where the API is served; {} ({}) where it is absent.", server.url, server.description))
        }
        None => ("", "Where the API is served.".into()),
    };
    writer.line("/** What a client is made with. */");
    writer.line("export type ClientOptions = Omit<Options, \"baseUrl\"> & {");
    writer.indented(|writer| {
        writer.jsdoc(&[documentation]);
        writer.line(format!("baseUrl{optional}: string | URL;"));
    });
    writer.line("};");
    writer.line("");
    writer.jsdoc(&[
        format!(
            "A client of the {}: a plain object for the functions of this package, which holds no global state.",
            info.title
        ),
        String::new(),
        "Make one per app in a browser, and one per request on a server.".into(),
    ]);
    let default = if server.is_some() { " = {}" } else { "" };
    writer.line(format!("export const createClient = (options: ClientOptions{default}): Client =>"));
    writer.indented(|writer| {
        writer.line("makeClient({");
        writer.indented(|writer| {
            if let Some(server) = server {
                writer.line(format!("baseUrl: {},", literal(&server.url)));
            }
            if let Some(version) = &info.version_header {
                writer.line(format!(
                    "version: {{ name: {}, value: {} }},",
                    literal(&version.name),
                    literal(&version.value)
                ));
            }
            writer.line("...options,");
        });
        writer.line("});");
    });
    Artifact::new("typescript/src/client.ts", header() + &writer.finish())
}

/// Emits `index.ts`.
pub(super) fn index(registry: &Registry) -> Artifact {
    let mut text = header();
    text.push_str("export { type ClientOptions, createClient } from \"./client.js\";\n");
    let ids: Vec<_> = registry
        .types
        .iter()
        .filter(|(_, definition)| definition.role == Role::Id)
        .map(|(name, _)| ids::constructor(name))
        .collect();
    if !ids.is_empty() {
        text.push_str(&format!("export {{ {} }} from \"./ids.js\";\n", ids.join(", ")));
    }
    text.push_str(
        "export * from \"./operations.js\";\n\
         export {\n  \
           type ApplicationError,\n  \
           type CallOptions,\n  \
           type Client,\n  \
           type DataOf,\n  \
           type ErrorOf,\n  \
           type Failure,\n  \
           type NoAnswer,\n  \
           type PageOf,\n  \
           type Success,\n  \
           isApplicationError,\n  \
           unwrap,\n  \
           unwrapPage,\n\
         } from \"./runtime/client/index.js\";\n\
         export type * from \"./types.js\";\n",
    );
    Artifact::new("typescript/src/index.ts", text)
}
