//! Reads a document into [`Schemas`]: interprets every keyword, resolves every reference, collects every mistake.
//!
//! A schema is identified by its place and, where `$dynamicRef` depends on the path to it, also by that path: the
//! resource that first brought each contested `$dynamicAnchor` into scope. So a dynamic reference is resolved here,
//! like any other.

mod keywords;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use contract_model::pointer::steps;
use serde_json::Value;

use self::keywords::One;
use super::{
    facts::Facts,
    in_place,
    keywords::{Kind, kind},
    refusal::{Note, Refusal, Unrepresentable},
    resources::{Place, Resources},
    schema::{Id, Schema, Schemas},
};

/// The place of each dynamic anchor, by its name, on the path to a schema.
type Scope = BTreeMap<String, Place>;

/// The parts of a document that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The root, all of its `$defs`, and the schemas that they refer to.
    Definitions,
    /// The root and the schemas that it refers to.
    Reached,
}

/// Reads a document.
///
/// # Errors
/// Everything that is not JSON Schema 2020-12, or that cannot be decided from this document alone.
pub(super) fn read(document: Value, extent: Extent) -> Result<(Schemas, Vec<Note>), Unrepresentable> {
    let mut refusals = Vec::new();
    let resources = Resources::new(document, &mut refusals);
    let mut reader = Reader {
        resources,
        ids: BTreeMap::new(),
        places: Vec::new(),
        open: VecDeque::new(),
        schemas: Schemas::default(),
        refusals,
        notes: BTreeSet::new(),
    };
    let root = Place { document: 0, pointer: String::new() };
    reader.schemas.root = reader.request(&root, &Scope::new());
    if extent == Extent::Definitions
        && let Some(Value::Object(definitions)) = reader.resources.value(&root.child("$defs")).cloned()
    {
        let scope = reader.scope_of(&root, &Scope::new());
        for name in definitions.keys() {
            let id = reader.request(&root.child("$defs").child(name), &scope);
            reader.schemas.definitions.push((name.clone(), id));
        }
    }
    while let Some(id) = reader.open.pop_front() {
        reader.read(id);
    }
    let Reader { mut schemas, mut refusals, notes, .. } = reader;
    if refusals.is_empty() {
        match in_place::inner_first(&schemas) {
            Ok(order) => {
                schemas.facts = Facts::new(&schemas, &order);
                return Ok((schemas, notes.into_iter().collect()));
            }
            Err(endless) => refusals = endless,
        }
    }
    refusals.sort();
    refusals.dedup();
    Err(Unrepresentable { refusals })
}

struct Reader {
    resources: Resources,
    ids: BTreeMap<(Place, Scope), Id>,
    /// The place and scope of each schema.
    places: Vec<(Place, Scope)>,
    /// The schemas that are known but not yet read.
    open: VecDeque<Id>,
    schemas: Schemas,
    refusals: Vec<Refusal>,
    notes: BTreeSet<Note>,
}

impl Reader {
    /// Returns the schema at a place, entered from a scope; it is read later.
    fn request(&mut self, place: &Place, scope: &Scope) -> Id {
        self.resources.scan_also(place, &mut self.refusals);
        let key = (place.clone(), self.scope_of(place, scope));
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = self.places.len();
        self.ids.insert(key.clone(), id);
        self.places.push(key);
        self.schemas.all.push(Schema::default());
        self.open.push_back(id);
        id
    }

    /// Returns the scope inside the resource of a place. The outermost anchor of each name is kept.
    fn scope_of(&self, place: &Place, scope: &Scope) -> Scope {
        let mut scope = scope.clone();
        for (name, anchor) in self.resources.contested(&self.resources.resource_of(place)) {
            scope.entry(name).or_insert(anchor);
        }
        scope
    }

    fn read(&mut self, id: Id) {
        let (place, scope) = self.places[id].clone();
        let value = self.resources.value(&place).cloned();
        let pointer = self.resources.display(&place);
        let schema = &mut self.schemas.all[id];
        schema.pointer.clone_from(&pointer);
        schema.name = name_of(&place);
        match value {
            Some(Value::Bool(always)) => schema.keywords.always = Some(always),
            Some(Value::Object(keywords)) => {
                let mut one =
                    One { reader: self, place: &place, scope: &scope, pointer: &pointer, keywords: &keywords };
                let read = one.keywords();
                let (title, description) = (one.annotation("title"), one.annotation("description"));
                let schema = &mut self.schemas.all[id];
                schema.keywords = read;
                schema.title = title;
                schema.description = description;
            }
            _ => self.refusals.push(Refusal::new(&pointer, "", "a schema is an object, `true` or `false`")),
        }
    }
}

/// Returns the last name on the path to a place that is neither a keyword nor an index, or the name of its document.
fn name_of(place: &Place) -> String {
    let mut is_name = true;
    let mut name = String::new();
    for step in steps(&place.pointer) {
        let is_keyword = is_name && (kind(&step).is_some() || step == "definitions");
        let holds_names = matches!(kind(&step), Some(Kind::NamedSchemas)) || step == "definitions";
        if is_keyword {
            is_name = !holds_names;
        } else {
            if step.parse::<usize>().is_err() {
                name = step;
            }
            is_name = true;
        }
    }
    name
}
