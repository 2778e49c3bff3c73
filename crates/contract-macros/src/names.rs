//! The conversion of Rust names into the names that are sent.

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use syn::Ident;

/// Returns the name of a property, parameter, argument or GraphQL field: camel case.
pub(crate) fn property(ident: &Ident) -> String {
    plain(ident).to_lower_camel_case()
}

/// Returns the value of an enum variant or a tag: snake case.
pub(crate) fn word(ident: &Ident) -> String {
    plain(ident).to_snake_case()
}

/// Returns a problem code, or the value of a variant in an enum with `rename_all = "UPPER"`.
pub(crate) fn upper(ident: &Ident) -> String {
    plain(ident).to_shouty_snake_case()
}

/// Returns the name of the type that represents a function.
pub(crate) fn type_of(ident: &Ident) -> Ident {
    suffixed(ident, "")
}

/// Returns the name of the type that represents a function, with a suffix.
pub(crate) fn suffixed(ident: &Ident, suffix: &str) -> Ident {
    Ident::new(&format!("{}{suffix}", plain(ident).to_upper_camel_case()), ident.span())
}

/// Whether a text may be an enum value in GraphQL.
pub(crate) fn is_graphql_name(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !["true", "false", "null"].contains(&word)
}

fn plain(ident: &Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}
