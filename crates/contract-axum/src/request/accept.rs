//! Whether the caller accepts what the answer will be.

use axum::http::{HeaderMap, header};
use contract_kit::registry::Operation;
use headers_accept::Accept;
use mediatype::MediaType;

use crate::fault::Fault;

/// Refuses a request whose `Accept` leaves out the media type of the answer; one that cannot be read is as none.
pub(crate) fn check(operation: &Operation, headers: &HeaderMap) -> Result<(), Fault> {
    if operation.answers.iter().all(|answer| answer.body.is_none()) {
        return Ok(());
    }
    let said: Vec<_> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let Ok(accept) = said.join(",").parse::<Accept>() else { return Ok(()) };
    let json = MediaType::parse("application/json").expect("it is a media type");
    let accepts = said.is_empty() || accept.media_types().next().is_none() || accept.negotiate([&json]).is_some();
    if accepts { Ok(()) } else { Err(Fault::NotAcceptable) }
}
