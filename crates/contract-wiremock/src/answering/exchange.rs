//! One exchange: a request of wiremock becomes a request to a router, and the router's response becomes a template of
//! wiremock.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, Response, Uri, header},
};
use contract_edge::Abandoned;
use tower::ServiceExt;
use wiremock::ResponseTemplate;

use super::{Routers, planned::PlannedAnswer};

/// The answer to a request that would open a feed or a socket.
const NO_STREAMS: &str = "wiremock sends whole bodies and cannot open a feed or a socket. \
                          For these, start a contract_mock::MockServer.";

/// The outcome of a request.
#[derive(Debug)]
pub(super) enum Outcome {
    Answer(ResponseTemplate),
    /// The connection is closed without an answer, as a rule of the mock says.
    Abandoned,
}

/// Answers a request.
pub(super) async fn exchange(
    routers: Routers,
    request: wiremock::Request,
    planned: Option<Arc<PlannedAnswer>>,
) -> Outcome {
    let mut upgrades = request.headers.get_all(header::UPGRADE).iter();
    if upgrades.any(|protocol| protocol.as_bytes().eq_ignore_ascii_case(b"websocket")) {
        return Outcome::Answer(refusal(501, NO_STREAMS));
    }
    let mut request = match converted(request) {
        Ok(request) => request,
        Err(reason) => return Outcome::Answer(refusal(400, &reason)),
    };
    let router = match planned {
        Some(planned) => {
            planned.attach_to(&mut request);
            routers.planned
        }
        None => routers.generated,
    };
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    if response.extensions().get::<Abandoned>().is_some() {
        return Outcome::Abandoned;
    }
    template(response).await
}

/// Converts a request of wiremock into one for a router.
fn converted(request: wiremock::Request) -> Result<Request, String> {
    let wiremock::Request { url, method, headers, body } = request;
    let target = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let uri: Uri = target.parse().map_err(|error| format!("The path of the request cannot be read: {error}."))?;
    let mut converted = Request::new(Body::from(body));
    *converted.method_mut() = method;
    *converted.uri_mut() = uri;
    *converted.headers_mut() = headers;
    if !converted.headers().contains_key(header::HOST)
        && let Ok(host) = HeaderValue::from_str(url.authority())
    {
        // An HTTP/2 request has its host outside the headers.
        converted.headers_mut().insert(header::HOST, host);
    }
    Ok(converted)
}

/// Converts a response of a router into a template of wiremock.
async fn template(response: Response<Body>) -> Outcome {
    let (parts, body) = response.into_parts();
    let is_feed = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"text/event-stream");
    if is_feed {
        return Outcome::Answer(refusal(501, NO_STREAMS));
    }
    // A body breaks off only if a rule of the mock says so, and wiremock cannot send only the beginning.
    let Ok(body) = to_bytes(body, usize::MAX).await else { return Outcome::Abandoned };
    let template = ResponseTemplate::new(parts.status).set_body_bytes(body);
    let headers = parts.headers.iter();
    Outcome::Answer(
        headers.fold(template, |template, (name, value)| template.append_header(name.clone(), value.clone())),
    )
}

/// An answer that explains why there is no other answer.
pub(super) fn refusal(status: u16, reason: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_string(reason)
}
