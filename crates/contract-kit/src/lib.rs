//! The traits behind a contract's declarations, and the conversion of declarations into data.
//!
//! An author declares types with [`contract`], problems with [`problems`], modules of operations, channels and GraphQL
//! fields with [`module`], and the whole contract with [`api`]. The macros produce Rust traits that an implementation
//! must satisfy ([`operation`], [`channel`], [`graphql`]), and static descriptions ([`describe`]) that [`mod@build`]
//! converts into a [`registry::Registry`]. Nothing here depends on one particular contract, a library for a format, a
//! web framework or a disk.

pub mod build;
pub mod channel;
pub mod collect;
pub mod describe;
pub mod example;
pub mod graphql;
pub mod module;
pub mod operation;
pub mod problem;
pub mod second_opinions;
mod shared;
pub mod types;
pub mod values;
#[doc(hidden)]
pub mod wire;

pub use contract_macros::{api, contract, module, problems};
pub use contract_model::{
    diagnostic, exchange, format, graphql as type_system, lifecycle, number, registry, schema, validate,
};

/// Everything that the author of a contract needs: `use contract_kit::prelude::*`.
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
    #[cfg(feature = "second-opinions")]
    pub use async_graphql;
    #[cfg(feature = "second-opinions")]
    pub use schemars;
    pub use serde;
    pub use serde_json;
    #[cfg(feature = "second-opinions")]
    pub use ts_rs;
}
