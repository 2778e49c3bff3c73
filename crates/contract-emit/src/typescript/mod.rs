//! `typescript/`: the npm package. Types, Zod schemas from the JSON Schemas, a client, and modules for other libraries.

mod answers;
mod client;
mod declarations;
mod graphql;
mod ids;
mod jsdoc;
mod mock;
mod names;
mod objects;
mod operations;
mod package;
pub mod proof;
mod query;
mod readme;
mod realtime;
mod runtime;
mod schemas;
mod type_expression;
mod validation;

use contract_model::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::Registry,
};

use crate::{Emission, Sources, graphql::documents::Documents, together, zod::Unrepresentable};

/// Emits the package.
///
/// # Errors
/// When a name of the contract cannot be a name in the package.
pub(crate) fn emit(
    registry: &Registry,
    documents: Option<&Documents>,
    sources: &Sources,
) -> Result<Emission, Diagnostics> {
    names::check(registry)?;
    let artifacts = together(&[
        &|| schemas::emit(registry).map(|module| vec![module]).map_err(|refusal| unrepresentable(&refusal)),
        &|| package::emit(registry, documents, sources),
        &|| Ok(readme::emit(registry, documents, sources).into()),
        &|| Ok(runtime::emit(registry)),
        &|| Ok(validation::emit(registry).into()),
        &|| Ok(vec![client::index(registry), client::emit(registry), operations::emit(registry)]),
        &|| Ok(vec![declarations::emit(registry), ids::emit(registry), objects::emit(registry)]),
        &|| Ok(vec![query::emit(registry)]),
        &|| Ok(vec![mock::contract(registry, documents), mock::emit(registry)]),
        &|| Ok(Vec::from_iter(realtime::emit(registry))),
        &|| Ok(documents.map(|documents| graphql::emit(registry, documents)).unwrap_or_default()),
    ])?;
    Ok(Emission { artifacts: artifacts.into_iter().flatten().collect(), losses: Vec::new() })
}

/// Converts a refusal into a diagnostic. A contract in normal form can always be expressed in Zod, so this is a mistake
/// of the toolkit, reported like a mistake of the contract.
fn unrepresentable(refusal: &Unrepresentable) -> Diagnostics {
    Diagnostics(vec![Diagnostic::error("zod", "the contract's schemas", refusal.to_string())])
}

/// Returns the first line of every module.
fn header() -> String {
    format!("// {}\n\n", crate::GENERATED_BY)
}
