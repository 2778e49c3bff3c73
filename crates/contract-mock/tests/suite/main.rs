//! A mock over real connections, of a contract that it knows from its registry alone.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod control;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "proxy")]
mod proxy_failures;
#[cfg(feature = "proxy")]
mod proxy_messages;
#[cfg(feature = "proxy")]
mod proxy_recording;
#[cfg(feature = "proxy")]
mod proxy_traffic;
#[cfg(feature = "proxy")]
mod proxy_violations;
mod rules;
mod running;
mod scenarios;
mod state;
mod validation;
mod versions;
