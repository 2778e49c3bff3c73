//! WebSocket and SSE channels, and the messages that a module receives.

use quote::{format_ident, quote};
use syn::{Error, Result};

use super::{
    Expansion,
    declaration::{Declaration, Kind},
    effects, marker, output,
    parameters::{self, Parameters, Route},
    raised, raised_by_type,
};
use crate::{attributes::option, names, types::checked};

pub(super) fn expand(declaration: &Declaration<'_>) -> Result<Expansion> {
    let function = &declaration.function.sig.ident;
    let name = names::type_of(function);
    let id = declaration.name.as_ref().map_or_else(|| names::property(function), syn::LitStr::value);
    let route = Route::read(declaration.path.as_ref().expect("a channel has a path"), declaration)?;
    let (client, parameters): (Vec<_>, Vec<_>) =
        declaration.arguments.iter().partition(|argument| argument.ident == "client");
    let parameters_name = format_ident!("{name}Parameters");
    let parameters = parameters::parameters(&parameters_name, &id, &parameters, &route);
    let Some(server) = output(declaration.function) else {
        return Err(Error::new_spanned(
            function,
            "this channel does not declare the messages of the server: add `-> ServerMessage`",
        ));
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
                "this socket does not declare the messages of clients: add a parameter `client: ClientMessage`"
            } else {
                "clients cannot send on server-sent events: remove `client`, or use #[websocket]"
            },
        ));
    }
    let (raises, codes) = raised(&name, &declaration.errors);
    let auth = &declaration.auth;
    let path = &route.path;
    let about = declaration.attrs.about();
    let owner = parameters::owner(declaration)?;
    let client_schema =
        option(client.as_ref().map(|client| quote!(<#client as ::contract_kit::types::ContractType>::schema)));
    let socket =
        client.as_ref().map(|client| quote!(impl ::contract_kit::channel::Socket for #name { type Client = #client; }));
    let subprotocol = option(declaration.subprotocol.as_ref());
    let reauthentication = option(declaration.reauthenticate.as_ref().map(|(asks, brings)| quote!((#asks, #brings))));
    let ends = &declaration.ends;
    let marker = marker::declare(declaration, &name)?;
    let Parameters { items: parameters_items, ty: parameters_ty, description: parameters_description } = &parameters;
    let visits = parameters::visits(&declaration.arguments);
    let messages = client.iter().chain([&server]);

    let items = quote! {
        #marker

        #parameters_items
        #raises
        #socket

        impl ::contract_kit::channel::Stream for #name {
            const STREAM: ::contract_kit::describe::StreamDescription = ::contract_kit::describe::StreamDescription::Channel(#id);
        }

        impl ::contract_kit::channel::Channel for #name {
            const ID: &'static str = #id;
            const DESCRIPTION: &'static ::contract_kit::describe::ChannelDescription = &::contract_kit::describe::ChannelDescription {
                id: #id,
                transport: ::contract_kit::registry::Transport::#transport,
                path: #path,
                about: #about,
                auth: <#auth as ::contract_kit::operation::Authentication>::AUTH,
                owner: #owner,
                parameters: #parameters_description,
                client: #client_schema,
                server: <#server as ::contract_kit::types::ContractType>::schema,
                subprotocol: #subprotocol,
                reauthentication: #reauthentication,
                ends: &[#(#ends),*],
                errors: #codes,
            };
            type Auth = #auth;
            type Parameters = #parameters_ty;
            type Server = #server;

            fn visit_types<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                #visits
                #(<#messages as ::contract_kit::types::ContractType>::visit(visitor);)*
            }
        }
    };
    Ok(Expansion {
        items,
        bound: quote!(::contract_kit::channel::Serve<#name>),
        visit: quote!(channel::<#name>()),
        item: quote!(Channel(<#name as ::contract_kit::channel::Channel>::DESCRIPTION)),
        visit_types: Some(quote!(<#name as ::contract_kit::channel::Channel>::visit_types)),
    })
}

/// Expands `#[receive] fn ping(message: ClientMessagePing);`: the module receives that message.
pub(super) fn expand_receive(declaration: &Declaration<'_>) -> Result<Expansion> {
    let [message] = declaration.arguments.as_slice() else {
        return Err(Error::new_spanned(
            &declaration.function.sig,
            "this function must have the message as its only parameter: `fn ping(message: ClientMessagePing)`",
        ));
    };
    let ty = &message.ty;
    let (raises, codes) = raised_by_type(ty, &declaration.errors);
    let answers = &declaration.answers;
    let rate = option(declaration.rate.as_ref());
    let causes = effects::causes(&declaration.causes);
    Ok(Expansion {
        items: raises,
        bound: quote!(::contract_kit::channel::Receive<#ty>),
        visit: quote!(message::<#ty>()),
        item: quote!(Received(&::contract_kit::describe::ReceivedDescription {
            union: <<#ty as ::contract_kit::channel::Message>::Union as ::contract_kit::types::ContractType>::schema,
            tag: <#ty as ::contract_kit::channel::Message>::TAG,
            errors: #codes,
            answers: &[#(#answers),*],
            rate: #rate,
            causes: #causes,
        })),
        visit_types: None,
    })
}
