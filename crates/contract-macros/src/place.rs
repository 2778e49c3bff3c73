//! Source positions at which the compiler reports errors in the macros' output.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;

/// Returns the position of a name or of braces in the author's code, for an item that still counts as written by the
/// macro: an error points there, and lints about hand-written code ignore the item.
pub(crate) fn written_at(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// Moves tokens to another position.
pub(crate) fn moved(tokens: &impl ToTokens, place: Span) -> TokenStream {
    let at = |mut token: TokenTree| {
        token.set_span(place);
        token
    };
    tokens.to_token_stream().into_iter().map(at).collect()
}
