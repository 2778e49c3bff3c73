//! `cargo xtask zod` prints its result only if everything is valid; otherwise it reports all problems on standard
//! error.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::Write,
    process::{Command, Output, Stdio},
};

/// Runs the command with a document on standard input.
fn zod(arguments: &[&str], document: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("zod")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(document).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn refuses(document: &str, stderr: &str) {
    for arguments in [&[][..], &["--expression"], &["-"]] {
        let output = zod(arguments, document.as_bytes());
        assert_eq!(String::from_utf8(output.stderr).unwrap().trim_end(), stderr, "{document}");
        assert_eq!(output.status.code(), Some(1), "{document}");
        assert!(output.stdout.is_empty(), "{document}");
    }
}

#[test]
fn a_document_from_a_file_or_standard_input_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schema.json");
    fs::write(&file, "\u{feff}{ \"type\": \"string\" }").unwrap();
    for output in [
        zod(&["--expression", file.to_str().unwrap()], b""),
        zod(&["--expression", "-"], br#"{ "type": "string" }"#),
        zod(&["--expression"], br#"{ "type": "string" }"#),
    ] {
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "z.string()\n");
        assert!(output.stderr.is_empty());
        assert_eq!(output.status.code(), Some(0));
    }
    let module = zod(&[], br#"{ "title": "Book", "type": "string" }"#);
    assert_eq!(
        String::from_utf8(module.stdout).unwrap(),
        "import * as z from \"zod\";\n\nexport type Book = string;\nexport const BookSchema: z.ZodType<Book> = /*#__PURE__*/ z.string();\n"
    );
}

#[test]
fn a_keyword_that_may_be_misspelt_is_noted_beside_the_output() {
    let output = zod(&["--expression"], br#"{ "type": "string", "minLenght": 3 }"#);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "z.string()\n");
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "note: #: `minLenght`: no keyword of JSON Schema 2020-12, so it decides nothing; did you mean `minLength`?\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn invalid_document_error_has_its_place() {
    refuses("", "error: the document is empty\n  help: a JSON Schema is an object, `true` or `false`");
    refuses("{", "error: EOF while parsing an object at line 1 column 1");
    refuses("{ \"a\": 1,\n  \"a\": 2 }", "error: the key \"a\" stands twice in one object at line 2 column 5");
    refuses("{ \"maximum\": 1e999 }", "error: number out of range at line 1 column 18");
    refuses("[]", "error: a schema is an object, `true` or `false`");
    let deep = "{\"not\":".repeat(1000);
    refuses(&deep, "error: recursion limit exceeded at line 1 column 890");

    let output = zod(&[], b"{ \"a\":\n \"\xff\" }");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "error: standard input is not UTF-8: line 2 column 3\n");
    assert_eq!(output.status.code(), Some(1));
    let output = zod(&["no/such/file.json"], b"");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with("error: no/such/file.json cannot be read: "), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(zod(&["--module"], b"").status.code(), Some(2));
}

#[test]
fn each_refusal_names_its_place_and_keyword() {
    for (document, stderr) in [
        (
            r#"{ "$schema": "http://json-schema.org/draft-07/schema#" }"#,
            "#: `$schema`: \"http://json-schema.org/draft-07/schema#\" is another dialect\n  help: this command reads JSON Schema 2020-12: migrate the document, and name the dialect https://json-schema.org/draft/2020-12/schema or none",
        ),
        (
            r#"{ "properties": { "a": { "$ref": "other.json" } } }"#,
            "#/properties/a: `$ref`: other.json is not in this document\n  help: nothing is fetched: put the schema into this document, below `$defs`, with its `$id`",
        ),
        (r##"{ "$ref": "#/$defs/a" }"##, "#: `$ref`: #/$defs/a points to nothing in this document"),
        (r##"{ "$ref": "#a" }"##, "#: `$ref`: #a points to nothing: no `$anchor` is called `a`"),
        (r##"{ "$ref": "#/title", "title": "a" }"##, "#: `$ref`: #/title points to something that is no schema"),
        (r#"{ "$ref": "a b" }"#, "#: `$ref`: a b is no URI reference: unexpected character at index 1"),
        (r##"{ "$ref": "#/%ff" }"##, "#: `$ref`: the fragment of #/%ff is not UTF-8"),
        (r#"{ "$ref": 1 }"#, "#: `$ref`: its value is a text"),
        (
            r##"{ "anyOf": [{ "$ref": "#" }] }"##,
            "#/anyOf/0: `$ref`: it leads back to itself, and judging a value would never end\n  help: a schema may refer to itself below `properties`, `items` and the like",
        ),
        (
            r##"{ "allOf": [{ "$dynamicRef": "#a" }], "$dynamicAnchor": "a" }"##,
            "#/allOf/0: `$dynamicRef`: it leads back to itself, and judging a value would never end\n  help: a schema may refer to itself below `properties`, `items` and the like",
        ),
        (r#"{ "$id": "a#b" }"#, "#: `$id`: an `$id` has no fragment; `$anchor` names a place"),
        (
            r#"{ "not": { "$id": "https://a.example/" }, "items": { "$id": "https://a.example/" } }"#,
            "#/items: `$id`: two schemas of this document are called https://a.example/",
        ),
        (
            r#"{ "not": { "$anchor": "a" }, "items": { "$anchor": "a" } }"#,
            "#/items: `$anchor`: two schemas of this document are called `a`",
        ),
        (
            r#"{ "$anchor": "1" }"#,
            "#: `$anchor`: an anchor begins with a letter or `_` and goes on with those, digits, `-` and `.`",
        ),
        (
            r#"{ "type": "text" }"#,
            "#: `type`: \"text\" is no type: null, boolean, integer, number, string, array, object are",
        ),
        (r#"{ "type": [] }"#, "#: `type`: its value is a type, or a list of types"),
        (r#"{ "type": ["null", "null"] }"#, "#: `type`: \"null\" stands there twice"),
        (r#"{ "enum": 1 }"#, "#: `enum`: its value is a list"),
        (r#"{ "minLength": "a" }"#, "#: `minLength`: its value is a whole number, 0 or more"),
        (r#"{ "maxItems": -1 }"#, "#: `maxItems`: its value is a whole number, 0 or more"),
        (r#"{ "minProperties": 1.5 }"#, "#: `minProperties`: its value is a whole number, 0 or more"),
        (r#"{ "minimum": "a" }"#, "#: `minimum`: its value is a number"),
        (
            r#"{ "exclusiveMinimum": true }"#,
            "#: `exclusiveMinimum`: its value is a number\n  help: in 2020-12 it is the bound itself, in place of the other one",
        ),
        (r#"{ "multipleOf": 0 }"#, "#: `multipleOf`: its value is greater than 0"),
        (r#"{ "pattern": 1 }"#, "#: `pattern`: its value is a regular expression in a text"),
        (r#"{ "pattern": "(" }"#, "#: `pattern`: \"(\" is no regular expression of ECMA-262: Unbalanced parenthesis"),
        (
            r#"{ "patternProperties": { "\\Z": true } }"#,
            "#: `patternProperties`: \"\\\\Z\" is no regular expression of ECMA-262: Invalid character escape",
        ),
        (r#"{ "format": 1 }"#, "#: `format`: its value is a text"),
        (r#"{ "uniqueItems": 1 }"#, "#: `uniqueItems`: its value is true or false"),
        (
            r#"{ "items": [true] }"#,
            "#: `items`: its value is one schema\n  help: a list of schemas is `prefixItems` in 2020-12",
        ),
        (r#"{ "prefixItems": [] }"#, "#: `prefixItems`: its value is a list of schemas, at least one"),
        (r#"{ "oneOf": {} }"#, "#: `oneOf`: its value is a list of schemas, at least one"),
        (r#"{ "properties": [] }"#, "#: `properties`: its value is an object of schemas"),
        (r#"{ "$defs": [] }"#, "#: `$defs`: its value is an object of schemas"),
        (r#"{ "required": "a" }"#, "#: `required`: a list of names is needed"),
        (r#"{ "dependentRequired": [] }"#, "#: `dependentRequired`: its value is an object of lists of names"),
        (r#"{ "dependentRequired": { "a": [1] } }"#, "#: `dependentRequired`: a list of names is needed"),
        (r#"{ "not": 1 }"#, "#/not: a schema is an object, `true` or `false`"),
        (
            r#"{ "properties": { "a/b": { "minLength": null }, "~": { "not": [] } } }"#,
            "#/properties/a~1b: `minLength`: its value is a whole number, 0 or more\nerror: #/properties/~0/not: a schema is an object, `true` or `false`",
        ),
    ] {
        refuses(document, &format!("error: {stderr}"));
    }
}

#[test]
fn root_without_constraints_is_refused_with_its_definitions() {
    for (document, arguments) in [
        (r#"{ "definitions": { "Order": { "type": "string" } } }"#, &[][..]),
        (r#"{ "definitions": { "Order": { "type": "string" } } }"#, &["--expression"]),
        (r#"{ "$defs": { "Order": { "type": "string" } }, "title": "Orders" }"#, &["--expression"]),
        (r#"{ "openapi": "3.1.0", "components": { "schemas": { "Order": { "type": "string" } } } }"#, &[]),
    ] {
        let output = zod(arguments, document.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{document}");
        assert!(output.stdout.is_empty(), "{document}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("holds the definitions Order: take one of them"), "{document}: {message}");
        assert!(message.contains("cargo xtask zod --definition Order"), "{message}");

        let output = zod(&["--expression", "--definition", "Order"], document.as_bytes());
        let expression = String::from_utf8(output.stdout).unwrap();
        assert!(expression.contains("const OrderSchema = z.string();"), "{document}: {expression}");
    }
    // Each definition is a constant of a module; a document without constraints accepts any value.
    for document in [r#"{ "$defs": { "Order": { "type": "string" } } }"#, "{}", "true"] {
        assert_eq!(zod(&[], document.as_bytes()).status.code(), Some(0), "{document}");
    }
}

#[test]
fn a_definition_is_taken_by_its_name() {
    let document = br##"{ "definitions": { "a/b c": { "type": "array", "items": { "$ref": "#/definitions/Line" } },
        "Line": { "type": "integer" } }, "type": "object" }"##;
    let expression = String::from_utf8(zod(&["--expression", "--definition", "a/b c"], document).stdout).unwrap();
    assert!(expression.contains("z.array(LineSchema)"), "{expression}");
    let module = String::from_utf8(zod(&["--definition", "Line"], document).stdout).unwrap();
    assert!(module.contains("export const LineSchema"), "{module}");
    let unknown = String::from_utf8(zod(&["--definition", "Lime"], document).stderr).unwrap();
    assert!(unknown.contains("has no definition `Lime`: did you mean Line?"), "{unknown}");
}
