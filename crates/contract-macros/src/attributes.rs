//! Parses the attributes that an author writes, once for all macros.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, ExprLit, ExprRange, ExprUnary, Ident, Lit, LitStr, Path, RangeLimits, Result, Token, Type,
    UnOp, meta::ParseNestedMeta, parenthesized, parse::Parse, punctuated::Punctuated, spanned::Spanned,
};

/// All attributes of an item, a field, a variant or a parameter.
#[derive(Default)]
pub(crate) struct Attributes {
    /// The doc comment.
    pub doc: String,
    /// The note of `#[deprecated]`.
    pub deprecated: Option<String>,
    /// The date in `#[deprecated]`.
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
    pub message: Option<LitStr>,
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

/// Arguments for a struct.
pub(crate) const STRUCT: &[&str] = &["object", "input", "since", "sunset"];
/// Arguments for an enum.
pub(crate) const ENUM: &[&str] = &["object", "input", "open", "tag", "rename_all", "since", "sunset"];
/// Arguments for a newtype.
pub(crate) const NEWTYPE: &[&str] =
    &["id", "scalar", "length", "items", "range", "pattern", "message", "example", "since", "sunset"];
/// Arguments for a field, a parameter or an argument.
pub(crate) const FIELD: &[&str] =
    &["length", "items", "range", "pattern", "message", "example", "default", "rename", "since", "sunset"];
/// Arguments for a variant.
pub(crate) const VARIANT: &[&str] = &["rename", "since", "sunset"];

impl Attributes {
    /// Parses the arguments of `#[contract(…)]` itself.
    pub(crate) fn arguments(&mut self, arguments: TokenStream, allowed: &[&str]) -> Result<()> {
        syn::parse::Parser::parse2(syn::meta::parser(|meta| self.word(&meta, allowed)), arguments)
    }

    /// Takes `#[deprecated]` and `#[contract(…)]` out of `attributes`. Doc comments are read too, and stay for rustdoc.
    pub(crate) fn read(&mut self, attributes: &mut Vec<Attribute>, allowed: &[&str]) -> Result<()> {
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

    /// Parses one argument. An argument that is not allowed here is refused with a list of the allowed ones.
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
                _ => format!("unknown word: this attribute accepts {}", allowed.join(", ")),
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
            "message" => self.message = Some(value(meta)?),
            "example" => self.example = Some(value(meta)?),
            "default" => self.default = Some(value(meta)?),
            _ => unreachable!("every allowed word is read"),
        }
        Ok(())
    }

