//! Converts schemas into Zod expressions. Zod's own functions express what they can, and the keywords that they cover
//! are removed; the remaining keywords become tests.
//!
//! An expression is used only where it accepts exactly the values that the keywords accept. `objects` and
//! `alternatives` contain the larger cases.

mod alternatives;
mod objects;

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::{
    condition::Conditions,
    expression::{Base, Bounds, Checked, Expression, Others},
    schema::{Arrays, Id, InPlace, Keywords, Numbers, Objects, Schemas, Strings, Type},
};

/// The largest integer that a double distinguishes from its neighbours.
const MAX_SAFE: i64 = 9_007_199_254_740_991;

/// Converts the schemas of a document.
pub(super) struct Lowering<'a> {
    pub schemas: &'a Schemas,
    /// The names of the definitions.
    pub names: &'a BTreeMap<Id, String>,
}

impl Lowering<'_> {
    /// Returns the expression of a definition.
    pub(super) fn definition(&self, id: Id) -> Expression {
        let whole = self.schemas.keywords(id);
        match whole.always {
            Some(true) => return Expression::Unknown,
            Some(false) => return Expression::Never,
            None => {}
        }
        let mut rest = whole.clone();
        let base = self.base(&mut rest);
        self.checked(base, &rest, whole)
    }

    /// Returns the expression of a schema in its place: for a definition, a reference.
    fn expression(&self, id: Id) -> Expression {
        match self.names.get(&id) {
            Some(name) => Expression::Reference(name.clone()),
            None => self.definition(id),
        }
    }

    /// Expresses keywords with Zod's own functions, and removes them from `rest`.
    fn base(&self, rest: &mut Keywords) -> Option<Expression> {
        if rest.constant.is_some() || rest.enumeration.is_some() {
            return values(rest);
        }
        if rest.types.is_some() {
            if let Some(all) = self.all_of_objects(rest) {
                return Some(all);
            }
            return self.typed(rest);
        }
        self.in_place(rest)
    }

    /// Adds tests for the remaining keywords to a base.
    fn checked(&self, mut base: Option<Expression>, rest: &Keywords, whole: &Keywords) -> Expression {
        let conditions = Conditions { schemas: self.schemas, names: self.names };
        let checks = conditions.checks(rest, whole);
        if let Some(base) = base.as_mut().filter(|_| declares_more(rest)) {
            keep_others(base);
        }
        match (base, checks.is_empty()) {
            (None, true) => Expression::Unknown,
            (Some(base), true) => base,
            (None, false) => {
                Expression::Checked(Box::new(Checked { base: Base::TypeOnly(self.outline(whole)), checks }))
            }
            (Some(base), false) => Expression::Checked(Box::new(Checked { base: Base::Judge(base), checks })),
        }
    }

    /// Returns an expression for the types in `type`, each with the keywords that apply to it.
    fn typed(&self, rest: &mut Keywords) -> Option<Expression> {
        let types = rest.types.clone()?;
        let mut left = rest.clone();
        left.types = None;
        let mut members = Vec::new();
        for ty in &types {
            members.push(match ty {
                Type::Null => Expression::Null,
                Type::Boolean => Expression::Boolean,
                Type::Integer => integer(&mut left.numbers),
                Type::Number => Expression::Number(bounds(&mut left.numbers)),
                Type::String => text(&mut left.strings),
                Type::Array => self.array(&mut left.arrays),
                Type::Object => self.object(&mut left.objects)?,
            });
        }
        // Keywords about other types have no effect here.
        if !types.iter().any(|ty| matches!(ty, Type::Integer | Type::Number)) {
            left.numbers = Numbers::default();
        }
        if !types.contains(&Type::String) {
            left.strings = Strings::default();
        }
        if !types.contains(&Type::Array) {
            left.arrays = Arrays::default();
        }
        if !types.contains(&Type::Object) {
            left.objects = Objects::default();
        }
        *rest = left;
        Some(alternatives::union(members))
    }

    fn array(&self, arrays: &mut Arrays) -> Expression {
        let count = arrays.prefix_items.len();
        if let Some(tuple) = self.tuple(arrays) {
            return tuple;
        }
        let items = match (count, arrays.items) {
            (0, Some(id)) => {
                arrays.items = None;
                self.expression(id)
            }
            _ => Expression::Unknown,
        };
        Expression::Array {
            items: Box::new(items),
            min_items: arrays.min_items.take(),
            max_items: arrays.max_items.take(),
        }
    }

    /// Returns a list whose first items are all required.
    fn tuple(&self, arrays: &mut Arrays) -> Option<Expression> {
        let count = arrays.prefix_items.len();
        let is_there = arrays.min_items.is_some_and(|least| least >= count as u64);
        if count == 0 || !is_there || arrays.prefix_items.iter().any(|id| self.is_false(*id)) {
            return None;
        }
        let items: Vec<_> = arrays.prefix_items.iter().map(|id| self.expression(*id)).collect();
        let rest = match arrays.items {
            Some(id) if self.is_false(id) => None,
            // With a rest, Zod treats an item as present if its schema accepts `undefined`.
            _ if items.iter().any(Expression::may_take_undefined) => return None,
            Some(id) => Some(Box::new(self.expression(id))),
            None => Some(Box::new(Expression::Unknown)),
        };
        arrays.prefix_items.clear();
        arrays.items = None;
        arrays.min_items = arrays.min_items.filter(|least| *least > count as u64);
        Some(Expression::Tuple { items, rest })
    }

    /// Returns the expression of a schema that applies in place, if there are no other keywords.
    fn in_place(&self, rest: &mut Keywords) -> Option<Expression> {
        let InPlace { reference, dynamic_reference, .. } = rest.in_place;
        if let Some(id) = reference.xor(dynamic_reference) {
            let mut others = rest.clone();
            (others.in_place.reference, others.in_place.dynamic_reference) = (None, None);
            // Siblings that declare properties or items change the type.
            let is_narrowed = others.in_place == InPlace { not: others.in_place.not, ..InPlace::default() }
                && others.objects == Objects::default()
                && others.arrays == Arrays::default();
            if is_narrowed {
                *rest = others;
                return Some(self.expression(id));
            }
        }
        if let Some(all) = self.all_of_objects(rest) {
            return Some(all);
        }
        let alone = rest.in_place.clone();
        if let [only] = alone.all_of.as_slice()
            && rest.is_only(InPlace { all_of: vec![*only], ..InPlace::default() })
        {
            *rest = Keywords::default();
            return Some(self.expression(*only));
        }
        if rest.is_only(InPlace { any_of: alone.any_of.clone(), ..InPlace::default() }) && !alone.any_of.is_empty() {
            *rest = Keywords::default();
            return Some(self.any_of(&alone.any_of));
        }
        if rest.is_only(InPlace { one_of: alone.one_of.clone(), ..InPlace::default() }) && !alone.one_of.is_empty() {
            *rest = Keywords::default();
            return Some(self.one_of(&alone.one_of));
        }
        None
    }

    /// Returns the type of a value that only tests validate: as narrow as possible, and never narrower than the values
    /// that pass.
    fn outline(&self, keywords: &Keywords) -> Expression {
        let mut parts = Vec::new();
        let mut of_values = Keywords {
            constant: keywords.constant.clone(),
            enumeration: keywords.enumeration.clone(),
            ..Keywords::default()
        };
        if let Some(literal) = values(&mut of_values) {
            parts.push(literal);
        } else if let Some(types) = &keywords.types {
            let members = types.iter().map(|ty| match ty {
                Type::Null => Expression::Null,
                Type::Boolean => Expression::Boolean,
                Type::Integer | Type::Number => Expression::Number(Bounds::default()),
                Type::String => text(&mut Strings::default()),
                Type::Array => self.array(&mut Arrays {
                    prefix_items: Vec::new(),
                    items: keywords.arrays.items.filter(|_| keywords.arrays.prefix_items.is_empty()),
                    ..Arrays::default()
                }),
                Type::Object => self.outline_of_object(&keywords.objects),
            });
            parts.push(alternatives::union(members.collect()));
        }
        let in_place = &keywords.in_place;
        let all = in_place.reference.iter().chain(&in_place.dynamic_reference).chain(&in_place.all_of);
        parts.extend(all.map(|id| self.expression(*id)));
        for members in [&in_place.any_of, &in_place.one_of] {
            if !members.is_empty() {
                parts.push(alternatives::union(members.iter().map(|id| self.expression(*id)).collect()));
            }
        }
        parts.dedup();
        match parts.len() {
            0 => Expression::Unknown,
            1 => parts.swap_remove(0),
            _ => Expression::Intersection(parts),
        }
    }

    fn is_false(&self, id: Id) -> bool {
        self.schemas.keywords(id).always == Some(false)
    }

    fn is_true(&self, id: Id) -> bool {
        let keywords = self.schemas.keywords(id);
        keywords.always == Some(true) || keywords.is_empty()
    }
}

