//! Reads what an author writes in attributes, once, for every macro.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Error, Expr, ExprRange, Ident, Lit, LitStr, Path, RangeLimits, Result, Token, Type,
    meta::ParseNestedMeta, parenthesized, parse::Parse, punctuated::Punctuated,
};

/// Everything that may be said of an item, a field, a variant or a parameter.
#[derive(Default)]
pub(crate) struct Said {
    /// The doc comment.
    pub doc: String,
    /// The note of `#[deprecated]`.
    pub deprecated: Option<String>,
    /// The day of `#[deprecated]`.
    pub deprecated_since: Option<LitStr>,
    pub since: Option<LitStr>,
    pub sunset: Option<LitStr>,
    pub rename: Option<LitStr>,
    pub rename_all: Option<LitStr>,
    pub tag: Option<LitStr>,
    pub length: Option<Bounds>,
    pub items: Option<Bounds>,
    pub range: Option<Bounds>,
    pub pattern: Option<Expr>,
    pub example: Option<Expr>,
    pub default: Option<Expr>,
    pub object: bool,
    pub input: bool,
    pub open: bool,
    pub id: bool,
    pub scalar: bool,
}

/// `a..=b`, `a..` or `..=b`.
pub(crate) struct Bounds {
    pub low: Option<Expr>,
    pub high: Option<Expr>,
}

/// Words for a struct.
pub(crate) const STRUCT: &[&str] = &["object", "input", "since", "sunset"];
/// Words for an enum.
pub(crate) const ENUM: &[&str] = &["object", "input", "open", "tag", "rename_all", "since", "sunset"];
/// Words for a newtype.
pub(crate) const NEWTYPE: &[&str] =
    &["id", "scalar", "length", "items", "range", "pattern", "example", "since", "sunset"];
/// Words for a field, a parameter or an argument.
pub(crate) const FIELD: &[&str] =
    &["length", "items", "range", "pattern", "example", "default", "rename", "since", "sunset"];
/// Words for a variant.
pub(crate) const VARIANT: &[&str] = &["rename", "since", "sunset"];

impl Said {
    /// Reads the arguments of `#[contract(…)]` itself.
    pub(crate) fn arguments(&mut self, arguments: TokenStream, allowed: &[&str]) -> Result<()> {
        syn::parse::Parser::parse2(syn::meta::parser(|meta| self.word(&meta, allowed)), arguments)
    }

    /// Takes doc comments, `#[deprecated]` and `#[contract(…)]` out of `attributes`, leaving docs for rustdoc.
    pub(crate) fn attributes(&mut self, attributes: &mut Vec<Attribute>, allowed: &[&str]) -> Result<()> {
        let mut kept = Vec::new();
        for attribute in attributes.drain(..) {
            let path = attribute.path();
            if path.is_ident("doc") {
                if let syn::Meta::NameValue(meta) = &attribute.meta
                    && let Expr::Lit(literal) = &meta.value
                    && let Lit::Str(line) = &literal.lit
                {
                    if !self.doc.is_empty() {
                        self.doc.push('\n');
                    }
                    let line = line.value();
                    self.doc.push_str(line.strip_prefix(' ').unwrap_or(&line).trim_end());
                }
                kept.push(attribute);
            } else if path.is_ident("deprecated") {
                let (note, since) = deprecation(&attribute)?;
                self.deprecated = Some(note);
                self.deprecated_since = since;
            } else if path.is_ident("contract") {
                attribute.parse_nested_meta(|meta| self.word(&meta, allowed))?;
            } else if let Some(library) =
                ["serde", "schemars", "ts", "graphql", "schema", "sqlx"].iter().find(|name| path.is_ident(name))
            {
                return Err(Error::new_spanned(&attribute, refusal(library, &attribute)));
            } else {
                kept.push(attribute);
            }
        }
        *attributes = kept;
        Ok(())
    }

