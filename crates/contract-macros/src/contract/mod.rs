//! `#[contract]`: one reading of an item, then one expansion for each kind of it.

mod enumeration;
mod newtype;
mod object;
mod union;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Fields, Ident, Item, Result};

use crate::attributes::{ENUM, NEWTYPE, STRUCT, Said};

pub(crate) use object::Field;

/// Expands `#[contract(…)]` on an item.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut said = Said::default();
    match syn::parse2::<Item>(item)? {
        Item::Struct(mut item) => match &item.fields {
            Fields::Named(_) => {
                said.arguments(arguments, STRUCT)?;
                said.attributes(&mut item.attrs, STRUCT)?;
                object::expand(&said, &item)
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                said.arguments(arguments, NEWTYPE)?;
                said.attributes(&mut item.attrs, NEWTYPE)?;
                newtype::expand(&said, &item)
            }
            fields => {
                Err(Error::new_spanned(fields, "a contract has structs with named fields and newtypes of one field"))
            }
        },
        Item::Enum(mut item) => {
            said.arguments(arguments, ENUM)?;
            said.attributes(&mut item.attrs, ENUM)?;
            if item.variants.iter().all(|variant| variant.fields.is_empty()) && said.tag.is_none() {
                enumeration::expand(&said, &item)
            } else {
                union::expand(&said, item)
            }
        }
        other => Err(Error::new_spanned(other, "#[contract] stands on a struct or an enum")),
    }
}

/// The names of a type's GraphQL faces: output and input.
///
/// A type used both ways keeps `Input` for what is sent and drops it from what is answered.
fn graphql_names(name: &Ident, said: &Said) -> (Option<String>, Option<String>) {
    let name = name.to_string();
    let stem = name.strip_suffix("Input").unwrap_or(&name);
    match (said.object, said.input) {
        (true, true) => (Some(stem.to_owned()), Some(format!("{stem}Input"))),
        (output, input) => (output.then(|| name.clone()), input.then(|| name.clone())),
    }
}

/// `Some("x")` or `None`, for an expansion.
fn option_of(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}

/// The derives that every declared type has, and where they find their crates.
fn common_derives() -> TokenStream {
    quote! {
        #[derive(Debug, Clone, PartialEq, ::contract_kit::private::serde::Serialize, ::contract_kit::private::serde::Deserialize)]
        #[serde(crate = "::contract_kit::private::serde")]
    }
}

/// The ts-rs side of a type whose TypeScript is written here and not derived: `type Name = …;`.
fn typescript(name: &Ident, definition: &str) -> TokenStream {
    let text = name.to_string();
    let declaration = format!("type {text} = {definition};");
    quote! {
        impl ::contract_kit::private::ts_rs::TS for #name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &::contract_kit::private::ts_rs::Config) -> ::std::string::String { #text.to_owned() }
            fn inline(_: &::contract_kit::private::ts_rs::Config) -> ::std::string::String { #definition.to_owned() }
            fn decl(_: &::contract_kit::private::ts_rs::Config) -> ::std::string::String { #declaration.to_owned() }
        }
    }
}

/// `const`-like items that only make sense inside the expansion get a name nobody writes.
fn hidden(owner: &Ident, what: &str) -> Ident {
    format_ident!("__{}_{}", owner, what)
}
