//! GraphQL fields of the root types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Result, Type};

use super::{
    Expansion,
    declaration::{Declaration, Kind},
    effects, marker, output, parameters, raised,
};
use crate::{
    attributes::option,
    contract::Field,
    names,
    types::{checked, inside},
};

pub(super) fn expand(declaration: &Declaration<'_>) -> Result<Expansion> {
    let function = &declaration.function.sig.ident;
    let (root, trait_name, is_stream) = match declaration.kind {
        Kind::Mutation => ("Mutation", quote!(Resolve), false),
        Kind::Subscription => ("Subscription", quote!(Subscribe), true),
        _ => ("Query", quote!(Resolve), false),
    };
    let name = names::suffixed(function, root);
    let arguments_name = format_ident!("{name}Arguments");
    let root_ident = format_ident!("{root}");
    let wire = declaration.name.as_ref().map_or_else(|| names::property(function), syn::LitStr::value);
    let fields: Vec<&Field> = declaration.arguments.iter().filter_map(|argument| argument.field.as_ref()).collect();
    if fields.len() != declaration.arguments.len() {
        return Err(Error::new_spanned(
            &declaration.function.sig,
            "`body`, `client` and `message` cannot be names of GraphQL arguments: choose another name",
        ));
    }
    let Some(written) = output(declaration.function) else {
        return Err(Error::new_spanned(function, "this field does not declare its type: add it, such as `-> Book`"));
    };
    let output = Output::read(written)?;
    let (output_ty, output_description) = (&output.ty, output.description());
    let subject = format!("{root}.{wire}");
    let (arguments_items, arguments_ty) =
        parameters::structure(&arguments_name, &fields, &format!("The arguments of `{subject}`."));
    let arguments_description = fields.iter().map(|field| field.description());
    let (raises, codes) = raised(&name, &declaration.errors);
    let auth = &declaration.auth;
    let about = declaration.attrs.about();
    let (owner, rate) = (parameters::owner(declaration)?, option(declaration.rate.as_ref()));
    let (causes, refetch) = (effects::causes(&declaration.causes), option(declaration.refetch.as_ref()));
    let stream = is_stream.then(|| {
        quote! {
            impl ::contract_kit::channel::Stream for #name {
                const STREAM: ::contract_kit::describe::StreamDescription = ::contract_kit::describe::StreamDescription::Subscription(#wire);
            }
        }
    });
    let marker = marker::declare(declaration, &name)?;
    let visits = parameters::visits(&declaration.arguments);

    let items = quote! {
        #marker

        #arguments_items
        #raises
        #stream

        impl ::contract_kit::graphql::Field for #name {
            const NAME: &'static str = #wire;
            const ROOT: ::contract_kit::registry::Root = ::contract_kit::registry::Root::#root_ident;
            const DESCRIPTION: &'static ::contract_kit::describe::GraphqlFieldDescription = &::contract_kit::describe::GraphqlFieldDescription {
                name: #wire,
                root: ::contract_kit::registry::Root::#root_ident,
                about: #about,
                auth: <#auth as ::contract_kit::operation::Authentication>::AUTH,
                owner: #owner,
                rate: #rate,
                causes: #causes,
                refetch_seconds: #refetch,
                arguments: &[#(#arguments_description),*],
                output: #output_description,
                errors: #codes,
            };
            type Auth = #auth;
            type Arguments = #arguments_ty;
            type Output = #output_ty;

            fn visit_types<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                #visits
                <#output_ty as ::contract_kit::graphql::Output>::visit_types(visitor);
            }
        }
    };
    Ok(Expansion {
        items,
        bound: quote!(::contract_kit::graphql::#trait_name<#name>),
        visit: if is_stream { quote!(subscription::<#name>()) } else { quote!(field::<#name>()) },
        item: quote!(Field(<#name as ::contract_kit::graphql::Field>::DESCRIPTION)),
        visit_types: Some(quote!(<#name as ::contract_kit::graphql::Field>::visit_types)),
    })
}

/// The parsed answer of a field.
struct Output {
    ty: Type,
    inner: Type,
    nullable: bool,
    connection: bool,
}

impl Output {
    fn read(written: &Type) -> Result<Self> {
        if let Some(node) = inside(written, "Connection") {
            let inner = checked(node)?;
            let ty = syn::parse_quote!(::contract_kit::graphql::Connection<#inner>);
            return Ok(Self { ty, inner, nullable: false, connection: true });
        }
        let ty = checked(written)?;
        match inside(written, "Option") {
            Some(inner) => Ok(Self { ty, inner: checked(inner)?, nullable: true, connection: false }),
            None => Ok(Self { inner: ty.clone(), ty, nullable: false, connection: false }),
        }
    }

    /// Returns the answer as `describe::OutputDescription`.
    fn description(&self) -> TokenStream {
        let Self { inner, nullable, connection, .. } = self;
        quote!(::contract_kit::describe::OutputDescription {
            nullable: #nullable,
            connection: #connection,
            schema: <#inner as ::contract_kit::types::ContractType>::schema,
        })
    }
}
