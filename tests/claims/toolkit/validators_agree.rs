//! One verdict per text: serde with jsonschema in Rust, ajv, Zod and GraphQL agree about every value of the corpus.

use contract_edge::graphql::Schema as GraphqlSchema;
use contract_kit::{
    registry::{Direction, Registry, TypeDefinition},
    schema::{Schema, Shape},
    type_system::{Kind, TypeSystem},
    validate::Validator,
};
use serde_json::Value;
use tests::{
    corpus::{AT_LEAST, corpus},
    judges::{Question, verdicts},
    output::{Output, outputs},
};

/// The minimum size of the corpus of both contracts.
const VALUES: usize = 20_000;

/// The number of judged texts, and of known differences.
#[derive(Debug, Default)]
struct Tally {
    types: usize,
    texts: usize,
    valid: usize,
    graphql: usize,
    /// Null for an optional input counts as absent in GraphQL, and is refused by all others.
    null_is_absent: usize,
    /// One value for a list counts as a list of one in GraphQL, and is refused by all others.
    one_for_a_list: usize,
    disagreements: Vec<String>,
}

#[test]
fn validators_agree_about_every_text() {
    let mut tally = Tally::default();
    for output in outputs() {
        judge(&output, &mut tally);
    }
    let Tally { types, texts, valid, graphql, null_is_absent, one_for_a_list, disagreements } = &tally;
    println!("{texts} texts of {types} types, {valid} of them valid: {} disagreements", disagreements.len());
    println!(
        "{graphql} of them coerced by GraphQL as well, which reads two classes its own way: {null_is_absent} with null for an optional input, {one_for_a_list} with one value for a list"
    );
    assert!(
        disagreements.is_empty(),
        "the first of them:\n{}",
        disagreements[..disagreements.len().min(40)].join("\n")
    );
    assert!(*texts >= VALUES, "the corpus holds {texts} texts, fewer than {VALUES}");
    assert!(
        *valid * 10 > *texts && *valid < *texts * 9 / 10,
        "a corpus of one kind of value proves little: {valid} of {texts} are valid"
    );
    assert!(*graphql > 0 && *null_is_absent > 0 && *one_for_a_list > 0, "{tally:?}");
}

fn judge(output: &Output, tally: &mut Tally) {
    let registry = &output.registry;
    let validator = Validator::new(registry);
    let graphql = GraphqlSchema::new(registry).ok();
    let types = graphql.as_ref().map(GraphqlSchema::types);
    let texts: Vec<(&String, &TypeDefinition, Vec<String>)> =
        registry.types.iter().map(|(name, definition)| (name, definition, corpus(registry, name))).collect();
    let questions: Vec<_> = texts
        .iter()
        .flat_map(|(name, definition, texts)| {
            texts.iter().map(|text| Question { name: name.as_str(), text, graphql: graphql_input(types, definition) })
        })
        .collect();
    let mut verdicts = verdicts(output.folder.path(), &questions).into_iter();
    for (name, definition, texts) in &texts {
        assert!(texts.len() >= AT_LEAST, "{name} has {} texts", texts.len());
        tally.types += 1;
        let canonicalise = output.round_trips.round_trip(registry, name);
        let input = graphql.as_ref().zip(graphql_input(types, definition));
        for text in texts {
            tally.texts += 1;
            let javascript = verdicts.next().expect("one verdict a text");
            let mut disagree = |what: &str, detail: String| {
                tally.disagreements.push(format!("{}: {name}: {what}: {text}\n    {detail}", output.name));
            };
            let value: Option<Value> = serde_json::from_str(text).ok();
            let violations = value.as_ref().map(|value| validator.named(name, value));
            let is_valid = violations.as_ref().is_some_and(Vec::is_empty);
            tally.valid += usize::from(is_valid);
            if javascript.ajv != is_valid {
                disagree("ajv", format!("jsonschema says {is_valid}, ajv {}: {violations:?}", javascript.ajv));
            }
            if javascript.zod != Some(is_valid) {
                disagree("zod", format!("jsonschema says {is_valid}, Zod {:?}: {violations:?}", javascript.zod));
            }
            if let Some(value) = value.as_ref().filter(|_| is_valid) {
                match round_trip(canonicalise, value, javascript.zod_output.as_ref()) {
                    Ok(canonical) if !validator.named(name, &canonical).is_empty() => {
                        disagree("round trip", format!("{canonical} is not valid any more"));
                    }
                    Ok(_) => {}
                    Err(reason) => disagree("round trip", reason),
                }
            }
            let (Some((graphql, input)), Some(value)) = (input, &value) else { continue };
            tally.graphql += 1;
            let coerced = graphql.coerce(input, value);
            let by_graphql = coerced.as_ref().is_ok_and(|coerced| validator.named(name, coerced).is_empty());
            let mut seen = Seen::default();
            let as_graphql_reads = seen.read(registry, &definition.schema, value);
            let expected = validator.named(name, &as_graphql_reads).is_empty();
            tally.null_is_absent += usize::from(seen.null_is_absent);
            tally.one_for_a_list += usize::from(seen.one_for_a_list);
            if by_graphql != expected {
                disagree("GraphQL", format!("expected {expected}, the server says {by_graphql}: {coerced:?}"));
            }
            if javascript.graphql.is_some_and(|verdict| verdict != expected) {
                disagree("graphql-js", format!("expected {expected}, graphql-js says {:?}", javascript.graphql));
            }
        }
    }
}

