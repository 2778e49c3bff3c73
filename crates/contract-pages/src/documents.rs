//! The generated documents of a contract.

use axum::{
    Router,
    body::Bytes,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use contract_emit::Emission;
use contract_model::{graphql::TypeSystem, registry::Registry};

use crate::is_taken;

#[derive(Clone)]
struct Document {
    media_type: &'static str,
    text: Bytes,
}

/// Returns the routes of the documents that the contract has.
pub(crate) fn router(registry: &Registry) -> Router {
    let openapi = artifact(contract_emit::openapi::emit(registry), "openapi.json");
    let asyncapi = artifact(contract_emit::asyncapi::emit(registry), "asyncapi.json");
    let types = TypeSystem::from_registry(registry);
    let sdl = types.map(|types| contract_emit::graphql::sdl::print(&types));
    let documents = [
        ("/openapi.json", "application/json", openapi),
        ("/asyncapi.json", "application/json", asyncapi),
        ("/schema.graphql", "text/plain; charset=utf-8", sdl),
    ];
    let free = documents.into_iter().filter(|(path, ..)| !is_taken(registry, path));
    free.fold(Router::new(), |router, (path, media_type, text)| match text {
        Some(text) => {
            let document = Document { media_type, text: text.into() };
            router.route(path, get(move || async { document }))
        }
        None => router,
    })
}

/// Returns the text of the artifact whose path ends with `name`.
fn artifact(emission: Emission, name: &str) -> Option<String> {
    let mut artifacts = emission.artifacts.into_iter();
    artifacts.find(|artifact| artifact.path.ends_with(name)).map(|artifact| artifact.contents)
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type))], self.text).into_response()
    }
}