    /// Returns the doc comment and the lifecycle, as `describe::About`.
    pub(crate) fn about(&self) -> TokenStream {
        let doc = self.doc.trim();
        let since = option(self.since.as_ref());
        let deprecated = option(self.deprecated.as_ref().map(|note| {
            let (since, sunset) = (option(self.deprecated_since.as_ref()), option(self.sunset.as_ref()));
            quote!(::contract_kit::describe::Deprecated { note: #note, since: #since, sunset: #sunset })
        }));
        quote!(::contract_kit::describe::About { doc: #doc, since: #since, deprecated: #deprecated })
    }

    /// Returns the constraints, as `describe::Constraints`.
    pub(crate) fn constraints(&self) -> TokenStream {
        let Self { length, items, range, pattern, message, .. } = self;
        if length.is_none() && items.is_none() && range.is_none() && pattern.is_none() {
            return quote!(::contract_kit::describe::Constraints::NONE);
        }
        let [length, items, range] = [length, items, range].map(|bounds| match bounds {
            None => quote!(::contract_kit::describe::Bounds::NONE),
            Some(Bounds { low, high }) => {
                let [low, high] = [low, high].map(|bound| option(bound.as_ref().map(|bound| literal(bound, None))));
                quote!(::contract_kit::describe::Bounds { low: #low, high: #high })
            }
        });
        let (pattern, message) = (option(pattern.as_ref()), option(message.as_ref()));
        quote!(::contract_kit::describe::Constraints {
            length: #length, items: #items, range: #range, pattern: #pattern, message: #message,
        })
    }

    /// Returns the example of a place with the type `ty`, as `Option<describe::Literal>`.
    pub(crate) fn example_literal(&self, ty: &Type) -> TokenStream {
        let example = self.example.as_ref().filter(|example| !is_none(example));
        option(example.map(|example| literal(example, Some(ty))))
    }

    /// Returns the default of a place with the type `ty`, as `Option<describe::Literal>`.
    pub(crate) fn default_literal(&self, ty: &Type) -> TokenStream {
        option(self.default.as_ref().map(|default| literal(default, Some(ty))))
    }

    /// Reports arguments that require another one.
    pub(crate) fn check(&self) -> Result<()> {
        if let (Some(message), None) = (&self.message, &self.pattern) {
            return Err(Error::new_spanned(
                message,
                "`message` is the sentence for a broken `pattern`, but there is no `pattern`: add one, or remove `message`",
            ));
        }
        match (&self.sunset, &self.deprecated) {
            (Some(sunset), None) => Err(Error::new_spanned(
                sunset,
                "`sunset` is only for something deprecated: add `#[deprecated(note = \"…\")]`",
            )),
            _ => Ok(()),
        }
    }
}

/// The mistakes found so far; the compiler shows all of them.
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

/// Whether an example is `None`: the example of the type omits this optional property.
pub(crate) fn is_none(expression: &Expr) -> bool {
    matches!(expression, Expr::Path(path) if path.path.is_ident("None"))
}

/// Returns the path of a `ContractType` function for a type.
///
/// Every use of a field's type in an expansion goes through this function, at one place in the source. So a type that
/// is not of the contract causes the same error for all uses, and the compiler shows it once.
pub(crate) fn of_contract(ty: &Type, function: &str) -> TokenStream {
    let function = Ident::new(function, Span::call_site());
    quote_spanned!(ty.span().resolved_at(Span::call_site())=> <#ty as ::contract_kit::types::ContractType>::#function)
}

/// Writes `Some(…)` or `None`.
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// Returns an expression as `describe::Literal`. An expression that is not a literal is computed, as a value of `ty`
/// where that is known.
pub(crate) fn literal(expression: &Expr, ty: Option<&Type>) -> TokenStream {
    let (negated, inner) = match expression {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => (true, &**expr),
        other => (false, other),
    };
    let plain = match inner {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if !negated => Some(quote!(Text(#text))),
        Expr::Lit(ExprLit { lit: Lit::Bool(truth), .. }) if !negated => Some(quote!(Boolean(#truth))),
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) if number.suffix().is_empty() => {
            Some(quote!(Integer(#expression)))
        }
        Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) if number.suffix().is_empty() => {
            Some(quote!(Float(#expression)))
        }
        _ => None,
    };
    match (plain, ty) {
        (Some(plain), _) => quote!(::contract_kit::describe::Literal::#plain),
        (None, Some(ty)) => {
            let value = typed(expression, ty);
            let to_json = of_contract(ty, "to_json");
            quote!(::contract_kit::describe::Literal::Computed(|| #to_json(&#value)))
        }
        (None, None) => {
            quote!(::contract_kit::describe::Literal::Computed(|| ::contract_kit::example::json(&#expression)))
        }
    }
}

/// Returns an expression as a value of type `ty`; a text literal is converted.
pub(crate) fn typed(expression: &Expr, ty: &Type) -> TokenStream {
    let is_text = matches!(expression, Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)));
    if is_text {
        let from_text = of_contract(ty, "from_text");
        quote!(#from_text(#expression))
    } else {
        quote!(::contract_kit::example::value::<#ty>(#expression))
    }
}

/// Parses `key = value`.
pub(crate) fn value<T: Parse>(meta: &ParseNestedMeta<'_>) -> Result<T> {
    meta.value()?.parse()
}

/// Parses `key(a, b)`.
pub(crate) fn list<T: Parse>(meta: &ParseNestedMeta<'_>) -> Result<Vec<T>> {
    let content;
    parenthesized!(content in meta.input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?.into_iter().collect())
}

/// Returns the last name of a path.
pub(crate) fn last(path: &Path) -> &Ident {
    &path.segments.last().expect("a path has a segment").ident
}

fn parse_bounds(meta: &ParseNestedMeta<'_>) -> Result<Bounds> {
    let content;
    parenthesized!(content in meta.input);
    let range: ExprRange = content.parse()?;
    if matches!(range.limits, RangeLimits::HalfOpen(_)) && range.end.is_some() {
        return Err(Error::new_spanned(range, "this range excludes its end: write an inclusive range, `a..=b`"));
    }
    Ok(Bounds { low: range.start.map(|bound| *bound), high: range.end.map(|bound| *bound) })
}

/// Returns the note and the date in `#[deprecated]`.
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
    let note = note.ok_or_else(|| {
        Error::new_spanned(
            attribute,
            "the deprecation has no note: write the replacement, `#[deprecated(note = \"…\")]`",
        )
    })?;
    Ok((note, since))
}

fn refusal(library: &str, attribute: &Attribute) -> String {
    if attribute.to_token_stream().to_string().contains("flatten") {
        "flatten has no equal in GraphQL and hides where a property comes from: write the fields out".to_owned()
    } else {
        format!("#[contract] writes the {library} attributes itself, so that all formats agree; use #[contract(…)]")
    }
}
