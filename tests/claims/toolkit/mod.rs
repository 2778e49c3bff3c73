//! The toolkit: contracts, generated formats, and the edge that serves any contract.

mod channels;
mod conformance;
mod crate_boundaries;
mod diagnostics;
mod graphql_documents;
mod graphql_over_http;
mod graphql_over_websocket;
mod libraries_agree;
mod npm_package;
mod npm_program;
mod one_build;
mod output_is_stable;
mod readme;
mod rest_server;
mod sdl_equals_schemas;
mod third_party_validators;
mod typescript_types;
mod unused_schemas;
mod validators_agree;
mod zod_agrees_with_ajv;
mod zod_official_suite;
