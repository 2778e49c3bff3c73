//! What a contract is made of.
//!
//! An author declares types with [`contract`], problems with [`problems`], modules of operations, channels and GraphQL
//! fields with [`module`], and the whole with [`api`]. From that come Rust traits that an implementation must satisfy
//! ([`operation`], [`channel`], [`graphql`]) and one plain value, the [`registry::Registry`], that everything else
//! reads. Nothing here knows any one contract, a web framework or a disk.

pub mod channel;
pub mod diagnostic;
pub mod example;
pub mod format;
pub mod graphql;
pub mod module;
pub mod number;
pub mod operation;
pub mod problem;
pub mod registry;
pub mod schema;
mod shared;
pub mod types;
pub mod unimplemented;
pub mod validate;
pub mod values;

pub use contract_macros::{api, contract, module, problems};

/// What an author of a contract writes `use contract_kit::prelude::*` for.
pub mod prelude {
    pub use crate::{
        api, contract,
        example::Example,
        graphql::Connection,
        module,
        operation::{Accepted, Bearer, CachePolicy, Created, File, NoContent, OneOf, Public},
        problems,
        values::{DateTime, EmailAddress, False, LocalDate, Patch, True, Uri, UtcTime, Uuid},
    };
    pub use std::collections::BTreeMap;
}

/// The crates that the macros' output refers to, so that a contract depends on this crate alone.
#[doc(hidden)]
pub mod private {
    pub use async_graphql;
    pub use futures_util;
    pub use schemars;
    pub use serde;
    pub use serde_json;
    pub use ts_rs;
}
