//! The attributes of schemars.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::super::{enumeration::EnumVariant, field::Field};
use crate::attributes::{Attributes, Bounds};

/// Returns the attributes of a struct, or of an enum with its tag where it has one.
pub(super) fn container(attrs: &Attributes, tag: Option<&str>) -> TokenStream {
    let tag = tag.map(|tag| quote!(#[schemars(tag = #tag)]));
    let deprecated = deprecated(attrs);
    quote! {
        #[derive(::contract_kit::private::schemars::JsonSchema)]
        #[schemars(crate = "::contract_kit::private::schemars")]
        #tag #deprecated
    }
}

/// Returns the attributes of a field of `owner`, whose defaults are functions.
pub(super) fn field(field: &Field, owner: &Ident) -> TokenStream {
    let name = &field.name;
    let default = if let Some((function, _)) = field.default_function(owner) {
        let function = function.to_string();
        quote!(#[schemars(default = #function)])
    } else if field.is_option {
        quote!(#[schemars(default, skip_serializing_if = "::core::option::Option::is_none")])
    } else if field.is_patch {
        quote!(#[schemars(default, skip_serializing_if = "::contract_kit::values::Patch::is_keep")])
    } else {
        TokenStream::new()
    };
    let (constraints, deprecated) = (constraints(&field.attrs), deprecated(&field.attrs));
    quote!(#[schemars(rename = #name)] #default #constraints #deprecated)
}

/// Returns the attributes of a variant.
pub(super) fn word(word: &EnumVariant) -> TokenStream {
    let value = &word.value;
    let deprecated = deprecated(&word.attrs);
    quote!(#[schemars(rename = #value)] #deprecated)
}

/// Returns the constraints of a field, or of the one field of a newtype.
pub(super) fn constraints(attrs: &Attributes) -> TokenStream {
    let Attributes { length, items, range, pattern, .. } = attrs;
    // schemars distinguishes texts and lists by their type, and calls the bounds of both a length.
    let length = bounds(&quote!(length), length.as_ref().or(items.as_ref()));
    let range = bounds(&quote!(range), range.as_ref());
    let pattern = pattern.as_ref().map(|pattern| quote!(#[schemars(regex(pattern = #pattern))]));
    quote!(#length #range #pattern)
}

fn bounds(word: &TokenStream, bounds: Option<&Bounds>) -> Option<TokenStream> {
    let Bounds { low, high } = bounds?;
    let low = low.as_ref().map(|low| quote!(min = #low,));
    let high = high.as_ref().map(|high| quote!(max = #high,));
    Some(quote!(#[schemars(#word(#low #high))]))
}

/// schemars reads only `#[deprecated]`, which would make every use of the item a warning.
fn deprecated(attrs: &Attributes) -> Option<TokenStream> {
    attrs.deprecated.is_some().then(|| quote!(#[schemars(extend("deprecated" = true))]))
}
