//! Enums of unit variants: closed ones, open ones that keep unknown values, and those with values that are not GraphQL
//! names.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Ident, ItemEnum, Result};

use super::{contract_type, graphql_description};
use crate::{
    attributes::{Attributes, VARIANT},
    names,
};

/// The parsed values of an enum.
pub(crate) struct EnumVariants(pub Vec<EnumVariant>);

/// One variant.
pub(crate) struct EnumVariant {
    pub ident: Ident,
    pub attributes: Vec<syn::Attribute>,
    pub value: String,
    pub attrs: Attributes,
}

impl EnumVariants {
    /// Reads the variants, and refuses two with the same value.
    pub(crate) fn read(container: &Attributes, item: &ItemEnum) -> Result<Self> {
        let spell: fn(&Ident) -> String = match container.rename_all.as_ref().map(syn::LitStr::value).as_deref() {
            None => names::word,
            Some("UPPER") => names::upper,
            Some(_) => {
                return Err(Error::new_spanned(
                    &container.rename_all,
                    "`rename_all` can only be \"UPPER\": other values are snake_case, and `rename` on a variant gives another spelling",
                ));
            }
        };
        let mut words: Vec<EnumVariant> = Vec::new();
        for variant in &item.variants {
            if let Some((_, number)) = &variant.discriminant {
                return Err(Error::new_spanned(
                    number,
                    "the value of an enum is a text and has no number: remove the number, or give another spelling with `rename`",
                ));
            }
            let mut attributes = variant.attrs.clone();
            let mut attrs = Attributes::default();
            attrs.read(&mut attributes, VARIANT)?;
            attrs.check()?;
            let value = attrs.rename.as_ref().map_or_else(|| spell(&variant.ident), syn::LitStr::value);
            if let Some(first) = words.iter().find(|word| word.value == value) {
                return Err(Error::new_spanned(
                    &variant.ident,
                    format!("`{}` and `{}` are both spelled `{value}`", first.ident, variant.ident),
                ));
            }
            words.push(EnumVariant { ident: variant.ident.clone(), attributes, value, attrs });
        }
        Ok(Self(words))
    }

    /// Returns the values as `describe::Word`s.
    fn description(&self) -> TokenStream {
        let words = self.0.iter().map(|word| {
            let (value, about) = (&word.value, word.attrs.about());
            quote!(::contract_kit::describe::Word { value: #value, about: #about })
        });
        quote!(&[#(#words),*])
    }
}

pub(crate) fn expand(attrs: &Attributes, item: &ItemEnum) -> Result<TokenStream> {
    attrs.check()?;
    if attrs.object || attrs.input {
        return Err(Error::new_spanned(
            &item.ident,
            "an enum is the same GraphQL type in input and output: remove `object` and `input`",
        ));
    }
    let words = EnumVariants::read(attrs, item)?;
    let (name, vis, attributes) = (&item.ident, &item.vis, &item.attrs);
    let text = name.to_string();
    let values: Vec<_> = words.0.iter().map(|word| &word.value).collect();
    let idents: Vec<_> = words.0.iter().map(|word| &word.ident).collect();
    let is_plain = !attrs.open && values.iter().all(|value| names::is_graphql_name(value));
    let open = attrs.open;

    let variants = words.0.iter().map(|word| {
        let (ident, attributes) = (&word.ident, &word.attributes);
        quote!(#(#attributes)* #ident)
    });
    let unknown = open.then(|| {
        quote! {
            /// A word that was not yet in the contract when this was built.
            Unknown(::std::string::String),
        }
    });
    let derives = if open {
        quote!(#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)])
    } else {
        quote!(#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)])
    };
    // GraphQL has no open enums, and no values that are not names.
    let graphql = if is_plain || open { text.as_str() } else { "String" };
    let graphql = graphql_description(Some(graphql), Some(graphql));
    let (as_str_unknown, from_unknown) = if open {
        (
            Some(quote!(Self::Unknown(word) => word,)),
            quote!(_ => ::core::result::Result::Ok(Self::Unknown(word.to_owned()))),
        )
    } else {
        let expected = format!("expected one of {}", values.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", "));
        (None, quote!(_ => ::core::result::Result::Err(#expected)))
    };
    let first = idents.first().ok_or_else(|| Error::new_spanned(name, "an enum needs at least one value"))?;
    let words = words.description();
    let contract_type = contract_type(attrs, name, &quote!(Enumeration { words: #words, open: #open }), &graphql, &[]);

    Ok(quote! {
        #(#attributes)*
        #derives
        #vis enum #name { #(#variants,)* #unknown }

        impl #name {
            /// The word as it travels.
            pub fn as_str(&self) -> &str {
                match self { #(Self::#idents => #values,)* #as_str_unknown }
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { f.write_str(self.as_str()) }
        }

        impl ::core::str::FromStr for #name {
            type Err = &'static str;
            fn from_str(word: &str) -> ::core::result::Result<Self, Self::Err> {
                match word { #(#values => ::core::result::Result::Ok(Self::#idents),)* #from_unknown }
            }
        }

        impl ::contract_kit::private::serde::Serialize for #name {
            fn serialize<S: ::contract_kit::private::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::contract_kit::private::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::contract_kit::private::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let word = <::std::borrow::Cow<'de, str> as ::contract_kit::private::serde::Deserialize<'de>>::deserialize(deserializer)?;
                word.parse().map_err(::contract_kit::private::serde::de::Error::custom)
            }
        }

        #contract_type

        impl ::contract_kit::example::Example for #name {
            fn example() -> Self { Self::#first }
        }
    })
}
