//! From the declarations of modules to a whole contract.

use std::collections::BTreeMap;

use super::{
    Caused, Channel, FORMAT_VERSION, Generic, Graphql, GraphqlField, Info, ModuleInfo, Operation, ProblemDefinition,
    Registry, Role, TypeDefinition, check, messages, views,
};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Everything that the declarations of a contract say.
#[derive(Debug, Clone)]
pub struct Declarations {
    /// The contract about itself.
    pub info: Info,
    /// The modules, in any order.
    pub modules: Vec<ModuleDeclaration>,
    /// The named types by name, each in one view; their directions are not known yet.
    pub types: BTreeMap<String, TypeDefinition>,
    /// The generic types by name.
    pub generics: BTreeMap<String, Generic>,
    /// The sentences about texts that do not match a pattern, by the place of the pattern.
    pub messages: BTreeMap<String, String>,
    /// The problems, as declared.
    pub problems: Vec<ProblemDefinition>,
    /// The named type of a problem's body.
    pub problem_type: String,
}

/// Everything that the declaration of a module says.
#[derive(Debug, Clone)]
pub struct ModuleDeclaration {
    /// Its name and description.
    pub info: ModuleInfo,
    /// Its operations, as declared.
    pub operations: Vec<Operation>,
    /// Its channels, as declared.
    pub channels: Vec<Channel>,
    /// Its GraphQL fields, as declared.
    pub fields: Vec<GraphqlField>,
    /// The client messages it receives.
    pub receives: Vec<Received>,
}

/// A client message that a module receives.
#[derive(Debug, Clone)]
pub struct Received {
    /// The name of its union.
    pub union: String,
    /// Its tag.
    pub tag: String,
    /// The codes of the problems it may raise.
    pub errors: Vec<String>,
    /// The tags of the messages it leads to.
    pub answers: Vec<String>,
    /// The class of rate limit it counts against, besides that of all messages.
    pub rate: Option<String>,
    /// The events that it causes for those who listen, besides its answers.
    pub causes: Vec<Caused>,
}

/// Makes a contract of its declarations, and finds the mistakes that only the whole shows; it does not check examples.
///
/// Returns the contract with the name of each view and the name of the type that it is a view of.
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

/// A variant travels as a part of its union only.
fn variants(types: &BTreeMap<String, TypeDefinition>, diagnostics: &mut Diagnostics) {
    for (name, definition) in types {
        if let Role::Variant { union } = &definition.role
            && !types.contains_key(union)
        {
            diagnostics.push(Diagnostic::error("lonely-variant", name, format!("its union `{union}` is not reached")));
        }
    }
}
