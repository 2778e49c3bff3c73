//! The pages, and all files that they load.

use std::io::Read;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use contract_edge::{entity_tag_of, is_known};
use contract_model::registry::Registry;
use flate2::read::GzDecoder;

use crate::{example, is_taken};

/// The content security policy: the pages may load from and connect to this server only. Scalar and GraphiQL write
/// styles into the page, Scalar compiles templates, and GraphiQL keeps its fonts in its style sheet.
const POLICY: &str = "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; \
                      connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// The number of seconds for which a browser may cache a file of the pages; then the entity tag tells whether the file
/// has changed.
const KEPT: &str = "public, max-age=3600";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const ICON: &str = "image/svg+xml";

/// A file that is built in.
#[derive(Clone, Copy)]
struct File {
    path: &'static str,
    media_type: &'static str,
    content: Content,
}

#[derive(Clone, Copy)]
enum Content {
    /// A text with the placeholders `{title}` for the title of the contract and `{query}` for a GraphQL query.
    Template(&'static str),
    Gzip(&'static [u8]),
}

/// A file as it is served.
#[derive(Clone)]
struct Served {
    media_type: &'static str,
    body: Body,
    entity_tag: HeaderValue,
}

#[derive(Clone)]
enum Body {
    Text(Bytes),
    Gzip(&'static [u8]),
}

macro_rules! asset {
    ($name:literal) => {
        Content::Gzip(include_bytes!(concat!("../pages/assets/", $name, ".gz")))
    };
}

macro_rules! page {
    ($name:literal) => {
        Content::Template(include_str!(concat!("../pages/", $name)))
    };
}

const FILES: [File; 12] = [
    File { path: "/docs", media_type: HTML, content: page!("docs.html") },
    File { path: "/docs/docs.js", media_type: SCRIPT, content: page!("docs.js") },
    File { path: "/docs/scalar.js", media_type: SCRIPT, content: asset!("scalar.js") },
    File { path: "/graphiql", media_type: HTML, content: page!("graphiql.html") },
    File { path: "/graphiql/page.css", media_type: STYLE, content: page!("graphiql.css") },
    File { path: "/graphiql/page.js", media_type: SCRIPT, content: page!("graphiql.js") },
    File { path: "/graphiql/graphiql.css", media_type: STYLE, content: asset!("graphiql.css") },
    File { path: "/graphiql/graphiql.js", media_type: SCRIPT, content: asset!("graphiql.js") },
    File { path: "/graphiql/react.js", media_type: SCRIPT, content: asset!("react.js") },
    File { path: "/graphiql/react-dom.js", media_type: SCRIPT, content: asset!("react-dom.js") },
    File { path: "/", media_type: HTML, content: page!("index.html") },
    // The path at which a browser looks for the icon of a document that is not a page.
    File { path: "/favicon.ico", media_type: ICON, content: page!("icon.svg") },
];

/// Returns the routes of a contract's pages.
pub(crate) fn router(registry: &Registry) -> Router {
    let title = escaped(&registry.info.title);
    let query = example::query(registry).unwrap_or_else(|| "{ __typename }\n".into());
    let free = FILES.into_iter().filter(|file| !is_taken(registry, file.path));
    free.fold(Router::new(), |router, file| {
        let body = match file.content {
            Content::Gzip(packed) => Body::Gzip(packed),
            Content::Template(text) => Body::Text(text.replace("{title}", &title).replace("{query}", &query).into()),
        };
        let entity_tag = match &body {
            Body::Text(text) => entity_tag_of(text),
            Body::Gzip(packed) => entity_tag_of(packed),
        };
        let entity_tag = HeaderValue::from_str(&entity_tag).expect("an entity tag is visible ASCII");
        router.route(file.path, get(answer).with_state(Served { media_type: file.media_type, body, entity_tag }))
    })
}

/// Escapes a text for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

async fn answer(State(file): State<Served>, asked: HeaderMap) -> Response {
    let mut headers = HeaderMap::new();
    let is_fresh = file.entity_tag.to_str().is_ok_and(|tag| is_known(&asked, tag));
    headers.insert(header::ETAG, file.entity_tag);
    let mut add = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    add(header::CACHE_CONTROL, KEPT);
    add(header::VARY, "accept-encoding");
    if is_fresh {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    add(header::CONTENT_TYPE, file.media_type);
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::CONTENT_SECURITY_POLICY, POLICY);
    let body = match file.body {
        Body::Text(text) => text,
        Body::Gzip(packed) if takes_gzip(&asked) => {
            add(header::CONTENT_ENCODING, "gzip");
            Bytes::from_static(packed)
        }
        Body::Gzip(packed) => {
            let mut text = Vec::new();
            GzDecoder::new(packed).read_to_end(&mut text).expect("the files that are built in are whole");
            text.into()
        }
    };
    (headers, body).into_response()
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let header_value = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    header_value.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip")) && !parts.any(|weight| weight == "q=0")
    })
}
