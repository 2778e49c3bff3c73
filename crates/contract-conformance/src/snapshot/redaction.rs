//! Replaces values that change from run to run by their kinds. The values are recognised by their place in the
//! contract.

use contract_data::facts::{Facts, variant};
use contract_model::{
    format::Format,
    registry::{Operation, Role},
    schema::{Schema, Shape, Variant},
};
use serde_json::{Map, Value};

/// Replaces changing values by their kinds.
pub(super) struct Redaction<'a> {
    pub facts: &'a Facts,
    /// Texts of one exchange, such as the id of its request, each with its replacement.
    pub known: Vec<(String, String)>,
}

impl Redaction<'_> {
    /// The body of a success.
    pub(super) fn answer(&self, operation: &Operation, status: u16, body: &Value) -> Value {
        let answer = operation.answers.iter().find(|answer| answer.status == status);
        let Some(declared) = answer.and_then(|answer| answer.body.as_ref()) else { return body.clone() };
        let mut shown = self.value(&declared.schema, body);
        if let Some(tokens) = operation.policy.session.as_ref().and_then(|session| session.tokens()) {
            let places = [Some(&tokens.access), tokens.refresh.as_ref(), tokens.expires_in.as_ref()];
            for (place, kind) in places.into_iter().zip(["<access token>", "<refresh token>", "<seconds>"]) {
                if let Some(value) = place.and_then(|place| shown.pointer_mut(place)) {
                    *value = kind.into();
                }
            }
        }
        shown
    }

    /// A value of a type, in the form of REST or GraphQL.
    pub(super) fn value(&self, schema: &Schema, value: &Value) -> Value {
        if let Some((_, kind)) = self.known.iter().find(|(text, _)| value.as_str() == Some(text)) {
            return kind.as_str().into();
        }
        match (&schema.shape, value) {
            (Shape::Reference { name }, Value::String(_)) if self.facts.definition(name).role == Role::Id => {
                format!("<{name}>").into()
            }
            (Shape::Reference { name }, _) => self.value(&self.facts.definition(name).schema, value),
            (Shape::Nullable { value: inner }, _) if !value.is_null() => self.value(inner, value),
            (Shape::String { format: Some(format), .. }, Value::String(_)) if is_changing(*format) => {
                format!("<{}>", format.name()).into()
            }
            (Shape::Array { items, .. }, Value::Array(found)) => {
                found.iter().map(|item| self.value(items, item)).collect()
            }
            (Shape::Map { values }, Value::Object(members)) => {
                let members = members.iter().map(|(name, inner)| (name.clone(), self.value(values, inner)));
                Value::Object(members.collect())
            }
            (Shape::Object { properties, .. }, Value::Object(members)) => {
                let mut shown = Map::new();
                for (name, inner) in members {
                    let property = properties.iter().find(|property| property.name == *name);
                    let inner = property.map_or_else(|| inner.clone(), |known| self.value(&known.schema, inner));
                    shown.insert(name.clone(), inner);
                }
                Value::Object(shown)
            }
            (Shape::Union { tag, variants }, _) => match named(variants, value).or(variant(tag, variants, value)) {
                Some(variant) => self.value(&self.facts.definition(&variant.name).schema, value),
                None => value.clone(),
            },
            _ => value.clone(),
        }
    }
}

/// The variant that the `__typename` of a value names.
fn named<'v>(variants: &'v [Variant], value: &Value) -> Option<&'v Variant> {
    let name = value.get("__typename")?.as_str()?;
    variants.iter().find(|variant| variant.name == name)
}

/// Whether values of a format change from run to run: times, and everything that contains ids or names of the run.
const fn is_changing(format: Format) -> bool {
    match format {
        Format::Uuid | Format::DateTime | Format::Email | Format::Uri => true,
        Format::Date | Format::Time => false,
    }
}
