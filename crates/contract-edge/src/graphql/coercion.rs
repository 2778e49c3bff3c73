//! Coerces input into JSON of the types of a contract, by the rules of the specification (section 3, "Input Coercion").

use std::fmt;

use async_graphql_value::Value as Literal;
use contract_model::{
    graphql::{InputValue, Kind, TypeRef, TypeSystem},
    number::make_canonical,
    pointer::escaped,
};
use serde_json::{Map, Number, Value};

use super::input::{Input, View};

/// An input that does not have its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoercionError {
    /// A JSON pointer to the place in the input.
    pub pointer: String,
    /// The expected and the found value.
    pub message: String,
}

impl fmt::Display for CoercionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.pointer, self.message)
        }
    }
}

impl std::error::Error for CoercionError {}

/// Coerces a JSON value as a variable of the non-null type with that name; nulls are kept.
pub(super) fn coerce_variable(types: &TypeSystem, type_name: &str, value: &Value) -> Result<Value, CoercionError> {
    let ty = TypeRef::Named(type_name.to_owned()).non_null();
    let mut coerced = Coercer { types, variables: Variables::None }.coerce(&ty, Input::Json(value))?;
    make_canonical(&mut coerced);
    Ok(coerced)
}

/// The variables that literals refer to.
#[derive(Clone, Copy)]
pub(super) enum Variables<'a> {
    /// No variables.
    None,
    /// Variables whose values are not yet known; they count as values of their types.
    Later,
    /// Coerced variables; one without a value is absent.
    Coerced(&'a Map<String, Value>),
}

/// Coerces input to the types of a contract.
#[derive(Clone, Copy)]
pub(super) struct Coercer<'a> {
    pub types: &'a TypeSystem,
    pub variables: Variables<'a>,
}

impl CoercionError {
    fn new(message: String) -> Self {
        Self { pointer: String::new(), message }
    }

    /// Moves the error to the value that contains this one under a key.
    pub(super) fn under(mut self, key: &dyn fmt::Display) -> Self {
        self.pointer.insert_str(0, &format!("/{}", escaped(&key.to_string())));
        self
    }
}

