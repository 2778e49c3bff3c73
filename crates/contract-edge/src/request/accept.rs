//! Whether the caller accepts what the answer will be.

use axum::http::{HeaderMap, header};
use headers_accept::Accept;
use mediatype::MediaType;

use crate::fault::Fault;

/// Refuses a request whose `Accept` leaves out the media type of the answer; one that cannot be read is as none.
pub(crate) fn check(headers: &HeaderMap, media_type: &str) -> Result<(), Fault> {
    let header_values: Vec<_> =
        headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let Ok(accept) = header_values.join(",").parse::<Accept>() else { return Ok(()) };
    let answer = MediaType::parse(media_type).expect("the caller names a media type");
    let accepts =
        header_values.is_empty() || accept.media_types().next().is_none() || accept.negotiate([&answer]).is_some();
    if accepts { Ok(()) } else { Err(Fault::NotAcceptable) }
}
