//! The set of types that a contract reaches.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{constrain::constrain, generic::index_of, integer, text};
use crate::{
    describe::{Constraints, Declare, FieldDescription, Inner, Kind, Parameters, TypeDescription},
    diagnostic::{Diagnostic, Diagnostics},
    format::Format,
    registry::{Direction, Generic, GraphqlFace, Role, TypeDefinition},
    schema::{EnumValue, Property, Schema, Shape, Variant},
};

/// The types that a contract reaches, and the mistakes in them.
#[derive(Default)]
pub struct TypeSet {
    types: BTreeMap<String, Found>,
    generics: BTreeMap<String, Generic>,
    /// The messages of patterns, by their places.
    messages: BTreeMap<String, String>,
    diagnostics: Diagnostics,
}

/// A named type, from its first occurrence on.
struct Found {
    /// The path of its Rust type.
    rust: &'static str,
    /// The definition; absent while the types that it refers to are read.
    definition: Option<TypeDefinition>,
    example: Option<fn() -> Value>,
}

/// The types of a set, after all of them have been read.
pub struct Types {
    /// The named types by name, each in one view.
    pub types: BTreeMap<String, TypeDefinition>,
    /// The generic types by name.
    pub generics: BTreeMap<String, Generic>,
    /// The messages of patterns, by their places.
    pub messages: BTreeMap<String, String>,
    /// The functions that return an example, by the name of the type.
    pub examples: BTreeMap<String, fn() -> Value>,
    /// The mistakes.
    pub diagnostics: Diagnostics,
}

impl Declare for TypeSet {
    fn declare(&mut self, description: &TypeDescription) -> Schema {
        let name = description.instance_name();
        let rust = (description.rust)();
        match self.types.get(&name) {
            Some(first) if first.rust != rust => {
                let message = format!("`{}` and `{rust}` would be one type of the contract", first.rust);
                self.diagnostics.push(Diagnostic::error("duplicate-type", &name, message).help("rename one of them"));
            }
            Some(_) => {}
            None => {
                // A type may refer to itself, so it is inserted before it is read.
                let found = Found { rust, definition: None, example: description.example };
                self.types.insert(name.clone(), found);
                let definition = self.definition(&name, description);
                if let Some(found) = self.types.get_mut(&name) {
                    found.definition = Some(definition);
                }
            }
        }
        Schema::plain(Shape::Reference { name })
    }
}

