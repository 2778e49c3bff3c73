//! `openapi/openapi.json` and `.yaml`: OpenAPI 3.1.
//!
//! utoipa represents and serialises the document. The schemas under `components` are JSON Schema 2020-12, which OpenAPI
//! 3.1 uses for schemas. They are written from the normal form, because utoipa's schema model has no place for some
//! keywords next to a `$ref` (docs/adr/0001). Channels are in AsyncAPI.

mod components;
mod operation;

use contract_model::registry::{Info, Registry};
use serde_json::json;
use utoipa::openapi::{
    ComponentsBuilder, OpenApiBuilder, PathItem, PathsBuilder, Server, ServerBuilder,
    info::{ContactBuilder, InfoBuilder, LicenseBuilder},
    security::{Http, HttpAuthScheme, SecurityScheme},
    tag::TagBuilder,
};

use crate::{Artifact, Emission, GENERATED_BY, json::sort_extensions};

/// The name of the security scheme.
pub(crate) const BEARER: &str = "bearer";

/// Emits the document as JSON and as YAML.
pub fn emit(registry: &Registry) -> Emission {
    let document = document(registry);
    let (yaml, json) =
        rayon::join(|| yaml("openapi/openapi.yaml", &document), || Artifact::json("openapi/openapi.json", &document));
    Emission { artifacts: vec![json, yaml], losses: Vec::new() }
}

fn yaml(path: &str, document: &serde_json::Value) -> Artifact {
    let text = serde_norway::to_string(document).expect("a JSON value is YAML");
    Artifact::new(path, format!("# {GENERATED_BY}\n{text}"))
}

fn document(registry: &Registry) -> serde_json::Value {
    let mut paths = PathsBuilder::new().build();
    for operation in &registry.operations {
        let item = PathItem::new(operation::method(&operation.method), operation::operation(registry, operation));
        match paths.paths.get_mut(&operation.path) {
            Some(existing) => existing.merge_operations(item),
            None => _ = paths.paths.insert(operation.path.clone(), item),
        }
    }
    let mut scheme = Http::new(HttpAuthScheme::Bearer);
    scheme.description = Some("A bearer token (RFC 6750).".into());
    let document = OpenApiBuilder::new()
        .info(info(&registry.info))
        .servers(Some(registry.info.servers.iter().map(server)))
        .tags(Some(
            registry
                .modules
                .iter()
                .filter(|module| registry.operations.iter().any(|o| o.module == module.name))
                .map(|module| TagBuilder::new().name(&module.name).description(Some(&module.description)).build()),
        ))
        .paths(paths)
        .components(Some(ComponentsBuilder::new().security_scheme(BEARER, SecurityScheme::Http(scheme)).build()))
        .build();
    let mut document = serde_json::to_value(document).expect("an OpenAPI document is JSON");
    document["components"]["schemas"] = components::schemas(registry);
    document["x-generated-by"] = json!(GENERATED_BY);
    sort_extensions(&mut document);
    document
}

fn info(info: &Info) -> utoipa::openapi::Info {
    InfoBuilder::new()
        .title(&info.title)
        .version(&info.version)
        .description(Some(&info.description))
        .contact(Some(
            ContactBuilder::new()
                .name(Some(&info.contact.name))
                .url(Some(&info.contact.url))
                .email(Some(&info.contact.email))
                .build(),
        ))
        .license(Some(LicenseBuilder::new().name(&info.license).identifier(Some(&info.license)).build()))
        .build()
}

fn server(server: &contract_model::registry::Server) -> Server {
    ServerBuilder::new().url(&server.url).description(Some(&server.description)).build()
}
