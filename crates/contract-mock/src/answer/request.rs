//! A request of any transport in one form: its intent, its place and its values, and everything about the data that
//! follows from them. Nothing is changed here.

use std::collections::BTreeMap;

use contract_data::{
    facts::Facts,
    fits::fits,
    json::{canonical, merge_patch},
    value::{Given, World as _},
};
use contract_model::schema::{Schema, Shape};
use serde_json::{Map, Value};

use super::listing::PAGING;
use crate::state::view::View;

/// The change that a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// GET, or a query.
    Read,
    /// POST, or a mutation.
    Act,
    /// PUT.
    Replace,
    /// PATCH, a merge patch (RFC 7396).
    Merge,
    /// DELETE.
    Remove,
}

impl Intent {
    /// The intent of an HTTP method.
    pub(crate) fn of_method(method: &str) -> Self {
        match method {
            "GET" | "HEAD" => Self::Read,
            "PUT" => Self::Replace,
            "PATCH" => Self::Merge,
            "DELETE" => Self::Remove,
            _ => Self::Act,
        }
    }

    /// The intent's name in the text of a request.
    const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Act => "act",
            Self::Replace => "replace",
            Self::Merge => "merge",
            Self::Remove => "remove",
        }
    }
}

/// A request that is valid by its schemas.
#[derive(Debug, Clone)]
pub(crate) struct MockRequest<'a> {
    pub intent: Intent,
    /// A path with its parameters filled in, or a GraphQL field with its arguments.
    pub place: String,
    pub input: Input<'a>,
    /// The schema of the answer's value, without its envelope; `None` if there is no body.
    pub output: Option<&'a Schema>,
}

/// The values of a request: parameters or arguments, with the defaults of omitted ones, and the body.
#[derive(Debug, Clone, Default)]
pub(crate) struct Input<'a> {
    pub named: Vec<Named<'a>>,
    /// The JSON body, or the values of a form.
    pub body: Option<(&'a Schema, Value)>,
}

/// A parameter or an argument.
#[derive(Debug, Clone)]
pub(crate) struct Named<'a> {
    pub part: Part,
    pub name: &'a str,
    pub schema: &'a Schema,
    pub value: Value,
}

/// The place of a value in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Path,
    Query,
    Header,
    Argument,
}

/// One value of a request, by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'a> {
    pub name: &'a str,
    pub schema: &'a Schema,
    pub value: &'a Value,
}

