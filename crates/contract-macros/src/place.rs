//! Places at which the compiler shows what a macro writes.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The place of a name or of braces that somebody wrote, for an item that is still written by the macro: an error points
/// there, and lints about hand-written code leave the item alone.
pub(crate) fn written_at(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// Tokens at another place.
pub(crate) fn moved(tokens: &impl ToTokens, place: Span) -> TokenStream {
    let at = |mut token: TokenTree| {
        token.set_span(place);
        token
    };
    tokens.to_token_stream().into_iter().map(at).collect()
}
