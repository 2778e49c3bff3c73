//! The parameters of operations, channels and GraphQL fields: one struct per item, read from an object of values.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Error, Generics, Ident, LitStr, Result};

use super::declaration::{Argument, Declaration};
use crate::{
    attributes::option,
    contract::{Field, Shape, implementations},
    place::written_at,
};

/// A parsed path template, and its parameters.
pub(super) struct Route {
    /// The path with JSON names: `/books/{bookId}`.
    pub path: String,
    /// The Rust names of the path parameters, in order.
    pub parameters: Vec<String>,
}

impl Route {
    /// Reads a path template and links each `{name}` to an argument.
    pub(super) fn read(path: &LitStr, declaration: &Declaration<'_>) -> Result<Self> {
        let mut parameters = Vec::new();
        let mut segments = Vec::new();
        for segment in path.value().split('/') {
            let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
                if segment.contains(['{', '}']) {
                    return Err(Error::new_spanned(
                        path,
                        format!(
                            "`{segment}` has a parameter in a part of a segment: a parameter must be a whole segment, such as /{{name}}/"
                        ),
                    ));
                }
                segments.push(segment.to_owned());
                continue;
            };
            let argument = declaration.arguments.iter().find(|argument| argument.ident == name);
            let Some(field) = argument.and_then(|argument| argument.field.as_ref()) else {
                return Err(Error::new_spanned(
                    path,
                    format!(
                        "the path has `{{{name}}}`, but the function has no parameter `{name}`: add one, or correct the path"
                    ),
                ));
            };
            if field.is_option || field.attrs.default.is_some() {
                return Err(Error::new_spanned(
                    &field.ident,
                    "a path parameter cannot be optional or have a default: every path has it",
                ));
            }
            segments.push(format!("{{{}}}", field.name));
            parameters.push(name.to_owned());
        }
        Ok(Self { path: segments.join("/"), parameters })
    }
}

/// The parameters of an item: their struct, its type, and their descriptions.
pub(super) struct Parameters {
    /// The struct; empty for an item without parameters.
    pub items: TokenStream,
    /// Its type.
    pub ty: TokenStream,
    /// The parameters as `&[describe::ParameterDescription]`, path parameters first.
    pub description: TokenStream,
}

/// Expands the parameters of an operation or a channel.
pub(super) fn parameters(name: &Ident, subject: &str, arguments: &[&Argument], route: &Route) -> Parameters {
    let fields: Vec<&Field> = arguments.iter().filter_map(|argument| argument.field.as_ref()).collect();
    let mut ordered: Vec<_> =
        arguments.iter().filter_map(|argument| Some((argument, argument.field.as_ref()?))).collect();
    let rank =
        |argument: &Argument| route.parameters.iter().position(|name| argument.ident == name).unwrap_or(usize::MAX);
    ordered.sort_by_key(|(argument, _)| rank(argument));
    let described = ordered.into_iter().map(|(argument, field)| {
        let location = if rank(argument) != usize::MAX {
            quote!(Path)
        } else if argument.header.is_some() {
            quote!(Header)
        } else {
            quote!(Query)
        };
        let field = field.description();
        quote!(::contract_kit::describe::ParameterDescription {
            location: ::contract_kit::registry::Location::#location,
            field: #field,
        })
    });
    let description = quote!(&[#(#described),*]);
    let (items, ty) = structure(name, &fields, &format!("The parameters of `{subject}`."));
    Parameters { items, ty, description }
}

/// Returns a struct of values that are read and never sent, with its type; an item without values needs no struct.
pub(super) fn structure(name: &Ident, fields: &[&Field], doc: &str) -> (TokenStream, TokenStream) {
    if fields.is_empty() {
        return (TokenStream::new(), quote!(::contract_kit::operation::NoParameters));
    }
    let members = fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        let docs = &field.docs;
        let doc = docs.is_empty().then(|| {
            let text = format!("`{}`.", field.name);
            quote!(#[doc = #text])
        });
        quote!(#(#docs)* #doc pub #ident: #ty)
    });
    let defaults = fields.iter().filter_map(|field| Some(field.default_function(name)?.1));
    let shape = Shape { name, generics: Generics::default(), fields, tag: None };
    let implementations = implementations(&shape, false);
    let structure = quote_spanned!(written_at(name.span())=> #[doc = #doc] pub struct #name { #(#members),* });
    let items = quote! {
        #structure
        #(#defaults)*
        #implementations
    };
    (items, quote!(#name))
}

/// Writes the code that shows the types of parameters to a visitor.
pub(super) fn visits(arguments: &[Argument]) -> TokenStream {
    let visits = arguments.iter().filter_map(|argument| Some(argument.field.as_ref()?.of_contract("visit")));
    quote!(#(#visits(visitor);)*)
}

/// Returns the parameter that names the owner, as `Option<&str>`.
pub(super) fn owner(declaration: &Declaration<'_>) -> Result<TokenStream> {
    Ok(option(owner_name(declaration)?))
}

/// Returns the name of the parameter that names the owner, as it is sent.
fn owner_name<'a>(declaration: &'a Declaration<'_>) -> Result<Option<&'a str>> {
    let Some(owner) = &declaration.owner else { return Ok(None) };
    let field = declaration
        .arguments
        .iter()
        .find(|argument| argument.ident == *owner)
        .and_then(|argument| argument.field.as_ref());
    let field = field.ok_or_else(|| Error::new_spanned(owner, "`owner` must name a parameter of this function"))?;
    Ok(Some(&field.name))
}
