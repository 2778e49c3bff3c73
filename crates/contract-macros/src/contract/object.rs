//! Structs with named fields, and the variants of a union, which are structs with a tag.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Error, Ident, ItemStruct, Result, Type, parse_quote, spanned::Spanned};

use super::{common_derives, graphql_names, hidden, option_of};
use crate::{
    attributes::{FIELD, Mistakes, Said, is_none, typed},
    names,
    types::{checked, inside, named_directly},
};

/// A field, as every expansion needs it.
pub(crate) struct Field {
    pub ident: Ident,
    pub vis: syn::Visibility,
    pub docs: Vec<syn::Attribute>,
    /// The wire name.
    pub name: String,
    /// The type as written, each part checked.
    pub ty: Type,
    /// The type without `Option`: what its schema is about.
    pub inner: Type,
    pub is_option: bool,
    pub is_patch: bool,
    pub said: Said,
}

impl Field {
    /// Reads a field, a parameter or an argument.
    pub(crate) fn read(
        ident: Ident,
        vis: syn::Visibility,
        mut attributes: Vec<syn::Attribute>,
        ty: &Type,
    ) -> Result<Self> {
        let mut said = Said::default();
        said.attributes(&mut attributes, FIELD)?;
        said.check()?;
        let is_patch = inside(ty, "Patch").is_some();
        let option = inside(ty, "Option");
        if let (Some(_), Some(default)) = (option, &said.default) {
            return Err(Error::new_spanned(
                default,
                "an optional field has no default: drop the Option, a field with a default may be absent",
            ));
        }
        if let (true, Some(default)) = (is_patch, &said.default) {
            return Err(Error::new_spanned(default, "a patch has no default: what is absent is kept"));
        }
        if let Some(inner) = option
            && inside(inner, "Option").is_some()
        {
            return Err(Error::new_spanned(
                ty,
                "absent and null are one on our wire: use Option<T>, or Patch<T> where a client may clear a value",
            ));
        }
        let name = said.rename.as_ref().map_or_else(|| names::property(&ident), syn::LitStr::value);
        let checked_ty = checked(ty)?;
        let inner = match option {
            Some(inner) => checked(inner)?,
            None => checked_ty.clone(),
        };
        Ok(Self {
            ident,
            vis,
            docs: attributes,
            name,
            ty: checked_ty,
            inner,
            is_option: option.is_some(),
            is_patch,
            said,
        })
    }

    /// Whether the property must be there.
    pub(crate) fn is_required(&self) -> bool {
        !self.is_option && !self.is_patch && self.said.default.is_none()
    }

    /// The function that gives the default, and its name.
    pub(crate) fn default_function(&self, owner: &Ident) -> Option<(Ident, TokenStream)> {
        let default = typed(self.said.default.as_ref()?, &self.ty);
        let name = hidden(owner, &format!("{}_default", self.ident));
        let ty = &self.ty;
        Some((
            name.clone(),
            quote! {
                #[doc(hidden)]
                #[allow(non_snake_case)]
                fn #name() -> #ty { #default }
            },
        ))
    }

