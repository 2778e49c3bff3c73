//! Objects: those that Zod validates like JSON Schema, and several of them at once.

use super::{
    super::{
        expression::{Expression, Others, Property},
        facts::in_place_objects,
        javascript::is_inherited,
        schema::{InPlace, Keywords, Objects},
    },
    Lowering,
};

impl Lowering<'_> {
    /// Returns an object, unless Zod would look up one of its properties in the prototype of every object.
    pub(super) fn object(&self, objects: &mut Objects) -> Option<Expression> {
        let declared = objects.properties.iter().flatten().map(|(name, _)| name);
        if declared.chain(&objects.required).any(|name| is_inherited(name)) {
            return None;
        }
        if objects.properties.is_none()
            && objects.required.is_empty()
            && objects.pattern_properties.is_empty()
            && let Some(id) = objects.additional_properties
            && !self.is_true(id)
            && !self.is_false(id)
        {
            objects.additional_properties = None;
            return Some(Expression::Record(Box::new(self.expression(id))));
        }
        let others = match objects.additional_properties {
            None if objects.properties.is_none() || !objects.pattern_properties.is_empty() => Others::Keep,
            None => Others::Strip,
            Some(id) if self.is_false(id) && objects.pattern_properties.is_empty() => {
                objects.additional_properties = None;
                Others::Refuse
            }
            Some(id) => {
                if self.is_true(id) {
                    objects.additional_properties = None;
                }
                Others::Keep
            }
        };
        Some(Expression::Object { properties: self.properties(objects, others == Others::Refuse), others })
    }

    /// Returns the properties of an object that only tests validate, for its type.
    pub(super) fn outline_of_object(&self, objects: &Objects) -> Expression {
        Expression::Object { properties: self.properties(&mut objects.clone(), true), others: Others::Keep }
    }

    /// Returns the declared properties, and those that are required but not declared, unless undeclared ones are
    /// refused anyway.
    fn properties(&self, objects: &mut Objects, are_others_refused: bool) -> Vec<Property> {
        let declared = objects.properties.take().unwrap_or_default();
        let is_declared = |name: &String| declared.iter().any(|(other, _)| other == name);
        let (required, undeclared): (Vec<_>, Vec<_>) =
            std::mem::take(&mut objects.required).into_iter().partition(is_declared);
        let mut properties: Vec<_> = declared
            .iter()
            .map(|(name, id)| Property {
                name: name.clone(),
                optional: !required.contains(name),
                value: self.expression(*id),
            })
            .collect();
        if are_others_refused {
            objects.required = undeclared;
        } else {
            let anything = |name| Property { name, optional: false, value: Expression::Unknown };
            properties.extend(undeclared.into_iter().map(anything));
        }
        properties
    }

    /// Returns a value that is several open objects at once; an adjacent object is one more.
    pub(super) fn all_of_objects(&self, rest: &mut Keywords) -> Option<Expression> {
        let parts = in_place_objects(rest)?;
        // In an intersection, Zod validates each side separately only when neither refuses properties.
        if !parts.iter().all(|id| self.schemas.facts.is_open_object[*id]) {
            return None;
        }
        let mut members: Vec<_> = parts.into_iter().map(|id| self.expression(id)).collect();
        rest.in_place = InPlace::default();
        if rest.types.take().is_some() && rest.objects != Objects::default() {
            members.push(self.object(&mut rest.objects)?);
        }
        Some(if members.len() == 1 { members.swap_remove(0) } else { Expression::Intersection(members) })
    }
}
