//! `anyOf` and `oneOf`: tagged unions, nullable values, open enumerations, and plain unions.

use serde_json::Value;

use super::{
    super::{
        expression::Expression,
        javascript::is_inherited,
        schema::{Id, InPlace, Keywords, Objects, Strings, Type},
    },
    Lowering, text,
};

impl Lowering<'_> {
    pub(super) fn any_of(&self, ids: &[Id]) -> Expression {
        if let Some(tagged) = self.tagged(ids) {
            return tagged;
        }
        let members: Vec<_> = ids.iter().map(|id| self.expression(*id)).collect();
        if let [words, any] = members.as_slice()
            && *any == text(&mut Strings::default())
        {
            match words {
                Expression::Enumeration(words) => return Expression::OpenEnumeration(words.clone()),
                Expression::Literal(values) if matches!(values.as_slice(), [Value::String(_)]) => {
                    let words = values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                    return Expression::OpenEnumeration(words);
                }
                _ => {}
            }
        }
        union(members)
    }

    /// Returns the expression for `oneOf`, which means exactly one. Where no value fits two of them, a plain union is
    /// enough.
    pub(super) fn one_of(&self, ids: &[Id]) -> Expression {
        if let Some(tagged) = self.tagged(ids) {
            return tagged;
        }
        let members: Vec<_> = ids.iter().map(|id| self.expression(*id)).collect();
        let mut seen: Vec<Type> = Vec::new();
        for id in ids {
            match &self.schemas.facts.types[*id] {
                Some(types) if !types.iter().any(|ty| seen.contains(ty)) => seen.extend(types),
                _ => return Expression::ExactlyOne(members),
            }
        }
        union(members)
    }

    /// Returns a discriminated union: objects with different values in one required property never overlap.
    fn tagged(&self, ids: &[Id]) -> Option<Expression> {
        let objects: Vec<&Keywords> = ids.iter().map(|id| self.plain_object(*id)).collect::<Option<_>>()?;
        let (first, others) = objects.split_first()?;
        if others.is_empty() {
            return None;
        }
        for (tag, words) in self.tags(first) {
            let mut all = words;
            let are_all = others.iter().all(|other| {
                let words = self.tags(other).into_iter().find(|(other, _)| *other == tag).map(|(_, words)| words);
                let are_new = words.as_ref().is_some_and(|words| !words.iter().any(|word| all.contains(word)));
                all.extend(words.unwrap_or_default());
                are_new
            });
            if are_all {
                let members = ids.iter().map(|id| self.expression(*id)).collect();
                return Some(Expression::Discriminated { tag, members });
            }
        }
        None
    }

    /// Returns a schema, or the definition behind it, if it is an object that Zod alone can validate.
    fn plain_object(&self, id: Id) -> Option<&Keywords> {
        let mut keywords = self.schemas.keywords(id);
        let reference = keywords.in_place.reference;
        if let Some(id) = reference
            && keywords.is_only(InPlace { reference, ..InPlace::default() })
        {
            keywords = self.schemas.keywords(id);
        }
        let Objects { properties, required, additional_properties, .. } = &keywords.objects;
        let plain = Objects {
            properties: properties.clone(),
            required: required.clone(),
            additional_properties: *additional_properties,
            ..Objects::default()
        };
        let declared = properties.as_ref()?;
        let is_plain = *keywords == Keywords { types: Some(vec![Type::Object]), objects: plain, ..Keywords::default() }
            && additional_properties.is_none_or(|id| self.is_true(id) || self.is_false(id))
            && required.iter().all(|name| declared.iter().any(|(declared, _)| declared == name))
            && !declared.iter().any(|(name, _)| is_inherited(name));
        is_plain.then_some(keywords)
    }

    /// Returns the required properties of an object that have fixed values.
    fn tags(&self, object: &Keywords) -> Vec<(String, Vec<String>)> {
        let objects = &object.objects;
        let properties = objects.properties.iter().flatten().filter(|(name, _)| objects.required.contains(name));
        properties
            .filter_map(|(name, id)| {
                let keywords = self.schemas.keywords(*id);
                let values = match (&keywords.constant, &keywords.enumeration) {
                    (Some(constant), None) => vec![constant.clone()],
                    (None, Some(values)) => values.clone(),
                    _ => return None,
                };
                let words: Vec<String> =
                    values.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<_>>()?;
                let is_only = *keywords
                    == Keywords {
                        types: keywords.types.clone().filter(|types| types.contains(&Type::String)),
                        constant: keywords.constant.clone(),
                        enumeration: keywords.enumeration.clone(),
                        ..Keywords::default()
                    };
                (is_only && !words.is_empty() && !self.names.contains_key(id)).then(|| (name.clone(), words))
            })
            .collect()
    }
}

/// Returns a union, with null written as `nullable`.
pub(super) fn union(mut members: Vec<Expression>) -> Expression {
    let before = members.len();
    members.retain(|member| *member != Expression::Null);
    let is_nullable = members.len() < before && !members.is_empty();
    if members.is_empty() {
        return Expression::Null;
    }
    let value = if members.len() == 1 { members.swap_remove(0) } else { Expression::Union(members) };
    if is_nullable { Expression::Nullable(Box::new(value)) } else { value }
}
