//! async-graphql: its static schema of every type with a form in GraphQL.

use std::{borrow::Cow, collections::BTreeSet, marker::PhantomData};

use contract_kit::{
    build::Contract,
    private::async_graphql::{
        CacheControl, ContainerType, Context, ContextSelectionSet, EmptyMutation, EmptySubscription, ObjectType,
        OutputType, Positioned, SDLExportOptions, Schema, ServerResult, Value,
        indexmap::IndexMap,
        parser::types::Field,
        registry::{Deprecation, MetaField, MetaInputValue, MetaType, MetaTypeId, Registry},
    },
    types::{ContractType, TypeVisitor},
};

/// The static schema of all types of a contract, printed by async-graphql.
pub(crate) fn print<C: Contract + Send + Sync + 'static>() -> String {
    let schema = Schema::new(Root::<C>(PhantomData), EmptyMutation, EmptySubscription);
    schema.sdl_with_options(SDLExportOptions::new().include_specified_by())
}

/// A query type with a field for each type of a contract. It is never executed: a type that no field reaches is not
/// printed.
struct Root<C>(PhantomData<fn() -> C>);

/// The name of the query type.
const ROOT: &str = "EveryType";

impl<C: Contract + Send + Sync + 'static> OutputType for Root<C> {
    fn type_name() -> Cow<'static, str> {
        ROOT.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let mut faces = Faces { registry, seen: BTreeSet::new(), fields: IndexMap::new() };
            C::visit_types(&mut faces);
            MetaType::Object {
                name: ROOT.into(),
                description: None,
                fields: faces.fields,
                cache_control: CacheControl::default(),
                extends: false,
                shareable: false,
                resolvable: true,
                keys: None,
                visible: None,
                inaccessible: false,
                interface_object: false,
                tags: Vec::new(),
                is_subscription: false,
                rust_typename: None,
                directive_invocations: Vec::new(),
                requires_scopes: Vec::new(),
            }
        })
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        unreachable!("the schema is only printed")
    }
}

impl<C: Contract + Send + Sync + 'static> ContainerType for Root<C> {
    async fn resolve_field(&self, _: &Context<'_>) -> ServerResult<Option<Value>> {
        unreachable!("the schema is only printed")
    }
}

impl<C: Contract + Send + Sync + 'static> ObjectType for Root<C> {}

struct Faces<'a> {
    registry: &'a mut Registry,
    seen: BTreeSet<String>,
    fields: IndexMap<String, MetaField>,
}

impl TypeVisitor for Faces<'_> {
    fn visit<T: ContractType>(&mut self, name: &str) -> bool {
        if !self.seen.insert(name.to_owned()) {
            return false;
        }
        let faces = T::faces();
        let output = faces.output.map_or_else(|| "Int".to_owned(), |register| register(self.registry));
        let mut args = IndexMap::new();
        if let Some(register) = faces.input {
            let ty = register(self.registry);
            args.insert("value".to_owned(), argument(ty));
        }
        let field = field(format!("field{}", self.seen.len()), output, args);
        self.fields.insert(field.name.clone(), field);
        true
    }
}

fn field(name: String, ty: String, args: IndexMap<String, MetaInputValue>) -> MetaField {
    MetaField {
        name,
        description: None,
        args,
        ty,
        deprecation: Deprecation::NoDeprecated,
        cache_control: CacheControl::default(),
        external: false,
        requires: None,
        provides: None,
        visible: None,
        shareable: false,
        inaccessible: false,
        tags: Vec::new(),
        override_from: None,
        compute_complexity: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

fn argument(ty: String) -> MetaInputValue {
    MetaInputValue {
        name: "value".into(),
        description: None,
        ty,
        deprecation: Deprecation::NoDeprecated,
        default_value: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        is_secret: false,
        directive_invocations: Vec::new(),
    }
}