/// The name of a type as a separate input of the GraphQL schema; most newtypes are one of GraphQL's own scalars.
fn graphql_input<'a>(types: Option<&TypeSystem>, definition: &'a TypeDefinition) -> Option<&'a str> {
    let face = definition.graphql.as_ref()?.input.as_deref()?;
    let is_there = match types?.types.get(face)?.kind {
        Kind::Input { .. } | Kind::Enum { .. } | Kind::Scalar { .. } => true,
        Kind::Object { .. } | Kind::Union { .. } => false,
    };
    (definition.direction != Direction::Answer && is_there).then_some(face)
}

/// Rust's canonical JSON of a value: a fixed point, and the same for the value as Zod gives it.
fn round_trip(
    canonicalise: fn(Value) -> Result<Value, serde_json::Error>,
    value: &Value,
    zod: Option<&Value>,
) -> Result<Value, String> {
    let read = |value: &Value| {
        canonicalise(value.clone()).map_err(|error| format!("serde refuses what the schema takes: {error}"))
    };
    let canonical = read(value)?;
    let again = read(&canonical)?;
    if canonical != again {
        return Err(format!("{canonical} becomes {again}"));
    }
    let by_zod = read(zod.ok_or("Zod gave nothing")?)?;
    if without_proto(&canonical) != by_zod {
        return Err(format!("Rust keeps {canonical}, Zod {by_zod}"));
    }
    Ok(canonical)
}

/// Zod removes a key called `__proto__` from every object that it returns, after judging it.
fn without_proto(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_proto).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| *key != "__proto__")
            .map(|(key, value)| (key.clone(), without_proto(value)))
            .collect(),
        value => value.clone(),
    }
}

/// Reads a value with GraphQL's own conversions, and records where they apply.
#[derive(Default)]
struct Seen {
    null_is_absent: bool,
    one_for_a_list: bool,
}

impl Seen {
    fn read(&mut self, registry: &Registry, schema: &Schema, value: &Value) -> Value {
        match (&schema.shape, value) {
            (Shape::Reference { name }, value) => self.read(registry, &registry.types[name].schema, value),
            (Shape::Nullable { value: inner }, value) if !value.is_null() => self.read(registry, inner, value),
            (Shape::Object { properties, .. }, Value::Object(members)) => {
                let mut read = serde_json::Map::new();
                for (name, member) in members {
                    let property = properties.iter().find(|property| property.name == *name);
                    let is_optional = property.is_some_and(|p| {
                        !p.required && p.schema.default.is_none() && !matches!(p.schema.shape, Shape::Nullable { .. })
                    });
                    if member.is_null() && is_optional {
                        self.null_is_absent = true;
                    } else {
                        let member =
                            property.map_or_else(|| member.clone(), |p| self.read(registry, &p.schema, member));
                        read.insert(name.clone(), member);
                    }
                }
                Value::Object(read)
            }
            (Shape::Array { items, .. }, Value::Array(list)) => {
                list.iter().map(|item| self.read(registry, items, item)).collect()
            }
            (Shape::Array { items, .. }, one) if !one.is_null() => {
                self.one_for_a_list = true;
                Value::Array(vec![self.read(registry, items, one)])
            }
            (_, value) => value.clone(),
        }
    }
}
