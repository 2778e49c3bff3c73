//! The output of the Zod emitter for documents that no contract produces, one feature each; snapshots are in `zod/`.

use contract_emit::zod::{self, Converted, Options};

fn module(document: &str) -> Converted {
    zod::module(document, &Options::default()).unwrap_or_else(|refusals| panic!("{refusals}"))
}

#[track_caller]
fn golden(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "zod" }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn objects_and_their_additional_properties() {
    let document = r#"{ "$defs": {
        "Open": { "type": "object", "description": "Takes more.", "properties": { "a": { "type": "string" } }, "required": ["a", "b"] },
        "Closed": { "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": false },
        "Loose": { "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": true },
        "Map": { "type": "object", "additionalProperties": { "type": "integer" } },
        "Typed": { "type": "object", "properties": { "a": { "const": 1 } }, "additionalProperties": { "type": "string" } },
        "Patterns": { "type": "object", "properties": {}, "patternProperties": { "^x-": { "type": "string" } }, "minProperties": 1 },
        "Inherited": { "type": "object", "properties": { "constructor": { "type": "string" }, "__proto__": {} }, "required": ["constructor"] }
    } }"#;
    golden("objects", &module(document).text);
}

#[test]
fn numbers_texts_and_values() {
    let document = r#"{ "$defs": {
        "Price": { "type": "number", "minimum": 0, "exclusiveMaximum": 1e6, "multipleOf": 0.01 },
        "Large": { "type": "integer", "minimum": -1e300 },
        "Small": { "type": "integer", "minimum": 1, "maximum": 9, "not": { "const": 5 } },
        "Guarded": { "minimum": 3, "maxLength": 2 },
        "Slash": { "type": "string", "pattern": "^a/b[/]$", "minLength": 2 },
        "Mixed": { "enum": ["a", 1, null, true, 1.0] },
        "Deep": { "enum": [{ "__proto__": [1] }, "a"] },
        "Several": { "type": ["string", "integer", "null"], "minLength": 1, "minimum": 0 },
        "Nothing": false,
        "Anything": {}
    } }"#;
    golden("values", &module(document).text);
}

#[test]
fn lists() {
    let document = r#"{ "$defs": {
        "Pair": { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "number" }], "minItems": 2, "items": false },
        "Rest": { "type": "array", "prefixItems": [{ "type": "string" }], "minItems": 1, "items": { "type": "number" } },
        "Short": { "type": "array", "prefixItems": [{ "type": "string" }], "items": { "type": "number" } },
        "Unique": { "type": "array", "items": { "type": "string" }, "uniqueItems": true, "maxItems": 3 },
        "Contains": { "type": "array", "contains": { "const": 1 }, "minContains": 1, "maxContains": 2 },
        "Others": { "type": "array", "contains": { "type": "string" }, "unevaluatedItems": { "type": "number" } }
    } }"#;
    golden("lists", &module(document).text);
}

#[test]
fn alternatives() {
    let document = r##"{ "$defs": {
        "Cat": { "type": "object", "properties": { "kind": { "const": "cat" }, "lives": { "type": "integer" } }, "required": ["kind"] },
        "Dog": { "type": "object", "properties": { "kind": { "enum": ["dog", "wolf"] } }, "required": ["kind"] },
        "Pet": { "oneOf": [{ "$ref": "#/$defs/Cat" }, { "$ref": "#/$defs/Dog" },
            { "type": "object", "properties": { "kind": { "const": "fish" } }, "required": ["kind"] }] },
        "Disjoint": { "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/Cat" }, { "type": "null" }] },
        "Overlapping": { "oneOf": [{ "type": "number" }, { "type": "integer", "minimum": 3 }] },
        "Any": { "anyOf": [{ "type": "string" }, { "type": "number" }] },
        "Both": { "allOf": [{ "$ref": "#/$defs/Cat" }], "type": "object", "properties": { "name": { "type": "string" } } },
        "Conditional": { "type": "object", "properties": { "a": { "type": "string" } },
            "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "required": ["c"] },
            "dependentRequired": { "b": ["c"] } }
    } }"##;
    golden("alternatives", &module(document).text);
}

#[test]
fn recursion_and_unevaluated_properties() {
    let document = r##"{ "title": "Strict tree", "$ref": "#/$defs/tree", "unevaluatedProperties": false, "$defs": {
        "tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/tree" }, "list": { "$ref": "#/$defs/list" } },
            "anyOf": [{ "properties": { "leaf": { "type": "string" } } }, true] },
        "list": { "type": "array", "items": { "anyOf": [{ "$ref": "#/$defs/list" }, { "type": "string" }] } }
    } }"##;
    golden("recursion", &module(document).text);
    golden("recursion-expression", &zod::expression(document).unwrap().text);
}

#[test]
fn references_by_anchor_id_and_dynamic_scope() {
    let document = r##"{ "$id": "https://example.com/strings", "$ref": "list", "$defs": {
        "element": { "$dynamicAnchor": "element", "type": "string" },
        "list": { "$id": "list", "type": "array", "items": { "$dynamicRef": "#element" },
            "$defs": { "any": { "$dynamicAnchor": "element", "$comment": "anything, unless somebody knows better" } } },
        "named": { "$anchor": "there", "type": "boolean" },
        "user": { "type": "object", "properties": { "a": { "$ref": "#there" }, "b": { "$ref": "#/$defs/user/properties/a" } } }
    } }"##;
    golden("references", &module(document).text);
}

#[test]
fn invalid_and_duplicate_names() {
    let document = r##"{ "title": "string", "type": "string", "$defs": {
        "foo-bar": true, "foo bar": true, "fooBar": true, "책": true, "": true, "class": true, "Array": true,
        "inner": { "properties": { "a": { "$ref": "#/$defs/inner/$defs/foo-bar" } }, "$defs": { "foo-bar": { "type": "null" } } }
    } }"##;
    golden("names", &module(document).text);
}

#[test]
fn keywords_without_effect_are_noted() {
    let document = r#"{ "type": "string", "format": "date-time", "minLenght": 3, "then": {}, "x-own": 1, "default": 1,
        "properties": { "a": { "dependencies": {} } } }"#;
    let notes: Vec<_> = module(document).notes.iter().map(ToString::to_string).collect();
    golden("notes", &notes.join("\n"));
}

#[test]
fn a_schema_that_needs_no_name_is_an_expression_alone() {
    for (document, expression) in [
        (r#"{ "type": "string" }"#, "z.string()\n"),
        (
            r#"{ "type": "object", "properties": { "«a»": { "enum": ["«b»", "c"] } } }"#,
            "z.object({\n  \"«a»\": z.exactOptional(z.enum([\"«b»\", \"c\"])),\n})\n",
        ),
        (
            r#"{ "minimum": 3 }"#,
            "(() => {\n  function ifNumber(v, test) {\n    return typeof v !== \"number\" || test(v);\n  }\n  return z.custom((v) => ifNumber(v, (n) => n >= 3), \"Invalid input: minimum 3\");\n})()\n",
        ),
    ] {
        assert_eq!(zod::expression(document).unwrap().text, expression);
    }
}
