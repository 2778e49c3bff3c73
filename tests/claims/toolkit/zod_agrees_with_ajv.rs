//! Random schemas over every keyword, with random values: Zod from `cargo xtask zod`, ajv, and the Rust validator.

use contract_emit::zod;
use serde_json::Value;
use tests::{
    any_schema,
    zod_judge::{Question, ask},
};

const SCHEMAS: usize = 2_000;
const VALUES: usize = 20;
const SEED: u64 = 202_012;

#[derive(Debug, Default)]
struct Tally {
    refused: usize,
    values: usize,
    valid: usize,
    /// Values about which ajv has no verdict, or a verdict that is known to be wrong.
    set_aside: usize,
    wrong: Vec<String>,
}

#[test]
fn verdicts_agree_for_random_schemas_and_values() {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut tally = Tally::default();
    let mut schemas = Vec::new();
    let mut questions = Vec::new();
    while questions.len() < SCHEMAS {
        let schema = any_schema::schema(&mut random);
        let text = schema.to_string();
        match (zod::expression(&text), zod::module(&text, &zod::Options::default())) {
            (Ok(expression), Ok(module)) => {
                let texts = any_schema::values(&mut random, &schema, VALUES);
                // A root that accepts anything has no constant besides its definitions.
                let module = module.text.contains("export const Schema:").then(|| (module.text, "Schema".to_owned()));
                questions.push(Question { expression: expression.text, module, schema: Some(text), texts });
                schemas.push(schema);
            }
            (expression, module) => {
                // An unreferenced definition is part of the module only.
                let refused = module.expect_err("what the expression refuses, the module refuses");
                assert!(
                    refused.refusals.iter().all(|refusal| refusal.reason.starts_with("it leads back to itself")),
                    "{refused}\n{expression:?}\n{text}"
                );
                tally.refused += 1;
            }
        }
    }
    for ((schema, question), answer) in schemas.iter().zip(&questions).zip(ask(&questions)) {
        if let Some(problem) = answer.problem {
            tally.wrong.push(format!("{schema}\n    {problem}\n    {}", question.expression));
            continue;
        }
        let rust = jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{error}: {schema}"));
        let by_module = answer.module.unwrap_or_else(|| answer.zod.clone());
        let by_ajv = answer.ajv.unwrap_or_else(|| panic!("{:?}: {schema}", answer.ajv_problem));
        for (index, text) in question.texts.iter().enumerate() {
            let value: Value = serde_json::from_str(text).unwrap();
            let expected = rust.is_valid(&value);
            let (zod, module, ajv) = (answer.zod[index], by_module[index], by_ajv[index]);
            tally.values += 1;
            tally.valid += usize::from(expected);
            let is_aside = ajv.is_none_or(|ajv| ajv != expected && ajv_is_mistaken(schema, text));
            tally.set_aside += usize::from(is_aside);
            if zod != expected || module != expected || (ajv != Some(expected) && !is_aside) {
                tally.wrong.push(format!(
                    "{text}\n    of {schema}\n    jsonschema {expected}, ajv {ajv:?}, Zod {zod}, the module {module}\n    {}",
                    question.expression
                ));
            }
        }
    }
    let Tally { refused, values, valid, set_aside, wrong } = &tally;
    println!(
        "{SCHEMAS} schemas, {values} values, {valid} of them valid: {} disagreements; {refused} endless schemas refused, {set_aside} values judged without ajv",
        wrong.len()
    );
    assert!(wrong.is_empty(), "the first of them:\n{}", wrong[..wrong.len().min(12)].join("\n"));
    assert!(*valid * 5 > *values && *valid * 5 < *values * 4, "values of one kind prove little: {tally:?}");
    assert!(*set_aside * 20 < *values, "ajv is there to judge: {tally:?}");
}

/// ajv ignores declarations of `__proto__`, compares objects by their own `constructor`, and below `not` does not see
/// that a property called "" is missing.
fn ajv_is_mistaken(schema: &Value, text: &str) -> bool {
    let schema = schema.to_string();
    ["\"__proto__\"", "\"constructor\"", "\"required\":[\"\""]
        .iter()
        .any(|name| schema.contains(name) || text.contains(name))
}

