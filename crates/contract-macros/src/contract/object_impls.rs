//! The implementations that every object has: `Clone`, `Debug`, `PartialEq` and those of serde.
//!
//! They are written here instead of derived, because a derive requires a separate trait of each field's type: a type
//! that is not of the contract would cause a dozen errors. The code here requires only `ContractType`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Generics;

use super::field::Field;

/// The parts of an object that its implementations need.
pub(crate) struct Shape<'a> {
    pub name: &'a Ident,
    /// The generics, with the bounds that the implementations need.
    pub generics: Generics,
    pub fields: &'a [&'a Field],
    /// The tag and its value, where the object is a variant of a union.
    pub tag: Option<(&'a str, &'a str)>,
}

/// Returns all implementations. An object that is only read omits those that only a sent value needs.
pub(crate) fn implementations(shape: &Shape<'_>, is_sent: bool) -> TokenStream {
    let (debug, read) = (debug(shape), read(shape));
    let sent = is_sent.then(|| {
        let (clone, equal, write) = (clone(shape), equal(shape), write(shape));
        quote!(#clone #equal #write)
    });
    quote!(#debug #sent #read)
}

fn clone(Shape { name, generics, fields, .. }: &Shape<'_>) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let members = fields.iter().map(|field| {
        let ident = &field.ident;
        copy_member(field, &quote!(&self.#ident))
    });
    quote! {
        impl #impl_generics ::core::clone::Clone for #name #ty_generics #where_clause {
            fn clone(&self) -> Self { Self { #(#members),* } }
        }
    }
}

fn debug(Shape { name, generics, fields, .. }: &Shape<'_>) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let text = name.to_string();
    let members = fields.iter().map(|field| {
        let ident = &field.ident;
        show_member(field, &quote!(&self.#ident))
    });
    quote! {
        impl #impl_generics ::core::fmt::Debug for #name #ty_generics #where_clause {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(#text) #(#members)* .finish()
            }
        }
    }
}

fn equal(Shape { name, generics, fields, .. }: &Shape<'_>) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let members = fields.iter().map(|field| {
        let ident = &field.ident;
        same_member(field, &quote!(&self.#ident), &quote!(&other.#ident))
    });
    quote! {
        impl #impl_generics ::core::cmp::PartialEq for #name #ty_generics #where_clause {
            fn eq(&self, other: &Self) -> bool {
                let _ = other;
                true #(&& #members)*
            }
        }
    }
}

/// Copies a member; `value` is a reference to it.
pub(super) fn copy_member(field: &Field, value: &TokenStream) -> TokenStream {
    let (ident, copied) = (&field.ident, field.of_contract("copied"));
    let copy = if field.is_option { of_option(value, &copied) } else { quote!(#copied(#value)) };
    quote!(#ident: #copy)
}

/// Writes a member for `Debug`; `value` is a reference to it.
pub(super) fn show_member(field: &Field, value: &TokenStream) -> TokenStream {
    let (member, shown) = (field.ident.to_string(), field.of_contract("shown"));
    let show = if field.is_option {
        let option = of_option(value, &shown);
        quote!(&#option)
    } else {
        quote!(#shown(#value))
    };
    quote!(.field(#member, #show))
}

/// Compares a member of two values; `one` and `other` are references to it.
pub(super) fn same_member(field: &Field, one: &TokenStream, other: &TokenStream) -> TokenStream {
    let same = field.of_contract("same");
    if field.is_option { options_are_same(one, other, &same) } else { quote!(#same(#one, #other)) }
}

/// Calls a function with the value of an option. The code calls the function instead of passing it on, because a
/// function passed as a value would cause another error where its type is not of the contract.
fn of_option(option: &TokenStream, function: &TokenStream) -> TokenStream {
    quote!(match #option {
        ::core::option::Option::Some(value) => ::core::option::Option::Some(#function(value)),
        ::core::option::Option::None => ::core::option::Option::None,
    })
}

/// Whether two options have the same value, or both have none.
fn options_are_same(one: &TokenStream, other: &TokenStream, same: &TokenStream) -> TokenStream {
    quote!(match (#one, #other) {
        (::core::option::Option::Some(one), ::core::option::Option::Some(other)) => #same(one, other),
        (::core::option::Option::None, ::core::option::Option::None) => true,
        _ => false,
    })
}

fn write(Shape { name, generics, fields, tag }: &Shape<'_>) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let text = name.to_string();
    let members = fields.iter().map(|field| {
        let ident = &field.ident;
        write_member(field, &quote!(&self.#ident))
    });
    let count = fields.len() + usize::from(tag.is_some());
    let mutable = (count > 0).then(|| quote!(mut));
    let tag = tag.map(write_tag);
    quote! {
        impl #impl_generics ::contract_kit::private::serde::Serialize for #name #ty_generics #where_clause {
            fn serialize<S: ::contract_kit::private::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                use ::contract_kit::private::serde::ser::SerializeStruct as _;
                let #mutable state = serializer.serialize_struct(#text, #count)?;
                #tag
                #(#members)*
                state.end()
            }
        }
    }
}

/// Writes the tag of a variant.
pub(super) fn write_tag((tag, word): (&str, &str)) -> TokenStream {
    quote!(state.serialize_field(#tag, #word)?;)
}

/// Writes a member of an object; `value` is a reference to it. An absent member is omitted.
pub(super) fn write_member(field: &Field, value: &TokenStream) -> TokenStream {
    let (name, write) = (&field.name, field.of_contract("write_member"));
    if field.is_option {
        quote!(if let ::core::option::Option::Some(value) = #value { #write(value, &mut state, #name)?; })
    } else if field.is_patch {
        quote!(if !::contract_kit::values::Patch::is_keep(#value) { #write(#value, &mut state, #name)?; })
    } else {
        quote!(#write(#value, &mut state, #name)?;)
    }
}

fn read(Shape { name, generics, fields, .. }: &Shape<'_>) -> TokenStream {
    let (_, ty_generics, where_clause) = generics.split_for_impl();
    let mut with_lifetime = generics.clone();
    with_lifetime.params.insert(0, syn::parse_quote!('de));
    let (impl_generics, _, _) = with_lifetime.split_for_impl();
    let text = name.to_string();
    let names = fields.iter().map(|field| &field.name);
    let slots: Vec<_> = (0..fields.len()).map(|index| format_ident!("member_{index}")).collect();
    let indices: Vec<_> = (0..fields.len()).map(Literal::usize_unsuffixed).collect();
    let reads = fields.iter().map(|field| {
        if field.is_option { field.of_contract("read_optional") } else { field.of_contract("read_member") }
    });
    let taken = fields.iter().zip(&slots).zip(&indices).map(|((field, slot), index)| {
        let ident = &field.ident;
        if let Some((default, _)) = field.default_function(name) {
            quote!(#ident: #slot.unwrap_or_else(#default))
        } else if field.is_option || field.is_patch {
            quote!(#ident: #slot.unwrap_or_default())
        } else {
            quote!(#ident: members.required(#index, #slot)?)
        }
    });
    quote! {
        impl #impl_generics ::contract_kit::wire::FromMembers<'de> for #name #ty_generics #where_clause {
            const TYPE: &'static str = #text;
            const NAMES: &'static [&'static str] = &[#(#names),*];

            fn from_members<A: ::contract_kit::private::serde::de::MapAccess<'de>>(
                members: &mut ::contract_kit::wire::Members<A>,
            ) -> ::core::result::Result<Self, A::Error> {
                #(let mut #slots = ::core::option::Option::None;)*
                while let ::core::option::Option::Some(index) = members.next_known()? {
                    match index {
                        #(#indices => {
                            let value = #reads(&mut members.map)?;
                            members.keep(#indices, &mut #slots, value)?;
                        })*
                        _ => {}
                    }
                }
                ::core::result::Result::Ok(Self { #(#taken),* })
            }
        }

        impl #impl_generics ::contract_kit::private::serde::Deserialize<'de> for #name #ty_generics #where_clause {
            fn deserialize<D: ::contract_kit::private::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                ::contract_kit::wire::object(deserializer)
            }
        }
    }
}
