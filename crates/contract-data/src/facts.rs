//! Facts derived from a contract once: which types are entities, which ids they share, whose ids are those of the
//! caller, and which documents exist only once. docs/entity-function.md section 3 is the specification.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::OnceLock,
};

use contract_model::{
    pointer::unescaped,
    registry::{Answer, Auth, Body, Direction, Operation, PartContent, Registry, Role, TypeDefinition},
    schema::{Property, Schema, Shape, Variant},
};
use fancy_regex::Regex;
use serde_json::Value;

use crate::holders::Holders;

/// The properties that locate a page in its list.
pub const PAGE_NUMBERS: [&str; 4] = ["page", "limit", "total", "totalPages"];

/// A contract, and the facts derived from it.
pub struct Facts {
    /// The contract.
    pub registry: Registry,
    /// The pool of ids of each entity type.
    entities: BTreeMap<String, String>,
    /// The pools of the entity types.
    pools: BTreeSet<String>,
    /// The pools whose first id is the caller.
    owners: BTreeSet<String>,
    /// The path that answers with each single document, by the name of its type.
    documents: BTreeMap<String, String>,
    /// The pools whose entities belong to the person who created them: no operation returns them without a token.
    personal: BTreeSet<String>,
    holders: Holders,
    /// The minimum depth of a value of each type; 0 is a scalar. A type without finite values has no entry.
    heights: BTreeMap<String, u32>,
    /// Each pattern of the contract, compiled at its first use.
    patterns: HashMap<String, OnceLock<Regex>>,
}

/// The content of a response body: the value itself, and the envelope around it.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The schema of the value.
    pub schema: &'a Schema,
    /// The schema of the whole body, where the value is its property `data`.
    pub envelope: Option<&'a Schema>,
}

impl Facts {
    /// Derives the facts of a contract.
    pub fn new(registry: Registry) -> Self {
        let mut facts = Self {
            entities: BTreeMap::new(),
            pools: BTreeSet::new(),
            owners: BTreeSet::new(),
            documents: BTreeMap::new(),
            personal: BTreeSet::new(),
            holders: Holders::default(),
            heights: heights(&registry),
            patterns: patterns(&registry),
            registry,
        };
        facts.entities = facts.find_entities();
        facts.pools = facts.entities.values().cloned().collect();
        facts.owners = facts.find_owners();
        facts.documents = facts.find_documents();
        facts.personal = facts.find_personal();
        facts.holders = Holders::new(&facts);
        facts
    }

    /// Returns the named type. The registry was checked, so every reference has its type.
    pub fn definition(&self, name: &str) -> &TypeDefinition {
        &self.registry.types[name]
    }

