//! `typescript/`: the npm package. Types as ts-rs derives them, Zod schemas from the JSON Schemas, a client, and what
//! other libraries need of the contract.

mod answers;
mod client;
mod declarations;
mod graphql;
mod ids;
mod layout;
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

use contract_kit::{
    diagnostic::{Diagnostic, Diagnostics},
    registry::Registry,
};

use crate::{Emission, Sources, graphql::documents::Documents, zod::Unrepresentable};

/// Emits the package.
///
/// # Errors
/// When a name of the contract cannot be one of the package.
pub(crate) fn emit(
    registry: &Registry,
    documents: Option<&Documents>,
    sources: &Sources,
) -> Result<Emission, Diagnostics> {
    names::check(registry)?;
    let mut artifacts = package::emit(registry, documents, sources)?;
    artifacts.extend(readme::emit(registry, documents));
    artifacts.extend(runtime::emit());
    artifacts.extend(validation::emit(registry));
    artifacts.push(schemas::emit(registry).map_err(|refusal| unrepresentable(&refusal))?);
    artifacts.extend([
        client::index(registry),
        client::emit(registry),
        declarations::emit(registry),
        ids::emit(registry),
        operations::emit(registry),
        objects::emit(registry),
        query::emit(registry),
        mock::contract(registry),
        mock::emit(registry),
    ]);
    artifacts.extend(realtime::emit(registry));
    if let Some(documents) = documents {
        artifacts.extend(graphql::emit(registry, documents));
    }
    Ok(Emission { artifacts, losses: Vec::new() })
}

/// A contract in normal form can always be said in Zod: this is a mistake of the toolkit, told like one of the contract.
fn unrepresentable(refusal: &Unrepresentable) -> Diagnostics {
    Diagnostics(vec![Diagnostic::error("zod", "the contract's schemas", refusal.to_string())])
}

/// The first line of every module.
fn header() -> String {
    format!("// {}\n\n", crate::GENERATED_BY)
}
