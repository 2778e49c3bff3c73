//! The documents to which references can lead: the place of each URI and each anchor.
//!
//! A document may contain resources with their own `$id`, against which relative references are resolved. The 2020-12
//! meta-schema is built in; no other document is ever fetched.

use std::collections::{BTreeMap, BTreeSet};

use contract_model::pointer::escaped;
use fluent_uri::{Uri, UriRef};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{
    keywords::{self, Kind},
    refusal::Refusal,
    source,
};

/// The supported dialect.
pub(super) const META_SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";

/// The base URI of a document without one.
const NO_BASE: &str = "json-schema:///";

/// The message about a reference to another document.
pub(super) const ELSEWHERE: &str = "is not in this document";

/// The meta-schema and its vocabularies.
const META_SCHEMAS: &[&str] = &[
    include_str!("meta-schema/schema.json"),
    include_str!("meta-schema/applicator.json"),
    include_str!("meta-schema/content.json"),
    include_str!("meta-schema/core.json"),
    include_str!("meta-schema/format-annotation.json"),
    include_str!("meta-schema/meta-data.json"),
    include_str!("meta-schema/unevaluated.json"),
    include_str!("meta-schema/validation.json"),
];

/// A place in one of the documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub document: usize,
    pub pointer: String,
}

impl Place {
    pub(super) fn child(&self, step: &str) -> Self {
        Self { document: self.document, pointer: format!("{}/{}", self.pointer, escaped(step)) }
    }
}

/// The target of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub place: Place,
    /// The name, when it is a `$dynamicAnchor`.
    pub dynamic: Option<String>,
}

/// Every document, resource and anchor.
#[derive(Debug)]
pub(super) struct Resources {
    documents: Vec<Value>,
    /// The root of each URI.
    places: BTreeMap<String, Place>,
    /// The URI of each root.
    uris: BTreeMap<Place, String>,
    /// The place of each anchor, by root and name, and whether the anchor is dynamic.
    anchors: BTreeMap<(Place, String), (Place, bool)>,
    scanned: BTreeSet<Place>,
}

impl Resources {
    /// Reads the resources of a document, which has index 0 and the empty pointer.
    pub(super) fn new(document: Value, refusals: &mut Vec<Refusal>) -> Self {
        let mut resources = Self {
            documents: vec![document],
            places: BTreeMap::new(),
            uris: BTreeMap::new(),
            anchors: BTreeMap::new(),
            scanned: BTreeSet::new(),
        };
        let root = Place { document: 0, pointer: String::new() };
        resources.add_resource(NO_BASE.to_owned(), root.clone());
        resources.scan(&root, NO_BASE, refusals);
        resources
    }

    /// Returns the value at a place.
    pub(super) fn value(&self, place: &Place) -> Option<&Value> {
        self.documents.get(place.document)?.pointer(&place.pointer)
    }

    /// Returns the root of the resource that contains a place.
    pub(super) fn resource_of(&self, place: &Place) -> Place {
        let mut root = place.clone();
        while !self.uris.contains_key(&root) {
            let end = root.pointer.rfind('/').expect("the root of a document is the root of a resource");
            root.pointer.truncate(end);
        }
        root
    }

    /// Writes a place for messages.
    pub(super) fn display(&self, place: &Place) -> String {
        match place.document {
            0 => place.pointer.clone(),
            document => {
                let root = Place { document, pointer: String::new() };
                format!("{}#{}", self.uris[&root], place.pointer)
            }
        }
    }

    /// Returns the dynamic anchors of this resource whose names also occur in other resources, with their places.
    pub(super) fn contested(&self, resource: &Place) -> Vec<(String, Place)> {
        let rivals = |name: &str| self.anchors.iter().filter(|((_, n), (_, dynamic))| n == name && *dynamic).count();
        self.anchors
            .iter()
            .filter(|((root, name), (_, dynamic))| root == resource && *dynamic && rivals(name) > 1)
            .map(|((_, name), (place, _))| (name.clone(), place.clone()))
            .collect()
    }

    /// Reads `$id` and anchors below a place to which no keyword leads, unless this has been done.
    pub(super) fn scan_also(&mut self, place: &Place, refusals: &mut Vec<Refusal>) {
        let base = self.uris[&self.resource_of(place)].clone();
        self.scan(place, &base, refusals);
    }

