//! The attributes of ts-rs.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{enumeration::EnumVariant, field::Field};

/// Returns the attributes of a struct or an enum; the struct of a variant has the union's tag and its own value.
pub(super) fn container(tag: Option<(&str, &str)>) -> TokenStream {
    let tag = tag.map(|(tag, word)| quote!(#[ts(tag = #tag, rename = #word)]));
    quote! {
        #[derive(::contract_kit::private::ts_rs::TS)]
        #[ts(crate = "::contract_kit::private::ts_rs")]
        #tag
    }
}

/// Returns the attributes of a union.
pub(super) fn union(tag: &str) -> TokenStream {
    let container = container(None);
    quote!(#container #[ts(tag = #tag)])
}

/// Returns the attributes of a field.
pub(super) fn field(field: &Field) -> TokenStream {
    let name = &field.name;
    let optional = if field.is_option {
        quote!(#[ts(optional)])
    } else if field.is_required() {
        TokenStream::new()
    } else {
        let ty = &field.ty;
        let optional = quote!(::core::option::Option<#ty>).to_string();
        quote!(#[ts(optional, as = #optional)])
    };
    quote!(#[ts(rename = #name)] #optional)
}

/// Returns the attributes of a variant.
pub(super) fn word(word: &EnumVariant) -> TokenStream {
    let value = &word.value;
    quote!(#[ts(rename = #value)])
}
