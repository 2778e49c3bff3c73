//! HTTP as the suite speaks it: requests that can be shown as a curl line, and answers that are read whole.

mod client;
mod curl;
mod request;

pub(crate) use self::{client::Client, curl::quoted, request::encoded};
pub use self::{
    client::{Broken, Response},
    request::{FormPart, Payload, Request},
};
