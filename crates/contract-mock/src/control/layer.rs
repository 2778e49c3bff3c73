//! The layer around every answer: the journal, and the failures of a network.

use std::{cell::RefCell, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request},
    http::{Response, StatusCode, header, uri::Authority},
    middleware::Next,
};
use contract_edge::Abandoned;
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::{
    journal::{Direction, Entry, Mistake, TOLERATED},
    preference::Preferences,
    rehearsal::{Course, Deviation, Stage},
    routes::PREFIX,
};
use crate::Mock;

/// The time in which a part of a body is surely written.
const FLUSH: Duration = Duration::from_millis(50);

/// The address under which the client reached this mock, without a trailing slash.
#[derive(Debug, Clone, Default)]
pub(crate) struct BaseUrl(pub String);

impl BaseUrl {
    fn of(request: &Request) -> Self {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let host = host.or_else(|| request.uri().authority().map(Authority::as_str));
        Self(host.map(|host| format!("http://{host}")).unwrap_or_default())
    }
}

/// The part of a problem that the journal keeps.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Problem {
    code: Option<String>,
    violations: Vec<Mistake>,
}

/// Passes a request on, adds it to the journal, and makes its answer fail on the way if a rule says so.
pub(crate) async fn observe(
    mock: Mock,
    closing: CancellationToken,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    if request.uri().path().starts_with(PREFIX) {
        return next.run(request).await;
    }
    let (at, begun) = (mock.now(), Instant::now());
    let (method, path) = (request.method().to_string(), request.uri().to_string());
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let item = matched.and_then(|path| mock.item(&method, &path));
    let deviation = item.as_deref().and_then(|item| mock.decide(item, Stage::Unread));
    let preferences = Preferences::read(request.headers());
    let latency = deviation.as_ref().and_then(|deviation: &Deviation| deviation.latency);
    for pause in preferences.wait.into_iter().chain(latency) {
        // A delayed request must not delay the shutdown of the server.
        closing.run_until_cancelled(sleep(pause)).await;
    }
    request.extensions_mut().insert(preferences);
    let course = Course::new(deviation, closing.clone());
    request.extensions_mut().insert(course.clone());
    let base = BaseUrl::of(&request);
    request.extensions_mut().insert(base);
    let answering = async {
        let response = next.run(request).await;
        (response, TOLERATED.with(RefCell::take))
    };
    let (response, tolerated) = TOLERATED.scope(RefCell::default(), answering).await;
    let (problem, mut response) = problem(response).await;
    let is_tolerated = !tolerated.is_empty();
    let of_request = |violation| Mistake::new(Direction::Request, violation);
    let violations = if is_tolerated { tolerated.into_iter().map(of_request).collect() } else { problem.violations };
    mock.journal().add(Entry {
        number: 0,
        at,
        method,
        path,
        item,
        status: response.status().as_u16(),
        code: problem.code,
        milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        violations,
        is_tolerated,
        message: None,
        failure: None,
    });
    let rule = course.rule();
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        if rule.reset {
            response.extensions_mut().insert(Abandoned);
        }
        if let Some(length) = rule.truncate {
            response = truncated(response, length);
        }
        if let Some(speed) = rule.bytes_per_second {
            response = slowed(response, speed, closing);
        }
    }
    response
}

/// The code and the violations of an answer that is a problem. The answer's body is preserved.
async fn problem(response: Response<Body>) -> (Problem, Response<Body>) {
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes() == b"application/problem+json");
    if !is_problem {
        return (Problem::default(), response);
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let problem = serde_json::from_slice(&bytes).unwrap_or_default();
    (problem, Response::from_parts(parts, Body::from(bytes)))
}

/// An answer whose body breaks off before its announced length.
fn truncated(response: Response<Body>, length: usize) -> Response<Body> {
    let (parts, body) = response.into_parts();
    // The body of a feed has no end, so it is not read as a whole.
    let part = stream::unfold((body.into_data_stream(), length), |(mut body, left)| async move {
        let chunk = if left == 0 { None } else { body.next().await }?;
        let (chunk, left) = match chunk {
            Ok(bytes) => {
                let part = bytes.slice(..left.min(bytes.len()));
                (Ok(part.clone()), left - part.len())
            }
            Err(error) => (Err(std::io::Error::other(error)), 0),
        };
        Some((chunk, (body, left)))
    });
    let broken = stream::once(async {
        // The part before the break is written first.
        sleep(FLUSH).await;
        Err(std::io::Error::other("the body is cut off by a rule"))
    });
    Response::from_parts(parts, Body::from_stream(part.chain(broken)))
}

/// An answer whose body is sent slowly, until the server closes.
fn slowed(response: Response<Body>, speed: u32, closing: CancellationToken) -> Response<Body> {
    let (parts, body) = response.into_parts();
    // Ten pieces per second.
    let size = (speed as usize / 10).max(1);
    let pieces = body.into_data_stream().flat_map(move |chunk| {
        // A piece is cut only when it is sent, because a long body has too many pieces.
        stream::unfold(Some(chunk), move |rest| async move {
            Some(match rest? {
                Ok(mut bytes) => {
                    let piece = bytes.split_to(size.min(bytes.len()));
                    (Ok(piece), Some(Ok(bytes)).filter(|rest| rest.as_ref().is_ok_and(|rest| !rest.is_empty())))
                }
                Err(error) => (Err(error), None),
            })
        })
    });
    let paced = pieces.then(move |piece| async move {
        if let Ok(piece) = &piece {
            #[expect(clippy::cast_precision_loss, reason = "a piece is a few kilobytes")]
            sleep(Duration::from_secs_f64(piece.len() as f64 / f64::from(speed))).await;
        }
        piece
    });
    let ended = closing.clone();
    let broken = stream::once(async move { ended.is_cancelled() }).filter_map(async |is_closing| {
        let reason = || axum::Error::new(std::io::Error::other("the server closes before the body has come"));
        is_closing.then(|| Err(reason()))
    });
    Response::from_parts(parts, Body::from_stream(paced.take_until(closing.cancelled_owned()).chain(broken)))
}
