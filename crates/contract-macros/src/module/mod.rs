//! `#[module]`: turns a trait of declarations into types, and into the list of traits that an implementation must
//! implement.

mod channel;
mod declaration;
mod effects;
mod graphql;
mod marker;
mod operation;
mod parameters;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Ident, ItemTrait, Path, Result, ReturnType, TraitItem, TraitItemFn, Type, meta::ParseNestedMeta};

use self::declaration::{Declaration, Kind};
use crate::{
    attributes::{Attributes, Mistakes, value},
    names,
};

/// The expansion of one function of the trait.
struct Expansion {
    /// The items: the zero-sized type, its parameters, its implementations.
    items: TokenStream,
    /// The trait that an implementation of the module must implement: `Handle<CreateBook>`.
    bound: TokenStream,
    /// The call on `visitor` with which a `Mount` visits it.
    visit: TokenStream,
    /// The item as a variant of `describe::Item`.
    item: TokenStream,
    /// The function that shows its types to a visitor.
    visit_types: Option<TokenStream>,
}

/// The arguments of `#[module(…)]`.
struct ModuleArguments {
    name: Option<syn::LitStr>,
    auth: Path,
}

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut options = ModuleArguments { name: None, auth: syn::parse_quote!(::contract_kit::operation::Bearer) };
    let parser = syn::meta::parser(|meta: ParseNestedMeta<'_>| {
        if meta.path.is_ident("auth") {
            options.auth = value(&meta)?;
        } else if meta.path.is_ident("name") {
            options.name = Some(value(&meta)?);
        } else {
            return Err(meta.error("unknown word: #[module] accepts auth and name"));
        }
        Ok(())
    });
    syn::parse::Parser::parse2(parser, arguments)?;
    let mut item: ItemTrait = syn::parse2(item)?;
    let mut attrs = Attributes::default();
    attrs.read(&mut item.attrs, &[])?;

    let mut expansions = Vec::new();
    let mut mistakes = Mistakes::default();
    for member in &item.items {
        match expand_member(member, &options.auth, &item.ident) {
            Ok(expansion) => expansions.push(expansion),
            Err(error) => mistakes.push(error),
        }
    }
    mistakes.into_result(())?;
    Ok(assemble(&attrs, &item, &options, &expansions))
}

fn expand_member(member: &TraitItem, auth: &Path, module: &Ident) -> Result<Expansion> {
    let TraitItem::Fn(function) = member else {
        return Err(Error::new_spanned(
            member,
            "a module can only have functions, each with #[get(…)], #[post(…)], #[websocket(…)], #[sse(…)], #[query], #[mutation], #[subscription] or #[receive]",
        ));
    };
    let declaration = Declaration::read(module, function, auth)?;
    match declaration.kind {
        Kind::Rest(method) => operation::expand(&declaration, method),
        Kind::Websocket | Kind::Sse => channel::expand(&declaration),
        Kind::Receive => channel::expand_receive(&declaration),
        Kind::Query | Kind::Mutation | Kind::Subscription => graphql::expand(&declaration),
    }
}

fn assemble(attrs: &Attributes, item: &ItemTrait, options: &ModuleArguments, expansions: &[Expansion]) -> TokenStream {
    let (name, vis, attributes) = (&item.ident, &item.vis, &item.attrs);
    let module = format_ident!("{name}Module");
    let text = options.name.as_ref().map_or_else(|| names::word(name), syn::LitStr::value);
    let doc = attrs.doc.trim();
    let items = expansions.iter().map(|expansion| &expansion.items);
    let bounds: Vec<_> = expansions.iter().map(|expansion| &expansion.bound).collect();
    let visits = expansions.iter().map(|expansion| &expansion.visit);
    let descriptions = expansions.iter().map(|expansion| &expansion.item);
    let visit_types = expansions.iter().filter_map(|expansion| expansion.visit_types.as_ref());
    let module_doc = format!("The module [`{name}`] as data, and as a list of what to mount.");

    let unimplemented = format!("`{{Self}}` does not implement everything of the module `{name}`");

    quote! {
        #(#items)*

        #(#attributes)*
        #[diagnostic::on_unimplemented(message = #unimplemented, label = "something of the module is missing; the help below names it")]
        #vis trait #name: #(#bounds +)* ::core::marker::Send + ::core::marker::Sync + 'static {}
        impl<S: #(#bounds +)* ::core::marker::Send + ::core::marker::Sync + 'static> #name for S {}

        #[doc = #module_doc]
        #[derive(Debug, Clone, Copy)]
        #vis struct #module;

        impl ::contract_kit::module::Module for #module {
            const NAME: &'static str = #text;
            const DESCRIPTION: &'static ::contract_kit::describe::ModuleDescription = &::contract_kit::describe::ModuleDescription {
                name: #text,
                doc: #doc,
                items: &[#(::contract_kit::describe::Item::#descriptions),*],
            };

            fn visit_types<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                let _ = &visitor;
                #(#visit_types(visitor);)*
            }
        }

        impl<S: #name> ::contract_kit::module::Mount<S> for #module {
            fn mount<V: ::contract_kit::module::Visitor<S>>(visitor: &mut V) {
                let _ = &visitor;
                #(visitor.#visits;)*
            }
        }
    }
}

/// Returns the type that a function answers with, if it names one.
fn output(function: &TraitItemFn) -> Option<&Type> {
    match &function.sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(ty),
    }
}

/// Writes `impl RaisedBy<Item> for Code` for each code that `item` declares, and the codes as an expression.
fn raised(item: &Ident, errors: &[Path]) -> (TokenStream, TokenStream) {
    raised_by_type(&syn::parse_quote!(#item), errors)
}

/// Writes the same for a type.
fn raised_by_type(item: &Type, errors: &[Path]) -> (TokenStream, TokenStream) {
    let impls = quote!(#(impl ::contract_kit::problem::RaisedBy<#item> for #errors {})*);
    let codes = quote!(&[#(<#errors as ::contract_kit::problem::ProblemType>::CODE),*]);
    (impls, codes)
}
