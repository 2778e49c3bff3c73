//! Tagged unions: an enum of struct variants. Each variant is also a struct of its own, tag included, because formats
//! refer to variants by name: components in OpenAPI, messages in AsyncAPI, object types in GraphQL.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Fields, Ident, ItemEnum, ItemStruct, Result};

use super::{
    common_derives,
    enumeration::Words,
    hidden,
    object::{Tag, expand_with_tag, fields_of},
};
use crate::attributes::Said;

struct Variant {
    ident: Ident,
    /// The struct made of it: `ServerMessagePong`.
    structure: Ident,
    word: String,
    fields: Vec<Ident>,
}

pub(super) fn expand(said: &Said, mut item: ItemEnum) -> Result<TokenStream> {
    said.check()?;
    if said.input {
        return Err(Error::new_spanned(
            &item.ident,
            "GraphQL has no input unions: take an object with an optional property per case, or an enum and its values",
        ));
    }
    if said.open {
        return Err(Error::new_spanned(
            &item.ident,
            "a tagged union is closed: clients hand messages they do not know to `onUnknown`",
        ));
    }
    if !item.generics.params.is_empty() {
        return Err(Error::new_spanned(&item.generics, "a union of a contract has no generics"));
    }
    let tag = said.tag.as_ref().map_or_else(|| "type".to_owned(), syn::LitStr::value);
    let words = Words::read(said, &item)?;
    let (name, vis, attributes) = (item.ident.clone(), item.vis.clone(), item.attrs.clone());
    let text = name.to_string();

    let mut variants = Vec::new();
    let mut structures = Vec::new();
    let mut members = Vec::new();
    for (variant, word) in item.variants.iter_mut().zip(&words.0) {
        let structure = format_ident!("{name}{}", variant.ident);
        let fields = match &variant.fields {
            Fields::Named(fields) => fields.clone(),
            Fields::Unit => syn::parse_quote!({}),
            Fields::Unnamed(fields) => {
                return Err(Error::new_spanned(
                    fields,
                    "a union has struct variants only: `Variant { … }`; its properties stand beside the tag",
                ));
            }
        };
        let read = fields_of(&fields)?;
        if let Some(field) = read.iter().find(|field| field.name == tag) {
            return Err(Error::new_spanned(&field.ident, format!("`{tag}` is the tag of this union")));
        }
        let (ident, docs, value) = (&word.ident, &word.attributes, &word.value);
        let own = read.iter().map(|field| {
            let (ident, ty, docs, serde) = (&field.ident, &field.ty, &field.docs, field.serde(&structure));
            quote!(#(#docs)* #serde #ident: #ty)
        });
        members.push(quote!(#(#docs)* #[serde(rename = #value)] #ident { #(#own),* }));

        let mut public = fields.clone();
        for field in &mut public.named {
            field.vis = syn::parse_quote!(pub);
        }
        let struct_item: ItemStruct = syn::parse_quote!(#(#docs)* #vis struct #structure #public);
        let struct_said = Said {
            doc: word.said.doc.clone(),
            object: said.object,
            since: word.said.since.clone(),
            sunset: word.said.sunset.clone(),
            deprecated: word.said.deprecated.clone(),
            ..Said::default()
        };
        let tag = Tag { property: &tag, word: value, union: &name };
        structures.push(expand_with_tag(&struct_said, &struct_item, Some(&tag))?);
        variants.push(Variant {
            ident: ident.clone(),
            structure,
            word: value.clone(),
            fields: read.into_iter().map(|field| field.ident).collect(),
        });
    }

    let derives = common_derives();
    let conversions = variants.iter().map(|Variant { ident, structure, fields, word, .. }| {
        quote! {
            impl ::core::convert::From<#structure> for #name {
                fn from(message: #structure) -> Self {
                    let #structure { #(#fields),* } = message;
                    Self::#ident { #(#fields),* }
                }
            }

            impl ::contract_kit::channel::Message for #structure {
                type Union = #name;
                const TAG: &'static str = #word;
            }
        }
    });
    let idents: Vec<_> = variants.iter().map(|variant| &variant.structure).collect();
    let typescript = idents.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
    let typescript = super::typescript(&name, &typescript);
    let annotations = said.annotations(&syn::parse_quote!(Self));
    let references = variants.iter().map(|Variant { structure, word, .. }| {
        quote!({
            let mut reference = ::contract_kit::schema::build::reference::<#structure>(generator);
            reference["x-contract"] = ::contract_kit::private::serde_json::json!({ "value": #word });
            reference
        })
    });
    let graphql = said.object.then(|| graphql_union(&name, &vis, &variants));
    let face =
        said.object.then(|| quote!(.with_graphql(::core::option::Option::Some(#text), ::core::option::Option::None)));
    let first = idents.first().ok_or_else(|| Error::new_spanned(&name, "a union needs a variant"))?;

    Ok(quote! {
        #(#attributes)*
        #derives
        #[serde(tag = #tag)]
        #vis enum #name { #(#members),* }

        #(#structures)*
        #(#conversions)*
        #graphql

        impl ::contract_kit::private::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> { ::std::borrow::Cow::Borrowed(#text) }
            fn json_schema(generator: &mut ::contract_kit::private::schemars::SchemaGenerator) -> ::contract_kit::private::schemars::Schema {
                let mut annotations = #annotations;
                annotations["x-contract"]["tag"] = #tag.into();
                ::contract_kit::schema::build::union(annotations, &[#(#references),*])
            }
        }

        #typescript

        impl ::contract_kit::types::ContractType for #name {
            fn collect(types: &mut ::contract_kit::types::TypeSet) {
                if types.enter(|| ::contract_kit::types::RustType::of::<Self>(::contract_kit::registry::Role::Plain) #face .with_example::<Self>()) {
                    #(<#idents as ::contract_kit::types::ContractType>::collect(types);)*
                }
            }
        }

        impl ::contract_kit::example::Example for #name {
            fn example() -> Self { <#first as ::contract_kit::example::Example>::example().into() }
        }
    })
}

/// The union in GraphQL: async-graphql wants an enum of object types, so there is a hidden one to which ours delegates.
fn graphql_union(name: &Ident, vis: &syn::Visibility, variants: &[Variant]) -> TokenStream {
    let text = name.to_string();
    let union = hidden(name, "Union");
    let members = variants.iter().map(|Variant { ident, structure, .. }| quote!(#ident(#structure)));
    let arms = variants.iter().map(|Variant { ident, structure, fields, .. }| {
        quote!(#name::#ident { #(#fields),* } => #union::#ident(#structure { #(#fields),* }))
    });
    quote! {
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
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
    }
}
