//! `unevaluatedProperties` and `unevaluatedItems`: the condition that a key or an index has already been evaluated.
//!
//! It is evaluated by the keywords next to this one, and by every schema that applies to the same value in place and
//! accepts it. The document alone shows which schemas these are, so the condition is a plain expression. The expression
//! is finite: a schema that leads back to itself in place is refused when it is read.

use super::{
    condition::{Conditions, declared},
    javascript::text,
    logic::{all, any, choice},
    schema::{Condition, Id, Keywords},
};

/// Returns the name of a definition's function that tells which keys it evaluates.
pub(super) fn key_function(name: &str) -> String {
    format!("evaluatesKeyOf{name}")
}

/// Returns the same for items; see [`key_function`].
pub(super) fn item_function(name: &str) -> String {
    format!("evaluatesItemOf{name}")
}

/// The part of a value that may be evaluated.
#[derive(Clone, Copy)]
enum Part<'a> {
    Key(&'a str),
    Item(&'a str),
}

impl Conditions<'_> {
    /// Returns the condition that the key `k` of the object `o` is evaluated by the keywords next to
    /// `unevaluatedProperties`.
    pub(super) fn evaluates_key(&self, keywords: &Keywords, o: &str, k: &str, depth: usize) -> String {
        self.beside(keywords, o, Part::Key(k), depth)
    }

    /// Returns the condition that the item `i` of the list `a` is evaluated by the keywords next to `unevaluatedItems`.
    pub(super) fn evaluates_item(&self, keywords: &Keywords, a: &str, i: &str, depth: usize) -> String {
        self.beside(keywords, a, Part::Item(i), depth)
    }

    /// Returns the body of [`key_function`].
    pub(super) fn key_body(&self, id: Id) -> String {
        self.by_body(id, "o", Part::Key("k"), 1)
    }

    /// Returns the body of [`item_function`].
    pub(super) fn item_body(&self, id: Id) -> String {
        self.by_body(id, "a", Part::Item("i"), 1)
    }

    /// Returns the condition for a schema that accepts the value. A definition is called instead of written out,
    /// because it may contain this schema.
    fn by(&self, id: Id, v: &str, part: Part<'_>, depth: usize) -> String {
        let facts = &self.schemas.facts;
        let can_evaluate = match part {
            Part::Key(_) => facts.evaluates_keys[id],
            Part::Item(_) => facts.evaluates_items[id],
        };
        match (self.names.get(&id), part) {
            _ if !can_evaluate => "false".to_owned(),
            (Some(name), Part::Key(k)) => format!("{}({v}, {k})", key_function(name)),
            (Some(name), Part::Item(i)) => format!("{}({v}, {i})", item_function(name)),
            (None, _) => self.by_body(id, v, part, depth),
        }
    }

    fn by_body(&self, id: Id, v: &str, part: Part<'_>, depth: usize) -> String {
        let keywords = self.schemas.keywords(id);
        let others = match part {
            Part::Key(_) => keywords.objects.unevaluated_properties,
            Part::Item(_) => keywords.arrays.unevaluated_items,
        };
        if others.is_some() { "true".to_owned() } else { self.beside(keywords, v, part, depth) }
    }

    fn beside(&self, keywords: &Keywords, v: &str, part: Part<'_>, depth: usize) -> String {
        let fits = |id: Id| self.fits(id, v, depth);
        let by = |id: Id| self.by(id, v, part, depth);
        let by_one_that_fits = |id: Id| match by(id).as_str() {
            "false" => "false".to_owned(),
            evaluates => all(vec![fits(id), evaluates.to_owned()]),
        };
        let in_place = &keywords.in_place;
        let mut ways = Vec::new();
        match part {
            Part::Key(k) => {
                let objects = &keywords.objects;
                let all_others = objects.additional_properties.is_some();
                ways.push(if all_others { "true".to_owned() } else { declared(objects, k) });
                for (name, id) in &objects.dependent_schemas {
                    ways.push(match by(*id).as_str() {
                        "false" => "false".to_owned(),
                        evaluates => all(vec![format!("Object.hasOwn({v}, {})", text(name)), evaluates.to_owned()]),
                    });
                }
            }
            Part::Item(i) => {
                let arrays = &keywords.arrays;
                ways.push(match (arrays.items, arrays.prefix_items.len()) {
                    (Some(_), _) => "true".to_owned(),
                    (None, 0) => "false".to_owned(),
                    (None, count) => format!("{i} < {count}"),
                });
                if let Some(contains) = &arrays.contains {
                    ways.push(self.fits(contains.schema, &format!("{v}[{i}]"), depth));
                }
            }
        }
        ways.extend(
            in_place.reference.iter().chain(&in_place.dynamic_reference).chain(&in_place.all_of).map(|id| by(*id)),
        );
        ways.extend(in_place.any_of.iter().chain(&in_place.one_of).map(|id| by_one_that_fits(*id)));
        if let Some(Condition { test, then, otherwise }) = &in_place.condition {
            let consequence = |id: &Option<Id>| id.map_or_else(|| "false".to_owned(), by);
            let then = any(vec![by(*test), consequence(then)]);
            ways.push(choice(&fits(*test), &then, &consequence(otherwise)));
        }
        any(ways)
    }
}
