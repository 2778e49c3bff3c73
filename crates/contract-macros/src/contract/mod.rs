//! `#[contract]`: parses an item once, then expands it by its kind.

mod enumeration;
mod field;
mod newtype;
mod object;
mod object_impls;
#[cfg(feature = "second-opinions")]
mod second_opinions;
mod union;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Fields, Ident, Item, Result};

use crate::attributes::{Attributes, ENUM, NEWTYPE, STRUCT, option};

pub(crate) use self::{
    field::Field,
    object_impls::{Shape, implementations},
};

/// Expands `#[contract(…)]` on an item.
#[cfg(not(feature = "second-opinions"))]
pub(crate) use self::expand_item as expand;
#[cfg(feature = "second-opinions")]
pub(crate) use self::second_opinions::expand;

/// Expands `#[contract(…)]` on an item, without the libraries.
pub(crate) fn expand_item(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut attrs = Attributes::default();
    match syn::parse2::<Item>(item)? {
        Item::Struct(mut item) => match &item.fields {
            Fields::Named(_) => {
                attrs.arguments(arguments, STRUCT)?;
                attrs.read(&mut item.attrs, STRUCT)?;
                object::expand(&attrs, &item)
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                attrs.arguments(arguments, NEWTYPE)?;
                attrs.read(&mut item.attrs, NEWTYPE)?;
                newtype::expand(&attrs, &item)
            }
            fields => Err(Error::new_spanned(
                fields,
                "#[contract] accepts structs with named fields and newtypes with one field",
            )),
        },
        Item::Enum(mut item) => {
            attrs.arguments(arguments, ENUM)?;
            attrs.read(&mut item.attrs, ENUM)?;
            if item.variants.iter().all(|variant| variant.fields.is_empty()) && attrs.tag.is_none() {
                enumeration::expand(&attrs, &item)
            } else {
                union::expand(&attrs, item)
            }
        }
        other => Err(Error::new_spanned(other, "#[contract] accepts only structs and enums")),
    }
}

/// Returns the names of a type's output and input type in GraphQL.
///
/// A type used both ways has the suffix `Input` for the input type, and no suffix for the output type.
fn graphql_names(name: &Ident, attrs: &Attributes) -> (Option<String>, Option<String>) {
    let name = name.to_string();
    let stem = name.strip_suffix("Input").unwrap_or(&name);
    match (attrs.object, attrs.input) {
        (true, true) => (Some(stem.to_owned()), Some(format!("{stem}Input"))),
        (output, input) => (output.then(|| name.clone()), input.then(|| name.clone())),
    }
}

/// Returns the names in GraphQL as `describe::GraphqlNames`.
fn graphql_description(output: Option<&str>, input: Option<&str>) -> TokenStream {
    let (output, input) = (option(output), option(input));
    quote!(::contract_kit::describe::GraphqlNames { output: #output, input: #input })
}

/// Implements `ContractType` for a type without parameters. `kind` and `graphql` are those of its description, and
/// `referred` are the types that it refers to.
fn contract_type(
    attrs: &Attributes,
    name: &Ident,
    kind: &TokenStream,
    graphql: &TokenStream,
    referred: &[&Ident],
) -> TokenStream {
    let (text, about) = (name.to_string(), attrs.about());
    quote! {
        impl ::contract_kit::types::ContractType for #name {
            fn name() -> ::std::string::String { #text.to_owned() }

            fn schema(types: &mut dyn ::contract_kit::describe::Declare) -> ::contract_kit::schema::Schema {
                static DESCRIPTION: ::contract_kit::describe::TypeDescription = ::contract_kit::describe::TypeDescription {
                    name: #text,
                    rust: ::core::any::type_name::<#name>,
                    about: #about,
                    kind: ::contract_kit::describe::Kind::#kind,
                    graphql: #graphql,
                    example: ::core::option::Option::Some(::contract_kit::example::to_json::<#name>),
                    parameters: ::core::option::Option::None,
                };
                types.declare(&DESCRIPTION)
            }

            fn visit<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                if visitor.visit::<Self>(#text) {
                    #(<#referred as ::contract_kit::types::ContractType>::visit(visitor);)*
                }
            }

            fn sample() -> ::core::option::Option<Self> { <Self as ::contract_kit::example::Example>::finite() }
        }
    }
}

/// Returns a name that no author writes, for items that only the expansion uses.
fn hidden(owner: &Ident, what: &str) -> Ident {
    format_ident!("__{}_{}", owner, what)
}
