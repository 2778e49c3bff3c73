//! Checks whether the caller accepts the media type of the response.

use axum::http::{HeaderMap, header};
use headers_accept::Accept;
use mediatype::MediaType;

use crate::fault::Fault;

/// Refuses a request whose `Accept` excludes the media type of the response. An unreadable header is ignored.
pub(crate) fn check(headers: &HeaderMap, media_type: &str) -> Result<(), Fault> {
    let header_values: Vec<_> =
        headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let Ok(accept) = header_values.join(",").parse::<Accept>() else { return Ok(()) };
    let answer = MediaType::parse(media_type).expect("the caller names a media type");
    let accepts =
        header_values.is_empty() || accept.media_types().next().is_none() || accept.negotiate([&answer]).is_some();
    if accepts { Ok(()) } else { Err(Fault::NotAcceptable) }
}
