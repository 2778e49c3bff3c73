//! Text of a contract stays inside the comments and strings of the TypeScript package, whatever it contains.

use std::path::Path;

use contract_emit::{Sources, emit};
use contract_model::registry::Registry;
use serde_json::{Map, Value};

/// A word in the contract that must not become code.
const WORD: &str = "HOSTILE";
/// A text that ends every kind of comment, string and block in turn, and starts new ones.
const TEXT: &str = "*/ HOSTILE /** \" HOSTILE \\\" ' HOSTILE ` ${HOSTILE} } \\ \n // HOSTILE */ }; HOSTILE \\";
/// The same for names, which are on one line.
const NAME: &str = "HOSTILE-\"*/\\'`${HOSTILE}";

/// The registry's members that are texts.
const TEXTS: &[&str] = &["description", "summary", "title", "note", "since", "sunset", "url", "contact"];
/// The registry's members that are names without a required form.
const NAMES: &[&str] = &["code", "mediaTypes", "module", "errors", "errorType", "tag", "value"];

#[test]
fn text_of_the_contract_never_becomes_code() {
    let registry = hostile();
    let emission = emit(&registry, &Sources::default()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let modules: Vec<_> = emission
        .artifacts
        .iter()
        .filter(|artifact| Path::new(&artifact.path).extension().is_some_and(|extension| extension == "ts"))
        .filter(|artifact| !artifact.path.contains("/runtime/"))
        .collect();
    let hostile = modules.iter().filter(|module| module.contents.contains(WORD)).count();
    assert!(hostile >= 8, "only {hostile} modules hold text of the contract");
    for module in modules {
        let code = code(&module.contents).unwrap_or_else(|mistake| panic!("{}: {mistake}", module.path));
        let line = code.lines().position(|line| line.contains(WORD));
        assert!(line.is_none(), "{}:{}: text of the contract is code", module.path, line.unwrap_or_default() + 1);
    }
}

#[test]
fn a_name_that_must_be_an_identifier_is_refused() {
    let mut registry: Registry = serde_json::from_str(include_str!("../goldens/registry.json")).unwrap();
    registry.operations[0].id = "pin-note".into();
    registry.channels[0].id = "note events".into();
    let mistakes = emit(&registry, &Sources::default()).unwrap_err().to_string();
    for name in ["pin-note", "note events"] {
        assert!(mistakes.contains(&format!("`{name}` is not an identifier")), "{mistakes}");
    }
}

#[test]
fn text_that_becomes_code_is_found() {
    for leak in [
        "/** a */ HOSTILE */",
        "type A = { HOSTILE: 1 };",
        "const a = \"b\" + HOSTILE + \"c\";",
        "const a = `${HOSTILE}`;",
        "const a = /\"/u.test(HOSTILE);",
    ] {
        assert!(code(leak).unwrap().contains(WORD), "{leak}");
    }
    for safe in
        ["/* HOSTILE */", "// HOSTILE", "const a = \"\\\"HOSTILE\";", "const a = `HOSTILE`;", "f(/[/]HOSTILE/u);"]
    {
        assert!(!code(safe).unwrap().contains(WORD), "{safe}");
    }
    for broken in ["const a = \"", "type A = {", "/* a", "f(]"] {
        assert!(code(broken).is_err(), "{broken}");
    }
}

/// Returns the contract of the goldens, with every text and every free name hostile.
fn hostile() -> Registry {
    let mut registry: Value = serde_json::from_str(include_str!("../goldens/registry.json")).unwrap();
    poison(&mut registry);
    registry["info"]["version"] = "1.0.0".into();
    registry["info"]["versionHeader"] = serde_json::json!({ "name": NAME, "value": NAME });
    registry["operations"][0]["policy"]["cache"] = Value::Null;
    registry["operations"][1]["policy"]["cache"]["name"] = TEXT.into();
    for parameter in registry["operations"][1]["parameters"].as_array_mut().unwrap() {
        if parameter["in"] == "query" {
            parameter["name"] = NAME.into();
        }
    }
    for part in registry["operations"][2]["body"]["parts"].as_array_mut().unwrap() {
        part["name"] = format!("{NAME}{}", part["name"]).into();
    }
    for definition in registry["types"].as_object_mut().unwrap().values_mut() {
        for property in definition["schema"]["properties"].as_array_mut().into_iter().flatten() {
            property["name"] = format!("{NAME}{}", property["name"]).into();
        }
    }
    // Not read from JSON with its checks: examples no longer fit, and dates are invalid.
    serde_json::from_value(registry).unwrap()
}

/// Makes the texts and names below a value hostile.
fn poison(value: &mut Value) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(key, member)| {
            if TEXTS.contains(&key.as_str()) {
                replace(member, TEXT);
            } else if NAMES.contains(&key.as_str()) {
                replace(member, NAME);
            }
            poison(member);
        }),
        Value::Array(items) => items.iter_mut().for_each(poison),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Puts `text` before a string, or before every string of a list, so that the items stay different.
fn replace(value: &mut Value, text: &str) {
    match value {
        Value::String(old) => *old = format!("{text}{old}"),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text)),
        Value::Object(Map { .. }) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Returns TypeScript without its comments, strings and regular expressions, on the same lines.
fn code(text: &str) -> Result<String, String> {
    let mut code = String::new();
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map(|end| end + 4).ok_or("a comment has no end")?,
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if is_start_of_regex(&code) => quoted(rest, '/').ok_or("a regular expression has no end")?,
            '"' | '\'' => quoted(rest, first).ok_or("a string has no end")?,
            '`' => {
                open.push('`');
                template(rest, &mut open).ok_or("a template has no end")?
            }
            '}' if open.last() == Some(&'$') => {
                open.pop();
                template(rest, &mut open).ok_or("a template has no end")?
            }
            _ => {
                code.push(first);
                match first {
                    '{' | '(' | '[' => open.push(first),
                    '}' | ')' | ']' => {
                        let opened = open.pop();
                        if !matches!((opened, first), (Some('{'), '}') | (Some('('), ')') | (Some('['), ']')) {
                            return Err(format!("`{first}` closes {opened:?}"));
                        }
                    }
                    _ => {}
                }
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        code.extend(rest[..length].chars().filter(|character| *character == '\n'));
        // A placeholder for a value, which a division may follow.
        code.push('\u{1}');
        rest = &rest[length..];
    }
    if open.is_empty() { Ok(code) } else { Err(format!("{open:?} are not closed")) }
}

/// Returns the length of a string or a regular expression with its delimiters, if it ends on its line.
fn quoted(text: &str, delimiter: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    let mut in_class = false;
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' => _ = characters.next(),
            '\n' => return None,
            '[' if delimiter == '/' => in_class = true,
            ']' => in_class = false,
            _ if character == delimiter && !in_class => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// Returns the length of a part of a template, up to its end or to an expression in it, which is then recorded in
/// `open`.
fn template(text: &str, open: &mut Vec<char>) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' => _ = characters.next(),
            '`' => {
                open.pop();
                return Some(index + 1);
            }
            '$' if characters.peek().is_some_and(|(_, next)| *next == '{') => {
                open.push('$');
                return Some(index + 2);
            }
            _ => {}
        }
    }
    None
}

/// Whether a slash after `code` begins a regular expression: after a value it is a division.
fn is_start_of_regex(code: &str) -> bool {
    let last = code.trim_end().chars().next_back();
    last.is_none_or(|last| "(,=:[!&|?{};>".contains(last))
}
