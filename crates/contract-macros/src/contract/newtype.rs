//! Newtypes: ids, and values with a constraint of their own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Fields, ItemStruct, Result};

use super::common_derives;
use crate::{
    attributes::{Said, typed},
    types::{checked, last_name},
};

pub(super) fn expand(said: &Said, item: &ItemStruct) -> Result<TokenStream> {
    said.check()?;
    let Fields::Unnamed(fields) = &item.fields else { unreachable!("the caller matched one unnamed field") };
    if !item.generics.params.is_empty() {
        return Err(Error::new_spanned(&item.generics, "a newtype of a contract has no generics"));
    }
    let field = &fields.unnamed[0];
    let (name, vis, attributes, inner_vis) = (&item.ident, &item.vis, &item.attrs, &field.vis);
    let written = &field.ty;
    let inner = checked(written)?;
    let inner_name = last_name(&field.ty).unwrap_or_default();
    let text = name.to_string();
    let (graphql, typescript, is_copy) = match inner_name.as_str() {
        "String" => ("String", "string", false),
        "Uuid" => ("Uuid", "string", true),
        "f64" => ("Float", "number", true),
        "i32" | "i16" | "i8" | "u16" | "u8" => ("Int", "number", true),
        _ => {
            return Err(Error::new_spanned(
                &field.ty,
                "a newtype of a contract holds a String, a Uuid, an integer or an f64",
            ));
        }
    };
    let is_text = inner_name == "String";
    if said.id && typescript != "string" {
        return Err(Error::new_spanned(&field.ty, "an id is a String or a Uuid"));
    }
    let is_id = said.id || inner_name == "Uuid";
    let graphql = match (is_id, said.scalar) {
        (true, false) => "ID".to_owned(),
        (false, true) => text.clone(),
        (false, false) => graphql.to_owned(),
        (true, true) => {
            return Err(Error::new_spanned(name, "an id is `ID` in GraphQL; it cannot be a scalar of its own too"));
        }
    };
    let (role, typescript) = if is_id {
        (quote!(::contract_kit::registry::Role::Id), format!("Brand<{typescript}, {text:?}>"))
    } else {
        (quote!(::contract_kit::registry::Role::Plain), typescript.to_owned())
    };
    let typescript = super::typescript(name, &typescript);
    let copy = is_copy.then(|| quote!(#[derive(Copy)]));
    let ordered = (inner_name != "f64").then(|| quote!(#[derive(Eq, PartialOrd, Ord, Hash)]));
    let derives = common_derives();
    let annotations = said.annotations(&syn::parse_quote!(Self));
    let doc = said.doc.trim();
    let scalar = if said.scalar {
        quote!(::contract_kit::private::async_graphql::scalar!(#name, #graphql, #doc);)
    } else {
        quote!(::contract_kit::private::async_graphql::scalar!(#name, #graphql);)
    };
    let from_text = is_text.then(|| {
        quote! {
            impl ::core::convert::From<&str> for #name {
                fn from(text: &str) -> Self { Self(text.to_owned()) }
            }
        }
    });
    let display = quote! {
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { ::core::fmt::Display::fmt(&self.0, f) }
        }
    };
    let example = match &said.example {
        Some(example) => typed(example, &syn::parse_quote!(Self)),
        None => quote!(Self(<#inner as ::contract_kit::example::Example>::example())),
    };

    Ok(quote! {
        #(#attributes)*
        #derives
        #copy
        #ordered
        #[serde(transparent)]
        #vis struct #name(#inner_vis #inner);

        #from_text
        #display
        #scalar

        impl ::core::convert::From<#written> for #name {
            fn from(value: #written) -> Self { Self(value) }
        }

        impl ::contract_kit::private::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> { ::std::borrow::Cow::Borrowed(#text) }
            fn json_schema(generator: &mut ::contract_kit::private::schemars::SchemaGenerator) -> ::contract_kit::private::schemars::Schema {
                ::contract_kit::schema::build::newtype::<#inner>(generator, #annotations)
            }
        }

        #typescript

        impl ::contract_kit::types::ContractType for #name {
            fn collect(types: &mut ::contract_kit::types::TypeSet) {
                types.enter(|| {
                    ::contract_kit::types::RustType::of::<Self>(#role)
                        .with_graphql(::core::option::Option::Some(#graphql), ::core::option::Option::Some(#graphql))
                        .with_coercion(::contract_kit::graphql::coercion::<Self>)
                        .with_example::<Self>()
                });
            }
        }

        impl ::contract_kit::example::Example for #name {
            fn example() -> Self { #example }
        }
    })
}
