//! The suite's HTTP: requests that can be shown as a curl command, and complete answers.

mod client;
mod curl;
mod request;
mod websocket;

pub(crate) use self::{client::Client, curl::quoted, request::encoded, websocket::client_socket};
pub use self::{
    client::{Broken, Response},
    request::{FormPart, Payload, Request},
};
