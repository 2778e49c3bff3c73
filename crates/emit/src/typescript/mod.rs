//! `typescript/`: the npm package. Types as ts-rs derives them, Zod schemas from the JSON Schemas.

mod declarations;
mod ids;
mod layout;
mod package;
pub mod proof;
mod schemas;

use contract_kit::registry::Registry;

use crate::{Emission, zod::Unrepresentable};

/// Emits the package.
///
/// # Errors
/// When a schema cannot be said exactly in Zod.
pub fn emit(registry: &Registry) -> Result<Emission, Unrepresentable> {
    let artifacts = vec![
        package::manifest(registry),
        package::index(registry),
        declarations::emit(registry),
        ids::emit(registry),
        schemas::emit(registry)?,
    ];
    Ok(Emission { artifacts, losses: Vec::new() })
}

/// The first line of every module.
fn header() -> String {
    format!("// {}\n\n", crate::GENERATED_BY)
}
