//! From declarations to a [`Registry`]: collects modules, lifts schemas, splits views, checks the whole.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Graphql, Info, Registry, Role, TypeDefinition, check, views};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    module::ModuleDescription,
    number,
    problem::Problems,
    schema::{Schema, lift::lift},
    types::{ContractType, RustType, TypeSet},
};

/// A whole contract as its `#[api]` trait declares it.
pub trait Contract {
    /// Its problems.
    type Problems: Problems;
    /// What it says about itself.
    fn info() -> Info;
    /// Its modules.
    fn modules() -> Vec<fn(&mut Collector) -> ModuleDescription>;
    /// Its GraphQL schema, printed.
    fn sdl() -> String;

    /// The contract as data, or every mistake in it.
    fn registry() -> Result<Registry, Diagnostics> {
        Self::declared().map(|declared| declared.registry)
    }

    /// The contract as data with what `work` makes of it, or every mistake in it. The work is done while the examples
    /// are checked, so it may meet one that does not fit its schema; what it made is then dropped.
    fn registry_with<T: Send>(work: impl FnOnce(&Registry) -> T + Send) -> Result<(Registry, T), Diagnostics> {
        build_with::<Self, _>(Self::modules(), work).map(|(declared, made)| (declared.registry, made))
    }

    /// The contract as data, with what only its Rust types can do.
    fn declared() -> Result<Declared, Diagnostics> {
        build::<Self>(Self::modules())
    }
}

/// A registry and the Rust types behind its named types.
pub struct Declared {
    /// The contract as data.
    pub registry: Registry,
    /// The Rust type of each named type, by the name of the view.
    pub rust: BTreeMap<String, RustType>,
}

/// Collects what declarations say.
#[derive(Default)]
pub struct Collector {
    types: TypeSet,
    diagnostics: Diagnostics,
}

impl Collector {
    /// The schema that refers to `T`; `subject` names it in diagnostics.
    pub fn schema<T: ContractType>(&mut self, subject: &str) -> Schema {
        let schema = self.types.schema_of::<T>();
        lift(subject, &schema, &mut self.diagnostics)
    }

    /// The schema that refers to `T` with annotations of the place where it stands.
    pub fn annotated<T: ContractType>(&mut self, subject: &str, annotations: Value) -> Schema {
        let mut schema = self.types.schema_of::<T>();
        if let (Value::Object(schema), Value::Object(annotations)) = (&mut schema, annotations) {
            schema.extend(annotations);
        }
        lift(subject, &schema, &mut self.diagnostics)
    }

    /// The name of the schema of `T`.
    pub fn name<T: ContractType>(&mut self) -> String {
        self.types.schema_of::<T>();
        crate::schema::build::name_of::<T>()
    }

    /// A Rust value as an example.
    pub fn example<T: serde::Serialize>(&mut self, value: &T) -> Value {
        let mut value = serde_json::to_value(value).expect("contract types serialise to JSON");
        number::make_canonical(&mut value);
        value
    }
}

/// Builds the registry of `C` from its modules, in whichever order they come.
pub fn build<C: Contract + ?Sized>(
    modules: Vec<fn(&mut Collector) -> ModuleDescription>,
) -> Result<Declared, Diagnostics> {
    build_with::<C, _>(modules, |_| ()).map(|(declared, ())| declared)
}

fn build_with<C: Contract + ?Sized, T: Send>(
    modules: Vec<fn(&mut Collector) -> ModuleDescription>,
    work: impl FnOnce(&Registry) -> T + Send,
) -> Result<(Declared, T), Diagnostics> {
    let mut collector = Collector::default();
    let mut modules: Vec<_> = modules.into_iter().map(|describe| describe(&mut collector)).collect();
    modules.sort_by(|a, b| a.info.name.cmp(&b.info.name));
    let problem_type = collector.name::<<C::Problems as Problems>::Body>();
    let problems = C::Problems::definitions();
    let Collector { mut types, mut diagnostics } = collector;
    types.take_conflicts().into_iter().for_each(|conflict| diagnostics.push(conflict));
    let (schemas, rust) = types.into_parts();
    let types = definitions(&schemas, &rust, &mut diagnostics);
    diagnostics = match diagnostics.into_result(()) {
        Ok(()) => Diagnostics::default(),
        Err(mistakes) => return Err(mistakes),
    };

    let mut receives = Vec::new();
    let mut fields = Vec::new();
    let mut registry = Registry {
        info: C::info(),
        modules: Vec::new(),
        types,
        operations: Vec::new(),
        channels: Vec::new(),
        graphql: None,
        problems,
        problem_type,
    };
    for module in modules {
        let name = module.info.name.clone();
        receives.extend(module.receives.into_iter().map(|received| (received, name.clone())));
        registry.modules.push(module.info);
        registry.operations.extend(module.operations);
        registry.channels.extend(module.channels);
        fields.extend(module.fields);
    }
    if !fields.is_empty() {
        registry.graphql = Some(Graphql { sdl: C::sdl(), fields });
    }
    check::receivers(&mut registry, &receives, &mut diagnostics);
    let names = views::split(&mut registry, &mut diagnostics);
    let rust = names.into_iter().filter_map(|(view, origin)| rust.get(&origin).map(|ty| (view, ty.clone()))).collect();
    check::registry(&registry, &mut diagnostics);
    let work = (!diagnostics.has_errors()).then_some(work);
    let (made, ()) =
        rayon::join(|| work.map(|work| work(&registry)), || check::examples(&registry, &rust, &mut diagnostics));
    let made = diagnostics.into_result(made)?.expect("the work is done where there is no mistake");
    Ok((Declared { registry, rust }, made))
}

/// The named types, before their directions are known.
fn definitions(
    schemas: &BTreeMap<String, Value>,
    rust: &BTreeMap<String, RustType>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, TypeDefinition> {
    let mut types = BTreeMap::new();
    for (name, schema) in schemas {
        let Some(ty) = rust.get(name) else {
            diagnostics.push(
                Diagnostic::error("foreign-type", name, "this type is reached but is not a type of the contract")
                    .help("declare it with #[contract]"),
            );
            continue;
        };
        let definition = TypeDefinition {
            schema: lift(name, schema, diagnostics),
            direction: super::Direction::Both,
            rust: None,
            role: ty.role.clone(),
            typescript: ty.typescript.clone(),
            graphql: ty.graphql.clone(),
        };
        types.insert(name.clone(), definition);
    }
    for (name, definition) in &types {
        if let Role::Variant { union } = &definition.role
            && !types.contains_key(union)
        {
            diagnostics.push(Diagnostic::error("lonely-variant", name, format!("its union `{union}` is not reached")));
        }
    }
    types
}
