//! Newtypes: ids, and values with a constraint of their own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Fields, ItemStruct, Result};

use super::{contract_type, graphql_description};
use crate::{
    attributes::{Attributes, typed},
    types::{checked, last_name},
};

pub(super) fn expand(attrs: &Attributes, item: &ItemStruct) -> Result<TokenStream> {
    attrs.check()?;
    let Fields::Unnamed(fields) = &item.fields else { unreachable!("the caller matched one unnamed field") };
    if !item.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &item.generics,
            "a newtype of a contract cannot be generic: remove the parameters",
        ));
    }
    let field = &fields.unnamed[0];
    let (name, vis, attributes, inner_vis) = (&item.ident, &item.vis, &item.attrs, &field.vis);
    let written = &field.ty;
    let inner = checked(written)?;
    let inner_name = last_name(&field.ty).unwrap_or_default();
    let text = name.to_string();
    let (graphql, described) = match inner_name.as_str() {
        "String" => ("String", quote!(String)),
        "Uuid" => ("Uuid", quote!(Uuid)),
        "f64" => ("Float", quote!(Number)),
        "i8" => ("Int", integer(i8::MIN.into(), i8::MAX.into())),
        "i16" => ("Int", integer(i16::MIN.into(), i16::MAX.into())),
        "i32" => ("Int", integer(i32::MIN.into(), i32::MAX.into())),
        "u8" => ("Int", integer(0, u8::MAX.into())),
        "u16" => ("Int", integer(0, u16::MAX.into())),
        _ => {
            return Err(Error::new_spanned(
                &field.ty,
                "a newtype of a contract must hold a String, a Uuid, an integer or an f64",
            ));
        }
    };
    let (is_text, is_uuid, is_float) = (inner_name == "String", inner_name == "Uuid", inner_name == "f64");
    if attrs.id && !is_text && !is_uuid {
        return Err(Error::new_spanned(&field.ty, "an id must hold a String or a Uuid"));
    }
    let is_id = attrs.id || is_uuid;
    let graphql = match (is_id, attrs.scalar) {
        (true, false) => "ID",
        (false, true) => text.as_str(),
        (false, false) => graphql,
        (true, true) => {
            return Err(Error::new_spanned(
                name,
                "an id is `ID` in GraphQL and cannot be a scalar as well: remove `scalar`",
            ));
        }
    };
    let graphql = graphql_description(Some(graphql), Some(graphql));
    let copy = (!is_text).then(|| quote!(Copy,));
    let ordered = (!is_float).then(|| quote!(Eq, PartialOrd, Ord, Hash,));
    let (constraints, example_literal) = (attrs.constraints(), attrs.example_literal(&syn::parse_quote!(#name)));
    let kind = quote!(Newtype {
        inner: ::contract_kit::describe::Inner::#described,
        constraints: #constraints,
        example: #example_literal,
        is_id: #is_id,
    });
    let contract_type = contract_type(attrs, name, &kind, &graphql, &[]);
    let from_text = is_text.then(|| {
        quote! {
            impl ::core::convert::From<&str> for #name {
                fn from(text: &str) -> Self { Self(text.to_owned()) }
            }
        }
    });
    let example = match &attrs.example {
        Some(example) => typed(example, &syn::parse_quote!(Self)),
        None => quote!(Self(<#inner as ::contract_kit::example::Example>::example())),
    };

    Ok(quote! {
        #(#attributes)*
        #[derive(Debug, Clone, #copy PartialEq, #ordered)]
        #vis struct #name(#inner_vis #inner);

        #from_text

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { ::core::fmt::Display::fmt(&self.0, f) }
        }

        impl ::core::convert::From<#written> for #name {
            fn from(value: #written) -> Self { Self(value) }
        }

        impl ::contract_kit::private::serde::Serialize for #name {
            fn serialize<S: ::contract_kit::private::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                ::contract_kit::private::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> ::contract_kit::private::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::contract_kit::private::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                ::contract_kit::private::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }

        #contract_type

        impl ::contract_kit::example::Example for #name {
            fn example() -> Self { #example }
        }
    })
}

/// Returns the whole numbers between two bounds, as `describe::Inner`.
fn integer(minimum: i64, maximum: i64) -> TokenStream {
    quote!(Integer(#minimum, #maximum))
}
