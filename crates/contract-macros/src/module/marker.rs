//! The type that represents a function of a module: `GetBook` of `get_book`.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{
    Error, Ident, Path, Result,
    visit::{self, Visit},
};

use super::declaration::Declaration;
use crate::place::written_at;

/// Declares the type at the name of its function, so that the compiler points there when another item has the same
/// name.
///
/// # Errors
/// When the signature of the function, or its module, uses the same name: the compiler would find the type twice and
/// could not explain the error.
pub(super) fn declare(declaration: &Declaration<'_>, name: &Ident) -> Result<TokenStream> {
    let function = declaration.function;
    let own = &function.sig.ident;
    let mut uses = Uses { name, found: false };
    uses.visit_signature(&function.sig);
    let other = [(uses.found, "a type in its own signature"), (name == declaration.module, "its module")];
    if let Some((_, other)) = other.into_iter().find(|(is_taken, _)| *is_taken) {
        let message = format!(
            "`{own}` becomes the type `{name}`, but that is the name of {other}: rename the function, such as `get_{own}`"
        );
        return Err(Error::new_spanned(own, message));
    }
    let docs = function.attrs.iter().filter(|attribute| attribute.path().is_ident("doc"));
    Ok(quote_spanned! {written_at(own.span())=>
        #(#docs)*
        #[derive(Debug, Clone, Copy)]
        pub struct #name;
    })
}

/// Searches for a path that consists of one name only.
struct Uses<'a> {
    name: &'a Ident,
    found: bool,
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_path(&mut self, path: &'ast Path) {
        self.found |= path.is_ident(self.name);
        visit::visit_path(self, path);
    }
}
