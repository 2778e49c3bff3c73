//! Coercion by async-graphql, as its server would coerce a variable.

use std::marker::PhantomData;

use async_graphql::{EmptyMutation, EmptySubscription, InputType, Object, Schema, Variables};
use futures_util::FutureExt;
use serde::Serialize;
use serde_json::{Value, json};

use crate::number;

/// Coerces a JSON value, or returns the reason why it does not fit.
pub type Coercion = Box<dyn Fn(Value) -> Result<Value, String>>;

/// Creates a [`Coercion`] for one input type.
pub type Coerce = fn() -> Coercion;

/// Creates the [`Coercion`] of `T`, from a schema with one field that accepts a `T` and returns it.
pub(super) fn coercion<T: InputType + Serialize + 'static>() -> Coercion {
    let schema = Schema::new(Probe::<T>(PhantomData), EmptyMutation, EmptySubscription);
    let query = format!("query ($value: {}!) {{ coerce(value: $value) }}", T::type_name());
    Box::new(move |mut value| {
        number::make_canonical(&mut value);
        let request = async_graphql::Request::new(&query).variables(Variables::from_json(json!({ "value": value })));
        let response = schema.execute(request).now_or_never().expect("coercion waits for nothing");
        if let Some(error) = response.errors.first() {
            return Err(error.message.clone());
        }
        let data = response.data.into_json().map_err(|error| error.to_string())?;
        let text = data["coerce"].as_str().ok_or("no answer")?;
        serde_json::from_str(text).map_err(|error| error.to_string())
    })
}

struct Probe<T>(PhantomData<fn() -> T>);

#[expect(clippy::unused_async, reason = "async-graphql calls a resolver as a future")]
#[Object(name = "Query")]
impl<T: InputType + Serialize + 'static> Probe<T> {
    async fn coerce(&self, value: T) -> async_graphql::Result<String> {
        Ok(serde_json::to_string(&value)?)
    }
}
