//! Modules: the parts of a contract that a server mounts as a whole.

use crate::{
    channel::{Channel, Message, Receive, Serve},
    describe::ModuleDescription,
    graphql::{Field, Resolve, Subscribe},
    operation::{Handle, Operation},
    types::TypeVisitor,
};

/// A module of a contract; `#[module]` makes one of a trait.
pub trait Module: 'static {
    /// In snake case.
    const NAME: &'static str;
    /// The module as data.
    const DESCRIPTION: &'static ModuleDescription;

    /// Shows every named type of the module to a visitor.
    fn visit_types<V: TypeVisitor>(visitor: &mut V);
}

/// Shows every item of a module to a visitor that mounts or lists them; `S` implements them all.
pub trait Mount<S>: Module {
    /// Calls the visitor once an item, in declaration order.
    fn mount<V: Visitor<S>>(visitor: &mut V);
}

/// Sees every item of a module, with its types.
pub trait Visitor<S> {
    /// A REST operation.
    fn operation<O: Operation>(&mut self)
    where
        S: Handle<O>;
    /// A channel.
    fn channel<C: Channel>(&mut self)
    where
        S: Serve<C>;
    /// A message that clients send.
    fn message<M: Message>(&mut self)
    where
        S: Receive<M>;
    /// A field of the GraphQL query or mutation type.
    fn field<F: Field>(&mut self)
    where
        S: Resolve<F>;
    /// A field of the GraphQL subscription type.
    fn subscription<F: Field>(&mut self)
    where
        S: Subscribe<F>;
}

/// Several modules: those that one server mounts. A tuple of up to twelve modules is such a list.
pub trait Modules: 'static {
    /// Their names, in the order of the list.
    const NAMES: &'static [&'static str];
}

/// Shows every item of several modules to a visitor.
pub trait MountAll<S>: Modules {
    /// Calls the visitor once an item, module by module.
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
