//! The derives of schemars, ts-rs and async-graphql on the items with `#[contract]`.
//!
//! Only a build with the feature `second-opinions` contains this. The normal expansion is created first and is not
//! changed; the attributes of the libraries are then added to its items. So the two share only the author's input.

mod graphql;
mod json_schema;
mod typescript;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Fields, File, Ident, Item, ItemEnum, ItemStruct, Result, parse::Parser, parse_quote};

use super::{
    enumeration::EnumVariants,
    expand_item,
    field::{Field, fields_of},
};
use crate::attributes::{Attributes, ENUM, NEWTYPE, STRUCT};

/// Attributes for one item of the expansion and for its members, and implementations that no derive can write.
struct Opinion {
    item: Ident,
    attributes: TokenStream,
    /// The attributes by the name of a field or a variant; a newtype has one member without a name.
    members: Vec<(Option<Ident>, TokenStream)>,
    implementations: TokenStream,
}

/// Expands `#[contract(…)]` on an item, with the derives of the libraries.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut expansion: File = syn::parse2(expand_item(arguments.clone(), item.clone())?)?;
    let opinions = read(arguments, item)?;
    for opinion in &opinions {
        expansion.items.iter_mut().try_for_each(|item| opinion.add(item))?;
    }
    let implementations = opinions.iter().map(|opinion| &opinion.implementations);
    Ok(quote!(#expansion #(#implementations)*))
}

/// Parses the item again, like the normal expansion.
fn read(arguments: TokenStream, item: TokenStream) -> Result<Vec<Opinion>> {
    let mut attrs = Attributes::default();
    match syn::parse2::<Item>(item)? {
        Item::Struct(mut item) => match &item.fields {
            Fields::Named(named) => {
                let fields = fields_of(named)?;
                attrs.arguments(arguments, STRUCT)?;
                attrs.read(&mut item.attrs, STRUCT)?;
                Ok(vec![Opinion::of_object(&attrs, &item.ident, &item.generics, &fields, None)])
            }
            Fields::Unnamed(_) | Fields::Unit => {
                attrs.arguments(arguments, NEWTYPE)?;
                attrs.read(&mut item.attrs, NEWTYPE)?;
                Ok(vec![Opinion::of_newtype(&attrs, &item)])
            }
        },
        Item::Enum(mut item) => {
            attrs.arguments(arguments, ENUM)?;
            attrs.read(&mut item.attrs, ENUM)?;
            let words = EnumVariants::read(&attrs, &item)?;
            if item.variants.iter().all(|variant| variant.fields.is_empty()) && attrs.tag.is_none() {
                Ok(vec![Opinion::of_enumeration(&attrs, &item.ident, &words)])
            } else {
                Opinion::of_union(&attrs, &item, &words)
            }
        }
        _ => unreachable!("the normal expansion refuses other items"),
    }
}

impl Opinion {
    fn of_object(
        attrs: &Attributes,
        name: &Ident,
        generics: &syn::Generics,
        fields: &[Field],
        tag: Option<(&str, &str)>,
    ) -> Self {
        let member = |field: &Field| {
            let json_schema = json_schema::field(field, name);
            let (typescript, graphql) = (typescript::field(field), graphql::field(attrs, field, name));
            (Some(field.ident.clone()), quote!(#json_schema #typescript #graphql))
        };
        let (json_schema, typescript) = (json_schema::container(attrs, None), typescript::container(tag));
        let (graphql, implementations) = graphql::object(attrs, name, generics);
        Self {
            item: name.clone(),
            attributes: quote!(#json_schema #typescript #graphql),
            members: fields.iter().map(member).collect(),
            implementations,
        }
    }

    fn of_newtype(attrs: &Attributes, item: &ItemStruct) -> Self {
        let (json_schema, typescript) = (json_schema::container(attrs, None), typescript::container(None));
        let constraints = json_schema::constraints(attrs);
        Self {
            item: item.ident.clone(),
            attributes: quote!(#json_schema #typescript),
            members: vec![(None, constraints)],
            implementations: graphql::newtype(attrs, item),
        }
    }

    fn of_enumeration(attrs: &Attributes, name: &Ident, words: &EnumVariants) -> Self {
        let (json_schema, typescript) = (json_schema::container(attrs, None), typescript::container(None));
        let (graphql, implementations) = graphql::enumeration(attrs, name, words);
        let is_graphql_enum = !graphql.is_empty();
        let mut members: Vec<_> = words
            .0
            .iter()
            .map(|word| {
                let (json_schema, typescript) = (json_schema::word(word), typescript::word(word));
                let graphql = is_graphql_enum.then(|| graphql::word(word));
                (Some(word.ident.clone()), quote!(#json_schema #typescript #graphql))
            })
            .collect();
        if attrs.open {
            members.push((Some(format_ident!("Unknown")), quote!(#[schemars(untagged)] #[ts(untagged)])));
        }
        let attributes = quote!(#json_schema #typescript #graphql);
        Self { item: name.clone(), attributes, members, implementations }
    }

    /// Returns the opinions for the union, and for the struct of each variant.
    fn of_union(attrs: &Attributes, item: &ItemEnum, words: &EnumVariants) -> Result<Vec<Self>> {
        let name = &item.ident;
        let tag = attrs.tag.as_ref().map_or_else(|| "type".to_owned(), syn::LitStr::value);
        let mut opinions = Vec::new();
        let mut members = Vec::new();
        let mut variants = Vec::new();
        for (variant, word) in item.variants.iter().zip(&words.0) {
            let fields = match &variant.fields {
                Fields::Named(named) => fields_of(named)?,
                Fields::Unnamed(_) | Fields::Unit => Vec::new(),
            };
            let structure = format_ident!("{name}{}", variant.ident);
            let struct_said =
                Attributes { object: attrs.object, deprecated: word.attrs.deprecated.clone(), ..Attributes::default() };
            let generics = syn::Generics::default();
            let tag = Some((tag.as_str(), word.value.as_str()));
            opinions.push(Self::of_object(&struct_said, &structure, &generics, &fields, tag));

            let (json_schema, typescript) = (json_schema::word(word), typescript::word(word));
            members.push((Some(word.ident.clone()), quote!(#json_schema #typescript)));
            for field in &fields {
                let (json_schema, typescript) = (json_schema::field(field, &structure), typescript::field(field));
                let member = format_ident!("{}_{}", word.ident, field.ident);
                members.push((Some(member), quote!(#json_schema #typescript)));
            }
            variants.push((word.ident.clone(), structure, fields));
        }
        let (json_schema, typescript) = (json_schema::container(attrs, Some(&tag)), typescript::union(&tag));
        opinions.push(Self {
            item: name.clone(),
            attributes: quote!(#json_schema #typescript),
            members,
            implementations: graphql::union(attrs, name, &item.vis, &variants),
        });
        Ok(opinions)
    }

    /// Adds the attributes to an item of the expansion, if they belong to it.
    fn add(&self, item: &mut Item) -> Result<()> {
        match item {
            Item::Struct(item) if item.ident == self.item => {
                item.attrs.extend(attributes(&self.attributes)?);
                for field in &mut item.fields {
                    field.attrs.extend(self.of_member(field.ident.as_ref())?);
                }
            }
            Item::Enum(item) if item.ident == self.item => {
                item.attrs.extend(attributes(&self.attributes)?);
                for variant in &mut item.variants {
                    variant.attrs.extend(self.of_member(Some(&variant.ident))?);
                    if let Fields::Named(fields) = &mut variant.fields {
                        for field in &mut fields.named {
                            let name = field.ident.as_ref().expect("a named field");
                            field.attrs.extend(self.of_member(Some(&format_ident!("{}_{name}", variant.ident)))?);
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn of_member(&self, name: Option<&Ident>) -> Result<Vec<Attribute>> {
        match self.members.iter().find(|(member, _)| member.as_ref() == name) {
            Some((_, tokens)) => attributes(tokens),
            None => Ok(Vec::new()),
        }
    }
}

fn attributes(tokens: &TokenStream) -> Result<Vec<Attribute>> {
    Attribute::parse_outer.parse2(tokens.clone())
}

/// Implements `SecondOpinions` with these faces in GraphQL.
fn second_opinions(name: &Ident, generics: &syn::Generics, faces: Option<&str>) -> TokenStream {
    let mut generics = generics.clone();
    let bound: syn::TypeParamBound = parse_quote!(::contract_kit::types::ContractType);
    generics.type_params_mut().for_each(|parameter| parameter.bounds.push(bound.clone()));
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let faces = faces.map(|function| {
        let function = format_ident!("{function}");
        quote! {
            fn faces() -> ::contract_kit::second_opinions::Faces {
                ::contract_kit::second_opinions::Faces::#function::<Self>()
            }
        }
    });
    quote! {
        impl #impl_generics ::contract_kit::second_opinions::SecondOpinions for #name #ty_generics #where_clause { #faces }
    }
}
