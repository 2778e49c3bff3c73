//! Effects that a response does not show: on the caller's session, and on other listeners.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Error, LitStr, Path, Result, Token, meta::ParseNestedMeta, parenthesized, parse::Parse, punctuated::Punctuated,
};

use crate::attributes::{option, value};

/// The arguments of `session(…)`.
pub(super) struct Session {
    kind: Kind,
    access: Option<LitStr>,
    refresh: Option<LitStr>,
    expires_in: Option<LitStr>,
    with: Option<LitStr>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Begins,
    Renews,
    Ends,
}

/// The valid forms, for messages.
const WAYS: &str = "write session(begins, access = \"/data/accessToken\", refresh = \"…\", expires_in = \"…\"), \
                    session(renews, with = \"/refreshToken\", access = \"…\", …) or session(ends)";

impl Session {
    pub(super) fn read(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let mut kind = None;
        let (mut access, mut refresh, mut expires_in, mut with) = (None, None, None, None);
        meta.parse_nested_meta(|word| {
            let name = word.path.get_ident().map(ToString::to_string).unwrap_or_default();
            match name.as_str() {
                "begins" => kind = Some(Kind::Begins),
                "renews" => kind = Some(Kind::Renews),
                "ends" => kind = Some(Kind::Ends),
                "access" => access = Some(value(&word)?),
                "refresh" => refresh = Some(value(&word)?),
                "expires_in" => expires_in = Some(value(&word)?),
                "with" => with = Some(value(&word)?),
                _ => return Err(word.error(format!("unknown word `{name}`: {WAYS}"))),
            }
            Ok(())
        })?;
        let kind = kind.ok_or_else(|| meta.error(WAYS))?;
        let has_tokens = access.is_some();
        let is_complete = match kind {
            Kind::Begins => has_tokens && with.is_none(),
            Kind::Renews => has_tokens && with.is_some(),
            Kind::Ends => !has_tokens && refresh.is_none() && expires_in.is_none() && with.is_none(),
        };
        if !is_complete {
            return Err(meta.error(WAYS));
        }
        Ok(Self { kind, access, refresh, expires_in, with })
    }

    /// Returns the effect as `describe::SessionDescription`.
    pub(super) fn description(&self) -> TokenStream {
        let Self { kind, access, refresh, expires_in, with } = self;
        let (refresh, expires_in) = (option(refresh.as_ref()), option(expires_in.as_ref()));
        let tokens = quote!(::contract_kit::describe::TokensDescription {
            access: #access, refresh: #refresh, expires_in: #expires_in,
        });
        match kind {
            Kind::Begins => quote!(::contract_kit::describe::SessionDescription::Begins(#tokens)),
            Kind::Renews => {
                quote!(::contract_kit::describe::SessionDescription::Renews { tokens: #tokens, with: #with })
            }
            Kind::Ends => quote!(::contract_kit::describe::SessionDescription::Ends),
        }
    }
}

/// One stream of `causes(…)`: `Feed`, or `Socket("tag", "tag")`.
pub(super) struct Caused {
    stream: Path,
    messages: Vec<LitStr>,
}

impl Parse for Caused {
    fn parse(input: syn::parse::ParseStream<'_>) -> Result<Self> {
        let stream = input.parse::<Path>()?;
        let mut messages = Vec::new();
        if input.peek(syn::token::Paren) {
            let content;
            parenthesized!(content in input);
            messages = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?.into_iter().collect();
            if messages.is_empty() {
                return Err(Error::new_spanned(
                    stream,
                    "these parentheses are empty: name the tags of the messages, or remove the parentheses",
                ));
            }
        }
        Ok(Self { stream, messages })
    }
}

/// Returns the streams as `&[describe::CausedDescription]`.
pub(super) fn causes(caused: &[Caused]) -> TokenStream {
    let described = caused.iter().map(|Caused { stream, messages }| {
        quote!(::contract_kit::describe::CausedDescription {
            stream: <#stream as ::contract_kit::channel::Stream>::STREAM,
            messages: &[#(#messages),*],
        })
    });
    quote!(&[#(#described),*])
}
