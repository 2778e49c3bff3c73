//! Tagged unions: an enum of struct variants. Each variant is also a struct of its own, tag included, because formats
//! refer to variants by name: components in OpenAPI, messages in AsyncAPI, object types in GraphQL.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::{Error, Fields, Ident, ItemEnum, ItemStruct, Result};

use super::{
    contract_type,
    enumeration::EnumVariants,
    field::{Field, fields_of},
    graphql_description,
    object::{Tag, expand_with_tag},
    object_impls::{copy_member, same_member, show_member, write_member, write_tag},
};
use crate::attributes::Attributes;

struct Variant {
    ident: Ident,
    /// The struct of the variant: `ServerMessagePong`.
    structure: Ident,
    word: String,
    fields: Vec<Field>,
}

pub(super) fn expand(attrs: &Attributes, mut item: ItemEnum) -> Result<TokenStream> {
    attrs.check()?;
    if attrs.input {
        return Err(Error::new_spanned(
            &item.ident,
            "GraphQL has no input unions: use an object with an optional property for each case, or an enum",
        ));
    }
    if attrs.open {
        return Err(Error::new_spanned(
            &item.ident,
            "a tagged union cannot be open: clients give unknown messages to `onUnknown`",
        ));
    }
    if !item.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &item.generics,
            "a union of a contract cannot be generic: remove the parameters",
        ));
    }
    let tag = attrs.tag.as_ref().map_or_else(|| "type".to_owned(), syn::LitStr::value);
    let tag = tag.as_str();
    let words = EnumVariants::read(attrs, &item)?;
    let (name, vis, attributes) = (item.ident.clone(), item.vis.clone(), item.attrs.clone());

    let mut variants = Vec::new();
    let mut structures = Vec::new();
    let mut members = Vec::new();
    for (variant, word) in item.variants.iter_mut().zip(&words.0) {
        let own = &variant.ident;
        // At the variant, so that the compiler points there when another item has the same name.
        let structure = Ident::new(&format!("{name}{own}"), own.span());
        let fields = match &variant.fields {
            Fields::Named(fields) => fields.clone(),
            Fields::Unit => syn::parse_quote!({}),
            Fields::Unnamed(fields) => {
                return Err(Error::new_spanned(
                    fields,
                    "a union can only have struct variants, `Variant { … }`: their properties are in the same object as the tag",
                ));
            }
        };
        let read = fields_of(&fields)?;
        if let Some(field) = read.iter().find(|field| field.name == tag) {
            return Err(Error::new_spanned(
                &field.ident,
                format!("the property `{tag}` is the tag of this union: rename the field, or choose another tag"),
            ));
        }
        let (ident, docs, value) = (&word.ident, &word.attributes, &word.value);
        let own = read.iter().map(|field| {
            let (ident, ty, docs) = (&field.ident, &field.ty, &field.docs);
            quote!(#(#docs)* #ident: #ty)
        });
        members.push(quote!(#(#docs)* #ident { #(#own),* }));

        let mut public = fields.clone();
        for field in &mut public.named {
            field.vis = syn::parse_quote!(pub);
        }
        let struct_item: ItemStruct = syn::parse_quote!(#(#docs)* #vis struct #structure #public);
        let struct_said = Attributes {
            doc: word.attrs.doc.clone(),
            object: attrs.object,
            since: word.attrs.since.clone(),
            sunset: word.attrs.sunset.clone(),
            deprecated: word.attrs.deprecated.clone(),
            deprecated_since: word.attrs.deprecated_since.clone(),
            ..Attributes::default()
        };
        let tag = Tag { property: tag, word: value, union: &name };
        structures.push(expand_with_tag(&struct_said, &struct_item, Some(&tag))?);
        variants.push(Variant { ident: ident.clone(), structure, word: value.clone(), fields: read });
    }

    let conversions = variants.iter().map(|Variant { ident, structure, word, fields }| {
        let fields: Vec<_> = fields.iter().map(|field| &field.ident).collect();
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
    if variants.is_empty() {
        return Err(Error::new_spanned(&name, "a union needs at least one variant"));
    }
    let implementations = implementations(&name, tag, &variants);
    let text = name.to_string();
    let graphql = graphql_description(attrs.object.then_some(text.as_str()), None);
    let referred: Vec<_> = variants.iter().map(|variant| &variant.structure).collect();
    let tags = variants.iter().map(|variant| &variant.word);
    let kind = quote!(Union {
        tag: #tag,
        variants: &[#(::contract_kit::describe::VariantDescription {
            word: #tags,
            schema: <#referred as ::contract_kit::types::ContractType>::schema,
        }),*],
    });
    let contract_type = contract_type(attrs, &name, &kind, &graphql, &referred);
    Ok(quote! {
        #(#attributes)*
        #vis enum #name { #(#members),* }

        #(#structures)*
        #(#conversions)*
        #implementations
        #contract_type

        impl ::contract_kit::example::Example for #name {
            fn example() -> Self { ::contract_kit::example::must_end() }

            fn finite() -> ::core::option::Option<Self> {
                ::core::option::Option::None
                    #(.or_else(|| <#referred as ::contract_kit::example::Example>::finite().map(Self::from)))*
            }
        }
    })
}

/// Implements `Clone`, `Debug`, `PartialEq` and the traits of serde; see `object_impls` for the reason why they are not
/// derived.
fn implementations(name: &Ident, tag: &str, variants: &[Variant]) -> TokenStream {
    let text = name.to_string();
    let clones = variants.iter().map(|Variant { ident, fields, .. }| {
        let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
        let copies = fields.iter().map(|field| copy_member(field, &field.ident.to_token_stream()));
        quote!(Self::#ident { #(#idents),* } => Self::#ident { #(#copies),* })
    });
    let debugs = variants.iter().map(|Variant { ident, fields, .. }| {
        let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
        let variant = ident.to_string();
        let members = fields.iter().map(|field| show_member(field, &field.ident.to_token_stream()));
        quote!(Self::#ident { #(#idents),* } => f.debug_struct(#variant) #(#members)* .finish())
    });
    let equals = variants.iter().map(|Variant { ident, fields, .. }| {
        let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
        let others: Vec<_> = fields.iter().map(|field| format_ident!("other_{}", field.ident)).collect();
        let members = fields
            .iter()
            .zip(&others)
            .map(|(field, other)| same_member(field, &field.ident.to_token_stream(), &other.to_token_stream()));
        quote!((Self::#ident { #(#idents),* }, Self::#ident { #(#idents: #others),* }) => true #(&& #members)*)
    });
    let writes = variants.iter().map(|Variant { ident, fields, word, .. }| {
        let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
        let count = fields.len() + 1;
        let tag = write_tag((tag, word));
        let members = fields.iter().map(|field| write_member(field, &field.ident.to_token_stream()));
        quote!(Self::#ident { #(#idents),* } => {
            let mut state = serializer.serialize_struct(#text, #count)?;
            #tag
            #(#members)*
            state.end()
        })
    });
    let words = variants.iter().map(|variant| &variant.word);
    let reads = variants.iter().enumerate().map(|(index, Variant { structure, .. })| {
        quote!(#index => ::contract_kit::wire::variant::<#structure, D::Error>(value).map(::core::convert::Into::into))
    });
    // A union of one variant has no other variant to compare with.
    let otherwise = (variants.len() > 1).then(|| quote!(_ => false,));
    quote! {
        impl ::core::clone::Clone for #name {
            fn clone(&self) -> Self { match self { #(#clones),* } }
        }

        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { match self { #(#debugs),* } }
        }

        impl ::core::cmp::PartialEq for #name {
            fn eq(&self, other: &Self) -> bool { match (self, other) { #(#equals,)* #otherwise } }
        }

        impl ::contract_kit::private::serde::Serialize for #name {
            fn serialize<S: ::contract_kit::private::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                use ::contract_kit::private::serde::ser::SerializeStruct as _;
                match self { #(#writes)* }
            }
        }

        impl<'de> ::contract_kit::private::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::contract_kit::private::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let (variant, value) = ::contract_kit::wire::tagged(deserializer, #tag, &[#(#words),*])?;
                match variant {
                    #(#reads,)*
                    _ => ::core::unreachable!("the index is that of one of the words"),
                }
            }
        }
    }
}
