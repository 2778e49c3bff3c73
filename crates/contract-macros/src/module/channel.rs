//! WebSocket and SSE channels, and the messages a module receives.

use quote::{format_ident, quote};
use syn::{Error, Result};

use super::{
    Expansion,
    declaration::{Declaration, Kind},
    operation::summary_of,
    output,
    parameters::{self, Route},
    raised, raised_by_type,
};
use crate::{names, types::checked};

pub(super) fn expand(declaration: &Declaration<'_>) -> Result<Expansion> {
    let function = &declaration.function.sig.ident;
    let name = names::type_of(function);
    let id = declaration.name.as_ref().map_or_else(|| names::property(function), syn::LitStr::value);
    let route = Route::read(declaration.path.as_ref().expect("a channel has a path"), declaration)?;
    let (client, parameters): (Vec<_>, Vec<_>) =
        declaration.arguments.iter().partition(|argument| argument.ident == "client");
    let parameters_name = format_ident!("{name}Parameters");
    let (parameters_struct, parameters_data) = parameters::structure(&parameters_name, &id, &parameters, &route);
    let Some(server) = output(declaration.function) else {
        return Err(Error::new_spanned(function, "say what the server sends: `-> ServerMessage`"));
    };
    let server = checked(server)?;
    let client = client.first().map(|argument| checked(&argument.ty)).transpose()?;
    let (transport, is_socket) = match declaration.kind {
        Kind::Websocket => (quote!(Websocket), true),
        _ => (quote!(Sse), false),
    };
    if client.is_some() != is_socket {
        return Err(Error::new_spanned(
            function,
            if is_socket {
                "say what clients send: a parameter `client: ClientMessage`"
            } else {
                "clients cannot send on server-sent events: drop `client`, or use #[websocket]"
            },
        ));
    }
    let (raises, codes) = raised(&name, &declaration.errors);
    let auth = &declaration.auth;
    let path = &route.path;
    let (summary, description) = summary_of(&declaration.said.doc);
    let lifecycle = declaration.said.lifecycle();
    let owner = parameters::owner(declaration)?;
    let client_name = match &client {
        Some(client) => quote!(::core::option::Option::Some(collector.name::<#client>())),
        None => quote!(::core::option::Option::None),
    };
    let socket =
        client.as_ref().map(|client| quote!(impl ::contract_kit::channel::Socket for #name { type Client = #client; }));
    let subprotocol = match &declaration.subprotocol {
        Some(name) => quote!(::core::option::Option::Some(#name.into())),
        None => quote!(::core::option::Option::None),
    };
    let reauthentication = match &declaration.reauthenticate {
        Some((asks, brings)) => quote!(::core::option::Option::Some(::contract_kit::registry::Reauthentication {
            asks: #asks.into(),
            brings: #brings.into(),
        })),
        None => quote!(::core::option::Option::None),
    };
    let ends = &declaration.ends;
    let docs: Vec<_> = declaration.function.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();

    let items = quote! {
        #(#docs)*
        #[derive(Debug, Clone, Copy)]
        pub struct #name;

        #parameters_struct
        #raises
        #socket

        impl ::contract_kit::channel::Channel for #name {
            const ID: &'static str = #id;
            type Auth = #auth;
            type Parameters = #parameters_name;
            type Server = #server;

            fn describe(collector: &mut ::contract_kit::registry::build::Collector) -> ::contract_kit::registry::Channel {
                ::contract_kit::registry::Channel {
                    id: #id.into(),
                    module: ::std::string::String::new(),
                    transport: ::contract_kit::registry::Transport::#transport,
                    path: #path.into(),
                    summary: #summary.into(),
                    description: #description.into(),
                    lifecycle: #lifecycle,
                    auth: <#auth as ::contract_kit::operation::Authentication>::AUTH,
                    owner: #owner,
                    parameters: #parameters_data,
                    client: #client_name,
                    server: collector.name::<#server>(),
                    receivers: ::std::default::Default::default(),
                    subprotocol: #subprotocol,
                    reauthentication: #reauthentication,
                    ends: ::std::vec![#(#ends.into()),*],
                    errors: #codes,
                }
            }
        }
    };
    Ok(Expansion {
        items,
        bound: quote!(::contract_kit::channel::Serve<#name>),
        visit: Some(quote!(channel::<#name>())),
        describe: quote! {{
            let mut channel = <#name as ::contract_kit::channel::Channel>::describe(collector);
            channel.module = MODULE.into();
            module.channels.push(channel);
        }},
        resolver: None,
    })
}

/// `#[receive] fn ping(message: ClientMessagePing);`: the module receives that message.
pub(super) fn expand_receive(declaration: &Declaration<'_>) -> Result<Expansion> {
    let [message] = declaration.arguments.as_slice() else {
        return Err(Error::new_spanned(
            &declaration.function.sig,
            "name the message alone: `fn ping(message: ClientMessagePing)`",
        ));
    };
    let ty = &message.ty;
    let (raises, codes) = raised_by_type(ty, &declaration.errors);
    let answers = &declaration.answers;
    let rate = match &declaration.rate {
        Some(class) => quote!(::core::option::Option::Some(#class.into())),
        None => quote!(::core::option::Option::None),
    };
    Ok(Expansion {
        items: raises,
        bound: quote!(::contract_kit::channel::Receive<#ty>),
        visit: Some(quote!(message::<#ty>())),
        describe: quote! {
            module.receives.push(::contract_kit::module::Received {
                union: ::contract_kit::schema::build::name_of::<<#ty as ::contract_kit::channel::Message>::Union>(),
                tag: <#ty as ::contract_kit::channel::Message>::TAG,
                errors: #codes,
                answers: ::std::vec![#(#answers.into()),*],
                rate: #rate,
            });
        },
        resolver: None,
    })
}