    /// Returns the schema behind references.
    pub fn resolved<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        let mut schema = schema;
        while let Shape::Reference { name } = &schema.shape {
            schema = &self.definition(name).schema;
        }
        schema
    }

    /// Returns the properties of an object; an empty list for any other schema.
    pub fn properties<'a>(&'a self, schema: &'a Schema) -> &'a [Property] {
        match &self.resolved(schema).shape {
            Shape::Object { properties, .. } => properties,
            _ => &[],
        }
    }

    /// Returns a property of an object.
    pub fn property<'a>(&'a self, schema: &'a Schema, name: &str) -> Option<&'a Property> {
        self.properties(schema).iter().find(|property| property.name == name)
    }

    /// Returns the schema of the value at a JSON pointer into a value of a schema; for a union, the schema in the first
    /// variant that has one there.
    pub fn at<'a>(&'a self, schema: &'a Schema, pointer: &str) -> Option<&'a Schema> {
        let Some(rest) = pointer.strip_prefix('/') else { return pointer.is_empty().then_some(schema) };
        let step = rest.split('/').next().unwrap_or_default();
        let behind = &rest[step.len()..];
        match &self.resolved(schema).shape {
            Shape::Nullable { value } => self.at(value, pointer),
            Shape::Array { items, .. } => step.parse::<usize>().ok().and_then(|_| self.at(items, behind)),
            Shape::Map { values } => self.at(values, behind),
            Shape::Union { variants, .. } => {
                variants.iter().find_map(|variant| self.at(&self.definition(&variant.name).schema, pointer))
            }
            Shape::Object { properties, .. } => {
                let name = unescaped(step);
                let property = properties.iter().find(|property| property.name == name)?;
                self.at(&property.schema, behind)
            }
            Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. }
            | Shape::Reference { .. } => None,
        }
    }

    /// Whether a text matches a pattern of the contract.
    pub fn matches(&self, pattern: &str, text: &str) -> bool {
        let compile = || Regex::new(pattern).expect("the patterns of a registry were checked");
        let is_match = |regex: &Regex| regex.is_match(text).unwrap_or(false);
        self.patterns.get(pattern).map_or_else(|| is_match(&compile()), |known| is_match(known.get_or_init(compile)))
    }

    /// Returns the types that are entities, each with its pool.
    pub fn entities(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entities.iter().map(|(name, pool)| (name.as_str(), pool.as_str()))
    }

    /// Returns the pool of an entity type.
    pub fn entity_pool(&self, name: &str) -> Option<&str> {
        self.entities.get(name).map(String::as_str)
    }

    /// Returns the entity type that a schema refers to, with its pool.
    pub fn entity_type<'a>(&'a self, schema: &'a Schema) -> Option<(&'a str, &'a str)> {
        let Shape::Reference { name } = &schema.shape else { return None };
        Some((name, self.entity_pool(name)?))
    }

    /// Returns the pool of a schema's ids: the name of an id type.
    pub fn pool<'a>(&'a self, schema: &'a Schema) -> Option<&'a str> {
        match &schema.shape {
            Shape::Nullable { value } => self.pool(value),
            Shape::Reference { name } => {
                let definition = self.definition(name);
                if definition.role == Role::Id { Some(name) } else { self.pool(&definition.schema) }
            }
            _ => None,
        }
    }

    /// Returns the pool of the entity that a value names: the result of [`Self::pool`], or the pool for an enumeration
    /// whose values are ids.
    pub fn target_pool<'a>(&'a self, schema: &'a Schema) -> Option<&'a str> {
        match &schema.shape {
            Shape::Reference { name } if self.pools.contains(name) => Some(name),
            _ => self.pool(schema),
        }
    }

    /// Whether the first id of a pool is the caller.
    pub fn is_owner(&self, pool: &str) -> bool {
        self.owners.contains(pool)
    }

    /// Returns the pools whose first id is the caller.
    pub fn owners(&self) -> impl Iterator<Item = &str> {
        self.owners.iter().map(String::as_str)
    }

    /// Whether the entities of a pool belong to the person who created them.
    pub fn is_personal(&self, pool: &str) -> bool {
        self.personal.contains(pool)
    }

    /// Whether a type of a pool has a property.
    pub fn has_property(&self, pool: &str, name: &str) -> bool {
        let mut types = self.entities().filter(|(_, other)| *other == pool);
        types.any(|(entity, _)| self.property(&self.definition(entity).schema, name).is_some())
    }

    /// Returns the entity types that contain others.
    pub fn holders(&self) -> &Holders {
        &self.holders
    }

    /// Returns the path of the document of a type.
    pub fn document(&self, name: &str) -> Option<&str> {
        self.documents.get(name).map(String::as_str)
    }

    /// Returns the minimum depth of a value of a type.
    pub fn height(&self, name: &str) -> Option<u32> {
        self.heights.get(name).copied()
    }

    /// Returns the schema of the value in a response body, and its envelope.
    pub fn content<'a>(&'a self, body: &'a Schema) -> Content<'a> {
        let flag = self.property(body, "success").map(|property| &self.resolved(&property.schema).shape);
        match (self.property(body, "data"), flag) {
            (Some(data), Some(Shape::Boolean { only: Some(true) })) if data.required => {
                Content { schema: &data.schema, envelope: Some(body) }
            }
            _ => Content { schema: body, envelope: None },
        }
    }

    /// Returns the list of a page, by the property that holds it, and the schema of its items. An object is a page if
    /// it has exactly one required list of entities and all its other required properties are numbers of pages.
    pub fn page_list<'a>(&'a self, schema: &'a Schema) -> Option<(&'a str, &'a Schema)> {
        let required = self.properties(schema).iter().filter(|property| property.required);
        let mut list = None;
        for property in required {
            match &self.resolved(&property.schema).shape {
                Shape::Array { items, .. } if list.is_none() && self.entity_type(items).is_some() => {
                    list = Some((property.name.as_str(), &**items));
                }
                Shape::Integer { .. } if PAGE_NUMBERS.contains(&property.name.as_str()) => {}
                _ => return None,
            }
        }
        list
    }

    fn find_entities(&self) -> BTreeMap<String, String> {
        let types = self.registry.types.iter();
        let of_type = |(name, definition): (&String, &TypeDefinition)| {
            let is_variant = matches!(definition.role, Role::Variant { .. });
            if definition.direction == Direction::Request || is_variant || !definition.is_object() {
                return None;
            }
            let id = definition.schema.shape.property("id").filter(|id| id.required)?;
            let Shape::Reference { name: id_type } = &id.schema.shape else { return None };
            let is_word = matches!(self.resolved(&id.schema).shape, Shape::Enumeration { .. });
            let pool = self.pool(&id.schema).or_else(|| is_word.then_some(id_type))?;
            Some((name.clone(), pool.to_owned()))
        };
        types.filter_map(of_type).collect()
    }

    fn find_owners(&self) -> BTreeSet<String> {
        let registry = &self.registry;
        let operations = registry.operations.iter().map(|operation| (&operation.policy.owner, &operation.parameters));
        let channels = registry.channels.iter().map(|channel| (&channel.owner, &channel.parameters));
        let parameters = operations.chain(channels).filter_map(|(owner, parameters)| {
            let owner = owner.as_ref()?;
            parameters.iter().find(|parameter| parameter.name == *owner).map(|parameter| &parameter.schema)
        });
        let arguments = registry.fields().filter_map(|field| {
            let owner = field.owner.as_ref()?;
            field.arguments.iter().find(|argument| argument.name == *owner).map(|argument| &argument.schema)
        });
        parameters.chain(arguments).filter_map(|schema| self.pool(schema)).map(str::to_owned).collect()
    }

    /// Finds the pools that are returned, and only to callers with a token. The values of an enumeration are public.
    fn find_personal(&self) -> BTreeSet<String> {
        let registry = &self.registry;
        let operations = registry.operations.iter().filter_map(|operation| {
            let body = success(operation)?.body.as_ref()?;
            Some((operation.auth, self.shown_pool(self.content(&body.schema).schema)?))
        });
        let fields = registry.fields().filter_map(|field| Some((field.auth, self.shown_pool(&field.output.schema)?)));
        let channels = registry
            .channels
            .iter()
            .filter_map(|channel| Some((channel.auth, self.entity_pool(&channel.server)?.to_owned())));
        let shown: Vec<(Auth, String)> = operations.chain(fields).chain(channels).collect();
        let is_public = |pool: &String| shown.iter().any(|(auth, other)| *auth == Auth::Public && other == pool);
        let is_id = |pool: &String| self.definition(pool).role == Role::Id;
        shown.iter().map(|(_, pool)| pool).filter(|pool| is_id(pool) && !is_public(pool)).cloned().collect()
    }

    /// Returns the pool of the entity, or of the list of entities, in a response.
    fn shown_pool(&self, schema: &Schema) -> Option<String> {
        let entity = match &self.resolved(schema).shape {
            Shape::Array { items, .. } => items,
            _ => schema,
        };
        self.entity_type(entity).map(|(_, pool)| pool.to_owned())
    }

    fn find_documents(&self) -> BTreeMap<String, String> {
        let mut documents = BTreeMap::new();
        for operation in &self.registry.operations {
            let Some(body) = success(operation).and_then(|answer| answer.body.as_ref()) else { continue };
            if operation.method != "GET" || operation.auth != Auth::Bearer || operation.path.contains('{') {
                continue;
            }
            let schema = self.content(&body.schema).schema;
            let Shape::Reference { name } = &schema.shape else { continue };
            let is_object = matches!(self.resolved(schema).shape, Shape::Object { .. });
            if is_object && !self.entities.contains_key(name) {
                documents.entry(name.clone()).or_insert_with(|| operation.path.clone());
            }
        }
        documents
    }
}

