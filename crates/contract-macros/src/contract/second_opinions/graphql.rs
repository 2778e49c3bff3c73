//! The attributes of async-graphql, and implementations for items that its derives cannot express.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, Ident, ItemStruct, Visibility};

use super::{
    super::{
        enumeration::{EnumVariant, EnumVariants},
        field::Field,
        graphql_names, hidden,
    },
    second_opinions,
};
use crate::{attributes::Attributes, names, types::last_name};

/// Returns the derives of an object for the directions it travels in, and its faces.
pub(super) fn object(attrs: &Attributes, name: &Ident, generics: &Generics) -> (TokenStream, TokenStream) {
    let library = quote!(crate = "::contract_kit::private::async_graphql");
    let (derives, faces) = match graphql_names(name, attrs) {
        (Some(output), Some(input)) => (
            quote! {
                #[derive(::contract_kit::private::async_graphql::SimpleObject)]
                #[derive(::contract_kit::private::async_graphql::InputObject)]
                #[graphql(name = #output, input_name = #input, #library)]
            },
            Some("both"),
        ),
        (Some(output), None) => (
            quote! {
                #[derive(::contract_kit::private::async_graphql::SimpleObject)]
                #[graphql(name = #output, #library)]
            },
            Some("output"),
        ),
        (None, Some(input)) => (
            quote! {
                #[derive(::contract_kit::private::async_graphql::InputObject)]
                #[graphql(name = #input, #library)]
            },
            Some("input"),
        ),
        (None, None) => (TokenStream::new(), None),
    };
    (derives, second_opinions(name, generics, faces))
}

/// Returns the attributes of a field of an object with a name in GraphQL.
pub(super) fn field(attrs: &Attributes, field: &Field, owner: &Ident) -> Option<TokenStream> {
    if !attrs.object && !attrs.input {
        return None;
    }
    let name = &field.name;
    let deprecation = deprecation(&field.attrs);
    let default = field.default_function(owner).map(|(function, _)| {
        let call = format!("{function}()");
        quote!(, default_with = #call)
    });
    Some(quote!(#[graphql(name = #name #deprecation #default)]))
}

/// Returns the scalar of a newtype: one of its own, or an alias of a built-in one.
///
/// The derive `NewType` does not fit: it writes a `From` that `#[contract]` writes too, and does not support newtypes
/// that are an `ID`.
pub(super) fn newtype(attrs: &Attributes, item: &ItemStruct) -> TokenStream {
    let name = &item.ident;
    let inner = item.fields.iter().next().and_then(|field| last_name(&field.ty)).unwrap_or_default();
    let own = name.to_string();
    let scalar = match inner.as_str() {
        _ if attrs.scalar => own.as_str(),
        "Uuid" => "ID",
        _ if attrs.id => "ID",
        "String" => "String",
        "f64" => "Float",
        _ => "Int",
    };
    scalar_type(attrs, name, scalar)
}

/// Returns the derive of a GraphQL enum, or the scalar that replaces it: GraphQL has no open enums, and no values that
/// are not names.
pub(super) fn enumeration(attrs: &Attributes, name: &Ident, words: &EnumVariants) -> (TokenStream, TokenStream) {
    let text = name.to_string();
    if attrs.open {
        return (TokenStream::new(), scalar_type(attrs, name, &text));
    }
    if !words.0.iter().all(|word| names::is_graphql_name(&word.value)) {
        return (TokenStream::new(), scalar_type(attrs, name, "String"));
    }
    let derive = quote! {
        #[derive(::contract_kit::private::async_graphql::Enum)]
        #[graphql(name = #text, crate = "::contract_kit::private::async_graphql")]
    };
    (derive, second_opinions(name, &Generics::default(), Some("both")))
}

/// Returns the attributes of a variant of a GraphQL enum.
pub(super) fn word(word: &EnumVariant) -> TokenStream {
    let value = &word.value;
    let deprecation = deprecation(&word.attrs);
    quote!(#[graphql(name = #value #deprecation)])
}

/// Implements a scalar; a built-in scalar has its own description.
fn scalar_type(attrs: &Attributes, name: &Ident, scalar: &str) -> TokenStream {
    let doc = attrs.doc.trim();
    let description = (name == scalar).then(|| quote!(, #doc));
    let opinions = second_opinions(name, &Generics::default(), Some("both"));
    quote!(::contract_kit::private::async_graphql::scalar!(#name, #scalar #description); #opinions)
}

/// Implements a union of objects. async-graphql derives a union from an enum whose variants contain objects, so the
/// expansion has a hidden one, to which ours delegates.
pub(super) fn union(
    attrs: &Attributes,
    name: &Ident,
    vis: &Visibility,
    variants: &[(Ident, Ident, Vec<Field>)],
) -> TokenStream {
    let opinions = second_opinions(name, &Generics::default(), attrs.object.then_some("output"));
    if !attrs.object {
        return opinions;
    }
    let (text, doc) = (name.to_string(), attrs.doc.trim());
    let union = hidden(name, "Union");
    let members = variants.iter().map(|(ident, structure, _)| quote!(#ident(#structure)));
    let arms = variants.iter().map(|(ident, structure, fields)| {
        let fields: Vec<_> = fields.iter().map(|field| &field.ident).collect();
        quote!(#name::#ident { #(#fields),* } => #union::#ident(#structure { #(#fields),* }))
    });
    quote! {
        #[doc = #doc]
        #[allow(non_camel_case_types, missing_docs)]
        #[derive(::contract_kit::private::async_graphql::Union)]
        #[graphql(name = #text, crate = "::contract_kit::private::async_graphql")]
        #vis enum #union { #(#members),* }

        impl ::contract_kit::private::async_graphql::OutputType for #name {
            fn type_name() -> ::std::borrow::Cow<'static, str> { ::std::borrow::Cow::Borrowed(#text) }

            fn create_type_info(registry: &mut ::contract_kit::private::async_graphql::registry::Registry) -> ::std::string::String {
                <#union as ::contract_kit::private::async_graphql::OutputType>::create_type_info(registry)
            }

            async fn resolve(
                &self,
                context: &::contract_kit::private::async_graphql::ContextSelectionSet<'_>,
                field: &::contract_kit::private::async_graphql::Positioned<::contract_kit::private::async_graphql::parser::types::Field>,
            ) -> ::contract_kit::private::async_graphql::ServerResult<::contract_kit::private::async_graphql::Value> {
                let union = match self.clone() { #(#arms),* };
                ::contract_kit::private::async_graphql::OutputType::resolve(&union, context, field).await
            }
        }

        #opinions
    }
}

/// Returns the deprecation reason, worded as in the SDL of the emitter.
fn deprecation(attrs: &Attributes) -> Option<TokenStream> {
    let note = attrs.deprecated.as_ref()?;
    let reason = match &attrs.sunset {
        Some(sunset) => format!("{note} (until {})", sunset.value()),
        None => note.clone(),
    };
    Some(quote!(, deprecation = #reason))
}
