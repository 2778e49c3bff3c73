//! REST operations.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Error, Result};

use super::{
    Expansion,
    declaration::{Argument, Declaration},
    effects::{Session, causes},
    marker, output,
    parameters::{self, Parameters, Route},
    raised,
};
use crate::{
    attributes::option,
    contract::Field,
    names,
    place::written_at,
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
    let parameters = parameters::parameters(&parameters_name, &id, &parameters, &route);
    let body = body.first().copied();
    if let (Some(argument), "GET") = (body.or(parts.first().copied()), method) {
        return Err(Error::new_spanned(
            &argument.ident,
            "a GET cannot have a body: use query parameters, or declare a POST",
        ));
    }
    let body = body_of(declaration, body, &parts, &id)?;
    let answer = match output(declaration.function) {
        Some(ty) => answer_of(ty)?,
        None => quote!(::contract_kit::operation::NoContent),
    };
    // A cached response is worth keeping in its serialised form.
    let answer = match declaration.cache {
        Some(_) => quote!(::contract_kit::operation::Serialized<#answer>),
        None => answer,
    };
    let (raises, codes) = raised(&name, &declaration.errors);
    let auth = &declaration.auth;
    let path = &route.path;
    let about = declaration.attrs.about();
    let policy = policy_of(declaration)?;
    let marker = marker::declare(declaration, &name)?;
    let (body_items, body_ty, body_description) = (&body.items, &body.ty, &body.description);
    let Parameters { items: parameters_items, ty: parameters_ty, description: parameters_description } = &parameters;
    let visits = parameters::visits(&declaration.arguments);

    let items = quote! {
        #marker

        #parameters_items
        #body_items
        #raises

        impl ::contract_kit::operation::Operation for #name {
            const ID: &'static str = #id;
            const DESCRIPTION: &'static ::contract_kit::describe::OperationDescription = &::contract_kit::describe::OperationDescription {
                id: #id,
                method: #method,
                path: #path,
                about: #about,
                auth: <#auth as ::contract_kit::operation::Authentication>::AUTH,
                parameters: #parameters_description,
                body: #body_description,
                answers: <#answer as ::contract_kit::operation::Answer>::describe,
                errors: #codes,
                policy: #policy,
            };
            type Auth = #auth;
            type Parameters = #parameters_ty;
            type Body = #body_ty;
            type Answer = #answer;

            fn visit_types<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                #visits
                <#body_ty as ::contract_kit::operation::RequestBody>::visit_types(visitor);
                <#answer as ::contract_kit::operation::Answer>::visit_types(visitor);
            }
        }
    };
    Ok(Expansion {
        items,
        bound: quote!(::contract_kit::operation::Handle<#name>),
        visit: quote!(operation::<#name>()),
        item: quote!(Operation(<#name as ::contract_kit::operation::Operation>::DESCRIPTION)),
        visit_types: Some(quote!(<#name as ::contract_kit::operation::Operation>::visit_types)),
    })
}

struct BodyTokens {
    items: TokenStream,
    ty: TokenStream,
    /// The body as `describe::BodyDescription`.
    description: TokenStream,
}

fn body_of(
    declaration: &Declaration<'_>,
    body: Option<&Argument>,
    parts: &[&Argument],
    id: &str,
) -> Result<BodyTokens> {
    match (body, &declaration.bytes) {
        (Some(body), _) if !parts.is_empty() => Err(Error::new_spanned(
            &body.ident,
            "an operation with `part` parameters cannot have a `body` parameter too: remove one of them",
        )),
        (Some(body), Some((media_types, max))) => {
            let doc = format!("The file, at most {} bytes.", max.base10_digits());
            let ty = &body.ty;
            Ok(BodyTokens {
                items: TokenStream::new(),
                ty: quote!(#ty),
                description: quote!(::contract_kit::describe::BodyDescription::Bytes {
                    description: #doc, media_types: &[#(#media_types),*], max_bytes: #max,
                }),
            })
        }
        (Some(body), None) => {
            if inside(&body.ty, "Option").is_some() {
                return Err(Error::new_spanned(
                    &body.ty,
                    "a body cannot be optional: remove the Option, and make the properties of its type optional",
                ));
            }
            let ty = checked(&body.ty)?;
            Ok(BodyTokens {
                items: TokenStream::new(),
                ty: quote!(#ty),
                description: quote!(::contract_kit::describe::BodyDescription::Json {
                    schema: <#ty as ::contract_kit::types::ContractType>::schema,
                    example: ::contract_kit::describe::Literal::Computed(::contract_kit::example::to_json::<#ty>),
                }),
            })
        }
        (None, _) if parts.is_empty() => Ok(BodyTokens {
            items: TokenStream::new(),
            ty: quote!(::contract_kit::operation::NoBody),
            description: quote!(::contract_kit::describe::BodyDescription::None),
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
    let mut visits = Vec::new();
    for argument in parts {
        let part = argument.part.as_ref().expect("the caller kept parts only");
        let ident = &argument.ident;
        let wire = argument.field.as_ref().map_or_else(|| names::property(ident), |field| field.name.clone());
        let is_option = inside(&argument.ty, "Option").is_some();
        let required = argument.field.as_ref().map_or(!is_option, Field::is_required);
        let doc = &part.doc;
        if let Some(field) = &argument.field {
            let (ty, description) = (&field.ty, field.description());
            visits.push(field.of_contract("visit"));
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
            data.push(quote!(::contract_kit::describe::PartDescription {
                name: #wire,
                required: #required,
                content: ::contract_kit::describe::PartContentDescription::Value(#description),
            }));
            continue;
        }
        let (ty, media_types) = (&argument.ty, &part.media_types);
        let max = part.max_bytes.as_ref().ok_or_else(|| {
            Error::new_spanned(
                ident,
                "this file has no limit: write #[part(media(\"image/png\"), max_bytes = 1_000_000)]",
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
        data.push(quote!(::contract_kit::describe::PartDescription {
            name: #wire,
            required: #required,
            content: ::contract_kit::describe::PartContentDescription::File {
                description: #doc, media_types: &[#(#media_types),*], max_bytes: #max,
            },
        }));
    }
    let doc = format!("The multipart body of `{id}`.");
    let structure =
        quote_spanned!(written_at(name.span())=> #[doc = #doc] #[derive(Debug)] pub struct #name { #(#members),* });
    Ok(BodyTokens {
        items: quote! {
            #structure

            #(#defaults)*

            impl ::contract_kit::operation::RequestBody for #name {
                fn read(body: ::contract_kit::operation::RawBody) -> ::core::result::Result<Self, ::contract_kit::operation::BodyError> {
                    let ::contract_kit::operation::RawBody::Multipart { mut values, mut files } = body else {
                        return ::core::result::Result::Err(::contract_kit::operation::BodyError::Kind);
                    };
                    let _ = (&mut values, &mut files);
                    ::core::result::Result::Ok(Self { #(#reads),* })
                }

                fn visit_types<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                    let _ = &visitor;
                    #(#visits(visitor);)*
                }
            }
        },
        ty: quote!(#name),
        description: quote!(::contract_kit::describe::BodyDescription::Multipart(&[#(#data),*])),
    })
}

/// Returns the type of a response, after checking the types inside `Created<…>` and similar wrappers.
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
            "an answer cannot be null: declare a problem with status 404, or answer OneOf<T, NoContent>",
        )),
        _ => {
            let ty = checked(ty)?;
            Ok(quote!(#ty))
        }
    }
}

fn policy_of(declaration: &Declaration<'_>) -> Result<TokenStream> {
    let key = declaration.idempotency_key.as_ref().map(|key| quote!(::contract_kit::registry::Requirement::#key));
    let (key, cache, rate) = (option(key), option(declaration.cache.as_ref()), option(declaration.rate.as_ref()));
    let (owner, invalidates) = (parameters::owner(declaration)?, &declaration.invalidates);
    let session = option(declaration.session.as_ref().map(Session::description));
    let (causes, refetch) = (causes(&declaration.causes), option(declaration.refetch.as_ref()));
    Ok(quote! {
        ::contract_kit::describe::PolicyDescription {
            idempotency_key: #key,
            cache: #cache,
            invalidates: &[#(<#invalidates as ::contract_kit::operation::Operation>::ID),*],
            owner: #owner,
            rate: #rate,
            session: #session,
            causes: #causes,
            refetch_seconds: #refetch,
        }
    })
}
