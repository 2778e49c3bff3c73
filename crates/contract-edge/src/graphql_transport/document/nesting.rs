//! Counts the tokens of a document and the depth of its brackets without recursion. The parser recurses once for each
//! level of a value, so a document of a few kilobytes could otherwise overflow the stack and end the process.

use apollo_parser::{Lexer, TokenKind};
use async_graphql::{Pos, ServerError};

use super::Refused;
use crate::graphql_transport::GraphqlLimits;

/// Counts the tokens of a document.
///
/// # Errors
/// When it has more tokens or deeper brackets than the limits allow, or a character that belongs to no token.
pub(super) fn tokens(text: &str, limits: &GraphqlLimits) -> Result<usize, Refused> {
    let (mut tokens, mut depth) = (0_usize, 0_usize);
    for token in Lexer::new(text) {
        let token = token.map_err(|error| {
            let message = format!("the document is not GraphQL: {}", error.message());
            Refused::Invalid(vec![ServerError::new(message, Some(position(text, error.index()))).into()])
        })?;
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Comma | TokenKind::Eof => continue,
            TokenKind::LCurly | TokenKind::LBracket | TokenKind::LParen => depth += 1,
            TokenKind::RCurly | TokenKind::RBracket | TokenKind::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        tokens += 1;
        if depth > limits.nesting {
            return Err(Refused::Limit(format!("the document nests brackets deeper than {} levels", limits.nesting)));
        }
        if tokens > limits.tokens {
            return Err(Refused::Limit(format!("the document has more than {} tokens", limits.tokens)));
        }
    }
    Ok(tokens)
}

/// Returns the line and column of a byte, both from 1.
fn position(text: &str, index: usize) -> Pos {
    let before = text.get(..index).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    Pos { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_counts_brackets_of_code_only() {
        let limits = GraphqlLimits { nesting: 3, tokens: 20, ..GraphqlLimits::default() };
        let refusal = |text: &str| match tokens(text, &limits) {
            Ok(count) => count.to_string(),
            Err(Refused::Limit(reason)) => reason,
            Err(Refused::Invalid(errors)) => format!("{:?} {}", errors[0].locations, errors[0].message),
        };
        assert_eq!(refusal("{ a(b: [1]) }"), "10");
        for deep in ["{ a(b: [[1]]) }", "{ a(b: {c: {}}) }", "query ($a: I = [[{}]]) { a }", "{ a @b(c: [[["] {
            assert!(refusal(deep).contains("deeper than 3"), "{deep}");
        }
        for text in [r#"{ a(b: "[[[[{{((") }"#, "{ a(b: \"\"\"[[[[{{((\"\"\") }", "{ a # [[[[{{(( \n}"] {
            assert!(refusal(text).parse::<usize>().is_ok(), "{text}: {}", refusal(text));
        }
        assert!(refusal(&"a ".repeat(21)).contains("more than 20 tokens"));
        assert!(refusal("{ a\n  (b: \"open").starts_with("[Pos(2:7)]"), "{}", refusal("{ a\n  (b: \"open"));
    }
}
