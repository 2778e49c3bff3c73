//! Combines JavaScript conditions. Conditions that are always true or always false are simplified and not written.

use std::collections::BTreeSet;

/// Writes a function with the parameters that its condition mentions.
pub(super) fn function_of(parameters: &[&str], condition: &str) -> String {
    let mentioned = words(condition);
    let is_mentioned = |parameter: &&str| mentioned.contains(*parameter);
    let count = parameters.iter().rposition(&is_mentioned).map_or(0, |last| last + 1);
    let parameters: Vec<_> = parameters[..count]
        .iter()
        .map(|parameter| if is_mentioned(parameter) { (*parameter).to_owned() } else { format!("_{parameter}") })
        .collect();
    format!("({}) => {}", parameters.join(", "), unbracketed(condition))
}

/// Returns the identifiers in a text, including words inside its literals.
pub(super) fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !unicode_ident::is_xid_continue(c) && c != '$').filter(|word| !word.is_empty()).collect()
}

/// Removes the brackets around a whole condition.
pub(super) fn unbracketed(condition: &str) -> &str {
    let Some(inner) = condition.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return condition };
    let (mut depth, mut is_text, mut is_escaped) = (0, false, false);
    for character in inner.chars() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_text = !is_text,
            _ if is_text => {}
            // A regular expression may contain brackets: then the outer ones stay, even if they are not needed.
            '/' => return condition,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return condition;
        }
    }
    inner
}

/// Joins conditions with "and"; none of them is a chain of `||` without brackets.
pub(super) fn all(mut conditions: Vec<String>) -> String {
    conditions.retain(|condition| condition != "true");
    if conditions.iter().any(|condition| condition == "false") {
        return "false".to_owned();
    }
    match conditions.as_slice() {
        [] => "true".to_owned(),
        [one] => one.clone(),
        several => format!("({})", several.join(" && ")),
    }
}

/// Joins conditions with "or".
pub(super) fn any(mut conditions: Vec<String>) -> String {
    conditions.retain(|condition| condition != "false");
    if conditions.iter().any(|condition| condition == "true") {
        return "true".to_owned();
    }
    match conditions.as_slice() {
        [] => "false".to_owned(),
        [one] => one.clone(),
        several => format!("({})", several.join(" || ")),
    }
}

/// Writes a conditional expression.
pub(super) fn choice(test: &str, then: &str, otherwise: &str) -> String {
    match (test, then, otherwise) {
        ("true", then, _) => then.to_owned(),
        ("false", _, otherwise) => otherwise.to_owned(),
        (_, then, otherwise) if then == otherwise => then.to_owned(),
        (test, then, otherwise) => format!("({test} ? {then} : {otherwise})"),
    }
}

pub(super) fn negated(condition: &str) -> String {
    match condition {
        "true" => "false".to_owned(),
        "false" => "true".to_owned(),
        condition => format!("!({condition})"),
    }
}

/// Returns a variable name that no surrounding function uses.
pub(super) fn numbered(name: &str, depth: usize) -> String {
    if depth == 0 { name.to_owned() } else { format!("{name}{depth}") }
}

/// Returns the beginning of a text that may be long.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(60).collect::<String>())
    }
}
