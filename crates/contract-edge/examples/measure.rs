//! Measures the steps of a request: `cargo run --release -p contract-edge --example measure`.

use std::{hint::black_box, sync::Arc, time::Instant};

use async_graphql::parser::parse_query;
use contract_edge::graphql::{Answer, Executor, FieldError, Resolver, Schema};
use contract_model::{
    exchange::{Details, FieldValue},
    registry::GraphqlField,
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream, stream::BoxStream};
use serde::Serialize;
use serde_json::{Map, Value, json};

const ROUNDS: u32 = 20_000;

/// An object of 24 fields; some of them are objects.
#[derive(Clone, Serialize)]
struct Chart {
    id: &'static str,
    name: &'static str,
    created: String,
    leap: bool,
    score: f64,
    age: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    pillars: Vec<Pillar>,
    year: Pillar,
    month: Pillar,
}

#[derive(Clone, Serialize)]
struct Pillar {
    stem: &'static str,
    branch: &'static str,
    weight: i32,
}

/// Answers with a chart that has this number of pillars.
struct Charts(usize);

impl Resolver for Charts {
    type Context = ();

    fn resolve<'a>(
        &'a self,
        _: &'a GraphqlField,
        _: Map<String, Value>,
        _: &'a Arc<()>,
    ) -> BoxFuture<'a, Result<FieldValue, FieldError>> {
        async { Ok(FieldValue::new(chart(self.0))) }.boxed()
    }

    fn subscribe<'a>(
        &'a self,
        _: &'a GraphqlField,
        _: Map<String, Value>,
        _: &'a Arc<()>,
    ) -> BoxFuture<'a, Result<BoxStream<'static, Result<FieldValue, FieldError>>, FieldError>> {
        async { Ok(stream::empty().boxed()) }.boxed()
    }

    fn problem(&self, details: &Details, (): &()) -> FieldError {
        FieldError { message: details.title.to_string(), extensions: Map::new() }
    }
}

fn chart(pillars: usize) -> Chart {
    let pillar = || Pillar { stem: "gap", branch: "ja", weight: 7 };
    Chart {
        id: "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f",
        name: "A chart",
        created: "2026-01-15T09:30:00Z".into(),
        leap: false,
        score: 0.75,
        age: 40,
        note: None,
        pillars: vec![pillar(); pillars],
        year: pillar(),
        month: pillar(),
    }
}

fn schema() -> Schema {
    let string = json!({ "shape": "string" });
    let integer = json!({ "shape": "integer", "minimum": -1000, "maximum": 1000 });
    let pillar = json!({ "shape": "reference", "name": "Pillar" });
    let property = |name: &str, schema: &Value| json!({ "name": name, "required": name != "note", "schema": schema });
    let object = |properties: Vec<Value>| {
        json!({
            "schema": { "shape": "object", "properties": properties, "closed": false },
            "direction": "answer", "role": { "kind": "plain" },
        })
    };
    let chart = object(vec![
        property("id", &string),
        property("name", &string),
        property("created", &string),
        property("leap", &json!({ "shape": "boolean" })),
        property("score", &json!({ "shape": "number" })),
        property("age", &integer),
        property("note", &string),
        property("pillars", &json!({ "shape": "array", "items": pillar })),
        property("year", &pillar),
        property("month", &pillar),
    ]);
    let pillar = object(vec![property("stem", &string), property("branch", &string), property("weight", &integer)]);
    let registry = json!({
        "formatVersion": 2,
        "info": {
            "title": "Charts", "version": "1.0.0", "description": "", "baseUri": "https://charts.example/", "servers": [],
            "contact": { "name": "", "url": "", "email": "" }, "license": "MIT", "package": "charts",
        },
        "modules": [], "types": { "Chart": chart, "Pillar": pillar }, "operations": [], "channels": [],
        "graphql": { "fields": [{
            "name": "chart", "module": "charts", "root": "query", "description": "", "auth": "public",
            "arguments": [{ "name": "id", "required": true, "schema": { "shape": "string" } }],
            "output": { "nullable": true, "connection": false, "schema": { "shape": "reference", "name": "Chart" } },
            "errors": [],
        }] },
        "problems": [], "problemType": "Problem",
    });
    Schema::new(&serde_json::from_value(registry).expect("it is a registry")).expect("it has a query")
}