/// Returns the expression for `const` and `enum` with `type`, where no value is a list or an object.
fn values(rest: &mut Keywords) -> Option<Expression> {
    let mut values = match (&rest.constant, &rest.enumeration) {
        (Some(constant), None) => vec![constant.clone()],
        (None, Some(values)) => values.clone(),
        _ => return None,
    };
    if let Some(types) = &rest.types {
        values.retain(|value| types.iter().any(|ty| ty.has(value)));
    }
    if values.iter().any(|value| value.is_array() || value.is_object()) {
        return None;
    }
    (rest.constant, rest.enumeration, rest.types) = (None, None, None);
    let mut different: Vec<Value> = Vec::new();
    for value in values {
        if !different.iter().any(|other| is_same(other, &value)) {
            different.push(value);
        }
    }
    let words: Option<Vec<String>> = different.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    Some(match (different.as_slice(), words) {
        ([], _) => Expression::Never,
        ([_, _, ..], Some(words)) => Expression::Enumeration(words),
        _ => Expression::Literal(different),
    })
}

/// Whether two values, neither lists nor objects, are equal in JSON Schema.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

fn bounds(numbers: &mut Numbers) -> Bounds {
    Bounds {
        minimum: numbers.minimum.take(),
        exclusive_minimum: numbers.exclusive_minimum.take(),
        maximum: numbers.maximum.take(),
        exclusive_maximum: numbers.exclusive_maximum.take(),
    }
}