/// If validators are known to disagree, the specification decides: valid and invalid texts.
#[test]
fn verdicts_follow_the_specification_in_edge_cases() {
    let edges: &[(&str, &[&str], &[&str])] = &[
        (r#"{ "multipleOf": 0.01 }"#, &["0.07", "1.13", "19.99", "1e300", "4.35", "\"a\""], &["0.075", "1e-3"]),
        (r#"{ "multipleOf": 0.0001 }"#, &["0.0075"], &["0.00751"]),
        (r#"{ "multipleOf": 1e-8 }"#, &["12391239123", "1e308", "0"], &["1e-9"]),
        (r#"{ "multipleOf": 3 }"#, &["9007199254740990", "-3", "0.0"], &["1e300", "2.9999999999999996"]),
        (r#"{ "type": "integer" }"#, &["1.0", "-0", "1e300", "-0.0"], &["0.5", "\"1\""]),
        (r#"{ "type": "integer", "minimum": -1, "maximum": 1 }"#, &["1.0", "-0"], &["1.5", "2"]),
        (r#"{ "const": 0 }"#, &["0", "-0", "0.0", "0e5"], &["false", "null", "\"\""]),
        (r#"{ "const": false }"#, &["false"], &["0", "[false]"]),
        (
            r#"{ "enum": [[0], { "a": 1, "b": 2 }] }"#,
            &["[0]", "[-0.0]", r#"{ "b": 2, "a": 1.0 }"#],
            &["[false]", r#"{ "a": 1 }"#],
        ),
        (
            r#"{ "uniqueItems": true }"#,
            &["[1, true]", r#"["1", 1]"#, r#"[{ "a": 1 }, { "a": 2 }]"#, r#"[{ "a": "," }, { "a": 1, "": 1 }]"#],
            &["[1, 1.0]", r#"[{ "a": 1, "b": 2 }, { "b": 2, "a": 1 }]"#, "[[0], [-0]]"],
        ),
        (r#"{ "minLength": 2, "maxLength": 2 }"#, &["\"😀😀\"", "\"책상\"", "12"], &["\"😀\"", "\"e\u{301}x\""]),
        (r#"{ "type": "string", "maxLength": 1 }"#, &["\"😀\""], &["\"😀😀\""]),
        (r#"{ "pattern": "^\\p{Script=Hangul}/.$" }"#, &["\"책/😀\"", "1"], &["\"a/b\"", "\"책/ab\""]),
        (
            r#"{ "properties": { "__proto__": { "type": "string" } }, "required": ["__proto__"] }"#,
            &[r#"{ "__proto__": "a" }"#, "[]"],
            &["{}", r#"{ "__proto__": 1 }"#],
        ),
        (
            r#"{ "type": "object", "properties": { "constructor": { "type": "string" }, "toString": {} } }"#,
            &["{}", r#"{ "toString": 1 }"#],
            &[r#"{ "constructor": 1 }"#],
        ),
        (r#"{ "type": "object", "required": ["valueOf"] }"#, &[r#"{ "valueOf": null }"#], &["{}"]),
        (
            r#"{ "type": "object", "additionalProperties": false, "properties": { "a": {} } }"#,
            &["{}", r#"{ "a": 1 }"#],
            &[r#"{ "__proto__": 1 }"#, r#"{ "toString": 1 }"#],
        ),
        (
            r#"{ "type": "object", "additionalProperties": { "type": "string" } }"#,
            &["{}", r#"{ "__proto__": "a" }"#],
            &[r#"{ "__proto__": 1 }"#, r#"{ "constructor": 1 }"#],
        ),
        (
            r#"{ "type": "object", "properties": { "a": {} }, "additionalProperties": { "type": "string" } }"#,
            &[r#"{ "a": 1 }"#],
            &[r#"{ "__proto__": 1 }"#],
        ),
        (
            r#"{ "type": "object", "propertyNames": { "maxLength": 3 } }"#,
            &[r#"{ "a": 1 }"#],
            &[r#"{ "__proto__": 1 }"#],
        ),
        (r#"{ "type": "object", "minProperties": 1 }"#, &[r#"{ "__proto__": 1 }"#], &["{}"]),
        (
            r#"{ "dependentRequired": { "toString": ["a"] } }"#,
            &["{}", r#"{ "toString": 1, "a": 1 }"#],
            &[r#"{ "toString": 1 }"#],
        ),
        (
            r#"{ "type": "object", "properties": { "a": {}, "b": true }, "required": ["a", "c"] }"#,
            &[r#"{ "a": null, "c": 1 }"#],
            &[r#"{ "a": 1 }"#, r#"{ "c": 1 }"#],
        ),
        (r#"{ "oneOf": [{ "type": "number" }, { "type": "integer" }] }"#, &["1.5"], &["1", "\"a\""]),
        (r#"{ "minContains": 2, "contains": { "const": 1 } }"#, &["[1, 1]", "{}"], &["[1]"]),
        (r#"{ "contains": true, "minContains": 0, "maxContains": 1 }"#, &["[]", "[1]"], &["[1, 1]"]),
        (
            r#"{ "type": "array", "prefixItems": [{}, {}], "minItems": 2 }"#,
            &["[null, null]", "[1, 2, 3]"],
            &["[]", "[1]"],
        ),
        (r#"{ "exclusiveMinimum": 1e308 }"#, &["1.7e308"], &["1e308"]),
        (
            r#"{ "type": ["null", "object"], "properties": { "a": { "const": null } } }"#,
            &["null", r#"{ "a": null }"#],
            &[r#"{ "a": 0 }"#, "[]"],
        ),
        ("true", &["null", "{}"], &[]),
        ("false", &[], &["null", "{}"]),
    ];
    let questions: Vec<_> = edges
        .iter()
        .map(|(schema, fit, do_not)| Question {
            expression: zod::expression(schema).unwrap().text,
            module: Some((zod::module(schema, &zod::Options::default()).unwrap().text, "Schema".to_owned())),
            schema: None,
            texts: fit.iter().chain(*do_not).map(|text| (*text).to_owned()).collect(),
        })
        .collect();
    for (((schema, fit, _), question), answer) in edges.iter().zip(&questions).zip(ask(&questions)) {
        assert_eq!(answer.problem, None, "{schema}: {}", question.expression);
        let expected: Vec<bool> = (0..question.texts.len()).map(|index| index < fit.len()).collect();
        assert_eq!(answer.zod, expected, "{schema} of {:?}: {}", question.texts, question.expression);
        assert_eq!(answer.module.as_ref(), Some(&expected), "{schema} of {:?}", question.texts);
    }
}
