//! The TypeScript name of each definition: its own name where that is valid, and always a unique one.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use unicode_ident::{is_xid_continue, is_xid_start};

use super::schema::{Id, Schemas};
use crate::javascript::RESERVED_WORDS;

/// The name of the root, where nothing else gives it one.
pub(super) const ROOT: &str = "Schema";

/// Names that a type cannot have in the module, besides the reserved words of JavaScript: TypeScript's own, and those
/// that the module writes or imports itself.
const RESERVED: &[&str] = &[
    "Array",
    "Record",
    "any",
    "as",
    "asserts",
    "async",
    "bigint",
    "boolean",
    "declare",
    "infer",
    "is",
    "keyof",
    "namespace",
    "never",
    "number",
    "object",
    "readonly",
    "string",
    "symbol",
    "type",
    "undefined",
    "unique",
    "unknown",
    "z",
];

fn is_reserved(name: &str) -> bool {
    RESERVED_WORDS.contains(&name) || RESERVED.contains(&name)
}

/// Returns a name for each of the schemas that become constants.
pub(super) fn names(schemas: &Schemas, constants: &BTreeSet<Id>) -> BTreeMap<Id, String> {
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    // Definitions keep their own names; the others get unused ones.
    let own = schemas.definitions.iter().map(|(name, id)| (*id, name.as_str()));
    let root = schemas.all[schemas.root].title.as_deref().filter(|title| title.len() <= 60).unwrap_or(ROOT);
    let others = constants.iter().map(|id| {
        let name = &schemas.all[*id].name;
        (*id, if *id == schemas.root { root } else { name.as_str() })
    });
    for (id, wish) in own.chain(others) {
        if !constants.contains(&id) || names.contains_key(&id) {
            continue;
        }
        let wish = identifier(wish);
        let mut name = wish.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{wish}{number}");
            number += 1;
        }
        names.insert(id, name);
    }
    names
}

/// Returns the constant of a definition.
pub(super) fn constant(name: &str) -> String {
    if name == ROOT { ROOT.to_owned() } else { format!("{name}Schema") }
}

fn identifier(wish: &str) -> String {
    let is_identifier = wish.chars().next().is_some_and(|first| is_xid_start(first) || first == '_')
        && wish.chars().all(is_xid_continue)
        && !is_reserved(wish);
    if is_identifier {
        return wish.to_owned();
    }
    let words: String = wish.chars().map(|c| if is_xid_continue(c) { c } else { ' ' }).collect();
    let name = words.to_upper_camel_case();
    match name.chars().next() {
        None => "Definition".to_owned(),
        Some(first) if !is_xid_start(first) => format!("Definition{name}"),
        Some(_) if is_reserved(&name) => format!("{name}Definition"),
        Some(_) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn definition_names_become_identifiers() {
        for (wish, name) in [
            ("Book", "Book"),
            ("book_id", "book_id"),
            ("책", "책"),
            ("big book", "BigBook"),
            ("Person's data (v2)", "PersonSDataV2"),
            ("2nd", "Definition2nd"),
            ("", "Definition"),
            ("/", "Definition"),
            ("string", "String"),
            ("Array", "ArrayDefinition"),
            ("z", "Z"),
            ("__proto__", "__proto__"),
        ] {
            assert_eq!(identifier(wish), name, "{wish}");
        }
    }
}
