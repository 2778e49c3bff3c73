//! Facts about a schema that are needed repeatedly and follow from the schemas it leads to in place. They are computed
//! once, inner schemas first.

use super::{
    javascript::is_inherited,
    schema::{Id, InPlace, Keywords, Objects, Schemas, Type},
};

/// The facts, by [`Id`].
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether it is an object that accepts any other property, and nothing else.
    pub is_open_object: Vec<bool>,
    /// Whether it, or a schema that applies to the same value, evaluates keys.
    pub evaluates_keys: Vec<bool>,
    /// Whether it, or a schema that applies to the same value, evaluates items.
    pub evaluates_items: Vec<bool>,
    /// The types that it can accept, an integer as a number; `None` where that is not obvious.
    pub types: Vec<Option<Vec<Type>>>,
}

impl Facts {
    /// Examines every schema, in an order in which each comes after the schemas it leads to in place.
    pub(super) fn new(schemas: &Schemas, order: &[Id]) -> Self {
        let count = schemas.all.len();
        let mut facts = Self {
            is_open_object: vec![false; count],
            evaluates_keys: vec![false; count],
            evaluates_items: vec![false; count],
            types: vec![None; count],
        };
        for id in order {
            let keywords = schemas.keywords(*id);
            let inner = keywords.in_place();
            facts.is_open_object[*id] = match in_place_objects(keywords) {
                Some(parts) => parts.iter().all(|id| facts.is_open_object[*id]),
                None => is_open(keywords),
            };
            facts.evaluates_keys[*id] = evaluates_keys(keywords) || inner.iter().any(|id| facts.evaluates_keys[*id]);
            facts.evaluates_items[*id] = evaluates_items(keywords) || inner.iter().any(|id| facts.evaluates_items[*id]);
            facts.types[*id] = match keywords.in_place.reference {
                Some(id) if keywords.is_only(InPlace { reference: Some(id), ..InPlace::default() }) => {
                    facts.types[id].clone()
                }
                _ => types(keywords),
            };
        }
        facts
    }
}

/// Returns the schemas of `$ref` and `allOf` if the other keywords form at most an open object.
pub(super) fn in_place_objects(keywords: &Keywords) -> Option<Vec<Id>> {
    let InPlace { reference, all_of, .. } = &keywords.in_place;
    let parts: Vec<Id> = reference.iter().chain(all_of).copied().collect();
    if parts.is_empty() {
        return None;
    }
    let others = Keywords {
        in_place: InPlace { reference: None, all_of: Vec::new(), ..keywords.in_place.clone() },
        ..keywords.clone()
    };
    let is_any_object = others == Keywords { types: Some(vec![Type::Object]), ..Keywords::default() };
    (others.is_empty() || is_any_object || is_open(&others)).then_some(parts)
}

fn is_open(keywords: &Keywords) -> bool {
    let Objects { properties, required, .. } = &keywords.objects;
    let open = Objects { properties: properties.clone(), required: required.clone(), ..Objects::default() };
    let mut names = properties.iter().flatten().map(|(name, _)| name).chain(required);
    properties.is_some()
        && *keywords == Keywords { types: Some(vec![Type::Object]), objects: open, ..Keywords::default() }
        && !names.any(|name| is_inherited(name))
}

fn evaluates_keys(keywords: &Keywords) -> bool {
    let objects = &keywords.objects;
    objects.properties.is_some()
        || !objects.pattern_properties.is_empty()
        || objects.additional_properties.or(objects.unevaluated_properties).is_some()
}

fn evaluates_items(keywords: &Keywords) -> bool {
    let arrays = &keywords.arrays;
    !arrays.prefix_items.is_empty() || arrays.contains.is_some() || arrays.items.or(arrays.unevaluated_items).is_some()
}

fn types(keywords: &Keywords) -> Option<Vec<Type>> {
    let as_number = |ty: &Type| if *ty == Type::Integer { Type::Number } else { *ty };
    if let Some(types) = &keywords.types {
        return Some(types.iter().map(as_number).collect());
    }
    let values = match (&keywords.constant, &keywords.enumeration) {
        (Some(constant), _) => std::slice::from_ref(constant),
        (None, values) => values.as_deref()?,
    };
    let is_there = |ty: &Type| *ty != Type::Integer && values.iter().any(|value| ty.has(value));
    Some(Type::ALL.into_iter().filter(is_there).collect())
}
