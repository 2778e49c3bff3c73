//! A request of an operation before it is written: values by name, so that a case can change one of them.

use std::collections::BTreeMap;

use contract_model::registry::{
    Auth, Body, Location, Operation, Parameter, Part, PartContent, Requirement, SessionEffect,
};
use serde_json::Value;

use super::Person;
use crate::{
    hints::ItemHint,
    http::{FormPart, Payload, Request, encoded},
    samples,
    suite::Suite,
};

/// A request of an operation, by the names of the contract.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'a> {
    pub operation: &'a Operation,
    /// The parameters of the request, by name.
    pub parameters: BTreeMap<String, Value>,
    pub payload: Payload,
    pub token: Option<String>,
    pub idempotency_key: Option<String>,
}

impl<'a> Draft<'a> {
    /// A request that fits the contract: the contract's examples if `salt` is 0, and other values for every other salt.
    /// Optional parameters are omitted. `None` if a value cannot be generated, or if the call needs a token and the
    /// person has none.
    pub(crate) fn of(suite: &Suite<'_>, operation: &'a Operation, person: &Person, salt: u64) -> Option<Self> {
        if operation.auth == Auth::Bearer && person.token.is_none() {
            return None;
        }
        let hint = suite.hints.operations.get(&operation.id);
        let parameters = chosen(suite, &operation.parameters, hint, person, salt)?;
        let mut payload = payload(suite, operation, person, salt)?;
        if let (Some(body), Payload::Json(value)) = (hint.and_then(|hint| hint.body.as_ref()), &mut payload) {
            lay_over(value, body);
        }
        let key = operation.policy.idempotency_key == Some(Requirement::Required);
        Some(Self {
            operation,
            parameters,
            payload,
            token: person.token.clone(),
            idempotency_key: key.then(|| suite.unique_tag()),
        })
    }

    /// Makes a sign-in use a person's credentials, and a renewal their refresh token.
    pub(crate) fn use_session(&mut self, person: &Person) {
        let Payload::Json(body) = &mut self.payload else { return };
        match &self.operation.policy.session {
            Some(SessionEffect::Renews { with, .. }) => {
                if let (Some(place), Some(refresh)) = (body.pointer_mut(with), &person.refresh) {
                    *place = refresh.clone().into();
                }
            }
            Some(SessionEffect::Begins { .. }) => {
                let (Some(members), Some(known)) = (body.as_object_mut(), &person.credentials) else { return };
                for (name, value) in members {
                    if let Some(own) = known.get(name) {
                        value.clone_from(own);
                    }
                }
            }
            Some(SessionEffect::Ends) | None => {}
        }
    }

    /// Sets a new idempotency key, if the request has one.
    pub(crate) fn renew_key(&mut self, suite: &Suite<'_>) {
        if let Some(key) = &mut self.idempotency_key {
            *key = suite.unique_tag();
        }
    }

    /// The request.
    pub(crate) fn request(&self) -> Request {
        let Operation { method, path, parameters, .. } = self.operation;
        let mut request = addressed(method, path, parameters, &self.parameters);
        request.headers.extend(self.token.as_ref().map(|token| ("Authorization".into(), format!("Bearer {token}"))));
        request.headers.extend(self.idempotency_key.as_ref().map(|key| ("Idempotency-Key".into(), key.clone())));
        request.payload = self.payload.clone();
        request
    }
}

/// The values of parameters: those in the hints, and those of required parameters.
pub(crate) fn chosen(
    suite: &Suite<'_>,
    declared: &[Parameter],
    hint: Option<&ItemHint>,
    person: &Person,
    salt: u64,
) -> Option<BTreeMap<String, Value>> {
    let mut values = BTreeMap::new();
    for parameter in declared {
        let hinted = hint.and_then(|hint| hint.parameters.get(&parameter.name));
        if let Some(value) = hinted {
            values.insert(parameter.name.clone(), value.clone());
        } else if parameter.required {
            let known =
                suite.contract.facts.target_pool(&parameter.schema).and_then(|pool| suite.known_id(pool, person));
            let value = known.map(Value::String).or_else(|| suite.value(&parameter.schema, person, salt))?;
            values.insert(parameter.name.clone(), value);
        }
    }
    Some(values)
}

/// A request to a path of the contract with the values of its parameters.
pub(crate) fn addressed(method: &str, path: &str, declared: &[Parameter], values: &BTreeMap<String, Value>) -> Request {
    let mut request = Request::new(method, path);
    for parameter in declared {
        let Some(value) = values.get(&parameter.name) else { continue };
        match parameter.location {
            Location::Path => {
                request.path = request.path.replace(&format!("{{{}}}", parameter.name), &encoded(&text(value)));
            }
            Location::Query => {
                let items = value.as_array().map_or_else(|| vec![value], |items| items.iter().collect());
                request.query.extend(items.into_iter().map(|item| (parameter.name.clone(), text(item))));
            }
            Location::Header => request.headers.push((parameter.name.clone(), text(value))),
        }
    }
    request
}

/// Lays the members of an object over those of another one, recursively.
pub(crate) fn lay_over(target: &mut Value, over: &Value) {
    match (target, over) {
        (Value::Object(target), Value::Object(over)) => {
            for (name, value) in over {
                lay_over(target.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (target, over) => *target = over.clone(),
    }
}

/// A value as the text of a parameter.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn payload(suite: &Suite<'_>, operation: &Operation, person: &Person, salt: u64) -> Option<Payload> {
    Some(match &operation.body {
        Body::None => Payload::None,
        Body::Json { schema, example } if salt == 0 => Payload::Json(suite.with_ids(schema, example, person)),
        Body::Json { schema, .. } => Payload::Json(suite.value(schema, person, salt)?),
        Body::Bytes { media_types, .. } => {
            let media_type = media_types.first().cloned();
            let bytes = samples::file(media_type.as_deref().unwrap_or_default());
            Payload::Bytes { media_type, bytes }
        }
        Body::Multipart { parts } => {
            let parts = parts.iter().filter(|part| part.required || salt == 0);
            Payload::Form(parts.map(|part| form_part(suite, part, person, salt)).collect::<Option<_>>()?)
        }
    })
}

/// One part: a value that is not a text is written as JSON.
fn form_part(suite: &Suite<'_>, part: &Part, person: &Person, salt: u64) -> Option<FormPart> {
    let name = part.name.clone();
    Some(match &part.content {
        PartContent::Value { schema } => {
            FormPart { name, file: None, bytes: text(&suite.value(schema, person, salt)?).into_bytes() }
        }
        PartContent::File { media_types, .. } => {
            let media_type = media_types.first()?.clone();
            let bytes = samples::file(&media_type);
            FormPart { name, file: Some((media_type, "sample".into())), bytes }
        }
    })
}