impl TypeSet {
    /// Adds a mistake.
    pub fn mistake(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Returns the schema of a field, parameter or argument: the schema of its type, with the attributes of the place.
    pub fn place(&mut self, subject: &str, field: &FieldDescription) -> Schema {
        let mut schema = (field.schema)(self);
        self.constrain(&mut schema, subject, &field.constraints);
        schema.description = field.about.description();
        schema.lifecycle = field.about.lifecycle();
        schema.examples.extend(field.example.map(crate::describe::Literal::value));
        schema.default = field.default.map(crate::describe::Literal::value);
        schema
    }

    /// Returns the types, after all of them have been read.
    pub fn finish(self) -> Types {
        let examples = self.types.iter().filter_map(|(name, found)| Some((name.clone(), found.example?))).collect();
        let types = self.types.into_iter().filter_map(|(name, found)| Some((name, found.definition?))).collect();
        Types { types, generics: self.generics, messages: self.messages, examples, diagnostics: self.diagnostics }
    }

    fn constrain(&mut self, schema: &mut Schema, subject: &str, constraints: &Constraints) {
        constrain(schema, subject, constraints, &mut self.diagnostics);
        if let Some(message) = constraints.message {
            self.messages.insert(subject.to_owned(), message.to_owned());
        }
    }

    fn definition(&mut self, name: &str, description: &TypeDescription) -> TypeDefinition {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let (output, input) = (owned(description.graphql.output), owned(description.graphql.input));
        TypeDefinition {
            schema: self.schema(name, description),
            direction: Direction::Both,
            rust: None,
            role: self.role(description),
            graphql: (output.is_some() || input.is_some()).then_some(GraphqlFace { output, input }),
        }
    }

    fn role(&mut self, description: &TypeDescription) -> Role {
        if let Some(parameters) = &description.parameters {
            self.generic(description.name, parameters);
            let arguments = parameters.schemas.iter().map(|schema| schema(self)).collect();
            return Role::Instance { generic: description.name.to_owned(), arguments };
        }
        match &description.kind {
            Kind::Object { tag: Some(tag), .. } => Role::Variant { union: tag.union.to_owned() },
            Kind::Newtype { is_id: true, .. } => Role::Id,
            Kind::Object { tag: None, .. }
            | Kind::Newtype { is_id: false, .. }
            | Kind::Format(_)
            | Kind::Enumeration { .. }
            | Kind::Union { .. } => Role::Plain,
        }
    }

    /// Adds a generic type without its arguments.
    fn generic(&mut self, name: &str, parameters: &Parameters) {
        if self.generics.contains_key(name) {
            return;
        }
        // Types that contain the placeholders are not part of the contract, so they are collected in a separate set.
        let mut schema = TypeSet::default().schema(name, (parameters.template)());
        let own_name =
            |reference: &str| index_of(reference).map_or(reference, |index| parameters.names[index]).to_owned();
        schema.rename_references(&own_name);
        let mut nested = None;
        schema.references(&mut |reference| {
            if reference.contains('#') {
                nested = Some(reference.to_owned());
            }
        });
        if nested.is_some() {
            self.mistake(
                Diagnostic::error("nested-generic", name, "a generic type holds another generic type of its parameter")
                    .help("pass the whole type as the argument: `Envelope<Page<Book>>` and not `Envelope<Book>`"),
            );
        }
        let parameters = parameters.names.iter().map(|name| (*name).to_owned()).collect();
        self.generics.insert(name.to_owned(), Generic { parameters, schema });
    }

    fn schema(&mut self, name: &str, description: &TypeDescription) -> Schema {
        let mut schema = match &description.kind {
            Kind::Object { fields, tag } => Schema::plain(self.object(name, fields, *tag)),
            Kind::Newtype { inner, constraints, example, .. } => {
                let mut schema = inside(*inner);
                self.constrain(&mut schema, name, constraints);
                if let Some(example) = example {
                    schema.examples = vec![example.value()];
                }
                schema
            }
            Kind::Format(format) => Schema::of_format(*format),
            Kind::Enumeration { words, open } => {
                let values = words.iter().map(|word| EnumValue {
                    value: word.value.to_owned(),
                    description: word.about.description(),
                    lifecycle: word.about.lifecycle(),
                });
                Schema::plain(Shape::Enumeration { values: values.collect(), open: *open })
            }
            Kind::Union { tag, variants } => {
                let variants = variants
                    .iter()
                    .map(|variant| Variant { value: variant.word.to_owned(), name: reference((variant.schema)(self)) });
                Schema::plain(Shape::Union { variants: variants.collect(), tag: (*tag).to_owned() })
            }
        };
        schema.description = description.about.description().or(schema.description);
        schema.lifecycle = description.about.lifecycle();
        schema
    }

    fn object(&mut self, name: &str, fields: &[FieldDescription], tag: Option<crate::describe::Tag>) -> Shape {
        let mut properties = Vec::with_capacity(fields.len() + 1);
        properties.extend(tag.map(|tag| Property {
            name: tag.property.to_owned(),
            required: true,
            schema: Schema {
                description: Some("The alternative of this value.".into()),
                ..Schema::plain(Shape::Enumeration {
                    values: vec![EnumValue {
                        value: tag.word.to_owned(),
                        description: None,
                        lifecycle: crate::lifecycle::Lifecycle::default(),
                    }],
                    open: false,
                })
            },
        }));
        for field in fields {
            let schema = self.place(&format!("{name}.{}", field.name), field);
            properties.push(Property { name: field.name.to_owned(), required: field.required, schema });
        }
        Shape::Object { properties, closed: false }
    }
}

/// Returns the schema of the type inside a newtype.
fn inside(inner: Inner) -> Schema {
    match inner {
        Inner::String => Schema::plain(text()),
        Inner::Uuid => Schema::of_format(Format::Uuid),
        Inner::Number => Schema::plain(Shape::Number { minimum: None, maximum: None }),
        Inner::Integer(minimum, maximum) => Schema::plain(integer(minimum, maximum)),
    }
}

/// Returns the name of the type that a reference refers to.
///
/// # Panics
/// When the schema is not a reference.
pub(crate) fn reference(schema: Schema) -> String {
    match schema.shape {
        Shape::Reference { name } => name,
        Shape::Nullable { .. }
        | Shape::Boolean { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::String { .. }
        | Shape::Enumeration { .. }
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::Union { .. } => unreachable!("a declared type has a name"),
    }
}
