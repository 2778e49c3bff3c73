//! Builds the registry of a contract from its declarations.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    collect::Collector,
    describe::ModuleDescription,
    diagnostic::Diagnostics,
    problem::Problems,
    registry::{Declarations, Info, Registry, assemble},
    types::{TypeVisitor, Types},
};

/// A whole contract, as its `#[api]` trait declares it.
pub trait Contract {
    /// Its problems.
    type Problems: Problems;
    /// Returns the contract's information about itself.
    fn info() -> Info;
    /// Returns its modules.
    fn modules() -> Vec<&'static ModuleDescription>;
    /// Shows every named type of the contract to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);

    /// Returns the contract as data.
    ///
    /// # Errors
    /// Every mistake in the contract.
    fn registry() -> Result<Registry, Diagnostics> {
        Self::registry_with(|_| ()).map(|(registry, ())| registry)
    }

    /// Returns the contract as data, with the result of `work`. `work` runs while the examples are checked, so it may
    /// meet an example that does not fit its schema; its result is then dropped.
    ///
    /// # Errors
    /// Every mistake in the contract.
    fn registry_with<T: Send>(work: impl FnOnce(&Registry) -> T + Send) -> Result<(Registry, T), Diagnostics> {
        build::<Self, T>(Self::modules(), work)
    }
}

/// Builds the registry of `C` from its modules, in any order.
///
/// # Errors
/// Every mistake in the contract.
pub fn build<C: Contract + ?Sized, T: Send>(
    modules: Vec<&'static ModuleDescription>,
    work: impl FnOnce(&Registry) -> T + Send,
) -> Result<(Registry, T), Diagnostics> {
    let mut collector = Collector::default();
    let modules = modules.into_iter().map(|module| collector.module(module)).collect();
    let problem_type = collector.name::<<C::Problems as Problems>::Body>();
    let problems = C::Problems::descriptions().iter().map(Into::into).collect();
    let Types { types, generics, messages, examples, mut diagnostics } = collector.into_types().finish();
    // An example may break a rule that is itself a mistake.
    let are_types_good = !diagnostics.has_errors();
    let declarations = Declarations { info: C::info(), modules, types, generics, messages, problems, problem_type };
    let (registry, origins) = assemble(declarations, &mut diagnostics);
    let work = (!diagnostics.has_errors()).then_some(work);
    // A type without finite values has no example, so every example that contains one would be reported as another
    // mistake.
    let have_examples = are_types_good && diagnostics.0.iter().all(|mistake| mistake.code != "endless-type");
    let (made, ()) = rayon::join(
        || work.map(|work| work(&registry)),
        || {
            if !have_examples {
                return;
            }
            let examples: BTreeMap<String, Value> =
                origins.iter().filter_map(|(view, origin)| Some((view.clone(), examples.get(origin)?()))).collect();
            registry.check_examples(&examples, &mut diagnostics);
        },
    );
    let made = diagnostics.into_result(made)?.expect("the work is done where there is no mistake");
    Ok((registry, made))
}