    /// Resolves a reference at a place.
    pub(super) fn resolve(
        &mut self,
        from: &Place,
        reference: &str,
        refusals: &mut Vec<Refusal>,
    ) -> Result<Target, String> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if uri.is_empty() {
            self.resource_of(from)
        } else {
            let base = self.uris[&self.resource_of(from)].clone();
            let uri = absolute(&base, uri)?;
            if !self.places.contains_key(&uri)
                && META_SCHEMAS.iter().any(|text| text.contains(&format!("\"$id\": \"{uri}\"")))
            {
                self.add_meta_schemas(refusals);
            }
            self.places
                .get(&uri)
                .cloned()
                .ok_or_else(|| format!("{} {ELSEWHERE}", uri.strip_prefix(NO_BASE).unwrap_or(&uri)))?
        };
        let fragment = percent_decode_str(fragment)
            .decode_utf8()
            .map_err(|_| format!("the fragment of {reference} is not UTF-8"))?
            .into_owned();
        if fragment.is_empty() || fragment.starts_with('/') {
            let place = Place { document: resource.document, pointer: format!("{}{fragment}", resource.pointer) };
            return match self.value(&place) {
                Some(Value::Object(_) | Value::Bool(_)) => Ok(Target { place, dynamic: None }),
                Some(_) => Err(format!("{reference} points to something that is no schema")),
                None => Err(format!("{reference} points to nothing in this document")),
            };
        }
        match self.anchors.get(&(resource, fragment.clone())) {
            Some((place, dynamic)) => Ok(Target { place: place.clone(), dynamic: dynamic.then_some(fragment) }),
            None => Err(format!("{reference} points to nothing: no `$anchor` is called `{fragment}`")),
        }
    }

    fn add_meta_schemas(&mut self, refusals: &mut Vec<Refusal>) {
        for text in META_SCHEMAS {
            let document = source::parse(text).expect("the meta-schema is JSON");
            let uri = document["$id"].as_str().expect("it has an id").to_owned();
            let root = Place { document: self.documents.len(), pointer: String::new() };
            self.documents.push(document);
            self.add_resource(uri.clone(), root.clone());
            self.scan(&root, &uri, refusals);
        }
    }

    fn add_resource(&mut self, uri: String, root: Place) {
        self.uris.insert(root.clone(), uri.clone());
        self.places.insert(uri, root);
    }

    fn scan(&mut self, place: &Place, base: &str, refusals: &mut Vec<Refusal>) {
        let Some(Value::Object(schema)) = self.value(place) else { return };
        if self.scanned.contains(place) {
            return;
        }
        let schema = schema.clone();
        self.scanned.insert(place.clone());
        let mut base = base.to_owned();
        let pointer = self.display(place);
        let mut refuse = |keyword: &str, reason: String| refusals.push(Refusal::new(&pointer, keyword, reason));
        if let Some(Value::String(id)) = schema.get("$id") {
            match id.strip_suffix('#').unwrap_or(id) {
                id if id.contains('#') => refuse("$id", "an `$id` has no fragment; `$anchor` names a place".into()),
                id => match absolute(&base, id) {
                    Ok(uri) => {
                        if self.places.get(&uri).is_some_and(|other| other != place) {
                            refuse("$id", format!("two schemas of this document are called {uri}"));
                        }
                        self.add_resource(uri.clone(), place.clone());
                        base = uri;
                    }
                    Err(reason) => refuse("$id", reason),
                },
            }
        }
        let resource = self.resource_of(place);
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(name)) = schema.get(keyword) {
                let dynamic = keyword == "$dynamicAnchor";
                let known = self.anchors.insert((resource.clone(), name.clone()), (place.clone(), dynamic));
                if known.is_some_and(|(other, _)| other != *place) {
                    refuse(keyword, format!("two schemas of this document are called `{name}`"));
                }
            }
        }
        for (keyword, value) in &schema {
            let place = place.child(keyword);
            match (keywords::kind(keyword), value) {
                (Some(Kind::Schema), _) => self.scan(&place, &base, refusals),
                (Some(Kind::Schemas), Value::Array(list)) => {
                    (0..list.len()).for_each(|index| self.scan(&place.child(&index.to_string()), &base, refusals));
                }
                (Some(Kind::NamedSchemas), Value::Object(members)) => {
                    members.keys().for_each(|name| self.scan(&place.child(name), &base, refusals));
                }
                _ => {}
            }
        }
    }
}

/// Returns a URI without its fragment, resolved against a base.
fn absolute(base: &str, reference: &str) -> Result<String, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{reference} is no URI reference: {error}");
    let reference = UriRef::parse(reference).map_err(|error| wrong(&error))?;
    let base = Uri::parse(base).map_err(|error| wrong(&error))?;
    let uri = reference.resolve_against(&base).map_err(|error| wrong(&error))?;
    Ok(uri.strip_fragment().as_str().to_owned())
}
