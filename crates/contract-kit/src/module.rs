//! Modules: the parts of a contract that a server mounts as a whole.

use crate::{
    channel::{Channel, Message, Receive, Serve},
    describe::ModuleDescription,
    graphql::{Field, Resolve, Subscribe},
    operation::{Handle, Operation},
    types::TypeVisitor,
};

/// A module of a contract; `#[module]` creates it from a trait.
pub trait Module: 'static {
    /// Its name, in snake case.
    const NAME: &'static str;
    /// The module as data.
    const DESCRIPTION: &'static ModuleDescription;

    /// Shows every named type of the module to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// Shows every item of a module to a visitor that mounts or lists them; `S` implements them all.
pub trait Mount<S>: Module {
    /// Calls the visitor once for each item, in declaration order.
    fn mount<V: Visitor<S>>(visitor: &mut V);
}

/// Visits every item of a module, with its types.
pub trait Visitor<S> {
    /// Visits a REST operation.
    fn operation<O: Operation>(&mut self)
    where
        S: Handle<O>;
    /// Visits a channel.
    fn channel<C: Channel>(&mut self)
    where
        S: Serve<C>;
    /// Visits a message that clients send.
    fn message<M: Message>(&mut self)
    where
        S: Receive<M>;
    /// Visits a field of the GraphQL query or mutation type.
    fn field<F: Field>(&mut self)
    where
        S: Resolve<F>;
    /// Visits a field of the GraphQL subscription type.
    fn subscription<F: Field>(&mut self)
    where
        S: Subscribe<F>;
}

/// The modules that one server mounts: a tuple of up to twelve modules.
pub trait Modules: 'static {
    /// Their names, in the order of the list.
    const NAMES: &'static [&'static str];
}

/// Shows every item of several modules to a visitor.
pub trait MountAll<S>: Modules {
    /// Calls the visitor once for each item, module by module.
    fn mount<V: Visitor<S>>(visitor: &mut V);
}

macro_rules! tuples {
    ($($module:ident)*) => {
        tuples!(@ [] $($module)*);
    };
    (@ [$($module:ident)*]) => {};
    (@ [$($module:ident)*] $next:ident $($rest:ident)*) => {
        impl<$($module: Module,)* $next: Module> Modules for ($($module,)* $next,) {
            const NAMES: &'static [&'static str] = &[$($module::NAME,)* $next::NAME];
        }

        impl<S, $($module: Mount<S>,)* $next: Mount<S>> MountAll<S> for ($($module,)* $next,) {
            fn mount<V: Visitor<S>>(visitor: &mut V) {
                $(<$module as Mount<S>>::mount(visitor);)*
                <$next as Mount<S>>::mount(visitor);
            }
        }

        tuples!(@ [$($module)* $next] $($rest)*);
    };
}

tuples!(A B C D E F G H I J K L);