/// Returns the variant of a union to which a value belongs, by its tag.
pub fn variant<'a>(tag: &str, variants: &'a [Variant], value: &Value) -> Option<&'a Variant> {
    let found = value.get(tag)?.as_str()?;
    variants.iter().find(|variant| variant.value == found)
}

/// Returns the successful response of an operation: the first that it declares.
pub fn success(operation: &Operation) -> Option<&Answer> {
    operation.answers.first()
}

/// Returns the schema of a form's values as one object.
pub fn form(operation: &Operation) -> Option<Schema> {
    let Body::Multipart { parts } = &operation.body else { return None };
    let properties = parts.iter().filter_map(|part| match &part.content {
        PartContent::Value { schema } => {
            Some(Property { name: part.name.clone(), required: part.required, schema: schema.clone() })
        }
        PartContent::File { .. } => None,
    });
    Some(Schema::plain(Shape::Object { properties: properties.collect(), closed: true }))
}

/// Returns the schema that refers to a named type.
pub fn refer(name: &str) -> Schema {
    Schema::plain(Shape::Reference { name: name.to_owned() })
}

/// Computes the minimum depths: starts with scalars and repeats until nothing changes.
fn heights(registry: &Registry) -> BTreeMap<String, u32> {
    fn height(heights: &BTreeMap<String, u32>, schema: &Schema) -> Option<u32> {
        match &schema.shape {
            Shape::Reference { name } => heights.get(name).copied(),
            Shape::Nullable { value } => height(heights, value),
            Shape::Array { items, min_items, .. } if min_items.unwrap_or(0) > 0 => height(heights, items),
            Shape::Object { properties, .. } => {
                let required = properties.iter().filter(|property| property.required);
                let inner: Option<Vec<u32>> = required.map(|property| height(heights, &property.schema)).collect();
                Some(1 + inner?.into_iter().max().unwrap_or(0))
            }
            Shape::Union { variants, .. } => {
                variants.iter().filter_map(|variant| heights.get(&variant.name).copied()).min()
            }
            Shape::Array { .. }
            | Shape::Map { .. }
            | Shape::Boolean { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::String { .. }
            | Shape::Enumeration { .. } => Some(0),
        }
    }
    let mut heights = BTreeMap::new();
    loop {
        let mut has_changed = false;
        for (name, definition) in &registry.types {
            let found = height(&heights, &definition.schema);
            if found.is_some() && found != heights.get(name).copied() {
                heights.extend(found.map(|found| (name.clone(), found)));
                has_changed = true;
            }
        }
        if !has_changed {
            return heights;
        }
    }
}

/// Returns every pattern of a contract.
fn patterns(registry: &Registry) -> HashMap<String, OnceLock<Regex>> {
    fn collect(schema: &Schema, found: &mut HashMap<String, OnceLock<Regex>>) {
        match &schema.shape {
            Shape::String { pattern: Some(pattern), .. } => {
                found.entry(pattern.clone()).or_default();
            }
            Shape::Nullable { value } | Shape::Array { items: value, .. } | Shape::Map { values: value } => {
                collect(value, found);
            }
            Shape::Object { properties, .. } => {
                properties.iter().for_each(|property| collect(&property.schema, found));
            }
            _ => {}
        }
    }
    let mut found = HashMap::new();
    registry.types.values().for_each(|definition| collect(&definition.schema, &mut found));
    for operation in &registry.operations {
        operation.parameters.iter().for_each(|parameter| collect(&parameter.schema, &mut found));
        operation.answered().for_each(|schema| collect(schema, &mut found));
        match &operation.body {
            Body::Json { schema, .. } => collect(schema, &mut found),
            Body::Multipart { parts } => {
                for part in parts {
                    if let PartContent::Value { schema } = &part.content {
                        collect(schema, &mut found);
                    }
                }
            }
            Body::None | Body::Bytes { .. } => {}
        }
    }
    for channel in &registry.channels {
        channel.parameters.iter().for_each(|parameter| collect(&parameter.schema, &mut found));
    }
    for field in registry.fields() {
        field.arguments.iter().for_each(|argument| collect(&argument.schema, &mut found));
        collect(&field.output.schema, &mut found);
    }
    found
}
