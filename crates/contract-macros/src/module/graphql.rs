//! GraphQL fields, and the roots on which a module's fields stand.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Ident, Result, Type};

use super::{
    Expansion,
    declaration::{Declaration, Kind},
    output, parameters, raised,
};
use crate::{
    attributes::typed,
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
            "a GraphQL argument is a type of the contract; call it otherwise than body, client or message",
        ));
    }
    let Some(written) = output(declaration.function) else {
        return Err(Error::new_spanned(function, "say what it answers: `-> Book`"));
    };
    let output = Output::read(written)?;
    let (output_ty, described_output) = (&output.ty, output.described(&wire));
    let subject = format!("{root}.{wire}");
    let arguments_struct =
        parameters::plain_struct(&arguments_name, &fields, &format!("The arguments of `{subject}`."));
    let arguments_data = fields.iter().map(|field| {
        let (name, required, schema) = (&field.name, field.is_required(), parameters::schema_of(field, &subject));
        quote!(::contract_kit::registry::Argument { name: #name.into(), required: #required, schema: #schema })
    });
    let (raises, codes) = raised(&name, &declaration.errors);
    let auth = &declaration.auth;
    let lifecycle = declaration.said.lifecycle();
    let doc = declaration.said.doc.trim();
    let owner = parameters::owner(declaration)?;
    let owner_name = parameters::owner_name(declaration)?;
    let owner_name = match owner_name {
        Some(name) => quote!(::core::option::Option::Some(#name)),
        None => quote!(::core::option::Option::None),
    };
    let rate = match &declaration.rate {
        Some(class) => quote!(::core::option::Option::Some(#class)),
        None => quote!(::core::option::Option::None),
    };
    let docs: Vec<_> = declaration.function.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();

    let items = quote! {
        #(#docs)*
        #[derive(Debug, Clone, Copy)]
        pub struct #name;

        #arguments_struct
        #raises

        impl ::contract_kit::graphql::Field for #name {
            const NAME: &'static str = #wire;
            const ROOT: ::contract_kit::registry::Root = ::contract_kit::registry::Root::#root_ident;
            const OWNER: ::core::option::Option<&'static str> = #owner_name;
            const RATE: ::core::option::Option<&'static str> = #rate;
            type Auth = #auth;
            type Arguments = #arguments_name;
            type Output = #output_ty;

            fn describe(collector: &mut ::contract_kit::registry::build::Collector) -> ::contract_kit::registry::GraphqlField {
                ::contract_kit::registry::GraphqlField {
                    name: #wire.into(),
                    module: ::std::string::String::new(),
                    root: Self::ROOT,
                    description: #doc.into(),
                    lifecycle: #lifecycle,
                    auth: <#auth as ::contract_kit::operation::Authentication>::AUTH,
                    owner: #owner,
                    rate: Self::RATE.map(::std::convert::Into::into),
                    arguments: ::std::vec![#(#arguments_data),*],
                    output: #described_output,
                    errors: #codes,
                }
            }
        }
    };

    let resolver = resolver(declaration, &name, &arguments_name, &fields, &wire, output_ty, is_stream);
    Ok(Expansion {
        items,
        bound: quote!(::contract_kit::graphql::#trait_name<#name>),
        visit: None,
        describe: quote! {{
            let mut field = <#name as ::contract_kit::graphql::Field>::describe(collector);
            field.module = MODULE.into();
            module.fields.push(field);
        }},
        resolver: Some((declaration.kind, resolver)),
    })
}

/// The method on the root that async-graphql calls.
///
/// A defaulted argument is optional here and gets its default here, because async-graphql ignores a default when a
/// variable is named in the document and not set.
fn resolver(
    declaration: &Declaration<'_>,
    name: &Ident,
    arguments_name: &Ident,
    fields: &[&Field],
    wire: &str,
    output: &Type,
    is_stream: bool,
) -> TokenStream {
    let method = &declaration.function.sig.ident;
    let doc = declaration.said.doc.trim();
    let deprecation = declaration.said.graphql_deprecation().map(|note| quote!(, deprecation = #note));
    let arguments = fields.iter().map(|field| {
        let (ident, ty, name, inner) = (&field.ident, &field.ty, &field.name, &field.inner);
        let desc = field.said.doc.trim();
        let desc = (!desc.is_empty()).then(|| quote!(, desc = #desc));
        match &field.said.default {
            Some(default) => {
                let default = typed(default, inner);
                let default = quote!(::core::option::Option::Some(#default)).to_string();
                quote!(#[graphql(name = #name #desc, default_with = #default)] #ident: ::core::option::Option<#ty>)
            }
            None => quote!(#[graphql(name = #name #desc)] #ident: #ty),
        }
    });
    let values = fields.iter().map(|field| {
        let (ident, inner) = (&field.ident, &field.inner);
        match &field.said.default {
            Some(default) => {
                let default = typed(default, inner);
                quote!(#ident: #ident.unwrap_or_else(|| #default))
            }
            None => quote!(#ident),
        }
    });
    let (function, ty) = if is_stream {
        let stream = quote!(::contract_kit::private::futures_util::stream::BoxStream<'static, ::contract_kit::private::async_graphql::Result<#output>>);
        (quote!(subscribe), stream)
    } else {
        (quote!(resolve), quote!(#output))
    };
    quote! {
        #[doc = #doc]
        #[graphql(name = #wire #deprecation)]
        async fn #method(
            &self,
            context: &::contract_kit::private::async_graphql::Context<'_>,
            #(#arguments),*
        ) -> ::contract_kit::private::async_graphql::Result<#ty> {
            ::contract_kit::graphql::#function::<#name, B>(&self.0, context, #arguments_name { #(#values),* }).await
        }
    }
}

/// What a field answers, as read.
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

    fn described(&self, subject: &str) -> TokenStream {
        let Self { inner, nullable, connection, .. } = self;
        quote!(::contract_kit::registry::Output {
            nullable: #nullable, connection: #connection, schema: collector.schema::<#inner>(#subject),
        })
    }
}

/// The root of one operation type of a module.
pub(super) struct RootTokens {
    pub items: TokenStream,
    pub ty: TokenStream,
    pub value: TokenStream,
}

/// The root on which `resolvers` stand; a module without any contributes an empty one.
pub(super) fn root(module: &Ident, kind: &str, resolvers: &[&TokenStream]) -> RootTokens {
    if resolvers.is_empty() {
        let tail = match kind {
            "Subscription" => quote!(::contract_kit::graphql::NoSubscriptions),
            _ => quote!(::contract_kit::private::async_graphql::MergedObjectTail),
        };
        return RootTokens { items: TokenStream::new(), ty: tail.clone(), value: tail };
    }
    let name = format_ident!("{module}{kind}Root");
    let text = name.to_string();
    let doc = format!("The {} fields of the module [`{module}`].", kind.to_lowercase());
    let macro_name = if kind == "Subscription" { quote!(Subscription) } else { quote!(Object) };
    RootTokens {
        items: quote! {
            #[doc = #doc]
            #[derive(Debug, Clone)]
            pub struct #name<B>(pub B);

            #[::contract_kit::private::async_graphql::#macro_name(name = #text, crate = "::contract_kit::private::async_graphql")]
            impl<B: #module> #name<B> { #(#resolvers)* }
        },
        ty: quote!(#name<B>),
        value: quote!(#name(backend.clone())),
    }
}
