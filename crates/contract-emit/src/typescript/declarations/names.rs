//! The form in which a declaration refers to a named type.

use std::collections::BTreeSet;

use contract_model::{
    registry::{Registry, Role, TypeDefinition},
    schema::Schema,
};

use crate::typescript::type_expression::type_with;

/// The names of a contract's types.
pub(super) struct Names<'a> {
    registry: &'a Registry,
    /// The types that could be written as another type, but differ from it: a property with a default may be absent
    /// from a request, and is always present in a response.
    differing: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
        let mut names = Self { registry, differing: BTreeSet::new() };
        // A type that refers to a differing type may differ because of it.
        loop {
            let known = names.differing.len();
            for (name, definition) in &registry.types {
                if !names.differing.contains(name.as_str()) && !names.is_as_spelled(name, definition) {
                    names.differing.insert(name);
                }
            }
            if names.differing.len() == known {
                return names;
            }
        }
    }

    /// Returns the type for `name`: for an instance its generic type, for the second view of a Rust type the first
    /// view.
    pub(super) fn reference(&self, name: &str) -> String {
        let Some(definition) = self.registry.types.get(name).filter(|_| !self.differing.contains(name)) else {
            return name.to_owned();
        };
        match &definition.role {
            Role::Instance { generic, arguments } => {
                let arguments = arguments.iter().map(|argument| self.expression(argument));
                format!("{generic}<{}>", arguments.collect::<Vec<_>>().join(", "))
            }
            Role::Plain | Role::Id | Role::Variant { .. } => definition.rust_name(name).to_owned(),
        }
    }

    fn expression(&self, schema: &Schema) -> String {
        type_with(schema, &|name| self.reference(name))
    }

    /// Whether a type equals the type under whose name it is written.
    fn is_as_spelled(&self, name: &str, definition: &TypeDefinition) -> bool {
        let spelled = match &definition.role {
            Role::Instance { generic, arguments } => self.registry.generics.get(generic).map(|generic| {
                type_with(&generic.schema, &|name| {
                    let place = generic.parameters.iter().position(|parameter| parameter == name);
                    match place.and_then(|place| arguments.get(place)) {
                        Some(argument) => self.expression(argument),
                        None => self.reference(name),
                    }
                })
            }),
            Role::Plain | Role::Id | Role::Variant { .. } => {
                let rust = definition.rust_name(name);
                self.registry.types.get(rust).map(|first| self.expression(&first.schema))
            }
        };
        spelled.is_none_or(|spelled| spelled == self.expression(&definition.schema))
    }
}
