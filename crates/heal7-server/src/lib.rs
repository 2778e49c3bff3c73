//! HEAL7's reference server.
//!
//! A request arrives through one of three transports, which translate it: [`http`], [`graphql`], [`stream`]. The logic
//! is in [`app`], and the data in a [`store`]. In every layer, each module of the contract has one file. [`problem`]
//! and [`saju`] convert faults of HTTP and values of the engine to the contract's types; [`mounted`] lists the modules
//! that are served.

pub mod app;
pub mod config;
mod cookies;
pub mod descriptors;
mod devices;
pub mod graphql;
pub mod http;
mod idempotency;
pub mod mounted;
mod observe;
pub mod open;
pub mod pages;
mod platform;
pub mod problem;
pub mod saju;
pub mod sentences;
pub mod server;
pub mod stop;
pub mod stream;