/// Prints the time that one round takes.
fn measure<T>(step: &str, round: impl FnMut() -> T) {
    measure_rounds(ROUNDS, step, round);
}

fn measure_rounds<T>(rounds: u32, step: &str, mut round: impl FnMut() -> T) {
    for _ in 0..rounds / 10 {
        black_box(round());
    }
    let begun = Instant::now();
    for _ in 0..rounds {
        black_box(round());
    }
    eprintln!("{step:40} {:>8.2} µs", begun.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
}

fn main() {
    let schema = schema();
    let in_order = "query Q($id: String!) { chart(id: $id) {
        id name created leap score age note pillars { stem branch weight } year { stem branch weight } } }";
    let reversed = "query Q($id: String!) { chart(id: $id) {
        year { weight branch stem } pillars { weight branch stem } note age score leap created name id } }";
    let Value::Object(variables) = json!({ "id": "1" }) else { unreachable!("it is an object") };
    let executor = Executor::new(Arc::new(Charts(4)), 100_000);
    let context = Arc::new(());
    measure("parse", || parse_query(in_order));
    let parsed = parse_query(in_order).expect("it is GraphQL");
    measure("validate", || schema.document(parsed.clone()));
    for (order, query) in [("in the order of the value", in_order), ("reversed", reversed)] {
        let document = schema.document(parse_query(query).expect("it is GraphQL")).expect("it is valid");
        let document = Arc::new(document);
        let prepare = || schema.prepare(&document, None, &variables).expect("it is right");
        let execute = || {
            let answer = executor.execute(prepare(), Arc::clone(&context)).now_or_never();
            answer.expect("nothing waits")
        };
        let answer = execute();
        assert_eq!(answer.errors, []);
        eprintln!("{order}: {} bytes", answer.data.map_or(0, |data| data.len()));
        measure("  prepare", prepare);
        measure("  prepare, execute", execute);
        measure("  prepare, execute, write the whole", || execute().to_json());
    }
    measure("value alone, by serde_json", || serde_json::to_vec(&chart(4)));
    let value = FieldValue::new(chart(4));
    measure("value alone, erased", || serde_json::to_vec(&value.value));
    // The maximum of fields and list items that the limit allows: an answer is written without yielding.
    measure_rounds(100, "an answer of 100,000 fields", largest(&schema, in_order, 24_990));
    // The worst order for that maximum: each property often, and the last property of the selection first.
    let aliases = |property: &str| (0..330).map(|n| format!("{property}{n}: {property} ")).collect::<String>();
    let [weight, branch, stem] = ["weight", "branch", "stem"].map(aliases);
    let query = format!("query Q($id: String!) {{ chart(id: $id) {{ pillars {{ {weight} {branch} {stem} }} }} }}");
    measure_rounds(10, "the same, 990 aliases reversed", largest(&schema, &query, 100));
}

/// Answers a query for a chart with this number of pillars.
fn largest(schema: &Schema, query: &str, pillars: usize) -> impl FnMut() -> Answer {
    let Value::Object(variables) = json!({ "id": "1" }) else { unreachable!("it is an object") };
    let document = Arc::new(schema.document(parse_query(query).expect("it is GraphQL")).expect("it is valid"));
    let executor = Executor::new(Arc::new(Charts(pillars)), 100_000);
    move || {
        let prepared = schema.prepare(&document, None, &variables).expect("it is right");
        let answer = executor.execute(prepared, Arc::new(())).now_or_never().expect("nothing waits");
        assert_eq!(answer.errors, []);
        answer
    }
}