impl Input<'_> {
    /// All values by name: parameters, then the properties of its objects with their defaults.
    pub(crate) fn members<'a>(&'a self, facts: &'a Facts) -> Vec<Member<'a>> {
        let named = self.named.iter().filter(|named| named.part != Part::Header);
        let named = named.map(|named| Member { name: named.name, schema: named.schema, value: &named.value });
        let properties = self.objects(facts).into_iter().flat_map(|(schema, members)| {
            facts.properties(schema).iter().filter_map(|property| {
                let value = members.get(&property.name).or(property.schema.default.as_ref())?;
                Some(Member { name: &property.name, schema: &property.schema, value })
            })
        });
        named.chain(properties).collect()
    }

    /// All values as properties to lay over an object.
    pub(crate) fn given(&self, facts: &Facts) -> Given {
        let members = self.members(facts).into_iter();
        members.map(|member| (member.name.to_owned(), Some(member.value.clone()))).collect()
    }

    /// The ids that the request names, by pool; the first of each pool.
    pub(crate) fn ids(&self, facts: &Facts) -> BTreeMap<String, String> {
        let mut ids = BTreeMap::new();
        for Member { schema, value, .. } in self.members(facts) {
            if let (Some(pool), Some(id)) = (facts.target_pool(schema), value.as_str()) {
                ids.entry(pool.to_owned()).or_insert_with(|| id.to_owned());
            }
        }
        ids
    }

    /// Whether the request names an entity that was removed or belongs to another person, or whether its path or an
    /// argument names one that does not exist.
    pub(crate) fn names_unavailable(&self, view: &View<'_>) -> bool {
        let facts = view.state().facts();
        let members = self.members(facts).into_iter().filter(|member| !PAGING.contains(&member.name));
        let named = members.map(|member| (member.schema, member.value));
        self.names_unknown(view)
            || has_id(facts, named, |pool, id| view.is_removed(pool, id) || !view.may_see(pool, id))
    }

    fn names_unknown(&self, view: &View<'_>) -> bool {
        let places = self.named.iter().filter(|named| matches!(named.part, Part::Path | Part::Argument));
        let named = places.map(|named| (named.schema, &named.value));
        has_id(view.state().facts(), named, |pool, id| !view.state().has(pool, id))
    }

    /// The properties that the request lays over an object of a schema: its members by name, and its body as a whole if
    /// a property takes an object with all properties of the body.
    pub(crate) fn overlay(&self, facts: &Facts, target: &Schema) -> Given {
        let mut given = self.given(facts);
        for property in facts.properties(target) {
            let Shape::Object { properties, .. } = &facts.resolved(&property.schema).shape else { continue };
            if given.contains_key(&property.name) {
                continue;
            }
            let has = |name: &str| properties.iter().any(|known| known.name == name);
            let whole = self.objects(facts).into_iter().find_map(|(schema, members)| {
                let value = Value::Object(members.clone());
                let all = facts.properties(schema).iter().all(|inner| has(&inner.name));
                (all && fits(facts, &property.schema, &value)).then_some(value)
            });
            given.extend(whole.map(|value| (property.name.clone(), Some(value))));
        }
        given
    }

    /// The properties that a PUT lays over an object: every property of its request, including absent ones.
    pub(crate) fn replacement(&self, facts: &Facts) -> Given {
        let objects = self.objects(facts).into_iter();
        let properties = objects.flat_map(|(schema, members)| {
            facts.properties(schema).iter().map(|property| {
                let value = members.get(&property.name).or(property.schema.default.as_ref());
                (property.name.clone(), value.cloned())
            })
        });
        properties.collect()
    }

    /// The properties that a PATCH (RFC 7396) lays over the current object.
    pub(crate) fn merged(&self, facts: &Facts, current: Option<&Value>) -> Given {
        let patches = self.objects(facts).into_iter().flat_map(|(_, members)| members);
        let merged = patches.map(|(name, patch)| {
            let inner = current.and_then(|current| current.get(name));
            (name.clone(), (!patch.is_null()).then(|| merge_patch(inner, patch)))
        });
        merged.collect()
    }

    /// All values as one JSON text, for the key of a stream.
    pub(crate) fn text(&self, facts: &Facts) -> String {
        let members: Map<String, Value> =
            self.members(facts).into_iter().map(|member| (member.name.to_owned(), member.value.clone())).collect();
        canonical(&Value::Object(members))
    }

    /// The objects among the arguments and the body.
    fn objects<'a>(&'a self, facts: &'a Facts) -> Vec<(&'a Schema, &'a Map<String, Value>)> {
        let arguments = self.named.iter().filter(|named| named.part == Part::Argument);
        let arguments = arguments.map(|named| (named.schema, &named.value));
        let body = self.body.iter().map(|(schema, value)| (*schema, value));
        let objects = arguments.chain(body).filter_map(|(schema, value)| {
            let is_object = matches!(facts.resolved(schema).shape, Shape::Object { .. });
            Some((schema, value.as_object().filter(|_| is_object)?))
        });
        objects.collect()
    }
}

impl MockRequest<'_> {
    /// The request as text, for the key of a stream.
    pub(crate) fn text(&self, facts: &Facts) -> String {
        format!("{} {} {}", self.intent.name(), self.place, self.input.text(facts))
    }
}

/// Whether one of the values is an id for which `holds` is true, given the pool and the id.
fn has_id<'a>(
    facts: &Facts,
    mut values: impl Iterator<Item = (&'a Schema, &'a Value)>,
    holds: impl Fn(&str, &str) -> bool,
) -> bool {
    values.any(|(schema, value)| match (facts.target_pool(schema), value.as_str()) {
        (Some(pool), Some(id)) => holds(pool, id),
        _ => false,
    })
}
