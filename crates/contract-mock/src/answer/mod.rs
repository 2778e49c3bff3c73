//! Answers requests and messages from the state, by docs/entity-function.md sections 6 and 7.

pub(crate) mod listing;
pub(crate) mod location;
pub(crate) mod messages;
pub(crate) mod problem;
pub(crate) mod reply;
pub(crate) mod request;
