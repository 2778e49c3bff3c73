//! Chooses the media type of a response, and the status that the media type requires.

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use headers_accept::Accept;
use mediatype::MediaType as Name;

use super::errors::Refused;
use crate::{fault::Fault, graphql::Answer, problem::challenge};

/// A media type for responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/graphql-response+json`: the status says whether the request could be executed.
    GraphqlResponse,
    /// `application/json`: 200 for every GraphQL request, since another status could be an answer of a proxy.
    Json,
}

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

impl MediaType {
    /// Returns the media type that the caller prefers; `application/json` for a caller without a preference.
    pub(super) fn accepted(headers: &HeaderMap) -> Result<Self, Fault> {
        let header_values: Vec<_> =
            headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
        let Ok(accept) = header_values.join(",").parse::<Accept>() else { return Ok(Self::Json) };
        if header_values.is_empty() || accept.media_types().next().is_none() {
            return Ok(Self::Json);
        }
        let names = [JSON, GRAPHQL_RESPONSE].map(|name| Name::parse(name).expect("it is a media type"));
        match accept.negotiate(&names) {
            Some(name) if *name == names[1] => Ok(Self::GraphqlResponse),
            Some(_) => Ok(Self::Json),
            None => Err(Fault::NotAcceptable),
        }
    }

    /// Builds a response.
    pub(super) fn response(self, answer: &Answer) -> Response<Body> {
        let status = match self {
            Self::GraphqlResponse if answer.is_refused() => StatusCode::BAD_REQUEST,
            Self::GraphqlResponse | Self::Json => StatusCode::OK,
        };
        self.with(status, answer.to_json())
    }

    /// Builds the response to a request that is not executed.
    pub(super) fn refusal(self, Refused { error, details, allowed }: &Refused) -> Response<Body> {
        let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = self.with(status, Answer::refused(vec![error.clone()]).to_json());
        let headers = response.headers_mut();
        if let Some(allowed) = allowed.as_ref().and_then(|allowed| HeaderValue::from_str(allowed).ok()) {
            headers.insert(header::ALLOW, allowed);
        }
        if let Some(seconds) = details.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(challenge) = challenge(details.status) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }

    fn with(self, status: StatusCode, body: Bytes) -> Response<Body> {
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(match self {
                Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
                Self::Json => "application/json; charset=utf-8",
            }),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
