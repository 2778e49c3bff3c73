//! The parameters of operations, channels and GraphQL fields: one struct each, read from an object of values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Ident, LitStr, Result};

use super::declaration::{Argument, Declaration};
use crate::contract::Field;

/// Whether `argument` is one of the path, and the path with wire names.
pub(super) struct Route {
    /// `/books/{bookId}`.
    pub path: String,
    /// The Rust names of the path parameters, in order.
    pub parameters: Vec<String>,
}

impl Route {
    /// Reads a path template and ties each `{name}` to an argument.
    pub(super) fn read(path: &LitStr, declaration: &Declaration<'_>) -> Result<Self> {
        let mut parameters = Vec::new();
        let mut segments = Vec::new();
        for segment in path.value().split('/') {
            let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
                if segment.contains(['{', '}']) {
                    return Err(Error::new_spanned(
                        path,
                        format!("`{segment}`: a parameter is a whole segment: /{{name}}/"),
                    ));
                }
                segments.push(segment.to_owned());
                continue;
            };
            let argument = declaration.arguments.iter().find(|argument| argument.ident == name);
            let Some(field) = argument.and_then(|argument| argument.field.as_ref()) else {
                return Err(Error::new_spanned(path, format!("`{{{name}}}` is no parameter of this function")));
            };
            if field.is_option || field.said.default.is_some() {
                return Err(Error::new_spanned(&field.ident, "a path parameter is always there"));
            }
            segments.push(format!("{{{}}}", field.name));
            parameters.push(name.to_owned());
        }
        Ok(Self { path: segments.join("/"), parameters })
    }
}

/// The struct of parameters, its name, and the parameters as data (`Vec<registry::Parameter>`).
pub(super) fn structure(
    name: &Ident,
    subject: &str,
    arguments: &[&Argument],
    route: &Route,
) -> (TokenStream, TokenStream) {
    let fields: Vec<&Field> = arguments.iter().filter_map(|argument| argument.field.as_ref()).collect();
    let item = plain_struct(name, &fields, &format!("The parameters of `{subject}`."));
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
        let (name, required, schema) = (&field.name, field.is_required(), schema_of(field, subject));
        quote!(::contract_kit::registry::Parameter {
            name: #name.into(), location: ::contract_kit::registry::Location::#location, required: #required, schema: #schema,
        })
    });
    (item, quote!(::std::vec![#(#described),*]))
}

/// A struct of values with serde names, outside the contract's named types.
pub(super) fn plain_struct(name: &Ident, fields: &[&Field], doc: &str) -> TokenStream {
    let members = fields.iter().map(|field| {
        let (ident, ty, serde) = (&field.ident, &field.ty, field.serde(name));
        let docs = &field.docs;
        let doc = docs.is_empty().then(|| {
            let text = format!("`{}`.", field.name);
            quote!(#[doc = #text])
        });
        quote!(#(#docs)* #doc #serde pub #ident: #ty)
    });
    let defaults = fields.iter().filter_map(|field| Some(field.default_function(name)?.1));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, PartialEq, ::contract_kit::private::serde::Serialize, ::contract_kit::private::serde::Deserialize)]
        #[serde(crate = "::contract_kit::private::serde")]
        pub struct #name { #(#members),* }
        #(#defaults)*
    }
}

/// The schema of a parameter with what is said at it, as an expression over `collector`.
pub(super) fn schema_of(field: &Field, subject: &str) -> TokenStream {
    let inner = &field.inner;
    let annotations = field.said.annotations(inner);
    let subject = format!("{subject}({})", field.name);
    quote!(collector.annotated::<#inner>(#subject, #annotations))
}

/// `Some("userId".into())` for the parameter that names the owner.
pub(super) fn owner(declaration: &Declaration<'_>) -> Result<TokenStream> {
    Ok(match owner_name(declaration)? {
        Some(name) => quote!(::core::option::Option::Some(#name.into())),
        None => quote!(::core::option::Option::None),
    })
}

/// The name of the parameter that names the owner, as it travels.
pub(super) fn owner_name<'a>(declaration: &'a Declaration<'_>) -> Result<Option<&'a str>> {
    let Some(owner) = &declaration.owner else { return Ok(None) };
    let field = declaration
        .arguments
        .iter()
        .find(|argument| argument.ident == *owner)
        .and_then(|argument| argument.field.as_ref());
    let field = field.ok_or_else(|| Error::new_spanned(owner, "the owner is a parameter of this function"))?;
    Ok(Some(&field.name))
}
