//! Assembles a whole contract from the declarations of its modules.

use std::collections::BTreeMap;

use super::{
    Caused, Channel, FORMAT_VERSION, Generic, Graphql, GraphqlField, Info, ModuleInfo, Operation, ProblemDefinition,
    Registry, Role, TypeDefinition, check, messages, views,
};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// All declarations of a contract.
#[derive(Debug, Clone)]
pub struct Declarations {
    /// The contract's information about itself.
    pub info: Info,
    /// The modules, in any order.
    pub modules: Vec<ModuleDeclaration>,
    /// The named types by name, each in one view; their directions are not yet known.
    pub types: BTreeMap<String, TypeDefinition>,
    /// The generic types by name.
    pub generics: BTreeMap<String, Generic>,
    /// The messages about texts that do not match a pattern, by the place of the pattern.
    pub messages: BTreeMap<String, String>,
    /// The problems, in declaration order.
    pub problems: Vec<ProblemDefinition>,
    /// The named type of a problem's body.
    pub problem_type: String,
}

/// All declarations of a module.
#[derive(Debug, Clone)]
pub struct ModuleDeclaration {
    /// Its name and description.
    pub info: ModuleInfo,
    /// Its operations, in declaration order.
    pub operations: Vec<Operation>,
    /// Its channels, in declaration order.
    pub channels: Vec<Channel>,
    /// Its GraphQL fields, in declaration order.
    pub fields: Vec<GraphqlField>,
    /// The client messages that it receives.
    pub receives: Vec<Received>,
}

/// A client message that a module receives.
#[derive(Debug, Clone)]
pub struct Received {
    /// The name of its union.
    pub union: String,
    /// Its tag.
    pub tag: String,
    /// The codes of the problems that it may answer with.
    pub errors: Vec<String>,
    /// The tags of the messages that answer it.
    pub answers: Vec<String>,
    /// Its own class of rate limit, besides that of all messages.
    pub rate: Option<String>,
    /// The events that it causes for listeners, besides its answers.
    pub causes: Vec<Caused>,
}

/// Assembles a contract from its declarations, and finds the mistakes that only the whole contract shows. It does not
/// check examples.
///
/// Returns the contract, and a map from the name of each view to the name of the type that it is a view of.
pub fn assemble(declarations: Declarations, diagnostics: &mut Diagnostics) -> (Registry, BTreeMap<String, String>) {
    let Declarations { info, mut modules, types, generics, messages, problems, problem_type } = declarations;
    modules.sort_by(|a, b| a.info.name.cmp(&b.info.name));
    variants(&types, diagnostics);
    let mut registry = Registry {
        format_version: FORMAT_VERSION,
        info,
        modules: Vec::new(),
        types,
        generics,
        operations: Vec::new(),
        channels: Vec::new(),
        graphql: None,
        messages: BTreeMap::new(),
        problems,
        problem_type,
    };
    let (mut receives, mut fields) = (Vec::new(), Vec::new());
    for module in modules {
        let name = module.info.name.clone();
        receives.extend(module.receives.into_iter().map(|received| (received, name.clone())));
        registry.modules.push(module.info);
        registry.operations.extend(module.operations);
        registry.channels.extend(module.channels);
        fields.extend(module.fields);
    }
    registry.graphql = (!fields.is_empty()).then_some(Graphql { fields });
    registry.messages = messages::collect(&registry, &messages);
    check::receivers(&mut registry, &receives, diagnostics);
    let origins = views::split(&mut registry, diagnostics);
    check::registry(&registry, diagnostics);
    (registry, origins)
}

/// Checks that a variant travels only as a part of its union.
fn variants(types: &BTreeMap<String, TypeDefinition>, diagnostics: &mut Diagnostics) {
    for (name, definition) in types {
        if let Role::Variant { union } = &definition.role
            && !types.contains_key(union)
        {
            diagnostics.push(Diagnostic::error("lonely-variant", name, format!("its union `{union}` is not reached")));
        }
    }
}