    /// Reads one word; `false` words are refused with those that may stand here.
    pub(crate) fn word(&mut self, meta: &ParseNestedMeta<'_>, allowed: &[&str]) -> Result<()> {
        let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        if !allowed.contains(&word.as_str()) {
            let message = match word.as_str() {
                "flatten" => {
                    "flatten has no equal in GraphQL and hides where a property comes from: write the fields out"
                        .to_owned()
                }
                "format" => {
                    "validators disagree about what a format accepts: use a type of contract_kit::values".to_owned()
                }
                _ => format!("unknown word; here may stand: {}", allowed.join(", ")),
            };
            return Err(Error::new_spanned(&meta.path, message));
        }
        match word.as_str() {
            "object" => self.object = true,
            "input" => self.input = true,
            "open" => self.open = true,
            "id" => self.id = true,
            "scalar" => self.scalar = true,
            "length" => self.length = Some(parse_bounds(meta)?),
            "items" => self.items = Some(parse_bounds(meta)?),
            "range" => self.range = Some(parse_bounds(meta)?),
            "since" => self.since = Some(value(meta)?),
            "sunset" => self.sunset = Some(value(meta)?),
            "rename" => self.rename = Some(value(meta)?),
            "rename_all" => self.rename_all = Some(value(meta)?),
            "tag" => self.tag = Some(value(meta)?),
            "pattern" => self.pattern = Some(value(meta)?),
            "example" => self.example = Some(value(meta)?),
            "default" => self.default = Some(value(meta)?),
            _ => unreachable!("every allowed word is read"),
        }
        Ok(())
    }

