//! Fields of structs, parameters and arguments, in the form that every expansion needs.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Ident, Result, Type};

use super::hidden;
use crate::{
    attributes::{Attributes, FIELD, Mistakes, is_none, of_contract, typed},
    names,
    types::{checked, inside, is_undeclared},
};

/// A field, in the form that every expansion needs.
pub(crate) struct Field {
    pub ident: Ident,
    pub vis: syn::Visibility,
    pub docs: Vec<syn::Attribute>,
    /// The name in JSON.
    pub name: String,
    /// The type as written, with each part checked.
    pub ty: Type,
    /// The type without `Option`, which the schema describes.
    pub inner: Type,
    pub is_option: bool,
    pub is_patch: bool,
    pub attrs: Attributes,
}

impl Field {
    /// Reads a field, a parameter or an argument.
    pub(crate) fn read(
        ident: Ident,
        vis: syn::Visibility,
        mut attributes: Vec<syn::Attribute>,
        ty: &Type,
    ) -> Result<Self> {
        let mut attrs = Attributes::default();
        attrs.read(&mut attributes, FIELD)?;
        attrs.check()?;
        let is_patch = inside(ty, "Patch").is_some();
        let option = inside(ty, "Option");
        if let (Some(_), Some(default)) = (option, &attrs.default) {
            return Err(Error::new_spanned(
                default,
                "an optional field cannot have a default: remove the Option, since a field with a default may be absent",
            ));
        }
        if let (true, Some(default)) = (is_patch, &attrs.default) {
            return Err(Error::new_spanned(
                default,
                "a property of a patch cannot have a default, since an absent property stays as it is: remove `default`",
            ));
        }
        if let Some(inner) = option
            && inside(inner, "Option").is_some()
        {
            return Err(Error::new_spanned(
                ty,
                "a property cannot be both absent and null: use Option<T>, or Patch<T> where a client may clear a value",
            ));
        }
        let name = attrs.rename.as_ref().map_or_else(|| names::property(&ident), syn::LitStr::value);
        let checked_ty = checked(ty)?;
        let inner = match option {
            Some(inner) => checked(inner)?,
            None => checked_ty.clone(),
        };
        Ok(Self {
            ident,
            vis,
            docs: attributes,
            name,
            ty: checked_ty,
            inner,
            is_option: option.is_some(),
            is_patch,
            attrs,
        })
    }

    /// Whether the property is required.
    pub(crate) fn is_required(&self) -> bool {
        !self.is_option && !self.is_patch && self.attrs.default.is_none()
    }

    /// Returns the function that returns the default, and its name.
    pub(crate) fn default_function(&self, owner: &Ident) -> Option<(Ident, TokenStream)> {
        let default = typed(self.attrs.default.as_ref()?, &self.ty);
        let name = hidden(owner, &format!("{}_default", self.ident));
        let ty = &self.ty;
        Some((
            name.clone(),
            quote! {
                #[doc(hidden)]
                #[allow(non_snake_case)]
                fn #name() -> #ty { #default }
            },
        ))
    }

    /// Returns the field as `describe::FieldDescription`.
    pub(crate) fn description(&self) -> TokenStream {
        let (name, required) = (&self.name, self.is_required());
        let schema = self.of_contract("schema");
        let (about, constraints) = (self.attrs.about(), self.attrs.constraints());
        let (example, default) = (self.attrs.example_literal(&self.inner), self.attrs.default_literal(&self.inner));
        quote!(::contract_kit::describe::FieldDescription {
            name: #name,
            required: #required,
            schema: #schema,
            about: #about,
            constraints: #constraints,
            example: #example,
            default: #default,
        })
    }

    /// Returns the path of a `ContractType` function for the type of the field.
    pub(crate) fn of_contract(&self, function: &str) -> TokenStream {
        of_contract(&self.inner, function)
    }

    /// Returns the example, wrapped as the field needs it, in a function that returns `None` where the value would have
    /// no end. `parameters` are the type parameters in scope.
    pub(crate) fn example(&self, parameters: &[Ident]) -> TokenStream {
        let inner = &self.inner;
        if self.is_option && self.attrs.example.as_ref().is_some_and(is_none) {
            return quote!(::core::option::Option::None);
        }
        if let Some(example) = self.attrs.example.as_ref().or(self.attrs.default.as_ref()) {
            let value = typed(example, inner);
            return if self.is_option { quote!(::core::option::Option::Some(#value)) } else { value };
        }
        // Text and numbers have no example, which the compiler reports here; a declared type has one.
        let finite = if is_undeclared(inner, parameters) {
            quote!(<#inner as ::contract_kit::example::Example>::finite())
        } else {
            let sample = self.of_contract("sample");
            quote!(#sample())
        };
        if self.is_option { finite } else { quote!(#finite?) }
    }
}

/// Reads named fields, and refuses two with the same JSON name. All mistakes are reported at once.
pub(crate) fn fields_of(fields: &syn::FieldsNamed) -> Result<Vec<Field>> {
    let mut read: Vec<Field> = Vec::new();
    let mut mistakes = Mistakes::default();
    for field in &fields.named {
        let ident = field.ident.clone().expect("a named field");
        match Field::read(ident, field.vis.clone(), field.attrs.clone(), &field.ty) {
            Ok(next) if read.iter().any(|first| first.name == next.name) => {
                let message = format!("two fields are spelled `{}` on the wire", next.name);
                mistakes.push(Error::new_spanned(&field.ident, message));
            }
            Ok(next) => read.push(next),
            Err(error) => mistakes.push(error),
        }
    }
    mistakes.into_result(read)
}