impl Coercer<'_> {
    pub(super) fn coerce(self, ty: &TypeRef, input: Input<'_>) -> Result<Value, CoercionError> {
        let view = input.view();
        if let View::Variable(name) = view {
            let value = match self.variables {
                Variables::Later => return Ok(Value::Null),
                Variables::Coerced(variables) => variables.get(name).cloned(),
                Variables::None => None,
            };
            return match value.unwrap_or_default() {
                Value::Null if !ty.is_nullable() => {
                    Err(CoercionError::new(format!("must be {ty}, but the variable `${name}` is null or absent")))
                }
                value => Ok(value),
            };
        }
        match (ty, view) {
            (TypeRef::NonNull(_), View::Null) => Err(unlike(ty, input)),
            (TypeRef::NonNull(inner), _) => self.coerce(inner, input),
            (_, View::Null) => Ok(Value::Null),
            (TypeRef::List(item), View::List(items)) => {
                let items = items.into_iter().enumerate();
                let coerced = items.map(|(index, input)| self.coerce(item, input).map_err(|error| error.under(&index)));
                Ok(Value::Array(coerced.collect::<Result<_, _>>()?))
            }
            (TypeRef::List(item), _) => Ok(Value::Array(vec![self.coerce(item, input)?])),
            (TypeRef::Named(name), view) => self.named(ty, name, input, view),
        }
    }

    fn named(self, ty: &TypeRef, name: &str, input: Input<'_>, view: View<'_>) -> Result<Value, CoercionError> {
        match self.types.types.get(name).map(|ty| &ty.kind) {
            Some(Kind::Input { fields }) => match view {
                View::Object(members) => self.object(name, fields, &members),
                View::Null
                | View::Boolean(_)
                | View::Number(_)
                | View::Text(_)
                | View::Word(_)
                | View::List(_)
                | View::Variable(_) => Err(unlike(ty, input)),
            },
            Some(Kind::Enum { values }) => {
                let word = match (input, view) {
                    (Input::Literal(_), View::Word(word)) | (Input::Json(_), View::Text(word)) => Some(word),
                    _ => None,
                };
                let word = word.filter(|word| values.iter().any(|value| value.name == *word));
                word.map(Value::from).ok_or_else(|| unlike(ty, input))
            }
            Some(Kind::Scalar { .. }) => Ok(self.untyped(input).unwrap_or_default()),
            Some(Kind::Object { .. } | Kind::Union { .. }) => Err(unlike(ty, input)),
            None => built_in(name, input, &view).ok_or_else(|| unlike(ty, input)),
        }
    }

    fn object(self, name: &str, fields: &[InputValue], members: &[(&str, Input<'_>)]) -> Result<Value, CoercionError> {
        if let Some((unknown, _)) = members.iter().find(|(key, _)| !fields.iter().any(|field| field.name == *key)) {
            return Err(CoercionError::new(format!("`{name}` has no field `{unknown}`")));
        }
        let given = |field: &InputValue| members.iter().find(|(key, _)| *key == field.name).map(|(_, input)| *input);
        let mut coerced = Map::new();
        for field in fields {
            if let Some(value) = self.input(field, given(field)).map_err(|error| error.under(&field.name))? {
                coerced.insert(field.name.clone(), value);
            }
        }
        Ok(Value::Object(coerced))
    }

    /// Coerces an argument or a field of an input object; `None` where it is absent and has no default.
    pub(super) fn input(self, declared: &InputValue, given: Option<Input<'_>>) -> Result<Option<Value>, CoercionError> {
        match given.filter(|input| !self.is_absent(*input)) {
            Some(input) => self.coerce(&declared.ty, input).map(Some),
            None if declared.default.is_some() => Ok(declared.default.clone()),
            None if declared.ty.is_nullable() => Ok(None),
            None => Err(CoercionError::new(format!("must be {}, but is absent", declared.ty))),
        }
    }

    /// Whether an input is a variable without a value.
    fn is_absent(self, input: Input<'_>) -> bool {
        match (input, self.variables) {
            (Input::Literal(Literal::Variable(name)), Variables::Coerced(known)) => !known.contains_key(name.as_str()),
            (Input::Literal(Literal::Variable(_)), Variables::None) => true,
            _ => false,
        }
    }

    /// Returns the value of a custom scalar, which accepts any value: the contract's own validation decides.
    fn untyped(self, input: Input<'_>) -> Option<Value> {
        Some(match input.view() {
            View::Null => Value::Null,
            View::Boolean(value) => Value::Bool(value),
            View::Number(number) => Value::Number(number.clone()),
            View::Text(text) | View::Word(text) => Value::from(text),
            View::List(items) => {
                Value::Array(items.into_iter().map(|item| self.untyped(item).unwrap_or_default()).collect())
            }
            View::Object(members) => {
                let members = members.into_iter();
                let members = members.filter_map(|(key, input)| Some((key.to_owned(), self.untyped(input)?)));
                Value::Object(members.collect())
            }
            View::Variable(name) => match self.variables {
                Variables::Coerced(variables) => variables.get(name)?.clone(),
                Variables::Later | Variables::None => return None,
            },
        })
    }
}

fn built_in(name: &str, input: Input<'_>, view: &View<'_>) -> Option<Value> {
    let is_whole = |number: &Number| match input {
        // In JSON, `1.0` is an integer; in a document, only `1` is one.
        Input::Json(_) => number.as_f64().is_some_and(|value| value.fract() == 0.0),
        Input::Literal(_) => !number.is_f64(),
    };
    match (name, view) {
        ("Boolean", View::Boolean(value)) => Some(Value::Bool(*value)),
        ("String" | "ID", View::Text(text)) => Some(Value::from(*text)),
        ("Float", View::Number(number)) => Some(Value::Number((*number).clone())),
        ("Int" | "ID", View::Number(number)) if is_whole(number) => {
            let mut value = Value::Number((*number).clone());
            make_canonical(&mut value);
            if name == "ID" {
                // A double is written without an exponent.
                let double = value.as_f64().filter(|_| value.is_f64());
                return Some(Value::String(double.map_or_else(|| value.to_string(), |double| double.to_string())));
            }
            value.as_i64().filter(|value| i32::try_from(*value).is_ok()).map(Value::from)
        }
        _ => None,
    }
}

fn unlike(ty: &TypeRef, input: Input<'_>) -> CoercionError {
    CoercionError::new(format!("must be {ty}, but is {input}"))
}