    /// The annotations of the place where `ty` stands, as a `serde_json::Value` expression.
    pub(crate) fn annotations(&self, ty: &Type) -> TokenStream {
        let mut entries = Vec::new();
        let mut entry = |keyword: &str, value: TokenStream| entries.push(quote!(#keyword: #value));
        if !self.doc.is_empty() {
            let doc = &self.doc;
            entry("description", quote!(#doc));
        }
        for (bounds, low, high) in [
            (&self.length, "minLength", "maxLength"),
            (&self.items, "minItems", "maxItems"),
            (&self.range, "minimum", "maximum"),
        ] {
            let Some(bounds) = bounds else { continue };
            for (keyword, bound) in [(low, &bounds.low), (high, &bounds.high)] {
                if let Some(bound) = bound {
                    entry(keyword, bound.to_token_stream());
                }
            }
        }
        if let Some(pattern) = &self.pattern {
            entry("pattern", pattern.to_token_stream());
        }
        if let Some(example) = self.example.as_ref().filter(|example| !is_none(example)) {
            let example = typed(example, ty);
            entry("examples", quote!([#example]));
        }
        if let Some(default) = &self.default {
            let default = typed(default, ty);
            entry("default", quote!(#default));
        }
        let extension = self.lifecycle_json();
        if !extension.is_empty() {
            entry("x-contract", quote!({ #extension }));
        }
        quote!(::contract_kit::private::serde_json::json!({ #(#entries),* }))
    }

    /// `"since": …, "deprecated": …` for `json!`, or nothing.
    pub(crate) fn lifecycle_json(&self) -> TokenStream {
        let since = self.since.as_ref().map(|since| quote!("since": #since,));
        let deprecated = self.deprecated.as_ref().map(|note| {
            let since = self.deprecated_since.as_ref().map(|since| quote!(, "since": #since));
            let sunset = self.sunset.as_ref().map(|sunset| quote!(, "sunset": #sunset));
            quote!("deprecated": { "note": #note #since #sunset },)
        });
        quote!(#since #deprecated)
    }

    /// The lifecycle as an expression of `contract_kit::registry::Lifecycle`.
    pub(crate) fn lifecycle(&self) -> TokenStream {
        let option = |text: Option<TokenStream>| match text {
            Some(text) => quote!(::core::option::Option::Some((#text).into())),
            None => quote!(::core::option::Option::None),
        };
        let since = option(self.since.as_ref().map(ToTokens::to_token_stream));
        let sunset = option(self.sunset.as_ref().map(ToTokens::to_token_stream));
        let deprecated_since = option(self.deprecated_since.as_ref().map(ToTokens::to_token_stream));
        let deprecated = match &self.deprecated {
            Some(note) => quote!(::core::option::Option::Some(::contract_kit::registry::Deprecation {
                note: #note.into(), since: #deprecated_since, sunset: #sunset,
            })),
            None => quote!(::core::option::Option::None),
        };
        quote!(::contract_kit::registry::Lifecycle { since: #since, deprecated: #deprecated })
    }

    /// What GraphQL says of a deprecated item: the note and the day it goes.
    pub(crate) fn graphql_deprecation(&self) -> Option<String> {
        let note = self.deprecated.as_ref()?;
        Some(match &self.sunset {
            Some(sunset) => format!("{note} (until {})", sunset.value()),
            None => note.clone(),
        })
    }

    /// A sunset without a deprecation is a mistake.
    pub(crate) fn check(&self) -> Result<()> {
        match (&self.sunset, &self.deprecated) {
            (Some(sunset), None) => {
                Err(Error::new_spanned(sunset, "a sunset needs `#[deprecated(note = \"…\")]` beside it"))
            }
            _ => Ok(()),
        }
    }
}

/// The mistakes found so far; all of them are shown.
#[derive(Default)]
pub(crate) struct Mistakes(Option<Error>);

impl Mistakes {
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn into_result<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// Whether an example is `None`: an optional property that is better left out of the example of its type.
pub(crate) fn is_none(expression: &Expr) -> bool {
    matches!(expression, Expr::Path(path) if path.path.is_ident("None"))
}

/// An expression as a value of type `ty`; a text literal is converted.
pub(crate) fn typed(expression: &Expr, ty: &Type) -> TokenStream {
    let is_text = matches!(expression, Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)));
    if is_text {
        quote!(::contract_kit::example::text::<#ty>(#expression))
    } else {
        quote!(::contract_kit::example::value::<#ty>(#expression))
    }
}

/// `key = value`.
pub(crate) fn value<T: Parse>(meta: &ParseNestedMeta<'_>) -> Result<T> {
    meta.value()?.parse()
}

/// `key(a, b)`.
pub(crate) fn list<T: Parse>(meta: &ParseNestedMeta<'_>) -> Result<Vec<T>> {
    let content;
    parenthesized!(content in meta.input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?.into_iter().collect())
}

/// The last name of a path.
pub(crate) fn last(path: &Path) -> &Ident {
    &path.segments.last().expect("a path has a segment").ident
}

fn parse_bounds(meta: &ParseNestedMeta<'_>) -> Result<Bounds> {
    let content;
    parenthesized!(content in meta.input);
    let range: ExprRange = content.parse()?;
    if matches!(range.limits, RangeLimits::HalfOpen(_)) && range.end.is_some() {
        return Err(Error::new_spanned(range, "write an inclusive range: `a..=b`"));
    }
    Ok(Bounds { low: range.start.map(|bound| *bound), high: range.end.map(|bound| *bound) })
}

/// The note of `#[deprecated]`, and the day.
fn deprecation(attribute: &Attribute) -> Result<(String, Option<LitStr>)> {
    let (mut note, mut since) = (None, None);
    if let syn::Meta::List(_) = attribute.meta {
        attribute.parse_nested_meta(|meta| {
            let text: LitStr = meta.value()?.parse()?;
            if meta.path.is_ident("note") {
                note = Some(text.value());
            } else if meta.path.is_ident("since") {
                since = Some(text);
            }
            Ok(())
        })?;
    }
    let note =
        note.ok_or_else(|| Error::new_spanned(attribute, "say what to use instead: `#[deprecated(note = \"…\")]`"))?;
    Ok((note, since))
}

fn refusal(library: &str, attribute: &Attribute) -> String {
    if attribute.to_token_stream().to_string().contains("flatten") {
        "flatten has no equal in GraphQL and hides where a property comes from: write the fields out".to_owned()
    } else {
        format!("#[contract] writes the {library} attributes itself, so that all formats agree; use #[contract(…)]")
    }
}
