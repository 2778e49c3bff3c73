//! The types that a field, a parameter or an answer may have, and their form in the expansion.

use quote::ToTokens;
use syn::{
    Error, GenericArgument, Ident, PathArguments, Result, Type,
    visit::{self, Visit},
};

use crate::attributes::Mistakes;

/// Returns the type inside `Name<T>`, when `ty` has that form.
pub(crate) fn inside<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if segment.ident == name => Some(inner),
        _ => None,
    }
}

/// Returns the last name of a path type.
pub(crate) fn last_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// Whether a type is, inside all containers, one of Rust's own types or a type parameter, and so has no declaration.
pub(crate) fn is_undeclared(ty: &Type, parameters: &[Ident]) -> bool {
    let container = ["Option", "Vec", "Box", "Patch"].iter().find_map(|name| inside(ty, name));
    if let Some(inner) = container.or_else(|| map_values(ty)) {
        return is_undeclared(inner, parameters);
    }
    last_name(ty).is_none_or(|name| PRIMITIVES.contains(&name.as_str()) || parameters.iter().any(|own| *own == name))
}

/// Returns the values of a map.
fn map_values(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "BTreeMap")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.iter().nth(1)? {
        GenericArgument::Type(values) => Some(values),
        _ => None,
    }
}

/// Returns the type itself, or an error where some format cannot express it.
pub(crate) fn checked(ty: &Type) -> Result<Type> {
    let mut checker = Checker::default();
    checker.visit_type(ty);
    checker.mistakes.into_result(ty.clone())
}

#[derive(Default)]
struct Checker {
    mistakes: Mistakes,
    /// Whether the type is nested inside another one.
    is_inside: bool,
}

impl Checker {
    fn refuse(&mut self, tokens: &impl ToTokens, message: &str) {
        self.mistakes.push(Error::new_spanned(tokens, message));
    }
}

/// The Rust types that a contract can express.
const PRIMITIVES: &[&str] = &["bool", "i8", "i16", "i32", "u8", "u16", "f64", "String"];

impl Visit<'_> for Checker {
    fn visit_type(&mut self, ty: &Type) {
        let Some(name) = last_name(ty) else {
            self.refuse(
                ty,
                "a contract cannot say this type; use a struct, an enum, Vec<T>, Option<T> or BTreeMap<String, T>",
            );
            return;
        };
        match name.as_str() {
            "i64" | "u64" | "i128" | "u128" | "isize" | "usize" | "u32" => self.refuse(
                ty,
                &format!("`{name}` is not exact in GraphQL (32-bit Int) and JavaScript (53 bits): use i32, or a string newtype for larger numbers"),
            ),
            "f32" => self.refuse(ty, "`f32` prints as a longer number than was meant: use f64"),
            "char" | "str" => self.refuse(ty, "use String with `#[contract(length(…))]`"),
            "HashMap" => self.refuse(ty, "`HashMap` has no stable order on the wire: use BTreeMap<String, T>"),
            "HashSet" => self.refuse(ty, "`HashSet` has no stable order on the wire: use Vec<T>"),
            "BTreeSet" => self.refuse(ty, "JSON has no sets, and a client may send an item twice: use Vec<T>"),
            "Value" => self.refuse(ty, "a JSON value says nothing to a client: declare its type with #[contract]"),
            "BTreeMap" if inside(ty, "BTreeMap").and_then(last_name).as_deref() != Some("String") => {
                self.refuse(ty, "keys of a map are strings in JSON: use BTreeMap<String, T>");
            }
            "Option" if self.is_inside => {
                self.refuse(ty, "what is not there is left out, never null: no list, map or box holds an Option");
            }
            _ => {
                let outer = std::mem::replace(&mut self.is_inside, true);
                visit::visit_type(self, ty);
                self.is_inside = outer;
            }
        }
    }
}
