//! The pages for people who write clients: the reference of the REST operations (Scalar) and GraphiQL. All that they
//! load is built into the server, so that they work where nothing else is reached.

use std::{io::Read, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use contract_axum::{entity_tag_of, is_known};
use flate2::read::GzDecoder;

/// What the pages may load and reach: this server and nothing else. Both write styles into themselves, Scalar compiles
/// templates, and GraphiQL keeps its fonts in its style sheet.
const POLICY: &str = "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; \
                      connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// How long a browser may keep what a page loads, in seconds; then the entity tag tells whether it has changed.
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
    Text(&'static str),
    Gzip(&'static [u8]),
}

impl Content {
    /// What is built in, as it is.
    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Gzip(packed) => packed,
        }
    }
}

macro_rules! asset {
    ($name:literal) => {
        Content::Gzip(include_bytes!(concat!("../../pages/assets/", $name, ".gz")))
    };
}

macro_rules! page {
    ($name:literal) => {
        Content::Text(include_str!(concat!("../../pages/", $name)))
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
    // Where a browser looks for one that shows a document without a page, too.
    File { path: "/favicon.ico", media_type: ICON, content: page!("icon.svg") },
];

/// The pages.
pub(super) fn router() -> Router {
    FILES.into_iter().fold(Router::new(), |router, file| {
        let entity_tag = entity_tag_of(file.content.bytes()).into();
        router.route(file.path, get(answer).with_state((file, entity_tag)))
    })
}

async fn answer(State((file, entity_tag)): State<(File, Arc<str>)>, asked: HeaderMap) -> Response {
    let mut headers = HeaderMap::new();
    headers.extend(HeaderValue::from_str(&entity_tag).map(|tag| (header::ETAG, tag)));
    let mut say = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    say(header::CACHE_CONTROL, KEPT);
    say(header::VARY, "accept-encoding");
    if is_known(&asked, &entity_tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    say(header::CONTENT_TYPE, file.media_type);
    say(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(header::CONTENT_SECURITY_POLICY, POLICY);
    let body = match file.content {
        Content::Text(text) => Bytes::from_static(text.as_bytes()),
        Content::Gzip(packed) if takes_gzip(&asked) => {
            say(header::CONTENT_ENCODING, "gzip");
            Bytes::from_static(packed)
        }
        Content::Gzip(packed) => {
            let mut text = Vec::new();
            GzDecoder::new(packed).read_to_end(&mut text).expect("what is built in is whole");
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
