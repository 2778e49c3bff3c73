//! Structs with named fields, and the variants of a union, which are structs with a tag.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Error, Generics, Ident, ItemStruct, Result, parse_quote};

use super::{
    field::{Field, fields_of},
    graphql_description, graphql_names,
    object_impls::{Shape, implementations},
};
use crate::{
    attributes::{Attributes, option},
    place::{moved, written_at},
};

/// A variant of a union: the tag, its value, the union.
pub(super) struct Tag<'a> {
    pub property: &'a str,
    pub word: &'a str,
    pub union: &'a Ident,
}

pub(super) fn expand(attrs: &Attributes, item: &ItemStruct) -> Result<TokenStream> {
    expand_with_tag(attrs, item, None)
}

pub(super) fn expand_with_tag(attrs: &Attributes, item: &ItemStruct, tag: Option<&Tag<'_>>) -> Result<TokenStream> {
    attrs.check()?;
    let syn::Fields::Named(named) = &item.fields else { unreachable!("the caller matched named fields") };
    let parameters: Vec<Ident> = item.generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    if !parameters.is_empty() && (attrs.object || attrs.input) {
        return Err(Error::new_spanned(
            &item.generics,
            "a generic type cannot be in GraphQL: remove `object` and `input`",
        ));
    }
    let fields = fields_of(named)?;
    let (name, vis, attributes, own_generics) = (&item.ident, &item.vis, &item.attrs, &item.generics);
    let members = fields.iter().map(|field| {
        let (ident, vis, ty, docs) = (&field.ident, &field.vis, &field.ty, &field.docs);
        quote!(#(#docs)* #vis #ident: #ty)
    });
    // At the name, so that the compiler points there when another item has the same name.
    let place = written_at(name.span());
    let vis = moved(vis, place);
    let head = quote_spanned!(place=> #vis struct #name);
    let members = quote_spanned!(place=> { #(#members),* });
    let defaults = fields.iter().filter_map(|field| Some(field.default_function(name)?.1));
    let references: Vec<&Field> = fields.iter().collect();
    let shape = Shape {
        name,
        generics: bounded(own_generics, &parse_quote!(::contract_kit::types::ContractType)),
        fields: &references,
        tag: tag.map(|tag| (tag.property, tag.word)),
    };
    let implementations = implementations(&shape, true);
    let contract_type = contract_type(attrs, &shape, &parameters, tag);
    let example = example(&shape, &parameters);
    Ok(quote! {
        #(#attributes)*
        #head #own_generics #members

        #(#defaults)*
        #implementations
        #contract_type
        #example
    })
}

/// Returns the generics with a bound on each type parameter.
fn bounded(generics: &Generics, bound: &syn::TypeParamBound) -> Generics {
    let mut generics = generics.clone();
    generics.type_params_mut().for_each(|parameter| parameter.bounds.push(bound.clone()));
    generics
}

/// Implements `ContractType`: the static description, and the types that the type refers to.
fn contract_type(attrs: &Attributes, shape: &Shape<'_>, parameters: &[Ident], tag: Option<&Tag<'_>>) -> TokenStream {
    let Shape { name, generics, fields, .. } = shape;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let text = name.to_string();
    let about = attrs.about();
    let (output, input) = graphql_names(name, attrs);
    let graphql = graphql_description(output.as_deref(), input.as_deref());
    let described = fields.iter().map(|field| field.description());
    let tag = option(tag.map(|Tag { property, word, union }| {
        let union = union.to_string();
        quote!(::contract_kit::describe::Tag { union: #union, property: #property, word: #word })
    }));
    let example = option(parameters.is_empty().then(|| quote!(::contract_kit::example::to_json::<Self>)));
    let generic = option((!parameters.is_empty()).then(|| {
        let names = parameters.iter().map(Ident::to_string);
        let placeholders = (0..parameters.len()).map(|index| quote!(::contract_kit::types::Parameter<#index>));
        quote!(::contract_kit::describe::Parameters {
            names: &[#(#names),*],
            arguments: &[#(<#parameters as ::contract_kit::types::ContractType>::name),*],
            schemas: &[#(<#parameters as ::contract_kit::types::ContractType>::schema),*],
            template: || <#name<#(#placeholders),*>>::DESCRIPTION,
        })
    }));
    let type_name =
        if parameters.is_empty() { quote!(#text.to_owned()) } else { quote!(Self::DESCRIPTION.instance_name()) };
    let referred = fields.iter().map(|field| field.of_contract("visit"));
    let sample = if parameters.is_empty() {
        quote!(<Self as ::contract_kit::example::Example>::finite())
    } else {
        // An argument has a sample, but not always an example of its own, so no parameter is named here.
        finite(fields, &[])
    };
    quote! {
        impl #impl_generics #name #ty_generics #where_clause {
            #[doc(hidden)]
            pub const DESCRIPTION: &'static ::contract_kit::describe::TypeDescription = &::contract_kit::describe::TypeDescription {
                name: #text,
                rust: ::core::any::type_name::<Self>,
                about: #about,
                kind: ::contract_kit::describe::Kind::Object { fields: &[#(#described),*], tag: #tag },
                graphql: #graphql,
                example: #example,
                parameters: #generic,
            };
        }

        impl #impl_generics ::contract_kit::types::ContractType for #name #ty_generics #where_clause {
            fn name() -> ::std::string::String { #type_name }

            fn schema(types: &mut dyn ::contract_kit::describe::Declare) -> ::contract_kit::schema::Schema {
                types.declare(Self::DESCRIPTION)
            }

            fn visit<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                if visitor.visit::<Self>(&<Self as ::contract_kit::types::ContractType>::name()) {
                    #(#referred(visitor);)*
                }
            }

            fn sample() -> ::core::option::Option<Self> { #sample }
        }
    }
}

fn example(shape: &Shape<'_>, parameters: &[Ident]) -> TokenStream {
    let Shape { name, generics, fields, .. } = shape;
    let generics = bounded(generics, &parse_quote!(::contract_kit::example::Example));
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let finite = finite(fields, parameters);
    quote! {
        impl #impl_generics ::contract_kit::example::Example for #name #ty_generics #where_clause {
            fn example() -> Self { ::contract_kit::example::must_end() }

            fn finite() -> ::core::option::Option<Self> { #finite }
        }
    }
}

/// Returns a value of these fields, or `None` where the value would contain itself without end.
fn finite(fields: &[&Field], parameters: &[Ident]) -> TokenStream {
    let examples = fields.iter().map(|field| {
        let (ident, example) = (&field.ident, field.example(parameters));
        quote!(#ident: #example)
    });
    quote!(::contract_kit::example::once(|| ::core::option::Option::Some(Self { #(#examples),* })))
}
