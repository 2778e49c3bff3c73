//! A small contract, and an implementation of it by functions over JSON.

use std::sync::{Arc, Mutex};

use async_graphql::parser::parse_query;
use contract_edge::graphql::{Answer, Executor, FieldError, GraphqlError, Prepared, Resolver, Schema};
use contract_model::{
    exchange::{Details, FieldValue},
    registry::{GraphqlField, Registry},
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream, stream::BoxStream};
use serde_json::{Map, Value, json};

/// Returns the contract.
pub(crate) fn registry() -> Registry {
    serde_json::from_str(include_str!("zoo.json")).expect("the fixture is a registry")
}

/// Returns its schema.
pub(crate) fn schema() -> Schema {
    Schema::new(&registry()).expect("the contract has GraphQL")
}

type Answered = Result<FieldValue, FieldError>;
type Answering = dyn Fn(&str, &Map<String, Value>) -> Answered + Send + Sync;

/// An implementation.
pub(crate) struct Zoo {
    answer: Box<Answering>,
    /// The fields that were resolved, with their arguments.
    pub(crate) asked: Mutex<Vec<(String, Value)>>,
}

impl Zoo {
    /// Creates an implementation that resolves every field with this function.
    pub(crate) fn new(answer: impl Fn(&str, &Map<String, Value>) -> Answered + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { answer: Box::new(answer), asked: Mutex::default() })
    }

    /// Creates an implementation that resolves each field with the member of its name.
    pub(crate) fn with_values(values: Value) -> Arc<Self> {
        Self::new(move |field, _| match &values[field] {
            Value::String(text) if text.starts_with("error: ") => Err(error(text)),
            Value::String(text) if text.starts_with("panic: ") => panic!("{text}"),
            value => Ok(FieldValue::new(value.clone())),
        })
    }

    fn ask(&self, field: &GraphqlField, arguments: Map<String, Value>) -> Answered {
        let answer = (self.answer)(&field.name, &arguments);
        self.asked.lock().expect("nobody panics here").push((field.name.clone(), Value::Object(arguments)));
        answer
    }
}

/// Returns an error of a field.
pub(crate) fn error(message: &str) -> FieldError {
    let Value::Object(extensions) = json!({ "code": "FORBIDDEN" }) else { unreachable!("it is an object") };
    FieldError { message: message.to_owned(), extensions }
}

impl Resolver for Zoo {
    type Context = ();

    fn resolve<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        _: &'a Arc<()>,
    ) -> BoxFuture<'a, Answered> {
        async move { self.ask(field, arguments) }.boxed()
    }

    /// Each item of the answer is an event.
    fn subscribe<'a>(
        &'a self,
        field: &'a GraphqlField,
        arguments: Map<String, Value>,
        _: &'a Arc<()>,
    ) -> BoxFuture<'a, Result<BoxStream<'static, Answered>, FieldError>> {
        async move {
            let events = self.ask(field, arguments)?;
            let events = serde_json::to_value(&events.value).expect("events are JSON");
            let events: Vec<_> = events.as_array().cloned().unwrap_or_default();
            let event = |event: Value| match &event {
                Value::String(text) => Err(error(text)),
                _ => Ok(FieldValue::new(event)),
            };
            Ok(stream::iter(events.into_iter().map(event)).boxed())
        }
        .boxed()
    }

    fn problem(&self, details: &Details, (): &()) -> FieldError {
        error(&details.title)
    }
}

/// Prepares an operation.
pub(crate) fn prepare(schema: &Schema, query: &str, variables: &Value) -> Result<Prepared, Vec<GraphqlError>> {
    let document = Arc::new(schema.document(parse_query(query).expect("the document can be parsed"))?);
    schema.prepare(&document, None, variables.as_object().expect("variables are an object"))
}

/// Executes an operation with an implementation.
pub(crate) async fn execute_with(zoo: &Arc<Zoo>, query: &str, variables: Value) -> Answer {
    match prepare(&schema(), query, &variables) {
        Ok(prepared) => Executor::new(Arc::clone(zoo), 1000).execute(prepared, Arc::new(())).await,
        Err(errors) => Answer::refused(errors),
    }
}

/// Executes a query; each field resolves to the member of its name.
pub(crate) async fn execute(values: Value, query: &str) -> Value {
    execute_with(&Zoo::with_values(values), query, json!({})).await.to_value()
}

/// Returns all responses of an operation.
pub(crate) async fn answers(zoo: &Arc<Zoo>, query: &str, variables: Value) -> Vec<Value> {
    let prepared = match prepare(&schema(), query, &variables) {
        Ok(prepared) => prepared,
        Err(errors) => return vec![Answer::refused(errors).to_value()],
    };
    let answers = Executor::new(Arc::clone(zoo), 1000).subscribe(prepared, Arc::new(()));
    answers.map(|answer| answer.to_value()).collect().await
}

/// Returns the arguments with which `echo` was resolved, or the message of the first error.
pub(crate) async fn echo(query: &str, variables: Value) -> Result<Value, String> {
    let zoo = Zoo::new(|_, arguments| Ok(FieldValue::new(arguments.clone())));
    let answer = execute_with(&zoo, query, variables).await.to_value();
    match answer["errors"][0]["message"].as_str() {
        Some(message) => Err(message.to_owned()),
        None => Ok(answer["data"]["echo"].clone()),
    }
}
