//! REST operations.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Result};

use super::{
    Expansion,
    declaration::{Argument, Declaration},
    output,
    parameters::{self, Route},
    raised,
};
use crate::{
    contract::Field,
    names,
    types::{checked, inside, last_name},
};

pub(super) fn expand(declaration: &Declaration<'_>, method: &str) -> Result<Expansion> {
    let function = &declaration.function.sig.ident;
    let name = names::type_of(function);
    let id = declaration.name.as_ref().map_or_else(|| names::property(function), syn::LitStr::value);
    let route = Route::read(declaration.path.as_ref().expect("a route has a path"), declaration)?;
    let (parts, rest): (Vec<_>, Vec<_>) = declaration.arguments.iter().partition(|argument| argument.part.is_some());
    let (body, parameters): (Vec<_>, Vec<_>) = rest.into_iter().partition(|argument| argument.ident == "body");
    let parameters_name = format_ident!("{name}Parameters");
    let (parameters_struct, parameters_data) = parameters::structure(&parameters_name, &id, &parameters, &route);
    let body = body_of(declaration, body.first().copied(), &parts, &id)?;
    let answer = match output(declaration.function) {
        Some(ty) => answer_of(ty)?,
        None => quote!(::contract_kit::operation::NoContent),
    };
    // What stays fresh is worth keeping as it is sent.
    let answer = match declaration.cache {
        Some(_) => quote!(::contract_kit::operation::Serialized<#answer>),
        None => answer,
    };
    let (raises, codes) = raised(&name, &declaration.errors);
    let auth = &declaration.auth;
    let path = &route.path;
    let (summary, description) = summary_of(&declaration.said.doc);
    let lifecycle = declaration.said.lifecycle();
    let policy = policy_of(declaration)?;
    let docs: Vec<_> = declaration.function.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();
    let (body_items, body_ty, body_data) = (&body.items, &body.ty, &body.data);

    let items = quote! {
        #(#docs)*
        #[derive(Debug, Clone, Copy)]
        pub struct #name;

        #parameters_struct
        #body_items
        #raises

        impl ::contract_kit::operation::Operation for #name {
            const ID: &'static str = #id;
            type Auth = #auth;
            type Parameters = #parameters_name;
            type Body = #body_ty;
            type Answer = #answer;

            fn describe(collector: &mut ::contract_kit::registry::build::Collector) -> ::contract_kit::registry::Operation {
                ::contract_kit::registry::Operation {
                    id: #id.into(),
                    module: ::std::string::String::new(),
                    method: #method.into(),
                    path: #path.into(),
                    summary: #summary.into(),
                    description: #description.into(),
                    lifecycle: #lifecycle,
                    auth: <#auth as ::contract_kit::operation::Authentication>::AUTH,
                    parameters: #parameters_data,
                    body: #body_data,
                    answers: <#answer as ::contract_kit::operation::Answer>::describe(collector, #id),
                    errors: #codes,
                    policy: #policy,
                }
            }
        }
    };
    Ok(Expansion {
        items,
        bound: quote!(::contract_kit::operation::Handle<#name>),
        visit: Some(quote!(operation::<#name>())),
        describe: quote! {{
            let mut operation = <#name as ::contract_kit::operation::Operation>::describe(collector);
            operation.module = MODULE.into();
            module.operations.push(operation);
        }},
        resolver: None,
    })
}

struct BodyTokens {
    items: TokenStream,
    ty: TokenStream,
    data: TokenStream,
}

fn body_of(
    declaration: &Declaration<'_>,
    body: Option<&Argument>,
    parts: &[&Argument],
    id: &str,
) -> Result<BodyTokens> {
    match (body, &declaration.bytes) {
        (Some(body), _) if !parts.is_empty() => {
            Err(Error::new_spanned(&body.ident, "a multipart body is made of its parts alone"))
        }
        (Some(body), Some((media_types, max))) => {
            let doc = format!("The file, at most {} bytes.", max.base10_digits());
            let ty = &body.ty;
            Ok(BodyTokens {
                items: TokenStream::new(),
                ty: quote!(#ty),
                data: quote!(::contract_kit::registry::Body::Bytes {
                    description: #doc.into(), media_types: ::std::vec![#(#media_types.into()),*], max_bytes: #max,
                }),
            })
        }
        (Some(body), None) => {
            let ty = checked(&body.ty)?;
            let subject = format!("the body of {id}");
            Ok(BodyTokens {
                items: TokenStream::new(),
                ty: quote!(#ty),
                data: quote!(::contract_kit::registry::Body::Json {
                    schema: ::std::boxed::Box::new(collector.schema::<#ty>(#subject)),
                    example: collector.example(&<#ty as ::contract_kit::example::Example>::example()),
                }),
            })
        }
        (None, _) if parts.is_empty() => Ok(BodyTokens {
            items: TokenStream::new(),
            ty: quote!(::contract_kit::operation::NoBody),
            data: quote!(::contract_kit::registry::Body::None),
        }),
        (None, _) => multipart(declaration, parts, id),
    }
}

fn multipart(declaration: &Declaration<'_>, parts: &[&Argument], id: &str) -> Result<BodyTokens> {
    let name = format_ident!("{}Body", names::type_of(&declaration.function.sig.ident));
    let mut members = Vec::new();
    let mut reads = Vec::new();
    let mut data = Vec::new();
    let mut defaults = Vec::new();
    for argument in parts {
        let part = argument.part.as_ref().expect("the caller kept parts only");
        let ident = &argument.ident;
        let wire = argument.field.as_ref().map_or_else(|| names::property(ident), |field| field.name.clone());
        let is_option = inside(&argument.ty, "Option").is_some();
        let required = argument.field.as_ref().map_or(!is_option, Field::is_required);
        let doc = &part.doc;
        if let Some(field) = &argument.field {
            let (ty, schema) = (&field.ty, parameters::schema_of(field, id));
            members.push(quote!(#[doc = #doc] pub #ident: #ty));
            let absent = match field.default_function(&name) {
                Some((function, item)) => {
                    defaults.push(item);
                    quote!(#function())
                }
                None => quote!(::contract_kit::private::serde_json::from_value(
                    ::contract_kit::private::serde_json::Value::Null
                )?),
            };
            reads.push(quote!(#ident: match values.remove(#wire) {
                ::core::option::Option::Some(value) => ::contract_kit::private::serde_json::from_value(value)?,
                ::core::option::Option::None => #absent,
            }));
            data.push(quote!(::contract_kit::registry::Part {
                name: #wire.into(), required: #required, content: ::contract_kit::registry::PartContent::Value { schema: #schema },
            }));
            continue;
        }
        let (ty, media_types) = (&argument.ty, &part.media_types);
        let max = part.max_bytes.as_ref().ok_or_else(|| {
            Error::new_spanned(
                ident,
                "say how large the file may be: #[part(media(\"image/png\"), max_bytes = 1_000_000)]",
            )
        })?;
        members.push(quote!(#[doc = #doc] pub #ident: #ty));
        let found =
            quote!(files.iter().position(|(name, _)| name == #wire).map(|position| files.swap_remove(position).1));
        reads.push(if is_option {
            quote!(#ident: #found)
        } else {
            quote!(#ident: #found.ok_or(::contract_kit::operation::BodyError::Kind)?)
        });
        data.push(quote!(::contract_kit::registry::Part {
            name: #wire.into(),
            required: #required,
            content: ::contract_kit::registry::PartContent::File {
                description: #doc.into(), media_types: ::std::vec![#(#media_types.into()),*], max_bytes: #max,
            },
        }));
    }
    let doc = format!("The multipart body of `{id}`.");
    Ok(BodyTokens {
        items: quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub struct #name { #(#members),* }

            #(#defaults)*

            impl ::contract_kit::operation::RequestBody for #name {
                fn read(body: ::contract_kit::operation::RawBody) -> ::core::result::Result<Self, ::contract_kit::operation::BodyError> {
                    let ::contract_kit::operation::RawBody::Multipart { mut values, mut files } = body else {
                        return ::core::result::Result::Err(::contract_kit::operation::BodyError::Kind);
                    };
                    let _ = (&mut values, &mut files);
                    ::core::result::Result::Ok(Self { #(#reads),* })
                }
            }
        },
        ty: quote!(#name),
        data: quote!(::contract_kit::registry::Body::Multipart { parts: ::std::vec![#(#data),*] }),
    })
}

/// The type of an answer, with the types inside `Created<…>` and its like checked.
fn answer_of(ty: &syn::Type) -> Result<TokenStream> {
    for wrapper in ["Created", "Accepted"] {
        if let Some(inner) = inside(ty, wrapper) {
            let inner = checked(inner)?;
            let wrapper = format_ident!("{wrapper}");
            return Ok(quote!(::contract_kit::operation::#wrapper<#inner>));
        }
    }
    match last_name(ty).as_deref() {
        Some("NoContent" | "OneOf") => Ok(quote!(#ty)),
        Some("Option") => Err(Error::new_spanned(
            ty,
            "an answer is never null: declare a problem with 404, or answer OneOf<T, NoContent>",
        )),
        _ => {
            let ty = checked(ty)?;
            Ok(quote!(#ty))
        }
    }
}

/// The first paragraph without its full stop, and the rest.
pub(super) fn summary_of(doc: &str) -> (String, String) {
    let doc = doc.trim();
    let (summary, description) = doc.split_once("\n\n").unwrap_or((doc, ""));
    (summary.replace('\n', " ").trim_end_matches('.').to_owned(), description.trim().to_owned())
}

fn policy_of(declaration: &Declaration<'_>) -> Result<TokenStream> {
    let none = quote!(::core::option::Option::None);
    let key = declaration
        .idempotency_key
        .as_ref()
        .map_or(none.clone(), |key| quote!(::core::option::Option::Some(::contract_kit::registry::Requirement::#key)));
    let cache = declaration.cache.as_ref().map_or(
        none.clone(),
        |cache| quote!(::core::option::Option::Some(::contract_kit::registry::CachePolicy::from(#cache))),
    );
    let rate = declaration.rate.as_ref().map_or(none, |rate| quote!(::core::option::Option::Some(#rate.into())));
    let (owner, invalidates) = (parameters::owner(declaration)?, &declaration.invalidates);
    Ok(quote! {
        ::contract_kit::registry::Policy {
            idempotency_key: #key,
            cache: #cache,
            invalidates: ::std::vec![#(<#invalidates as ::contract_kit::operation::Operation>::ID.into()),*],
            owner: #owner,
            rate: #rate,
        }
    })
}
