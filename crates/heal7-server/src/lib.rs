//! HEAL7's reference server.
//!
//! A request comes in through one of three doors and is translated there: [`http`], [`graphql`], [`stream`]. What is to
//! be done is decided in [`app`], and kept in a [`store`]. One file for each module of the contract in every layer.
//! [`problem`] and [`saju`] say in the words of the contract what HTTP and the engine have to say; [`mounted`] lists the
//! modules that are served.

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
