//! `#[problems]`: turns an enum of codes into an open enum in JSON, and a type for each code.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Ident, ItemEnum, LitInt, LitStr, Path, Result, meta::ParseNestedMeta};

use crate::{
    attributes::{Attributes, option, value},
    contract, names,
};

/// The arguments of `#[problems(…)]`.
struct Arguments {
    /// The type of a problem's body.
    body: Path,
    /// The contract's enum of error types.
    error_type: Path,
}

/// The arguments of `#[problem(…)]` on a code.
struct Problem {
    status: LitInt,
    error_type: Ident,
    title: LitStr,
    recoverable: bool,
    retryable: bool,
    implied: Option<Ident>,
}

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let arguments = read_arguments(arguments)?;
    let mut item: ItemEnum = syn::parse2(item)?;
    let mut codes = Vec::new();
    let mut definitions = Vec::new();
    let name = item.ident.clone();
    for variant in &mut item.variants {
        let position = variant.attrs.iter().position(|attribute| attribute.path().is_ident("problem"));
        let Some(position) = position else {
            return Err(Error::new_spanned(
                &variant.ident,
                "this problem has no attribute: add #[problem(status = 404, error_type = …, title = \"…\")]",
            ));
        };
        let problem = read_problem(&variant.attrs.remove(position))?;
        codes.push(code(&name, &variant.ident, &variant.attrs, &problem));
        definitions.push(definition(&variant.ident, &variant.attrs, &problem, &arguments)?);
    }
    let body = &arguments.body;
    let body_impl = quote! {
        impl ::contract_kit::problem::Problems for #name {
            type Body = #body;
            fn descriptions() -> &'static [::contract_kit::problem::ProblemDescription] { &[#(#definitions),*] }
        }
    };
    let enumeration = contract::expand(quote!(open, rename_all = "UPPER"), quote!(#item))?;
    Ok(quote!(#enumeration #(#codes)* #body_impl))
}

/// Expands the type of one code.
fn code(problems: &Ident, ident: &Ident, docs: &[Attribute], problem: &Problem) -> TokenStream {
    let code = names::upper(ident);
    let (status, title) = (&problem.status, &problem.title);
    // Outside of operations, only the platform can raise a problem; a problem that clients create is never raised.
    let raised_by = problem.implied.as_ref().map(|implied| match implied.to_string().as_str() {
        "Client" => TokenStream::new(),
        "Unrouted" => quote!(impl ::contract_kit::problem::RaisedBy<#problems> for #ident {}),
        _ => quote!(impl<D> ::contract_kit::problem::RaisedBy<D> for #ident {}),
    });
    quote! {
        #(#docs)*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct #ident;

        impl ::contract_kit::problem::ProblemType for #ident {
            const CODE: &'static str = #code;
            const STATUS: u16 = #status;
            const TITLE: &'static str = #title;
        }

        #raised_by
    }
}

/// Returns the code as data.
fn definition(ident: &Ident, docs: &[Attribute], problem: &Problem, arguments: &Arguments) -> Result<TokenStream> {
    let mut attrs = Attributes::default();
    attrs.read(&mut docs.to_vec(), &[])?;
    let (doc, code) = (attrs.doc.trim(), names::upper(ident));
    let Problem { status, error_type, title, recoverable, retryable, implied } = problem;
    let error_types = &arguments.error_type;
    let implied = option(implied.as_ref().map(|implied| quote!(::contract_kit::registry::Implied::#implied)));
    Ok(quote! {
        ::contract_kit::problem::ProblemDescription {
            code: #code,
            status: #status,
            error_type: || #error_types::#error_type.as_str().to_owned(),
            title: #title,
            doc: #doc,
            recoverable: #recoverable,
            retryable: #retryable,
            implied: #implied,
        }
    })
}

fn read_arguments(arguments: TokenStream) -> Result<Arguments> {
    let (mut body, mut error_type) = (None, None);
    let span = arguments.clone();
    let parser = syn::meta::parser(|meta| {
        if meta.path.is_ident("body") {
            body = Some(value(&meta)?);
        } else if meta.path.is_ident("error_type") {
            error_type = Some(value(&meta)?);
        } else {
            return Err(meta.error("unknown word: #[problems] accepts body and error_type"));
        }
        Ok(())
    });
    syn::parse::Parser::parse2(parser, arguments)?;
    match (body, error_type) {
        (Some(body), Some(error_type)) => Ok(Arguments { body, error_type }),
        _ => Err(Error::new_spanned(
            span,
            "#[problems] needs the problem body and the error types: write #[problems(body = Problem, error_type = ErrorType)]",
        )),
    }
}

fn read_problem(attribute: &Attribute) -> Result<Problem> {
    let (mut status, mut error_type, mut title, mut implied) = (None, None, None, None);
    let (mut recoverable, mut retryable) = (false, false);
    attribute.parse_nested_meta(|meta: ParseNestedMeta<'_>| {
        let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match word.as_str() {
            "status" => status = Some(value(&meta)?),
            "error_type" => error_type = Some(value(&meta)?),
            "title" => title = Some(value(&meta)?),
            "implied" => implied = Some(value(&meta)?),
            "recoverable" => recoverable = true,
            "retryable" => retryable = true,
            _ => {
                return Err(meta.error(
                    "unknown word: #[problem] accepts status, error_type, title, implied, recoverable and retryable",
                ));
            }
        }
        Ok(())
    })?;
    match (status, error_type, title) {
        (Some(status), Some(error_type), Some(title)) => {
            Ok(Problem { status, error_type, title, recoverable, retryable, implied })
        }
        _ => Err(Error::new_spanned(
            attribute,
            "a problem needs a status, an error_type and a title: write #[problem(status = 404, error_type = …, title = \"…\")]",
        )),
    }
}