fn integer(numbers: &mut Numbers) -> Expression {
    Expression::Integer(bounds(numbers))
}

/// Whether `z.int()`, which accepts safe integers only, accepts all integers between two bounds.
pub(super) fn is_safe(bounds: &Bounds) -> bool {
    let is_safe = |bound: &Option<Number>| {
        bound.as_ref().and_then(Number::as_i64).is_some_and(|bound| (-MAX_SAFE..=MAX_SAFE).contains(&bound))
    };
    is_safe(&bounds.minimum) && is_safe(&bounds.maximum)
}

fn text(strings: &mut Strings) -> Expression {
    let Strings { format, pattern, min_length, max_length } = std::mem::take(strings);
    Expression::Text { format, pattern, min_length, max_length }
}

/// Whether the remaining keywords mention properties that the adjacent object does not declare.
fn declares_more(rest: &Keywords) -> bool {
    let Objects { pattern_properties, additional_properties, dependent_schemas, unevaluated_properties, .. } =
        &rest.objects;
    let in_place = InPlace { not: rest.in_place.not, ..InPlace::default() };
    !pattern_properties.is_empty()
        || !dependent_schemas.is_empty()
        || additional_properties.is_some()
        || unevaluated_properties.is_some()
        || rest.in_place != in_place
}

/// Makes objects keep undeclared properties.
fn keep_others(expression: &mut Expression) {
    match expression {
        Expression::Object { others, .. } if *others == Others::Strip => *others = Others::Keep,
        Expression::Nullable(inner) => keep_others(inner),
        Expression::Union(members) => members.iter_mut().for_each(keep_others),
        _ => {}
    }
}