    /// The serde attributes.
    pub(crate) fn serde(&self, owner: &Ident) -> TokenStream {
        let name = &self.name;
        let presence = if self.is_option {
            quote!(#[serde(default, skip_serializing_if = "::core::option::Option::is_none")])
        } else if self.is_patch {
            quote!(#[serde(default, skip_serializing_if = "::contract_kit::values::Patch::is_keep")])
        } else if let Some((function, _)) = self.default_function(owner) {
            let function = function.to_string();
            quote!(#[serde(default = #function)])
        } else {
            TokenStream::new()
        };
        quote!(#[serde(rename = #name)] #presence)
    }

    /// The ts-rs attributes.
    fn typescript(&self) -> TokenStream {
        if self.is_option {
            quote!(#[ts(optional)])
        } else if self.is_required() {
            TokenStream::new()
        } else {
            let ty = &self.ty;
            let optional = quote!(::core::option::Option<#ty>).to_string();
            quote!(#[ts(optional, as = #optional)])
        }
    }

    /// The async-graphql attributes of a field of an object.
    fn graphql(&self) -> TokenStream {
        let name = &self.name;
        let deprecation = self.said.graphql_deprecation().map(|note| quote!(, deprecation = #note));
        quote!(#[graphql(name = #name #deprecation)])
    }

    /// `("name", required, schema)` for `contract_kit::schema::build::object`.
    pub(crate) fn property(&self) -> TokenStream {
        let (name, required, inner) = (&self.name, self.is_required(), &self.inner);
        let annotations = self.said.annotations(inner);
        quote!((#name, #required, ::contract_kit::schema::build::property::<#inner>(generator, #annotations)))
    }

    /// The example value, wrapped as the field needs it.
    pub(crate) fn example(&self) -> TokenStream {
        let inner = &self.inner;
        if self.is_option && self.said.example.as_ref().is_some_and(is_none) {
            return quote!(::core::option::Option::None);
        }
        let value = match self.said.example.as_ref().or(self.said.default.as_ref()) {
            Some(example) => typed(example, inner),
            None => quote!(<#inner as ::contract_kit::example::Example>::example()),
        };
        if self.is_option { quote!(::core::option::Option::Some(#value)) } else { value }
    }
}

/// Reads named fields, and refuses two of one wire name; every mistake at once.
pub(crate) fn fields_of(fields: &syn::FieldsNamed) -> Result<Vec<Field>> {
    let mut read: Vec<Field> = Vec::new();
    let mut mistakes = Mistakes::default();
    for field in &fields.named {
        let ident = field.ident.clone().expect("a named field");
        match Field::read(ident, field.vis.clone(), field.attrs.clone(), &field.ty) {
            Ok(next) if read.iter().any(|first| first.name == next.name) => {
                let message = format!("two fields are spelled `{}` on the wire", next.name);
                mistakes.push(Error::new_spanned(&field.ident, message));
            }
            Ok(next) => read.push(next),
            Err(error) => mistakes.push(error),
        }
    }
    mistakes.into_result(read)
}

/// A variant of a union: the tag, its word, the union.
pub(super) struct Tag<'a> {
    pub property: &'a str,
    pub word: &'a str,
    pub union: &'a Ident,
}

pub(super) fn expand(said: &Said, item: &ItemStruct) -> Result<TokenStream> {
    expand_with_tag(said, item, None)
}

pub(super) fn expand_with_tag(said: &Said, item: &ItemStruct, tag: Option<&Tag<'_>>) -> Result<TokenStream> {
    said.check()?;
    let syn::Fields::Named(named) = &item.fields else { unreachable!("the caller matched named fields") };
    let parameters: Vec<Ident> = item.generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    if !parameters.is_empty() && (said.object || said.input) {
        return Err(Error::new_spanned(
            &item.generics,
            "GraphQL has no generics: leave `object` and `input` off a generic type",
        ));
    }
    let fields = fields_of(named)?;
    let name = &item.ident;
    let text = name.to_string();
    let (vis, attributes) = (&item.vis, &item.attrs);

    // Bounds on `T` stand on our own impls only: serde and ts-rs find theirs, and ts-rs puts a dummy in its place.
    let mut own_generics = item.generics.clone();
    let named = named_directly(fields.iter().map(|field| &field.inner), &parameters);
    let assertions = named.iter().map(|ty| assertion(ty));
    own_generics.make_where_clause().predicates.extend(named.iter().flat_map(|ty| predicates(ty, said)));
    let own_where = &own_generics.where_clause;
    let mut generics = own_generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(syn::parse_quote!(::contract_kit::types::ContractType));
    }
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let derives = common_derives();
    let (output, input) = graphql_names(name, said);
    let in_graphql = output.is_some() || input.is_some();
    let graphql_object = graphql_object(output.as_ref());
    let graphql_input = input.as_ref().map(|input| graphql_input(name, input, said.doc.trim(), &fields, where_clause));

    let members = fields.iter().map(|field| {
        let (ident, vis, ty, docs) = (&field.ident, &field.vis, &field.ty, &field.docs);
        let (serde, typescript) = (field.serde(name), field.typescript());
        let graphql = output.is_some().then(|| field.graphql());
        quote!(#(#docs)* #serde #typescript #graphql #vis #ident: #ty)
    });
    let defaults = fields.iter().filter_map(|field| Some(field.default_function(name)?.1));
    let serde_tag = tag.map(|Tag { property: tag, word, .. }| quote!(#[serde(tag = #tag, rename = #word)]));
    let annotations = said.annotations(&syn::parse_quote!(Self));
    let tag_property = tag.map(|Tag { property: tag, word, .. }| {
        quote!((#tag, true, ::contract_kit::schema::build::tag(#word, "Which alternative this is.")),)
    });
    let properties = fields.iter().map(Field::property);
    let schema_name = if parameters.is_empty() {
        quote!(::std::borrow::Cow::Borrowed(#text))
    } else {
        quote!(::contract_kit::schema::build::generic_name(#text, &[#(::contract_kit::schema::build::name_of::<#parameters>()),*]))
    };
    let role = match tag {
        Some(Tag { union, .. }) => {
            let union = union.to_string();
            quote!(::contract_kit::registry::Role::Variant { union: #union.into() })
        }
        None if parameters.is_empty() => quote!(::contract_kit::registry::Role::Plain),
        None => quote!(::contract_kit::registry::Role::Instance { generic: #text.into() }),
    };
    let (output_name, input_name) = (option_of(output.as_ref()), option_of(input.as_ref()));
    let face = in_graphql.then(|| quote!(.with_graphql(#output_name, #input_name)));
    let coercion = input.is_some().then(|| quote!(.with_coercion(::contract_kit::graphql::coercion::<Self>)));
    let own_example = parameters.is_empty().then(|| quote!(.with_example::<Self>()));
    let mut example_generics = generics.clone();
    for parameter in example_generics.type_params_mut() {
        parameter.bounds.push(syn::parse_quote!(::contract_kit::example::Example));
    }
    let (example_impl, _, _) = example_generics.split_for_impl();
    let examples = fields.iter().map(|field| {
        let (ident, example) = (&field.ident, field.example());
        quote!(#ident: #example)
    });
    let referred = fields.iter().map(|field| &field.inner);

    Ok(quote! {
        #(#assertions)*

        #(#attributes)*
        #derives
        #[derive(::contract_kit::private::ts_rs::TS)]
        #[ts(crate = "::contract_kit::private::ts_rs")]
        #serde_tag
        #graphql_object
        #vis struct #name #own_generics #own_where { #(#members),* }

        #(#defaults)*
        #graphql_input

        impl #impl_generics ::contract_kit::private::schemars::JsonSchema for #name #ty_generics #where_clause {
            fn schema_name() -> ::std::borrow::Cow<'static, str> { #schema_name }
            fn json_schema(generator: &mut ::contract_kit::private::schemars::SchemaGenerator) -> ::contract_kit::private::schemars::Schema {
                let _ = &generator;
                ::contract_kit::schema::build::object(#annotations, ::std::vec![#tag_property #(#properties),*])
            }
        }

        impl #impl_generics ::contract_kit::types::ContractType for #name #ty_generics #where_clause {
            fn collect(types: &mut ::contract_kit::types::TypeSet) {
                if types.enter(|| ::contract_kit::types::RustType::of::<Self>(#role) #face #coercion #own_example) {
                    #(<#referred as ::contract_kit::types::ContractType>::collect(types);)*
                }
            }
        }

        impl #example_impl ::contract_kit::example::Example for #name #ty_generics #where_clause {
            fn example() -> Self { Self { #(#examples),* } }
        }
    })
}

/// One error for a type that is not of the contract. It stands before the struct, so it is the first one.
fn assertion(ty: &Type) -> TokenStream {
    let checked = quote_spanned!(ty.span()=> ::contract_kit::types::IsContractType<#ty>);
    quote!(const _: ::core::option::Option<#checked> = ::core::option::Option::None;)
}

/// Bounds that make the assertion the only error. A bound with a lifetime of its own may be false of a concrete type,
/// and derives copy it, so each of them is silent about a type that does not hold it.
fn predicates(ty: &Type, said: &Said) -> Vec<syn::WherePredicate> {
    let mut predicates = vec![parse_quote!(for<'contract> #ty: ::contract_kit::types::Declared<'contract>)];
    if said.object {
        predicates.push(parse_quote!(for<'contract> #ty: ::contract_kit::types::GraphqlOutput<'contract>));
    }
    if said.input {
        predicates.push(parse_quote!(for<'contract> #ty: ::contract_kit::types::GraphqlInput<'contract>));
    }
    predicates
}

/// The derive of a GraphQL object.
fn graphql_object(output: Option<&String>) -> TokenStream {
    let Some(output) = output else { return TokenStream::new() };
    quote! {
        #[derive(::contract_kit::private::async_graphql::SimpleObject)]
        #[graphql(name = #output, crate = "::contract_kit::private::async_graphql")]
    }
}

/// The implementation of a GraphQL input.
fn graphql_input(
    name: &Ident,
    input: &str,
    doc: &str,
    fields: &[Field],
    where_clause: Option<&syn::WhereClause>,
) -> TokenStream {
    let declared = fields.iter().map(|field| {
        let (wire, ty, doc) = (&field.name, &field.ty, field.said.doc.trim());
        let deprecation = option_of(field.said.graphql_deprecation().as_ref());
        let default = match field.default_function(name) {
            Some((function, _)) => quote!(::core::option::Option::Some(
                <#ty as ::contract_kit::private::async_graphql::InputType>::to_value(&#function())
            )),
            None => quote!(::core::option::Option::None),
        };
        quote!(::contract_kit::graphql::input::InputField {
            name: #wire,
            description: #doc,
            deprecation: #deprecation,
            ty: <#ty as ::contract_kit::private::async_graphql::InputType>::create_type_info(registry),
            default: #default,
        })
    });
    let read = fields.iter().map(|field| {
        let (ident, wire) = (&field.ident, &field.name);
        let default = match field.default_function(name) {
            Some((function, _)) => quote!(::core::option::Option::Some(#function)),
            None => quote!(::core::option::Option::None),
        };
        quote!(#ident: ::contract_kit::graphql::input::field::<Self, _>(&mut members, #wire, #default)?)
    });
    let written = fields.iter().map(|field| {
        let (ident, wire) = (&field.ident, &field.name);
        quote!((
            ::contract_kit::private::async_graphql::Name::new(#wire),
            ::contract_kit::private::async_graphql::InputType::to_value(&self.#ident),
        ))
    });
    quote! {
        impl ::contract_kit::private::async_graphql::InputType for #name #where_clause {
            type RawValueType = Self;

            fn type_name() -> ::std::borrow::Cow<'static, str> { ::std::borrow::Cow::Borrowed(#input) }

            fn create_type_info(registry: &mut ::contract_kit::private::async_graphql::registry::Registry) -> ::std::string::String {
                ::contract_kit::graphql::input::register::<Self>(registry, #doc, |registry| ::std::vec![#(#declared),*])
            }

            fn parse(
                value: ::core::option::Option<::contract_kit::private::async_graphql::Value>,
            ) -> ::contract_kit::private::async_graphql::InputValueResult<Self> {
                let mut members = ::contract_kit::graphql::input::members::<Self>(value)?;
                let _ = &mut members;
                ::core::result::Result::Ok(Self { #(#read),* })
            }

            fn to_value(&self) -> ::contract_kit::private::async_graphql::Value {
                ::contract_kit::private::async_graphql::Value::Object(::core::iter::FromIterator::from_iter([#(#written),*]))
            }

            fn as_raw_value(&self) -> ::core::option::Option<&Self::RawValueType> { ::core::option::Option::Some(self) }
        }

        impl ::contract_kit::private::async_graphql::InputObjectType for #name #where_clause {}
    }
}
