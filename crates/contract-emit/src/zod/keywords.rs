//! The keywords of JSON Schema 2020-12: those that contain schemas, and those that do not affect validity.

/// The content of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One schema.
    Schema,
    /// A list of schemas.
    Schemas,
    /// An object whose values are schemas.
    NamedSchemas,
    /// An assertion about values, without schemas.
    Assertion,
    /// An annotation, which does not affect validity.
    Annotation,
}

/// Every keyword.
const KEYWORDS: &[(&str, Kind)] = &[
    ("$anchor", Kind::Annotation),
    ("$comment", Kind::Annotation),
    ("$defs", Kind::NamedSchemas),
    ("$dynamicAnchor", Kind::Annotation),
    ("$dynamicRef", Kind::Assertion),
    ("$id", Kind::Annotation),
    ("$ref", Kind::Assertion),
    ("$schema", Kind::Annotation),
    ("$vocabulary", Kind::Annotation),
    ("additionalProperties", Kind::Schema),
    ("allOf", Kind::Schemas),
    ("anyOf", Kind::Schemas),
    ("const", Kind::Assertion),
    ("contains", Kind::Schema),
    ("contentEncoding", Kind::Annotation),
    ("contentMediaType", Kind::Annotation),
    ("contentSchema", Kind::Schema),
    ("default", Kind::Annotation),
    ("dependentRequired", Kind::Assertion),
    ("dependentSchemas", Kind::NamedSchemas),
    ("deprecated", Kind::Annotation),
    ("description", Kind::Annotation),
    ("else", Kind::Schema),
    ("enum", Kind::Assertion),
    ("examples", Kind::Annotation),
    ("exclusiveMaximum", Kind::Assertion),
    ("exclusiveMinimum", Kind::Assertion),
    ("format", Kind::Annotation),
    ("if", Kind::Schema),
    ("items", Kind::Schema),
    ("maxContains", Kind::Assertion),
    ("maxItems", Kind::Assertion),
    ("maxLength", Kind::Assertion),
    ("maxProperties", Kind::Assertion),
    ("maximum", Kind::Assertion),
    ("minContains", Kind::Assertion),
    ("minItems", Kind::Assertion),
    ("minLength", Kind::Assertion),
    ("minProperties", Kind::Assertion),
    ("minimum", Kind::Assertion),
    ("multipleOf", Kind::Assertion),
    ("not", Kind::Schema),
    ("oneOf", Kind::Schemas),
    ("pattern", Kind::Assertion),
    ("patternProperties", Kind::NamedSchemas),
    ("prefixItems", Kind::Schemas),
    ("properties", Kind::NamedSchemas),
    ("propertyNames", Kind::Schema),
    ("readOnly", Kind::Annotation),
    ("required", Kind::Assertion),
    ("then", Kind::Schema),
    ("title", Kind::Annotation),
    ("type", Kind::Assertion),
    ("unevaluatedItems", Kind::Schema),
    ("unevaluatedProperties", Kind::Schema),
    ("uniqueItems", Kind::Assertion),
    ("writeOnly", Kind::Annotation),
];

/// Returns the names of all keywords.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|(name, _)| *name)
}

/// Returns the content of a keyword; `None` for an unknown keyword.
pub(super) fn kind(keyword: &str) -> Option<Kind> {
    KEYWORDS.iter().find(|(name, _)| *name == keyword).map(|(_, kind)| *kind)
}

/// Returns the keyword that replaces a keyword of another dialect.
pub(super) fn successor(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "$recursiveAnchor" => "`$dynamicAnchor`",
        "$recursiveRef" => "`$dynamicRef`",
        "additionalItems" => "`items` beside `prefixItems`",
        "dependencies" => "`dependentRequired` or `dependentSchemas`",
        "divisibleBy" => "`multipleOf`",
        "example" => "`examples`",
        "id" => "`$id`",
        "nullable" => "`\"null\"` in `type`",
        _ => return None,
    })
}
